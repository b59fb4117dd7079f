import { describe, expect, test } from 'vitest'

import { toHex } from '../../../src/sim/math/float64.ts'
import { InvalidWeights, categorical } from '../../../src/sim/random/categorical.ts'
import { NegativeMean, exponential } from '../../../src/sim/random/exponential.ts'
import { EmptyRange, amountBetween, bigintBelow, integerBelow } from '../../../src/sim/random/integer.ts'
import { NegativeSpread, normal, standardNormal } from '../../../src/sim/random/normal.ts'
import { MeanTooLarge, poisson } from '../../../src/sim/random/poisson.ts'
import { shuffle } from '../../../src/sim/random/shuffle.ts'
import { restore, save, source, stream, uint32 } from '../../../src/sim/random/stream.ts'
import type { Stream } from '../../../src/sim/random/stream.ts'
import { NotAProbability, bernoulli, uniform, uniformOpen } from '../../../src/sim/random/uniform.ts'
import {
  SIX_SIGMA,
  chiSquare,
  chiSquareBound,
  histogram,
  sigmasOfCount,
  sigmasOfMean,
  sigmasOfVariance,
} from '../statistics.ts'

const N = 100_000
const cursor = (id: number) => stream(source(20230712n, 0), id)
const sample = (id: number, draw: (cursor: Stream) => number, count = N) => {
  const from = cursor(id)
  return Array.from({ length: count }, () => draw(from))
}
const equal = (classes: number) => Array.from({ length: classes }, () => 1 / classes)

describe('uniform', () => {
  // Uniform on [0, 1): mean 1/2, variance 1/12, fourth central moment 1/80.
  const theory = { mean: 1 / 2, variance: 1 / 12, fourth: 1 / 80 }

  test('has the moments of theory and fills 256 classes evenly, from both of its words', () => {
    for (const [id, draw] of [uniform, uniformOpen].entries()) {
      const us = sample(id, draw)
      expect(sigmasOfMean(us, theory.mean, theory.variance)).toBeLessThan(SIX_SIGMA)
      expect(sigmasOfVariance(us, theory)).toBeLessThan(SIX_SIGMA)
      expect(
        chiSquare(
          histogram(
            us.map((u) => Math.floor(u * 256)),
            256,
          ),
          equal(256),
        ),
      ).toBeLessThan(chiSquareBound(256))
      // Bits 28 to 35 come from the second word.
      const low = us.map((u) => Math.floor(((u * 2 ** 28) % 1) * 256))
      expect(chiSquare(histogram(low, 256), equal(256))).toBeLessThan(chiSquareBound(256))
    }
  })

  test('is a multiple of 2^-53 from 0 on, or in its open form an odd one', () => {
    for (const u of sample(2, uniform, 1000))
      expect(Number.isInteger(u * 2 ** 53) && u >= 0 && u < 1).toBe(true)
    for (const u of sample(3, uniformOpen, 1000)) expect((u * 2 ** 53) % 2).toBe(1)
  })

  test('reaches its ends and no further when all bits are 0 or 1', () => {
    const [zeros, ones] = [0, 0xffffffff]
    expect([uniform(fixed(zeros)), uniform(fixed(ones))]).toEqual([0, 1 - 2 ** -53])
    expect([uniformOpen(fixed(zeros)), uniformOpen(fixed(ones))]).toEqual([2 ** -53, 1 - 2 ** -53])
  })

  test('fails its own check when a 64th is cut off', () => {
    const cut = sample(0, uniform).map((u) => u * (1 - 1 / 64))
    expect(sigmasOfMean(cut, theory.mean, theory.variance)).toBeGreaterThan(SIX_SIGMA)
  })
})

describe('bernoulli', () => {
  test('succeeds with its probability', () => {
    for (const [id, p] of [0.001, 0.2, 0.5, 0.9].entries()) {
      const successes = sample(10 + id, (from) => Number(bernoulli(from, p))).reduce((sum, x) => sum + x, 0)
      expect(sigmasOfCount(successes, N, p)).toBeLessThan(SIX_SIGMA)
      expect(sigmasOfCount(successes, N, p + 0.02)).toBeGreaterThan(SIX_SIGMA)
    }
  })

  test('never succeeds at 0 and always at 1, and refuses what is no probability', () => {
    expect(new Set(sample(15, (from) => Number(bernoulli(from, 0)), 1000))).toEqual(new Set([0]))
    expect(new Set(sample(15, (from) => Number(bernoulli(from, 1)), 1000))).toEqual(new Set([1]))
    for (const p of [-0.1, 1.1, NaN]) expect(() => bernoulli(cursor(0), p)).toThrow(NotAProbability)
  })
})

