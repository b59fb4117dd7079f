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
