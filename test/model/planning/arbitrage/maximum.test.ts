import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  MAX_EVALUATIONS,
  maximise,
  type RoundedObjective,
} from '../../../../src/model/planning/arbitrage/maximum.ts'

/** A parabola `height - steep·(n - top)²/100`, less a pseudo-random rounding loss of up to `loss`. */
function roundedParabola(
  top: bigint,
  height: bigint,
  steep: bigint,
  loss: bigint,
  seed: bigint,
  width: bigint,
): RoundedObjective {
  const smooth = (n: bigint): bigint => height * 100n - steep * (n - top) * (n - top)
  const floor = (n: bigint): bigint => (smooth(n) >= 0n ? smooth(n) / 100n : -((-smooth(n) + 99n) / 100n))
  return {
    low: 0n,
    high: width,
    seed,
    rises: (n) => n <= top,
    bound: floor,
    value: (n) => floor(n) - (((n * n * 7919n + n * 104_729n) >> 3n) % (loss + 1n)),
  }
}

function highest({ low, high, value }: RoundedObjective): bigint {
  let best = value(low)
  for (let n = low; n <= high; n++) if (value(n) > best) best = value(n)
  return best
}

const some = (max: bigint): fc.Arbitrary<bigint> => fc.bigInt({ min: 0n, max })

