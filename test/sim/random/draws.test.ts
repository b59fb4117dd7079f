import { describe, expect, test } from 'vitest'

import { toHex } from '../../../src/sim/math/float64.ts'
import { categorical } from '../../../src/sim/random/categorical.ts'
import { exponential } from '../../../src/sim/random/exponential.ts'
import { amountBetween, bigintBelow, integerBelow } from '../../../src/sim/random/integer.ts'
import { standardNormal } from '../../../src/sim/random/normal.ts'
import { poisson } from '../../../src/sim/random/poisson.ts'
import { shuffle } from '../../../src/sim/random/shuffle.ts'
import { fnv1a32 } from '../../../src/sim/random/stream-id.ts'
import { restore, save, uint32, type Stream } from '../../../src/sim/random/stream.ts'
import { uniform, uniformOpen } from '../../../src/sim/random/uniform.ts'
import { cursor, sample } from './sampling.ts'

describe('every draw', () => {
  test('resumes from a saved stream', () => {
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

  /**
   * Each algorithm's constants decide which of two equally valid numbers comes next: a distribution does not
   * show them. Frozen like the values below.
   */
  test('by rejection has the frozen numbers over many draws', () => {
    const digest = (mean: number): string => {
      const from = cursor(2)
      const draws = Array.from({ length: 3000 }, () => poisson(from, mean))
      return `${fnv1a32(draws.join(',')).toString(16)} after ${from.drawn} words`
    }
    expect([10, 11, 30, 144, 1e6].map(digest)).toEqual([
      '7efee2c9 after 15956 words',
      'db13370a after 15824 words',
      'f07c559 after 14664 words',
      'b4af631c after 13936 words',
      '2ce52b06 after 13532 words',
    ])
  })

  /**
   * Frozen when the tests above first passed; `-u` writes new ones after a deliberate change, and changes
   * every result.
   */
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
