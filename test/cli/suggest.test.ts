import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { didYouMean, editDistance, nearestOf } from '../../src/cli/suggest.ts'

test.for([
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
  ['abc', 'abc', 0],
  ['ab', 'ba', 1],
  ['ca', 'abc', 3],
] as const)('the edit distance from "%s" to "%s" is %i', ([a, b, expected]) => {
  expect(editDistance(a, b)).toBe(expected)
})

test('the edit distance is symmetric, and zero only for equal words', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a))
      expect(editDistance(a, b) === 0).toBe(a === b)
    }),
  )
})

test('the nearest name is suggested, or none when none is near', () => {
  const names = ['baseline', 'bank-run', 'bear-market']
  expect(nearestOf('baselin', names)).toBe('baseline')
  expect(nearestOf('BankRun', names)).toBe('bank-run')
  expect(nearestOf('dilution', names)).toBeUndefined()
  expect(didYouMean('baes-line', names)).toBe('Did you mean "baseline"? ')
  expect(didYouMean('x', names)).toBe('')
})