describe('the maximum of a rounded objective', () => {
  test('is the global maximum for any seed and any feasible range', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.bigInt({ min: -50n, max: 350n }), some(1000n), some(300n), some(20n), some(400n)),
        ([top, height, steep, loss, seed]) => {
          const objective = roundedParabola(top, height, steep, loss, seed, 300n)
          const found = maximise(objective)!
          expect(found.value).toBe(highest(objective))
          expect(objective.value(found.at)).toBe(found.value)
          expect(found.unproven).toBe(0n)
        },
      ),
      { seed: 3, numRuns: 3000 },
    )
  })

  test('bounds its error if the search stops before the proof is complete', () => {
    let open = 0
    fc.assert(
      fc.property(fc.tuple(some(300n), some(3n), some(60n), some(400n)), ([top, steep, loss, seed]) => {
        const objective = roundedParabola(top, 500n, steep, loss, seed, 300n)
        const found = maximise(objective, 5)!
        expect(found.value + found.unproven).toBeGreaterThanOrEqual(highest(objective))
        if (found.unproven > 0n) open++
        else expect(found.value).toBe(highest(objective))
      }),
      { seed: 5, numRuns: 1000 },
    )
    expect(open).toBeGreaterThan(300)
  })

  test('is missed by hill climbing, so the test can fail', () => {
    let missed = 0
    for (let top = 0n; top <= 300n; top += 3n) {
      const objective = roundedParabola(top, 500n, 1n, 20n, 0n, 300n)
      let at = top
      while (objective.value(at + 1n) > objective.value(at)) at++
      while (objective.value(at - 1n) > objective.value(at)) at--
      if (objective.value(at) < highest(objective)) missed++
    }
    expect(missed).toBeGreaterThan(50)
  })

  test('is undefined if no size is feasible, and the only size if there is one', () => {
    const objective = roundedParabola(3n, 5n, 1n, 0n, 9n, 10n)
    expect(maximise({ ...objective, low: 1n, high: 0n })).toBeUndefined()
    expect(maximise({ ...objective, low: 7n, high: 7n })?.at).toBe(7n)
  })

  /** A concave bound with its peak at 500, and made-up values; says which sizes were asked for. */
  function tabled(values: Readonly<Record<number, bigint>>, options: Partial<RoundedObjective> = {}) {
    const asked = { values: [] as number[], slopes: 0 }
    const bound = (n: bigint): bigint => 100n - (n < 500n ? 3n * (500n - n) : 2n * (n - 500n))
    const objective: RoundedObjective = {
      low: 450n,
      high: 550n,
      seed: 500n,
      bound,
      ...options,
      rises(n) {
        asked.slopes++
        return n <= 500n
      },
      value(n) {
        asked.values.push(Number(n))
        return values[Number(n)] ?? bound(n) - 20n
      },
    }
    return { objective, asked }
  }

  test('evaluates each size once, outwards from the peak of the bound, while one may be better', () => {
    const { objective, asked } = tabled({})
    expect(maximise(objective)).toEqual({ at: 500n, value: 80n, unproven: 0n })
    // The bound is above 80 from 494 to 509.
    expect(asked.values).toEqual([
      500, 499, 501, 498, 502, 497, 503, 496, 504, 495, 505, 494, 506, 507, 508, 509,
    ])
  })

  test('takes the size nearest to the peak of equal ones, and the lower one of two at the same distance', () => {
    expect(maximise(tabled({ 497: 90n, 503: 90n, 504: 90n }).objective)).toMatchObject({
      at: 497n,
      value: 90n,
    })
    expect(maximise(tabled({ 498: 80n, 502: 80n }).objective)).toMatchObject({ at: 500n, value: 80n })
  })

  test('keeps to the feasible sizes, whatever the bound says of others', () => {
    const upwards = tabled({}, { low: 500n, high: 502n })
    expect(maximise(upwards.objective)).toEqual({ at: 500n, value: 80n, unproven: 0n })
    expect(upwards.asked.values).toEqual([500, 501, 502])
    const downwards = tabled({}, { low: 498n, high: 500n })
    maximise(downwards.objective)
    expect(downwards.asked.values).toEqual([500, 499, 498])
  })

  test('that stops early leaves open what the bounds of the next sizes on both sides allow', () => {
    const stopped = (evaluations: number, options: Partial<RoundedObjective> = {}) => {
      const { objective, asked } = tabled({}, options)
      return { ...maximise(objective, evaluations)!, evaluated: asked.values.length }
    }
    // Of 499 with a bound of 97 and 501 with 98 the higher one counts; each is asked for only if feasible.
    expect(stopped(1)).toEqual({ at: 500n, value: 80n, unproven: 18n, evaluated: 1 })
    expect(stopped(2)).toEqual({ at: 500n, value: 80n, unproven: 16n, evaluated: 3 })
    expect(stopped(3)).toEqual({ at: 500n, value: 80n, unproven: 16n, evaluated: 3 })
    expect(stopped(4)).toEqual({ at: 500n, value: 80n, unproven: 14n, evaluated: 5 })
    expect(stopped(1, { high: 500n })).toEqual({ at: 500n, value: 80n, unproven: 17n, evaluated: 1 })
    expect(stopped(1, { low: 500n })).toEqual({ at: 500n, value: 80n, unproven: 18n, evaluated: 1 })
    // Below the range the bound is higher still: 98 of 501 against 95 of 503, at a value of 76.
    expect(stopped(1, { low: 502n })).toEqual({ at: 502n, value: 76n, unproven: 18n, evaluated: 1 })
    expect(stopped(1, { high: 499n })).toEqual({ at: 499n, value: 77n, unproven: 17n, evaluated: 1 })
  })

  // The bound promises more at every size, and only sizes above the peak are feasible: one each round.
  test('stops after 4,096 sizes unless told otherwise', () => {
    const asked = new Set<bigint>()
    const endless: RoundedObjective = {
      low: 0n,
      high: 10_000n,
      seed: 0n,
      rises: (n) => n <= 0n,
      bound: () => 1n,
      value: (n) => (asked.add(n), 0n),
    }
    expect(maximise(endless)).toEqual({ at: 0n, value: 0n, unproven: 1n })
    expect([asked.size, MAX_EVALUATIONS]).toEqual([4096, 4096])
  })

  // Doubled steps downwards: from 2^k - 1 the last one ends at zero, from 3 · 2^k - 1 at its own length.
  test('finds a peak far below any seed, so that its proof is complete', () => {
    for (const seed of [49_151n, 65_534n, 65_535n, 65_536n, 131_071n])
      expect(maximise(roundedParabola(20_000n, 500n, 7n, 0n, seed, 200_000n))).toEqual({
        at: 20_000n,
        value: 500n,
        unproven: 0n,
      })
  })

  test('takes a few questions about the slope from a good seed, and few from any', () => {
    const slopes = (seed: bigint, options: Partial<RoundedObjective> = {}): number => {
      const { objective, asked } = tabled({}, { seed, ...options })
      maximise(objective)
      return asked.slopes
    }
    expect([500n, 501n, 499n].map((seed) => slopes(seed))).toEqual([2, 2, 4])
    for (let seed = 450n; seed <= 550n; seed++) expect(slopes(seed)).toBeLessThanOrEqual(14)
    // Outside of the range the search starts at its end: 550 falls, 450 rises.
    expect([slopes(1000n), slopes(0n)]).toEqual([slopes(550n), slopes(450n)])
    expect([slopes(459n, { high: 470n }), slopes(530n, { low: 520n })]).toEqual([5, 5])
  })
})
