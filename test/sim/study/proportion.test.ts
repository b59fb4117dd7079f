import { expect, test } from 'vitest'
import { estimateProportion } from '../../../src/sim/study/proportion.ts'

test('proportions are written with six digits, and absent without trials', () => {
  expect(estimateProportion(1, 10)).toEqual({
    count: 1,
    of: 10,
    estimate: '0.1',
    low: '0.00252858',
    high: '0.445016',
  })
  expect(estimateProportion(0, 0)).toEqual({ count: 0, of: 0 })
})

test('paths of several points have an estimate without an interval, since they share random numbers', () => {
  expect(estimateProportion(3, 10, true)).toEqual({ count: 3, of: 10, estimate: '0.3' })
  expect(estimateProportion(3, 10).low).toBeDefined()
})

test('a count of none has an estimate, and rounding is to six digits with bounds and without', () => {
  expect(estimateProportion(0, 10)).toMatchObject({
    count: 0,
    of: 10,
    estimate: '0',
    low: '0',
    high: '0.308497',
  })
  expect(estimateProportion(2, 3, true)).toEqual({ count: 2, of: 3, estimate: '0.666667' })
  const { estimate, low, high } = estimateProportion(2, 3)
  // The roots of 3p² - 2p³ = 0.025 and of p³ = 0.975.
  expect([estimate, low, high]).toEqual(['0.666667', '0.0942993', '0.991596'])
})
