import { describe, expect, test } from 'vitest'

import { EmptyRange, amountBetween, bigintBelow, integerBelow } from '../../../src/sim/random/integer.ts'
import { uint32, type Stream } from '../../../src/sim/random/stream.ts'
import { chiSquare, chiSquareBound, histogram } from '../../support/statistics.ts'
import { cursor, equal, fixed, sample } from './sampling.ts'

describe('integerBelow', () => {
  test('is uniform over small and unaligned ranges, as number and as bigint', () => {
    for (const n of [1, 2, 3, 7, 100]) {
      const numbers = sample(20 + n, (from) => integerBelow(from, n))
      const bigints = sample(220 + n, (from) => Number(bigintBelow(from, BigInt(n))))
      for (const draws of [numbers, bigints]) {
        expect(draws.every((x) => Number.isInteger(x) && x >= 0 && x < n)).toBe(true)
        if (n > 1) expect(chiSquare(histogram(draws, n), equal(n))).toBeLessThan(chiSquareBound(n))
      }
    }
  })

  test('has no bias where the remainder of a word would have its worst one', () => {
    // 3 * 2^30 leaves 2^30 of 2^32 over: a bare remainder draws the lowest third twice as often as the
    // others.
    const thirds = (draw: (from: Stream) => number) =>
      histogram(
        sample(30, draw).map((x) => Math.floor(x / 2 ** 30)),
        3,
      )
    const n = 3 * 2 ** 30
    expect(
      chiSquare(
        thirds((from) => integerBelow(from, n)),
        equal(3),
      ),
    ).toBeLessThan(chiSquareBound(3))
    expect(
      chiSquare(
        thirds((from) => Number(bigintBelow(from, BigInt(n)))),
        equal(3),
      ),
    ).toBeLessThan(chiSquareBound(3))
    expect(
      chiSquare(
        thirds((from) => uint32(from) % n),
        equal(3),
      ),
    ).toBeGreaterThan(chiSquareBound(3))
  })

  test('is uniform over ranges above 2^32', () => {
    const n = 3 * 2 ** 51
    const draws = sample(31, (from) => integerBelow(from, n))
    expect(draws.every((x) => Number.isSafeInteger(x) && x < n)).toBe(true)
    const sixths = histogram(
      draws.map((x) => Math.floor(x / 2 ** 50)),
      6,
    )
    expect(chiSquare(sixths, equal(6))).toBeLessThan(chiSquareBound(6))
    expect(
      chiSquare(
        histogram(
          draws.map((x) => x % 5),
          5,
        ),
        equal(5),
      ),
    ).toBeLessThan(chiSquareBound(5))
    expect(integerBelow(cursor(32), 2 ** 53)).toBeLessThan(2 ** 53)
    expect(integerBelow(cursor(32), 2 ** 32)).toBe(uint32(cursor(32)))
  })

  // Each word of `fixed` is the same, so that the number of words drawn tells whether the first was accepted.
  test.each([
    [3, 2 ** 32 - 2, 2],
    [3 * 2 ** 30, 3 * 2 ** 30 - 1, 3 * 2 ** 30 - 1],
    [2 ** 31 + 1, 2 ** 31, 2 ** 31],
    [2 ** 32 - 1, 2 ** 32 - 2, 2 ** 32 - 2],
    [7, 2 ** 32 - 5, 6],
  ])('below %i accepts words up to %i and no more', (n, last, value) => {
    const accepting = fixed(last)
    expect(integerBelow(accepting, n)).toBe(value)
    expect(accepting.drawn).toBe(2)
    const rejecting = fixed(last + 1)
    integerBelow(rejecting, n)
    expect(rejecting.drawn).toBeGreaterThan(2)
  })

  test('accepts every word if the range divides 2^32, and both words up to 2^53 if it divides that', () => {
    for (const n of [1, 2, 2 ** 16, 2 ** 32]) {
      const from = fixed(2 ** 32 - 1)
      expect(integerBelow(from, n)).toBe(n - 1)
      expect(from.drawn).toBe(2)
    }
    const pair = fixed(2 ** 32 - 1)
    expect(integerBelow(pair, 2 ** 53)).toBe(2 ** 53 - 1)
    expect(pair.drawn).toBe(3)
  })

  test('above 2^32 takes the upper 21 bits from the first word, and rejects the incomplete multiple', () => {
    const from = cursor(34)
    const words = cursor(34)
    const [first, second] = [uint32(words), uint32(words)]
    expect(integerBelow(from, 2 ** 53)).toBe(Math.floor(first / 2 ** 11) * 2 ** 32 + second)
    // The two words of all ones are 2^53 - 1, the only value that 2^53 - 1 outcomes leave over.
    const odd = fixed(2 ** 32 - 1)
    integerBelow(odd, 2 ** 53 - 1)
    expect(odd.drawn).toBeGreaterThan(3)
    const even = fixed(2 ** 32 - 1)
    expect(integerBelow(even, 2 ** 52)).toBe(2 ** 52 - 1)
    expect(even.drawn).toBe(3)
  })

  test('of bigints takes no more words than the range has, and rejects the range itself', () => {
    for (const [n, words] of [
      [1n, 0],
      [2n, 1],
      [1n << 32n, 1],
      [(1n << 32n) + 1n, 2],
    ] as const) {
      const from = fixed(0)
      expect(bigintBelow(from, n)).toBe(0n)
      expect(from.drawn).toBe(1 + words)
    }
    const accepting = fixed(4)
    expect(bigintBelow(accepting, 5n)).toBe(4n)
    expect(accepting.drawn).toBe(2)
    const rejecting = fixed(5)
    expect(bigintBelow(rejecting, 5n)).toBeLessThan(5n)
    expect(rejecting.drawn).toBeGreaterThan(2)
    const words = cursor(35)
    const [first, second] = [BigInt(uint32(words)), BigInt(uint32(words))]
    expect(bigintBelow(cursor(35), 1n << 64n)).toBe((first << 32n) | second)
    expect(bigintBelow(cursor(35), 1n << 40n)).toBe(((first << 32n) | second) & ((1n << 40n) - 1n))
  })

  test('draws amounts between two ends, both included, of any size', () => {
    const from = cursor(33)
    const small = Array.from({ length: 500 }, () => amountBetween(from, 5n, 7n))
    expect(new Set(small)).toEqual(new Set([5n, 6n, 7n]))
    expect(amountBetween(from, 9n, 9n)).toBe(9n)
    const top = (1n << 256n) - 1n
    const large = Array.from({ length: 20_000 }, () => amountBetween(from, 0n, top))
    const sixteenths = histogram(
      large.map((x) => Number(x >> 252n)),
      16,
    )
    expect(chiSquare(sixteenths, equal(16))).toBeLessThan(chiSquareBound(16))
    const lowest = histogram(
      large.map((x) => Number(x & 15n)),
      16,
    )
    expect(chiSquare(lowest, equal(16))).toBeLessThan(chiSquareBound(16))
  })

  test('rejects empty ranges', () => {
    for (const n of [0, -1, 1.5, NaN, 2 ** 53 + 2])
      expect(() => integerBelow(cursor(0), n)).toThrow(EmptyRange)
    for (const n of [0n, -1n]) expect(() => bigintBelow(cursor(0), n)).toThrow(EmptyRange)
    expect(() => amountBetween(cursor(0), 2n, 1n)).toThrow(EmptyRange)
  })
})
