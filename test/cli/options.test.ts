import { expect, test } from 'vitest'
import { readOptions } from '../../src/cli/options.ts'
import { WrongInput } from '../../src/cli/wrong-input.ts'

const OPTIONS = {
  seed: { value: 'N', means: 'a number' },
  set: { value: 'KEY=VALUE', many: true, means: 'a setting' },
  json: { means: 'a flag' },
  help: { short: 'h', means: 'help' },
}

const complaint = (...argv: string[]): string => {
  try {
    readOptions(argv, OPTIONS)
  } catch (error) {
    if (error instanceof WrongInput) return error.message
    throw error
  }
  return 'no complaint'
}

test('flags, values and positionals are parsed in every notation', () => {
  const { flags, values, positionals } = readOptions(
    ['baseline', '--seed=7', '--set', 'a=1', '--set=b=2', '--json', '-h', '--', '--not-an-option'],
    OPTIONS,
  )
  expect([...flags]).toEqual(['seed', 'set', 'json', 'help'])
  expect([...values]).toEqual([
    ['seed', ['7']],
    ['set', ['a=1', 'b=2']],
  ])
  expect(positionals).toEqual(['baseline', '--not-an-option'])
})

test('a negative number is parsed as a value', () => {
  expect(readOptions(['--seed', '-5'], OPTIONS).values.get('seed')).toEqual(['-5'])
})

test('the error for an unknown option names the nearest, or the valid ones if none is near', () => {
  expect(complaint('--sead', '3')).toMatch(
    /an option of this command; got --sead\.\nDid you mean "--seed"\? See --help/,
  )
  expect(complaint('-x')).toMatch(/got -x\.\nPossible: --seed, --set, --json, --help, --quiet\. See --help/)
  expect(complaint('--constructor')).toMatch(/got --constructor/)
})

test('an option without value, a flag with a value and a repeated option are errors', () => {
  expect(complaint('--seed')).toMatch(/a value after --seed; got nothing/)
  expect(complaint('--seed', '--json')).toMatch(/a value after --seed; got the option --json/)
  expect(complaint('--json=yes')).toMatch(/--json without a value; got "yes"/)
  expect(complaint('--seed', '1', '--seed', '2')).toMatch(/--seed once/)
  expect(complaint('--set', 'a=1', '--set', 'b=2')).toBe('no complaint')
})
