import { expect, test } from 'vitest'
import * as numbers from '../../src/cli/number.ts'
import { OPTIONS as OF_SIMULATE, readRequest } from '../../src/cli/request.ts'
import { OPTIONS as OF_STUDY, readStudyRequest } from '../../src/cli/study/request.ts'
import type { Option } from '../../src/cli/options.ts'
import { WrongInput } from '../../src/cli/wrong-input.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { directory } from './harness.ts'

/** Placeholders of the options that take a whole number. */
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

test.each(cases)('$name $option accepts what it advises', ({ option, read }) => {
  const cwd = directory()
  const advice = complaintOf(() => read([option, 'x'], scenarios, cwd))
  const [, ...advised] = /Write for example (\S+) (\d+)\.$/.exec(advice)!
  expect(advised[0]).toBe(option)
  expect(() => read(advised, scenarios, cwd)).not.toThrow()
})

test('every option of both commands that takes a whole number is among them', () => {
  expect(cases.map(({ name, option }) => `${name} ${option}`)).toEqual([
    'simulate --seed',
    'simulate --path',
    'simulate --days',
    'study --runs',
    'study --workers',
    'study --days',
    'study --seed',
    'study --shard-size',
    'study --verify-worst',
  ])
})

test('a number is of its range or not, to the last one', () => {
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
