import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPartition, lengthOf, missing, Overlap, type Shard } from '../../../src/sim/study/shard.ts'

const study = (points: number, runs: number) => ({ points: Array.from({ length: points }, () => ({})), runs })

/** The paths of shards, as text of point and path, in order. */
const pathsOf = (shards: readonly Shard[]): readonly string[] =>
  shards.flatMap(({ point, first, last }) =>
    Array.from({ length: last - first + 1 }, (_, index) => `${point}/${first + index}`),
  )

/** Studies, and disjoint shards of some of their paths in any order. */
const cases = fc
  .record({
    points: fc.integer({ min: 0, max: 3 }),
    runs: fc.integer({ min: 1, max: 12 }),
    size: fc.integer({ min: 1, max: 5 }),
    cuts: fc.infiniteStream(fc.integer({ min: 1, max: 4 })),
    kept: fc.infiniteStream(fc.boolean()),
    order: fc.infiniteStream(fc.nat()),
  })
  .map(({ points, runs, size, cuts, kept, order }) => {
    const done: { readonly shard: Shard; readonly place: number }[] = []
    for (let point = 0; point < points; point++)
      for (let first = 0; first < runs;) {
        const last = Math.min(runs, first + cuts.next().value!) - 1
        if (kept.next().value!) done.push({ shard: { point, first, last }, place: order.next().value! })
        first = last + 1
      }
    return {
      points,
      runs,
      size,
      done: done.toSorted((a, b) => a.place - b.place).map(({ shard }) => shard),
    }
  })

describe('the missing shards', () => {
  test('are the paths that no shard has, in order, in pieces of the size', () => {
    fc.assert(
      fc.property(cases, ({ points, runs, size, done }) => {
        const rest = missing(study(points, runs), done, size)
        const all = Array.from({ length: points }, (_, point) =>
          Array.from({ length: runs }, (__, path) => `${point}/${path}`),
        ).flat()
        const known = new Set(pathsOf(done))
        expect(pathsOf(rest)).toEqual(all.filter((path) => !known.has(path)))
        expect(rest.every((shard) => 1 <= lengthOf(shard) && lengthOf(shard) <= size)).toBe(true)
        // Two neighbours are two only because the first is full.
        rest.slice(1).forEach((shard, index) => {
          const before = rest[index]!
          if (before.point === shard.point && before.last + 1 === shard.first)
            expect(lengthOf(before)).toBe(size)
        })
        expect(isPartition(study(points, runs), [...done, ...rest])).toBe(true)
        expect(isPartition(study(points, runs), done)).toBe(rest.length === 0)
      }),
      { numRuns: 200 },
    )
  })

  test('are cut from the first path on', () => {
    const [point, done] = [1, [{ point: 1, first: 4, last: 4 }]]
    expect(missing(study(1, 3), [], 2)).toEqual([
      { point: 0, first: 0, last: 1 },
      { point: 0, first: 2, last: 2 },
    ])
    expect(missing(study(2, 8), done, 3).filter((shard) => shard.point === point)).toEqual([
      { point, first: 0, last: 2 },
      { point, first: 3, last: 3 },
      { point, first: 5, last: 7 },
    ])
  })
})

describe('a shard without paths', () => {
  test('has none of the paths around it', () => {
    const none = { point: 0, first: 1, last: 0 }
    expect(isPartition(study(1, 3), [none, { point: 0, first: 1, last: 2 }])).toBe(false)
    expect(missing(study(1, 3), [none], 1).map(({ first }) => first)).toEqual([0, 1, 2])
  })
})

describe('a path in two shards', () => {
  const twice = [
    { point: 0, first: 3, last: 5 },
    { point: 0, first: 0, last: 3 },
  ]

  test('is named', () => {
    expect(() => missing(study(1, 6), twice, 2)).toThrow(Overlap)
    expect(() => missing(study(1, 6), twice, 2)).toThrow(
      'expected every path in one shard, got path 3 in two',
    )
  })

  test('makes shards no partition; any other error is passed on', () => {
    expect(isPartition(study(1, 6), twice)).toBe(false)
    expect(isPartition(study(1, 6), [twice[0]!, { point: 0, first: 0, last: 2 }])).toBe(true)
    expect(() => isPartition(study(1, 6), undefined as never)).toThrow(TypeError)
  })
})
