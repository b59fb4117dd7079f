import { describe, expect, test } from 'vitest'

import { integerBelow } from '../../../src/sim/random/integer.ts'
import { shuffle } from '../../../src/sim/random/shuffle.ts'
import { type Stream } from '../../../src/sim/random/stream.ts'
import { chiSquare, chiSquareBound, histogram } from '../../support/statistics.ts'
import { cursor, equal, sample } from './sampling.ts'

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

  test('draws once less than there are items', () => {
    for (const count of [0, 1, 2, 5]) {
      const from = cursor(99)
      shuffle(
        from,
        Array.from({ length: count }, (_, i) => i),
      )
      expect(from.drawn).toBe(Math.max(count - 1, 0))
    }
  })

  test('keeps the items, leaves its argument alone, and takes any items', () => {
    const items = [undefined, null, 0, '', 'x', 'x'] as const
    expect(shuffle(cursor(97), items).toSorted()).toEqual([...items].toSorted())
    expect(items).toEqual([undefined, null, 0, '', 'x', 'x'])
    expect([shuffle(cursor(98), []), shuffle(cursor(98), ['one'])]).toEqual([[], ['one']])
  })
})
