import { describe, expect, test } from 'vitest'
import {
  dsAdd,
  dsDiv,
  dsMul,
  dsSub,
  MathAddOverflow,
  MathMulOverflow,
  MathSubUnderflow,
  NoReason,
} from '../../../../src/model/contracts/pancake/ds-math.ts'
import { UINT256_MAX } from '../../../support/model-world.ts'

/** 2^256 - 1 has these two factors. */
const FACTORS = [(1n << 128n) - 1n, (1n << 128n) + 1n] as const

describe("Uniswap's arithmetic", () => {
  test('is exact up to the largest uint256', () => {
    expect(dsAdd(UINT256_MAX - 1n, 1n)).toBe(UINT256_MAX)
    expect(dsAdd(0n, UINT256_MAX)).toBe(UINT256_MAX)
    expect(dsMul(...FACTORS)).toBe(UINT256_MAX)
    expect(dsMul(1n, UINT256_MAX)).toBe(UINT256_MAX)
    expect(dsMul(UINT256_MAX, 0n)).toBe(0n)
    expect(dsSub(5n, 5n)).toBe(0n)
    expect(dsSub(UINT256_MAX, 1n)).toBe(UINT256_MAX - 1n)
    expect(dsDiv(11n, 4n)).toBe(2n)
    expect(dsDiv(0n, 1n)).toBe(0n)
  })

  test('reverts beyond, below zero, and for a division by zero', () => {
    expect(() => dsAdd(UINT256_MAX, 1n)).toThrow(MathAddOverflow)
    expect(() => dsMul(FACTORS[0] + 1n, FACTORS[1])).toThrow(MathMulOverflow)
    expect(() => dsMul(2n, (UINT256_MAX + 1n) / 2n)).toThrow(MathMulOverflow)
    expect(() => dsMul((UINT256_MAX + 1n) / 2n, 2n)).toThrow(MathMulOverflow)
    expect(() => dsSub(5n, 6n)).toThrow(MathSubUnderflow)
    expect(() => dsDiv(1n, 0n)).toThrow(NoReason)
  })
})
