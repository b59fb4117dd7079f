import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { summit, type Hill } from '../../../../src/model/planning/arbitrage/hill.ts'

/** A parabola `height - steep·(n - top)²/100` with up to `jag` taken off each value, pseudo-randomly. */
function jagged(top: bigint, height: bigint, steep: bigint, jag: bigint, seed: bigint, width: bigint): Hill {
  const smooth = (n: bigint): bigint => height * 100n - steep * (n - top) * (n - top)
  const floor = (n: bigint): bigint => (smooth(n) >= 0n ? smooth(n) / 100n : -((-smooth(n) + 99n) / 100n))
  return {
    low: 0n,
    high: width,
    seed,
    rises: (n) => n <= top,
    bound: floor,
    value: (n) => floor(n) - (((n * n * 7919n + n * 104_729n) >> 3n) % (jag + 1n)),
  }
}

function highest({ low, high, value }: Hill): bigint {
  let best = value(low)
  for (let n = low; n <= high; n++) if (value(n) > best) best = value(n)
  return best
}

const some = (max: bigint): fc.Arbitrary<bigint> => fc.bigInt({ min: 0n, max })

describe('the summit of a jagged hill', () => {
  test('is the greatest value of all, whatever the seed and wherever the range cuts the hill off', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.bigInt({ min: -50n, max: 350n }), some(1000n), some(300n), some(20n), some(400n)),
        ([top, height, steep, jag, seed]) => {
          const hill = jagged(top, height, steep, jag, seed, 300n)
          const found = summit(hill)!
          expect(found.value).toBe(highest(hill))
          expect(hill.value(found.at)).toBe(found.value)
          expect(found.unproven).toBe(0n)
        },
      ),
      { seed: 3, numRuns: 3000 },
    )
  })

  test('says how far it can be wrong when its patience ends before the proof', () => {
    let open = 0
    fc.assert(
      fc.property(fc.tuple(some(300n), some(3n), some(60n), some(400n)), ([top, steep, jag, seed]) => {
        const hill = jagged(top, 500n, steep, jag, seed, 300n)
        const found = summit(hill, 5)!
        expect(found.value + found.unproven).toBeGreaterThanOrEqual(highest(hill))
        if (found.unproven > 0n) open++
        else expect(found.value).toBe(highest(hill))
      }),
      { seed: 5, numRuns: 1000 },
    )
    expect(open).toBeGreaterThan(300)
  })

  test('is missed by climbing to the nearest peak, so the test can fail', () => {
    let missed = 0
    for (let top = 0n; top <= 300n; top += 3n) {
      const hill = jagged(top, 500n, 1n, 20n, 0n, 300n)
      let at = top
      while (hill.value(at + 1n) > hill.value(at)) at++
      while (hill.value(at - 1n) > hill.value(at)) at--
      if (hill.value(at) < highest(hill)) missed++
    }
    expect(missed).toBeGreaterThan(50)
  })

  test('is nowhere if no size is possible, and the only size if there is one', () => {
    const hill = jagged(3n, 5n, 1n, 0n, 9n, 10n)
    expect(summit({ ...hill, low: 1n, high: 0n })).toBeUndefined()
    expect(summit({ ...hill, low: 7n, high: 7n })?.at).toBe(7n)
  })
})
