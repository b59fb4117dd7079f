import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ChildProcess } from 'node:child_process'
import { afterAll, describe, expect, test, vi } from 'vitest'

import { projectRoot } from '../../../src/evm/compile/root.ts'
import { mutatedText } from '../../../src/mutants/generated-mutant.ts'
import { censusOf } from '../../../src/mutants/typescript/generator.ts'
import { importGraph } from '../../../src/mutants/typescript/import-graph.ts'
import { TypeScriptProject } from '../../../src/mutants/typescript/project.ts'
import { UNUSED, typeCorrect as checked } from '../../../src/mutants/typescript/type-check.ts'

const SOURCE = 'src/model/contracts/burn-vault.ts'
const reported: string[] = []
const [census] = censusOf('model', { sources: (source) => source === SOURCE }, (done, of) =>
  reported.push(`${done}/${of}`),
)
const { proposed, typeCorrect, mutants } = census!
const text = readFileSync(join(projectRoot, SOURCE), 'utf8')
const has = (before: string, after: string): boolean =>
  mutants.some((mutant) => mutant.before === before && mutant.after === after)
const project = new TypeScriptProject(projectRoot, ['src/model'])
afterAll(() => project.close())

describe('the mutants of a small module', () => {
  test('are some of each operator that applies', () => {
    const counts: Record<string, number> = {}
    for (const { operator } of mutants) counts[operator] = (counts[operator] ?? 0) + 1
    expect(counts).toMatchInlineSnapshot(`
      {
        "arguments": 4,
        "condition": 6,
        "elements": 2,
        "literal": 6,
        "relational": 2,
        "result": 2,
        "statement": 2,
      }
    `)
  })

  test('leave out what is not type-correct, or emits the same code', () => {
    expect(typeCorrect).toBeLessThan(proposed)
    expect(mutants.length).toBeLessThan(typeCorrect)
  })

  test('include known ones', () => {
    expect(has("'btcb', 'burnVault', by, payout", '')).toBe(false)
    expect(has('supply === 0n', 'Boolean(0)')).toBe(true)
    expect(has("burnFrom(step, 'amt', 'burnVault', by, amount)", ';')).toBe(true)
    expect(has('>', '>=')).toBe(true)
    expect(has('amount, payout', 'payout, amount')).toBe(true)
  })

  test('differ in id and in text', () => {
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length)
    expect(new Set(mutants.map((mutant) => mutatedText(mutant, text))).size).toBe(mutants.length)
  })

  test('give their place in the source', () => {
    const lines = text.split('\n')
    for (const { before, line, column, start, end } of mutants) {
      expect(text.slice(start, end)).toBe(before)
      expect(lines[line - 1]!.slice(column - 1)).toBe(text.slice(start).split('\n', 1)[0])
    }
  })
})

describe('the type check', () => {
  const graph = importGraph(projectRoot, ['src/model'])
  const importersOf = (source: string): readonly string[] => graph.importersOf(source)

  /** Whether the whole of `src/model` compiles with a replacement. */
  const compiles = (source: string, before: string, after: string): boolean => {
    const original = readFileSync(join(projectRoot, source), 'utf8')
    expect(original.split(before).length, before).toBe(2)
    project.replace(source, original.replace(before, after))
    const errors = [source, ...importersOf(source)].flatMap((each) => project.errorsIn(each))
    project.replace(source, undefined)
    return errors.every(({ code }) => UNUSED.has(code))
  }

  const isKept = (source: string, before: string, after: string): boolean => {
    const start = readFileSync(join(projectRoot, source), 'utf8').indexOf(before)
    const proposal = { unit: 'any', operator: 'any', start, end: start + before.length, after }
    return checked(project, source, [proposal], importersOf).length === 1
  }

  test.each([
    ['a number for a bigint', SOURCE, 'payout > 0n', 'payout > 0'],
    [
      'a number as an argument',
      SOURCE,
      'proRataDown(backing, amount, supply)',
      'proRataDown(backing, 1, supply)',
    ],
    [
      'arguments with other brands',
      SOURCE,
      'proRataDown(backing, amount, supply)',
      'proRataDown(supply, amount, backing)',
    ],
    ['an event that no contract has', SOURCE, "'burnVault', 'burnMade'", "'burnVault', 'burnt'"],
    [
      'another constant',
      'src/model/contracts/master/payment.ts',
      'PAYMENT_FLOOR = 100n',
      'PAYMENT_FLOOR = 99n',
    ],
    [
      'a constant of another type',
      'src/model/contracts/master/payment.ts',
      'PAYMENT_FLOOR = 100n',
      'PAYMENT_FLOOR = 100',
    ],
    [
      'a name that others import',
      'src/model/invariants/touched.ts',
      "  'distributor',\n] as const",
      '] as const',
    ],
    ['a handler of another type', SOURCE, 'backingWithdraw(step, by, args.amount),', 'args.amount,'],
  ])('decides as a check of the whole model does: %s', (_what, source, before, after) => {
    expect(isKept(source, before, after)).toBe(compiles(source, before, after))
  })

  test('keeps only what compiles, apart from unused names', () => {
    for (const mutant of mutants.filter((_, index) => index % 3 === 0)) {
      project.replace(SOURCE, mutatedText(mutant, text))
      const errors = [SOURCE, ...importersOf(SOURCE)].flatMap((each) => project.errorsIn(each))
      project.replace(SOURCE, undefined)
      expect(
        errors.filter(({ code }) => !UNUSED.has(code)),
        `${mutant.before} -> ${mutant.after}`,
      ).toEqual([])
    }
  })
})

// A compiler that has just answered a question and gets SIGTERM may print "context canceled" to stderr.
test('the compiler ends without a signal', async () => {
  const start = vi.spyOn(ChildProcess.prototype as unknown as { spawn: () => number }, 'spawn')
  const kill = vi.spyOn(ChildProcess.prototype, 'kill')
  const small = new TypeScriptProject(projectRoot, ['src/model/kernel'])
  const child = start.mock.contexts[0] as unknown as ChildProcess
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })))
  small.close()
  expect(await ended).toEqual({ code: 0, signal: null })
  expect(kill).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})

test('the sources that are finished are reported', () => expect(reported).toEqual(['0/1', '1/1']))
