import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { maximise, type RoundedObjective } from '../../../../src/model/planning/arbitrage/maximum.ts'

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
})
