import { describe, expect, test } from 'vitest'

import { source, stream } from '../../src/sim/random/stream.ts'
import { uniform } from '../../src/sim/random/uniform.ts'
import { goalOf, goalSeek, NotAscending } from '../../src/statistics/goal-seek.ts'
import { clopperPearson } from '../../src/statistics/proportion.ts'

const GRID = Array.from({ length: 11 }, (_, index) => index / 10)

/** One uniform number per path, the same at every value. */
const drawsOf = (seed: number, paths: number): readonly number[] => {
  const random = stream(source(BigInt(seed), 0), 1)
  return Array.from({ length: paths }, () => uniform(random))
}

describe('goal seek', () => {
  test('covers the true crossing in at least 95% of seeds, rising and falling', () => {
    let covered = 0
    const seeds = 200
    for (let seed = 0; seed < seeds; seed++) {
      const draws = drawsOf(seed, 200)
      const rising = seed % 2 === 0
      const goal = goalSeek((value, path) => draws[path]! < (rising ? value : 1 - value), GRID, 0.83)
      if (goal.kind !== 'crossing') throw new Error(goal.kind)
      expect(goal.rising).toBe(rising)
      const truth = rising ? 0.83 : 0.17
      if ((goal.low ?? -Infinity) <= truth && truth <= (goal.high ?? Infinity)) covered++
      expect(Math.abs(goal.value! - truth)).toBeLessThan(0.12)
    }
    expect(covered).toBeGreaterThanOrEqual(0.95 * seeds)
  })

  test('narrows with more paths', () => {
    const width = (paths: number): number => {
      const draws = drawsOf(1, paths)
      const goal = goalSeek((value, path) => draws[path]! < value, GRID, 0.5, { paths })
      return goal.kind === 'crossing' ? goal.high! - goal.low! : NaN
    }
    expect(width(5000)).toBeLessThan(width(50))
  })

  test('says where the target is reached everywhere or nowhere, with the probabilities', () => {
    expect(goalSeek(() => true, GRID, 0.9).kind).toBe('always')
    const never = goalSeek((_value, path) => path % 2 === 0, GRID, 0.9)
    expect(never.kind).toBe('never')
    expect(never.points[0]!.count).toBe(100)
  })

  test('has no bound where the crossing may lie beyond the values', () => {
    const goal = goalOf(
      [
        { value: 0, count: 80, paths: 100 },
        { value: 1, count: 99, paths: 100 },
      ],
      0.97,
    )
    expect(goal).toMatchObject({ kind: 'crossing', rising: true, low: 0 })
    expect(goal).not.toHaveProperty('high')
  })

  test('bounds the crossing by the nearest values, with intervals that hold together', () => {
    for (const rising of [true, false]) {
      const shares = rising ? [0, 5, 95, 100] : [100, 95, 5, 0]
      const counts = shares.map((count, value) => ({ value, count, paths: 100 }))
      const goal = goalOf(counts, 0.5)
      expect(goal).toMatchObject({ kind: 'crossing', rising, low: 1, high: 2 })
      // 95% for all four values needs 98.75% for each.
      for (const { count, low, high } of goal.points)
        expect({ low, high }).toEqual(clopperPearson(count, 100, 0.9875))
    }
  })

  test('recognises a response that is not monotone', () => {
    const counts = [10, 90, 20, 95].map((count, value) => ({ value, count, paths: 100 }))
    expect(goalOf(counts, 0.5)).toMatchObject({ kind: 'not-monotone', between: [1, 2] })
    // A fall within the noise is no evidence.
    const noisy = [10, 52, 48, 95].map((count, value) => ({ value, count, paths: 100 }))
    expect(goalOf(noisy, 0.5)).toMatchObject({ kind: 'crossing', value: 1, low: 0, high: 3 })
  })

  test('rejects values that do not ascend', () => {
    expect(() => goalSeek(() => true, [0, 0], 0.5)).toThrow(NotAscending)
  })
})
