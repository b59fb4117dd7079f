import { describe, expect, test } from 'vitest'

import { outSince } from '../../../src/scenarios/shared/classes.ts'

describe('classes of participants', () => {
  test('are out from the day on which they own less than a hundredth of the most they held, for good', () => {
    expect(outSince([100n, 50n, 0n, 0n])).toBe(1)
    expect(outSince([100n, 0n, 0n])).toBe(0)
    expect(outSince([0n, 1000n, 9n])).toBe(1)
  })

  test('are not out with a hundredth, after coming back, or if they never had any', () => {
    expect(outSince([100n, 1n])).toBeUndefined()
    expect(outSince([100n, 0n, 50n])).toBeUndefined()
    expect(outSince([0n, 0n])).toBeUndefined()
  })
})
