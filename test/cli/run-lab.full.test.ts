/** A lab of one's own: the commands that its results quote run, from the shell, with the same result. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { shellWord } from '../../src/report/shell-word.ts'
import { startOf } from '../../src/cli/start.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'

/** A directory in this project, with a module of a lab of one's own. */
function ownLab(): { readonly place: string; readonly module: string } {
  mkdirSync(join(projectRoot, 'out'), { recursive: true })
  const place = mkdtempSync(join(projectRoot, 'out', 'own lab '))
  onTestFinished(() => rmSync(place, { recursive: true, force: true }))
  const module = join(place, 'mine.mts')
  const source = relative(place, join(projectRoot, 'src')).replaceAll('\\', '/')
  writeFileSync(
    module,
    `import baseline from '${source}/scenarios/baseline/index.ts'
import { lab as project } from '${source}/cli/lab.ts'
import { runLab } from '${source}/cli/run-lab.ts'
export const lab = { ...project, scenarios: [{ ...baseline, name: 'mine' }] }
await runLab(lab, import.meta.url)
`,
  )
  return { place, module }
}

test('the commands of a study of one’s own scenario run, and give its results', () => {
  const { place, module } = ownLab()
  const tsx = ['--import', 'tsx', module]
  const ask = (...argv: string[]): string =>
    execFileSync(process.execPath, [...tsx, ...argv], { cwd: projectRoot, encoding: 'utf8' })
  const out = (name: string): string[] => ['--out', join(place, name), '--json']
  const first = JSON.parse(
    ask('study', 'mine', '--runs', '2', '--days', '1', '--workers', '1', '--set', 'holders=10', ...out('a')),
  )
  const shown = readFileSync(join(place, 'a', 'report.html'), 'utf8')
  const command = plain(/<pre class="command"[^>]*><code>([^<]*)</.exec(shown)![1]!)
  expect(command).toMatch(/^npx tsx 'out\/own lab [^']*\/mine.mts' study mine --runs 2 /)
  const shell = (text: string, ...more: string[]): string => {
    const node = text.replace('npx tsx', `${shellWord(process.execPath)} --import tsx`)
    const { stdout, stderr, status } = spawnSync('sh', ['-c', [node, ...more.map(shellWord)].join(' ')], {
      cwd: projectRoot,
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([0, ''])
    return stdout
  }
  expect(JSON.parse(shell(command, '--workers', '1', ...out('b')))).toMatchObject({
    resultHash: first.resultHash,
  })
  const { command: again, resultHash } = first.worst.paths[0]
  expect(JSON.parse(shell(again, ...out('c')))).toMatchObject({ pathHash: resultHash })
})

test('the project’s lab starts by npm, another one by its module', () => {
  const project = new URL('../../src/cli/lab.ts', import.meta.url).href
  expect(startOf(project, '/here')('study')).toBe('npm run study --')
  expect(startOf(undefined, '/here')('simulate')).toBe('npm run simulate --')
  expect(startOf('file:///here/a/mine.mts', '/here')('study')).toBe('npx tsx a/mine.mts study')
  expect(startOf('file:///here/mine.mjs', '/here')('simulate')).toBe('node mine.mjs simulate')
  expect(startOf('file:///here/my%20lab.ts', '/here')('study')).toBe(`npx tsx 'my lab.ts' study`)
})

test('a word of a shell is quoted where it must be', () => {
  const printed = (text: string): string =>
    execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })
  for (const text of ['a', 'a b', `it's "$HOME"`, 'x=1,2', '*', '']) expect(printed(text)).toBe(text)
})

const plain = (text: string): string => text.replaceAll('&#39;', "'").replaceAll('&quot;', '"')
