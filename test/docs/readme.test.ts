/** The README shows what `npm run simulate` prints, and its numbers are right. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { lab } from '../../src/cli/lab.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { DEFAULTS } from '../../src/lockstep/lockstep.ts'
import { translatorFor } from '../../src/report/language/language.ts'
import { STATES } from '../../src/lockstep/systems/states.ts'
import { MUTANTS } from '../../src/lockstep/systems/mutants.ts'
import { directory, run } from '../cli/harness.ts'
import { descriptionOf, shownText } from '../support/shown-text.ts'

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8')

/** Stands for omitted lines. */
const OMITTED = '…'

/**
 * The first line of the excerpt that the output does not have in that place; undefined if there is none.
 * Lines are consecutive, except where the excerpt marks an omission.
 */
function firstMismatch(excerpt: string, output: string): string | undefined {
  const lines = output.split('\n')
  let at = 0
  let afterOmission = false
  for (const line of excerpt.trimEnd().split('\n')) {
    if (line.trim() === OMITTED) {
      afterOmission = true
      continue
    }
    const found = afterOmission ? lines.indexOf(line, at) : lines[at] === line ? at : -1
    if (found < 0) return line
    at = found + 1
    afterOmission = false
  }
  return undefined
}

describe('what the README shows of a run', () => {
  const [, excerpt] = /\nnpm run simulate\n```\n\n```\n(.*?)```/s.exec(readme)!

  test('is what the command prints, except for omitted lines', async () => {
    const cwd = directory()
    const { out } = await run(simulate(lab), [], { cwd })
    expect(firstMismatch(excerpt!, out)).toBeUndefined()
    // The picture was taken of a page with the same texts and numbers: see scripts/picture.ts.
    const picture = readFileSync(join(projectRoot, 'docs/images/report.png'))
    const page = shownText(readFileSync(join(cwd, 'out/baseline/report.html'), 'utf8'))
    expect(page).toContain('Floor at the end')
    expect(descriptionOf(picture)).toBe(page)
  })

  test('has at most fifteen lines', () => {
    expect(excerpt!.trimEnd().split('\n').length).toBeLessThanOrEqual(15)
  })

  test('would fail with another number, another order, or an unmarked omission', () => {
    const output = excerpt!.replaceAll(OMITTED, 'omitted')
    expect(firstMismatch(excerpt!, output)).toBeUndefined()
    const invariants = /^Invariants: .*$/m.exec(excerpt!)![0]
    expect(firstMismatch(excerpt!.replace(invariants, 'Invariants: All 7 hold.'), output)).toBe(
      'Invariants: All 7 hold.',
    )
    const [first, second] = excerpt!.split('\n').filter((line) => line.startsWith('  holds')) as [
      string,
      string,
    ]
    expect(firstMismatch(excerpt!.replace(first, second), output)).toBeDefined()
    expect(firstMismatch(excerpt!.replace(`${invariants}\n`, ''), output)).toBe(first)
  })
})

test('the README’s numbers of sequences, states and mutants are right', () => {
  const [, sequences] = /([\d,]+) generated sequences per test\s+run/.exec(readme)!
  expect(Number(sequences!.replace(',', ''))).toBe(DEFAULTS.sequences)
  const [, mutants] = /More than (\d+) mutants of contracts,\s+PancakeSwap\s+and\s+model/.exec(readme)!
  expect(MUTANTS.length).toBeGreaterThan(Number(mutants))
  const [, states] = /more than (\d+)\s+abstract states/.exec(readme)!
  expect(STATES.length).toBeGreaterThan(Number(states))
})

test('the Spanish README shows the same answer in Spanish', () => {
  const lines = (file: string, command: string): readonly string[] => {
    const text = readFileSync(join(projectRoot, file), 'utf8')
    return text.slice(text.indexOf(command)).split('```')[2]!.trim().split('\n')
  }
  const [question, , answer] = lines('README.md', 'npm run simulate\n')
  const { translate, missing } = translatorFor('es')
  const [name, asked] = question!.split(/: (.*)/s)
  expect(lines('README.es.md', 'npm run simulate -- baseline --lang es')).toEqual([
    `${name}: ${translate(asked!)}`,
    '',
    translate(answer!),
  ])
  expect([...missing]).toEqual([])
})
