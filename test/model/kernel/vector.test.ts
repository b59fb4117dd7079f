import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  changedIndices,
  copied,
  depthFor,
  entries,
  get,
  set,
  setBoth,
  START,
  vector,
  type Vector,
} from '../../../src/model/kernel/vector.ts'

const index = fc.oneof(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 40_000 }))
const writes = fc.array(fc.tuple(index, fc.bigInt(0n, 5n)), { maxLength: 60 })

function written(from: Vector<bigint>, list: readonly (readonly [number, bigint])[]): Vector<bigint> {
  return list.reduce((next, [at, value]) => set(next, at, value), from)
}

describe('a persistent vector', () => {
  test('holds the same entries as a map, and the default elsewhere', () => {
    fc.assert(
      fc.property(writes, index, (list, elsewhere) => {
        const vec = written(vector(0n), list)
        const map = new Map(list)
        for (const [at, value] of map) expect(get(vec, at)).toBe(value)
        expect(get(vec, elsewhere)).toBe(map.get(elsewhere) ?? 0n)
        const nonZero = [...map].filter(([, value]) => value !== 0n).toSorted(([a], [b]) => a - b)
        expect([...entries(vec)]).toEqual(nonZero)
      }),
    )
  })

  test('never changes an older version', () => {
    fc.assert(
      fc.property(writes, (list) => {
        const versions = [vector(0n)]
        const maps = [new Map<number, bigint>()]
        for (const [at, value] of list) {
          versions.push(set(versions.at(-1)!, at, value))
          maps.push(new Map(maps.at(-1)!).set(at, value))
        }
        for (const [version, map] of maps.entries())
          for (const [at] of list) expect(get(versions[version]!, at)).toBe(map.get(at) ?? 0n)
      }),
    )
  })

  test('finds exactly the indices whose values differ, ascending', () => {
    fc.assert(
      fc.property(writes, writes, writes, (base, left, right) => {
        const common = written(vector(0n), base)
        const [a, b] = [written(common, left), written(common, right)]
        const all = [...new Set([...base, ...left, ...right].map(([at]) => at))].toSorted((x, y) => x - y)
        const differ = all.filter((at) => get(a, at) !== get(b, at))
        expect(changedIndices(a, b)).toEqual(differ)
        expect(changedIndices(b, a)).toEqual(differ)
      }),
    )
  })

  test('finds differences in the leaf that was written last, where all else is shared', () => {
    const before = set(set(vector(0n), 5000, 1n), 40, 2n)
    const after = set(before, 41, 3n)
    expect(changedIndices(before, after)).toEqual([41])
    expect(changedIndices(after, before)).toEqual([41])
    expect(changedIndices(after, set(after, 40, 0n))).toEqual([40])
  })

  test('replaces two entries like two single writes, and keeps the older version', () => {
    fc.assert(
      fc.property(writes, index, index, fc.bigInt(0n, 5n), fc.bigInt(0n, 5n), (list, i, k, one, other) => {
        const j = k === i ? k + 1 : k
        const before = written(vector(0n), list)
        const after = setBoth(before, i, one, j, other)
        expect([...entries(after)]).toEqual([...entries(set(set(before, i, one), j, other))])
        expect([...entries(before)]).toEqual([...entries(written(vector(0n), list))])
      }),
    )
  })

  test('replaces two entries on either side of the first index of the tree', () => {
    const near = [0, START - 1, START, START + 1, START + 16]
    for (const i of near)
      for (const j of near)
        if (i !== j)
          expect([...entries(setBoth(vector(0n), i, BigInt(i + 1), j, BigInt(j + 1)))]).toEqual(
            [i, j].toSorted((a, b) => a - b).map((at) => [at, BigInt(at + 1)]),
          )
  })

  // Capacities show in no value; without them each entry that is appended reallocates the array.
  const capacityFor = (slot: number): number => [4, 8, 16, 32].find((capacity) => slot < capacity)!

  test('copies a leaf or the head with room for the slot that is written next', () => {
    expect(START).toBe(32)
    for (let slot = 0; slot < START; slot++)
      for (const before of [[], [1n], [1n, 2n, 3n, 4n]]) {
        const copy = copied(before, slot)
        expect(copy).toHaveLength(slot < before.length ? before.length : capacityFor(slot))
        expect(copy.filter((entry) => entry !== undefined)).toEqual(before)
        expect(copy.indexOf(1n)).toBe(before.indexOf(1n))
        // An array with a property that is no index is slow.
        expect(Object.keys(copy)).toHaveLength(copy.length)
      }
  })

  test('makes room in the head for the larger of two entries', () => {
    for (let first = 0; first < START; first++)
      for (let second = 0; second < START; second++)
        if (first !== second)
          expect(setBoth(vector(0n), first, 1n, second, 2n).head).toHaveLength(
            capacityFor(Math.max(first, second)),
          )
    expect(set(vector(0n), 5000, 1n).last).toHaveLength(capacityFor(5000 % 16))
    expect(set(set(vector(0n), 40, 1n), 5000, 1n).root).toHaveLength(capacityFor(40 >> 4))
  })

  test('has a tree of one level for each hexadecimal digit of its largest index', () => {
    expect(depthFor(vector(0n))).toBe(1)
    for (const at of [32, 255, 256, 4_095, 4_096, 65_535, 65_536])
      expect(depthFor(set(vector(0n), at, 1n))).toBe(at.toString(16).length)
  })

  test('is identical after writing a value that it holds', () => {
    const vec = set(vector(0n), 5000, 3n)
    expect(set(vec, 5000, 3n)).toBe(vec)
    expect(set(vec, 7, 0n)).toBe(vec)
  })
})
