/** The example of a study of one's own scenario: it has the types of the package, and prints what the page shows. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { commandsIn, shownOf } from '../support/documented.ts'

const page = readFileSync(join(projectRoot, 'docs/how-to/study-your-own-scenario.md'), 'utf8')

describe('a study of one’s own scenario', () => {
  let place: string
  beforeAll(() => {
    mkdirSync(join(projectRoot, 'out'), { recursive: true })
    place = mkdtempSync(join(projectRoot, 'out', 'own-study-'))
    const source = relative(place, join(projectRoot, 'src')).replaceAll('\\', '/')
    for (const name of ['lab.ts', 'saver.ts']) {
      const text = readFileSync(join(projectRoot, 'examples/own-study', name), 'utf8')
      const own = text.replaceAll(/'amt-lab(\/\w+)?'/g, (_all, part = '') => `'${source}${part}/index.ts'`)
      writeFileSync(join(place, name), own)
    }
  })
  afterAll(() => rmSync(place, { recursive: true, force: true }))

  test('has types', () => {
    const tsc = join(projectRoot, 'node_modules/typescript/bin/tsc')
    writeFileSync(
      join(place, 'tsconfig.json'),
      JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'] }),
    )
    execFileSync(process.execPath, [tsc, '-p', 'tsconfig.json'], { cwd: place, stdio: 'pipe' })
  })

  test.each(commandsIn(page))('%s', (command) => {
    const argv = command.replace(/^npx tsx /, '').split(' ')
    const out = execFileSync(process.execPath, ['--import', 'tsx', ...argv], { cwd: place, encoding: 'utf8' })
    if (command.includes('--verify')) expect(out).toContain('0 divergences')
    expect(out).not.toContain('BROKEN')
    expect(shownOf(page, command).filter((line) => !out.includes(line))).toEqual([])
    expect(shownOf(page, command).length).toBeGreaterThan(command.includes('study') ? 2 : -1)
  })
})
