import { describe, expect, test } from 'vitest'
import { standardNormal } from '../../../src/sim/random/normal.ts'
import { source, stream } from '../../../src/sim/random/stream.ts'
import { differenceOf, mergePairs, NO_PAIRS, tallyPairs } from '../../../src/sim/study/comparison.ts'

/** Pairs (x + a·s, x + b·s') of normals: `common` shares x between the two, as common random numbers do. */
function pairs(count: number, common: boolean) {
  const draw = stream(source(3n, 0), 1)
  const text = (value: number) => value.toFixed(12)
  return Array.from({ length: count }, () => {
    const [shared, own, other, else_] = [1, 2, 3, 4].map(() => standardNormal(draw)) as [
      number,
      number,
      number,
      number,
    ]
    return [text(shared + own / 10), text((common ? shared : else_) + other / 10 + 1)] as const
  })
}

describe('a comparison', () => {
  test('gives the mean difference, its interval, and the signs of the differences', () => {
    expect(
      differenceOf(
        tallyPairs([
          ['1', '2'],
          ['2', '4'],
          ['3', '3'],
          ['4', '3'],
          ['5', 'never'],
          [undefined, '1'],
        ]),
      ),
    ).toEqual({
      pairs: 4,
      mean: '0.5',
      // sd = √(5/3), t = 3.18245 for 3 degrees of freedom, over √4.
      meanError: expect.stringMatching(/^2\.0542/),
      higher: 2,
      lower: 1,
      // (5/3 + 2/3) / (5/3)
      varianceReduction: '1.4',
    })
  })

  test('reduces the variance as in theory on common random numbers, and not on independent ones', () => {
    // Var x + Var y = 2.02 and Var(y - x) = 0.02 if x is shared, 2.02 if not: factors 101 and 1.
    const factor = (common: boolean) =>
      Number(differenceOf(tallyPairs(pairs(2000, common))).varianceReduction)
    // A ratio of sample variances of n normals has a relative standard error of at most √(4/n): 4.5%; five of
    // them.
    expect(Math.abs(factor(true) / 101 - 1)).toBeLessThan(0.23)
    expect(Math.abs(factor(false) - 1)).toBeLessThan(0.23)
  })

  test('finds the true difference of 1, and the shared numbers make it ten times as sharp', () => {
    const [shared, apart] = [true, false].map((common) => differenceOf(tallyPairs(pairs(500, common))))
    for (const { mean, meanError } of [shared!, apart!])
      expect(Math.abs(Number(mean) - 1)).toBeLessThan(2.5 * Number(meanError))
    expect(Number(apart!.meanError) / Number(shared!.meanError)).toBeGreaterThan(8)
  })

  test('of the parts is that of the whole', () => {
    const all = pairs(50, true)
    expect(mergePairs(tallyPairs(all.slice(20)), tallyPairs(all.slice(0, 20)))).toEqual(tallyPairs(all))
  })

  test('has infinite reduction for a constant difference, and none for constant values', () => {
    const shifted = tallyPairs([
      ['1', '2'],
      ['5', '6'],
    ])
    expect(differenceOf(shifted).varianceReduction).toBe('infinite')
    const still = tallyPairs([
      ['1', '2'],
      ['1', '2'],
    ])
    expect(differenceOf(still).varianceReduction).toBeUndefined()
  })
})

test('counts higher and lower pairs apart, from none on', () => {
  const tally = tallyPairs([
    ['1', '3'],
    ['1', '2'],
    ['2', '1'],
    ['1', '1'],
    ['1', '4'],
    ['1', '1'],
  ])
  for (const all of [tally, mergePairs(NO_PAIRS, tally), mergePairs(tally, NO_PAIRS)])
    expect(all).toMatchObject({ higher: 3, lower: 1 })
  expect(differenceOf(NO_PAIRS)).toEqual({ pairs: 0, higher: 0, lower: 0 })
})

test('a pair without a difference is neither higher nor lower', () => {
  const pairs = (differences: readonly number[]) =>
    tallyPairs(differences.map((each) => ['5', String(5 + each)] as const))
  expect(pairs([1, 2, 0, -1])).toMatchObject({ higher: 2, lower: 1 })
  expect(pairs([-3, -2, -1, 0, 0])).toMatchObject({ higher: 0, lower: 3 })
})
