import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { didYouMean, nearestOf, slips } from '../../src/cli/suggest.ts'

test.for([
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
  ['abc', 'abc', 0],
  ['ab', 'ba', 1],
  ['ca', 'abc', 3],
] as const)('from "%s" to "%s" it takes %i slips', ([a, b, expected]) => {
  expect(slips(a, b)).toBe(expected)
})

test('slips are the same in both directions, and none only for the same word', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
      expect(slips(a, b)).toBe(slips(b, a))
      expect(slips(a, b) === 0).toBe(a === b)
    }),
  )
})

test('the nearest name is suggested, and none if none is near', () => {
  const names = ['baseline', 'bank-run', 'bear-market']
  expect(nearestOf('baselin', names)).toBe('baseline')
  expect(nearestOf('BankRun', names)).toBe('bank-run')
  expect(nearestOf('dilution', names)).toBeUndefined()
  expect(didYouMean('baes-line', names)).toBe('Did you mean "baseline"? ')
  expect(didYouMean('x', names)).toBe('')
})
