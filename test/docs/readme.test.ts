/** The README shows what `npm run simulate` prints, and counts what there is. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { lab } from '../../src/cli/lab.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { directory, run } from '../cli/harness.ts'

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8')

/** Stands for lines that are left out. */
const LEFT_OUT = '…'

/** The first line that is not where the excerpt has it, if any: lines follow one another, but for those that are said to be left out. */
function astray(excerpt: string, output: string): string | undefined {
  const lines = output.split('\n')
  let at = 0
  let anywhere = false
  for (const line of excerpt.trimEnd().split('\n')) {
    if (line.trim() === LEFT_OUT) {
      anywhere = true
      continue
    }
    const found = anywhere ? lines.indexOf(line, at) : lines[at] === line ? at : -1
    if (found < 0) return line
    at = found + 1
    anywhere = false
  }
  return undefined
}

describe('what the README shows of a run', () => {
  const [, excerpt] = /\nnpm run simulate\n```\n\n```\n(.*?)```/s.exec(readme)!

  test('is what the command prints, but for lines that are left out', async () => {
    const { out } = await run(simulate(lab), [], { cwd: directory() })
    expect(astray(excerpt!, out)).toBeUndefined()
  })

  test('would be found wrong with another figure, another order, or a line left out without a word', () => {
    const output = excerpt!.replaceAll(LEFT_OUT, 'left out')
    expect(astray(excerpt!, output)).toBeUndefined()
    const invariants = /^Invariants: .*$/m.exec(excerpt!)![0]
    expect(astray(excerpt!.replace(invariants, 'Invariants: All 7 hold.'), output)).toBe(
      'Invariants: All 7 hold.',
    )
    const [first, second] = excerpt!.split('\n').filter((line) => line.startsWith('  holds')) as [
      string,
      string,
    ]
    expect(astray(excerpt!.replace(first, second), output)).toBeDefined()
    expect(astray(excerpt!.replace(`${invariants}\n`, ''), output)).toBe(first)
  })
})

const NUMBERS = ['Ten', 'Eleven', 'Twelve', 'Thirteen', 'Fourteen', 'Fifteen', 'Sixteen']

test('The README’s number of scenarios is right', () => {
  const [, word] = /(\w+) scenarios answer a question each/.exec(readme)!
  expect(NUMBERS.indexOf(word!) + 10).toBe(scenarios.length)
})
