import { expect, test } from 'vitest'
import * as numbers from '../../src/cli/number.ts'
import { OPTIONS as OF_SIMULATE, readRequest } from '../../src/cli/request.ts'
import { OPTIONS as OF_STUDY } from '../../src/cli/study/options.ts'
import { readStudyRequest } from '../../src/cli/study/request.ts'
import type { Option } from '../../src/cli/options.ts'
import { WrongInput } from '../../src/cli/wrong-input.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { directory } from './harness.ts'

/** Placeholders of the options that take an integer. */
const WHOLE = ['N', 'I', 'W', 'K']

const commands = [
  { name: 'simulate', options: OF_SIMULATE, read: readRequest },
  { name: 'study', options: OF_STUDY, read: readStudyRequest },
] as const

const cases = commands.flatMap(({ name, options, read }) =>
  Object.entries<Option>(options)
    .filter(([, { value }]) => value !== undefined && WHOLE.includes(value))
    .map(([option]) => ({ name, option: `--${option}`, read })),
)

test.each(cases)('$name $option accepts the example in its error message', ({ option, read }) => {
  const cwd = directory()
  const advice = complaintOf(() => read([option, 'x'], scenarios, cwd))
  const [, ...advised] = /Example: (\S+) (\d+)\.$/.exec(advice)!
  expect(advised[0]).toBe(option)
  expect(() => read(advised, scenarios, cwd)).not.toThrow()
})

test('these are all integer options of both commands', () => {
  expect(cases.map(({ name, option }) => `${name} ${option}`)).toEqual([
    'simulate --seed',
    'simulate --path',
    'simulate --paths',
    'simulate --days',
    'study --runs',
    'study --workers',
    'study --days',
    'study --seed',
    'study --shard-size',
    'study --verify-worst',
  ])
})

test('the bounds of every range are inclusive', () => {
  const { readWhole, ...ranges } = numbers
  for (const range of Object.values(ranges)) {
    for (const value of [range.min, range.max, range.example])
      expect(readWhole('--x', value.toString(), range)).toBe(value)
    for (const value of [range.min - 1n, range.max + 1n])
      expect(complaintOf(() => readWhole('--x', value.toString(), range))).toContain(`got "${value}"`)
  }
})

function complaintOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof WrongInput) return error.message
    throw error
  }
  return 'no complaint'
}