describe('integerBelow', () => {
  test('is even over small and awkward ranges, as number and as bigint', () => {
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
    // 3 * 2^30 leaves 2^30 of 2^32 over: a bare remainder draws the lowest third twice as often as the others.
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

  test('reaches ranges above 2^32 evenly', () => {
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

  test('refuses empty ranges', () => {
    for (const n of [0, -1, 1.5, NaN, 2 ** 53 + 2])
      expect(() => integerBelow(cursor(0), n)).toThrow(EmptyRange)
    for (const n of [0n, -1n]) expect(() => bigintBelow(cursor(0), n)).toThrow(EmptyRange)
    expect(() => amountBetween(cursor(0), 2n, 1n)).toThrow(EmptyRange)
  })
})

describe('normal', () => {
  // Mean m, variance s^2, fourth central moment 3 s^4; the sixth and eighth of the standard normal are 15 and 105.
  test('has the first four moments of theory', () => {
    const zs = sample(40, standardNormal)
    expect(sigmasOfMean(zs, 0, 1)).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfVariance(zs, { mean: 0, variance: 1, fourth: 3 })).toBeLessThan(SIX_SIGMA)
    expect(
      sigmasOfMean(
        zs.map((z) => z ** 3),
        0,
        15,
      ),
    ).toBeLessThan(SIX_SIGMA)
    expect(
      sigmasOfMean(
        zs.map((z) => z ** 4),
        3,
        105 - 9,
      ),
    ).toBeLessThan(SIX_SIGMA)
    const shifted = sample(41, (from) => normal(from, 10, 3))
    expect(sigmasOfMean(shifted, 10, 9)).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfVariance(shifted, { mean: 10, variance: 9, fourth: 243 })).toBeLessThan(SIX_SIGMA)
  })

  test('fails the check of the fourth moment when it is the sum of four uniforms', () => {
    // Scaled to variance 1; its fourth moment is 3 - 6/5/4 = 2.7.
    const four = (from: Stream) => uniform(from) + uniform(from) + uniform(from) + uniform(from)
    const fakes = sample(42, (from) => (four(from) - 2) * Math.sqrt(3))
    expect(
      sigmasOfMean(
        fakes.map((z) => z ** 4),
        3,
        105 - 9,
      ),
    ).toBeGreaterThan(SIX_SIGMA)
  })

  test('rises with its uniform and takes one of them', () => {
    const [a, b] = [cursor(43), cursor(43)]
    const pairs = Array.from({ length: 1000 }, () => [uniformOpen(a), standardNormal(b)] as const)
    pairs.sort(([u], [v]) => u - v)
    for (let i = 1; i < pairs.length; i++) expect(pairs[i]?.[1]).toBeGreaterThan(pairs[i - 1]?.[1] ?? NaN)
    expect(b.drawn).toBe(2000)
  })

  test('refuses a negative spread', () => {
    for (const sd of [-1, NaN]) expect(() => normal(cursor(0), 0, sd)).toThrow(NegativeSpread)
  })
})

describe('exponential', () => {
  // Mean m, variance m^2, fourth central moment 9 m^4.
  test('has the moments of theory and fills its deciles evenly', () => {
    const xs = sample(50, (from) => exponential(from, 2))
    expect(sigmasOfMean(xs, 2, 4)).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfVariance(xs, { mean: 2, variance: 4, fourth: 144 })).toBeLessThan(SIX_SIGMA)
    const deciles = histogram(
      xs.map((x) => Math.floor(10 * (1 - Math.exp(-x / 2)))),
      10,
    )
    expect(chiSquare(deciles, equal(10))).toBeLessThan(chiSquareBound(10))
    expect(sigmasOfMean(xs, 2.1, 4)).toBeGreaterThan(SIX_SIGMA)
  })

  test('is 0 for a mean of 0 and refuses a negative one', () => {
    expect(exponential(cursor(51), 0)).toBe(0)
    for (const mean of [-1, NaN, Infinity]) expect(() => exponential(cursor(0), mean)).toThrow(NegativeMean)
  })
})

describe('poisson', () => {
  test('has the probabilities of theory on both sides of the change of algorithm', () => {
    for (const [i, mean] of [0.03, 0.5, 3, 9.99, 10, 30, 144].entries()) {
      const { probabilities, classOf } = poissonClasses(mean)
      const counts = histogram(
        sample(60 + i, (from) => classOf(poisson(from, mean))),
        probabilities.length,
      )
      expect(chiSquare(counts, probabilities), `mean ${mean}`).toBeLessThan(
        chiSquareBound(probabilities.length),
      )
    }
  })

  test('fails that check with a mean that is 2% off', () => {
    for (const [i, mean] of [3, 30, 144].entries()) {
      const { probabilities, classOf } = poissonClasses(mean)
      const counts = histogram(
        sample(70 + i, (from) => classOf(poisson(from, mean * 1.02))),
        probabilities.length,
      )
      expect(chiSquare(counts, probabilities), `mean ${mean}`).toBeGreaterThan(
        chiSquareBound(probabilities.length),
      )
    }
  })

  test('has mean and variance equal for large means', () => {
    // Variance m, fourth central moment m + 3 m^2.
    for (const [i, mean] of [1e4, 1e6, 1e9].entries()) {
      const counts = sample(80 + i, (from) => poisson(from, mean))
      expect(sigmasOfMean(counts, mean, mean)).toBeLessThan(SIX_SIGMA)
      expect(sigmasOfVariance(counts, { mean, variance: mean, fourth: mean + 3 * mean * mean })).toBeLessThan(
        SIX_SIGMA,
      )
    }
  })

  test('is 0 for a mean of 0, ends for the largest uniform, and refuses what is no mean', () => {
    expect(poisson(cursor(85), 0)).toBe(0)
    // P(X > 30) < 2^-53 for a mean of 3: nothing beyond can be drawn by inversion, and the search stops soon after.
    expect(poisson(fixed(0xffffffff), 3)).toBeLessThan(200)
    for (const mean of [-1, NaN, Infinity]) expect(() => poisson(cursor(0), mean)).toThrow(NegativeMean)
    expect(() => poisson(cursor(0), 2e9)).toThrow(MeanTooLarge)
  })
})

describe('categorical', () => {
  test('draws in proportion to weights of any sum, and never a weight of 0', () => {
    const weights = [0, 3, 0.5, 0, 6.5, 2, 0]
    const probabilities = weights.filter((w) => w > 0).map((w) => w / 12)
    const draws = sample(90, (from) => categorical(from, weights))
    const counts = histogram(draws, weights.length)
    expect([counts[0], counts[3], counts[6]]).toEqual([0, 0, 0])
    const drawn = counts.filter((_, i) => (weights[i] ?? 0) > 0)
    expect(chiSquare(drawn, probabilities)).toBeLessThan(chiSquareBound(4))
    expect(chiSquare(drawn, equal(4))).toBeGreaterThan(chiSquareBound(4))
  })

  test('stays inside when rounding lifts the point to the sum', () => {
    // (1 - 2^-53) * 3e-320 rounds up to 3e-320.
    expect(categorical(fixed(0xffffffff), [1e-320, 2e-320, 0])).toBe(1)
  })

  test('refuses weights that cannot be drawn from', () => {
    for (const weights of [[], [0, 0], [-1, 2], [NaN, 1], [Infinity], [1e308, 1e308]]) {
      expect(() => categorical(cursor(0), weights)).toThrow(InvalidWeights)
    }
  })
})

describe('shuffle', () => {
  const orders = ['abcd', 'abdc', 'acbd', 'acdb', 'adbc', 'adcb'].flatMap((order) =>
    [0, 1, 2, 3].map((turn) => order.slice(turn) + order.slice(0, turn)),
  )

  test('gives each of the 24 orders of four equally often', () => {
    const draws = sample(95, (from) => orders.indexOf(shuffle(from, ['a', 'b', 'c', 'd']).join('')))
    expect(chiSquare(histogram(draws, 24), equal(24))).toBeLessThan(chiSquareBound(24))
  })

  test('fails that check when each place swaps with any other', () => {
    const naive = (from: Stream) => {
      const items = ['a', 'b', 'c', 'd']
      for (let i = 0; i < 4; i++) {
        const j = integerBelow(from, 4)
        ;[items[i], items[j]] = [items[j] ?? '', items[i] ?? '']
      }
      return orders.indexOf(items.join(''))
    }
    expect(chiSquare(histogram(sample(96, naive), 24), equal(24))).toBeGreaterThan(chiSquareBound(24))
  })

  test('keeps the items, leaves its argument alone, and takes any items', () => {
    const items = [undefined, null, 0, '', 'x', 'x'] as const
    expect(shuffle(cursor(97), items).toSorted()).toEqual([...items].toSorted())
    expect(items).toEqual([undefined, null, 0, '', 'x', 'x'])
    expect([shuffle(cursor(98), []), shuffle(cursor(98), ['one'])]).toEqual([[], ['one']])
  })
})

describe('every draw', () => {
  test('goes on from a saved stream as if nothing had happened', () => {
    const from = cursor(99)
    uint32(from)
    const draws = [
      uniform,
      uniformOpen,
      standardNormal,
      (s: Stream) => exponential(s, 1),
      (s: Stream) => poisson(s, 5),
      (s: Stream) => poisson(s, 50),
      (s: Stream) => integerBelow(s, 6),
      (s: Stream) => Number(bigintBelow(s, 1n << 70n)),
      (s: Stream) => categorical(s, [1, 2, 3]),
      (s: Stream) => shuffle(s, [1, 2, 3])[0] ?? NaN,
    ]
    for (const draw of draws) {
      const copy = restore(save(from))
      expect(draw(copy)).toBe(draw(from))
      expect(save(copy)).toEqual(save(from))
    }
  })

  /** Frozen when the tests above first passed; `-u` writes new ones after a deliberate change, and changes every result. */
  test('begins with the frozen values', () => {
    const first = (draw: (s: Stream) => number) => sample(1, draw, 3)
    expect({
      uniform: first(uniform).map(toHex),
      uniformOpen: first(uniformOpen).map(toHex),
      standardNormal: first(standardNormal).map(toHex),
      exponential: first((s) => exponential(s, 1)).map(toHex),
      poisson3: first((s) => poisson(s, 3)),
      poisson144: first((s) => poisson(s, 144)),
      integerBelow1000: first((s) => integerBelow(s, 1000)),
      categorical: first((s) => categorical(s, [1, 2, 3])),
      amount: Array.from([cursor(1)], (s) => amountBetween(s, 0n, 10n ** 26n).toString()),
      shuffle: shuffle(cursor(1), [1, 2, 3, 4, 5, 6]).join(''),
    }).toMatchInlineSnapshot(`
      {
        "amount": [
          "91730935972706211798981681",
        ],
        "categorical": [
          1,
          2,
          1,
        ],
        "exponential": [
          "3ff1de5c7c1aff1e",
          "3fcb74a0a3e0ca27",
          "3fecd0b8dcbcc839",
        ],
        "integerBelow1000": [
          280,
          866,
          41,
        ],
        "poisson144": [
          138,
          141,
          137,
        ],
        "poisson3": [
          2,
          4,
          2,
        ],
        "shuffle": "614523",
        "standardNormal": [
          "bfdca08afc936424",
          "3febbc06e4264f0b",
          "bfce52131f916dca",
        ],
        "uniform": [
          "3fd4f2f83006bb40",
          "3fe9d28387bd63c6",
          "3fda020c8863bf18",
        ],
        "uniformOpen": [
          "3fd4f2f8300d7682",
          "3fe9d283877ac78d",
          "3fda020c80c77e32",
        ],
      }
    `)
  })
})

/** A stream in the middle of a block of four equal words: what the ends of a distribution need. */
function fixed(word: number): Stream {
  const from = cursor(0)
  from.block.fill(word)
  from.drawn = 1
  return from
}

/** Probabilities of the counts around a Poisson mean, each class expected at least 20 times in N draws, tails lumped together. */
function poissonClasses(mean: number): { probabilities: number[]; classOf: (k: number) => number } {
  const all = [Math.exp(-mean)]
  for (let k = 1; k < mean + 12 * Math.sqrt(mean) + 20; k++) all.push(((all[k - 1] ?? NaN) * mean) / k)
  const low = all.findIndex((p) => p * N >= 20)
  const high = all.findLastIndex((p) => p * N >= 20)
  const sum = (ps: number[]) => ps.reduce((a, b) => a + b, 0)
  const middle = all.slice(low + 1, high)
  const below = sum(all.slice(0, low + 1))
  const probabilities = [below, ...middle, 1 - below - sum(middle)]
  return { probabilities, classOf: (k) => Math.min(Math.max(k, low), high) - low }
}
