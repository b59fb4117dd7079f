/**
 * Points of designs in the unit cube, against published points and their laws.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { source } from '../../src/sim/random/stream.ts'
import { latinHypercube } from '../../src/statistics/latin-hypercube.ts'
import { morrisPoints } from '../../src/statistics/morris.ts'
import { saltelliPoints } from '../../src/statistics/sobol-indices.ts'
import { sobolIntegers, sobolPoints, TooManyDimensions } from '../../src/statistics/sobol-sequence.ts'
import { sigmasOfMean, SIX_SIGMA } from '../support/statistics.ts'

const SEED = source(7n, 0)

describe('a Latin hypercube', () => {
  test('has one point in each slice of each side', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.bigInt({ min: 0n, max: 99n }), (count, seed) => {
        const cube = latinHypercube(['a', 'b', 'c'], count, source(seed, 0))
        for (const side of [0, 1, 2]) {
          const slices = cube.map((point) => Math.floor(point[side]! * count))
          expect(slices.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index))
        }
      }),
    )
  })

  test('places its points anywhere in their slices', () => {
    const count = 2000
    const within = latinHypercube(['a'], count, SEED).map(
      ([place]) => place! * count - Math.floor(place! * count),
    )
    expect(new Set(within).size).toBe(count)
    expect(sigmasOfMean(within, 1 / 2, 1 / 12)).toBeLessThan(SIX_SIGMA)
  })

  test('keeps a dimension when another is added, and changes with the seed', () => {
    const side = (names: string[], seed = SEED) =>
      latinHypercube(names, 20, seed).map((point) => point[names.indexOf('a')])
    expect(side(['b', 'a'])).toEqual(side(['a']))
    expect(side(['a'], source(8n, 0))).not.toEqual(side(['a']))
  })
})

describe('a Sobol’ sequence', () => {
  // scipy.stats.qmc.Sobol(21, scramble=False, bits=32), which reads the same table of Joe and Kuo; its points
  // times 2^32.
  test('has the published points', () => {
    const first = sobolIntegers(21, 16)
    expect(first[0]!.every((x) => x === 0)).toBe(true)
    expect(first[1]!.every((x) => x === 2 ** 31)).toBe(true)
    expect([...first[5]!]).toEqual([
      3758096384, 3758096384, 536870912, 1610612736, 3758096384, 2684354560, 3758096384, 1610612736,
      1610612736, 536870912, 1610612736, 3758096384, 3758096384, 536870912, 3758096384, 1610612736,
      3758096384, 1610612736, 1610612736, 2684354560, 2684354560,
    ])
    expect([...first[15]!]).toEqual([
      268435456, 4026531840, 2415919104, 1342177280, 2952790016, 805306368, 3489660928, 1342177280,
      1342177280, 2952790016, 268435456, 805306368, 1342177280, 2415919104, 4026531840, 3489660928,
      4026531840, 4026531840, 1342177280, 2952790016, 3489660928,
    ])
  })

  // Gray's code of 682 is 1023: the point has a part of each of the first ten direction numbers.
  test('has the published point 682 in all 64 dimensions', () => {
    expect([...sobolIntegers(64, 683)[682]!]).toEqual([
      4290772992, 1094713344, 3141533696, 1891631104, 3862953984, 1103101952, 3158310912, 1270874112,
      3082813440, 2805989376, 1396703232, 1153433600, 1002438656, 4139778048, 2839543808, 3158310912,
      1925185536, 1723858944, 994050048, 1799356416, 2336227328, 121634816, 2445279232, 2092957696, 96468992,
      566231040, 247463936, 4148166656, 3032481792, 1505755136, 1782579200, 3066036224, 775946240, 3678404608,
      1304428544, 901775360, 281018368, 2671771648, 2705326080, 1228931072, 473956352, 4173332480, 3124756480,
      2654994432, 2596274176, 1715470336, 96468992, 163577856, 1832910848, 3594518528, 2394947584, 2764046336,
      3091202048, 1757413376, 2512388096, 952107008, 2831155200, 3703570432, 3334471680, 213909504,
      1069547520, 1321205760, 2579496960, 2545942528,
    ])
    expect(() => sobolIntegers(65, 1)).toThrow(TooManyDimensions)
  })

  test('fills every slice of every side equally, shifted or not', () => {
    const names = Array.from({ length: 64 }, (_, index) => `p${index}`)
    for (const shift of [undefined, SEED]) {
      const cube = sobolPoints(names, 64, shift)
      for (const side of names.keys())
        expect(new Set(cube.map((point) => Math.floor(point[side]! * 64))).size).toBe(64)
    }
    expect(sobolPoints(names, 4, SEED)).not.toEqual(sobolPoints(names, 4))
  })
})

describe('walks of Morris', () => {
  test('change one side a step by 2/3, every side once, on the grid of thirds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 6 }), (sides, walks) => {
        const walk = morrisPoints(sides, walks, SEED)
        expect(walk.length).toBe(walks * (sides + 1))
        for (let first = 0; first < walk.length; first += sides + 1) {
          const changed: number[] = []
          for (let i = first + 1; i <= first + sides; i++) {
            const steps = walk[i]!.map((place, side) => place - walk[i - 1]![side]!)
            const moved = steps.flatMap((step, side) => (step === 0 ? [] : [side]))
            expect(moved.length).toBe(1)
            expect(Math.abs(steps[moved[0]!]!)).toBeCloseTo(2 / 3, 15)
            changed.push(moved[0]!)
          }
          expect(changed.toSorted((a, b) => a - b)).toEqual(Array.from({ length: sides }, (_, side) => side))
        }
        expect(walk.flat().every((place) => [0, 1 / 3, 2 / 3, 1].includes(place))).toBe(true)
      }),
    )
  })
})

test('Saltelli’s matrices mix one column of B into A each', () => {
  const [names, rows] = [['a', 'b', 'c'], 8]
  const all = saltelliPoints(names, rows, SEED)
  expect(all.length).toBe(rows * 5)
  for (let side = 0; side < 3; side++)
    for (let row = 0; row < rows; row++) {
      const [a, b, mixed] = [all[row]!, all[rows + row]!, all[(2 + side) * rows + row]!]
      expect(mixed).toEqual(a.map((place, index) => (index === side ? b[index] : place)))
      expect(a).not.toEqual(b)
    }
})

test('the replicates of Saltelli’s design are Sobol’ sequences with shifts of their own', () => {
  const [rows, replicates] = [64, 4]
  const a = saltelliPoints(['a', 'b'], rows * replicates, SEED, replicates).slice(0, rows * replicates)
  const blocks = Array.from({ length: replicates }, (_, r) => a.slice(r * rows, (r + 1) * rows))
  for (const block of blocks)
    for (const side of [0, 1])
      expect(new Set(block.map((point) => Math.floor(point[side]! * rows))).size).toBe(rows)
  expect(new Set(blocks.map(([first]) => first!.join())).size).toBe(replicates)
})
