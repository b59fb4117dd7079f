/**
 * Elementary effects against functions whose effects are known.
 */
import { describe, expect, test } from 'vitest'
import { source } from '../../src/sim/random/stream.ts'
import { morris, morrisEffects, morrisPoints } from '../../src/statistics/morris.ts'
import { TooFew } from '../../src/statistics/ranges.ts'

const SEED = source(1n, 0)

describe('elementary effects', () => {
  const walk = morrisPoints(3, 20, SEED)

  test('of a plane are its slopes, without spread', () => {
    const effects = morrisEffects(
      walk,
      walk.map(([x, y]) => 4 * x! - 2 * y! + 1),
    )
    // Each effect is a difference of two sums of at most 7, over 2/3: some 10 roundings of 2^-53.
    const close = (value: number, to: number) => expect(Math.abs(value - to)).toBeLessThan(2e-14)
    ;[4, -2, 0].forEach((slope, side) => {
      close(effects[side]!.mu, slope)
      close(effects[side]!.muStar, Math.abs(slope))
      close(effects[side]!.sigma, 0)
    })
  })

  test('of x·y have a spread, and cancel in the mean where the sign changes', () => {
    const effects = morrisEffects(
      walk,
      walk.map(([x, y]) => (x! - 0.5) * (y! - 0.5)),
    )
    expect(effects[0]!.sigma).toBeGreaterThan(0.2)
    expect(effects[0]!.muStar).toBeGreaterThan(Math.abs(effects[0]!.mu))
    expect(effects[2]).toEqual({ mu: 0, muStar: 0, muStarError: 0, sigma: 0 })
  })
})

test('the interval of a mean absolute effect holds it on about 95% of designs', () => {
  // The effect of x is (x + x')y + 1, x and x' being the ends of a step: never below 0.
  const output = ([x, y]: readonly number[]): number => x! * x! * y! + x!
  // A step goes from 0 to 2/3 or from 1/3 to 1, as often the one as the other, and y is 1/2 in the mean: (2/3
  // + 4/3)/2 · 1/2 + 1.
  const expected = 1.5
  const designs = 200
  let held = 0
  for (let seed = 0; seed < designs; seed++) {
    const walk = morrisPoints(2, 12, source(BigInt(seed), 0))
    const { muStar, muStarError } = morrisEffects(walk, walk.map(output))[0]!
    if (Math.abs(muStar - expected) <= muStarError!) held++
  }
  // Four deviations of a binomial around 95%, and one part in a hundred for values that are not normal: 190 ±
  // 14.
  expect(held).toBeGreaterThan(176)
  expect(held).toBeLessThan(200)
  const [alone] = morrisEffects(morrisPoints(2, 1, SEED), morrisPoints(2, 1, SEED).map(output))
  expect(alone!.muStarError).toBeUndefined()
})

test('the effects of anybody’s plane are its slopes times the ranges', () => {
  const { a, b, c } = morris(
    ({ a, b }) => 5 * a - b + 1,
    { a: [10, 12], b: [0, 8], c: [-1, 1] },
    { walks: 4 },
  )
  // A difference of two numbers below 64 over 2/3: roundings of 2^-47 at most.
  for (const [effect, slope] of [
    [a, 10],
    [b, -8],
    [c, 0],
  ] as const) {
    expect(Math.abs(effect.mu - slope)).toBeLessThan(1e-13)
    expect(Math.abs(effect.muStar - Math.abs(slope))).toBeLessThan(1e-13)
    expect(effect.sigma).toBeLessThan(1e-13)
  }
  expect(() => morris(() => 0, { a: [0, 1] }, { walks: 0 })).toThrow(TooFew)
})
