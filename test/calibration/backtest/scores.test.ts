/** Scores against values computed by hand, closed forms, and simulated forecasts. */
import { describe, expect, it } from 'vitest'
import {
  criticalDistance,
  crpsOf,
  crpsOfNormal,
  histogramOf,
  inside,
  pitOf,
  quantileOfSorted,
  uniformityOf,
} from '../../../src/calibration/backtest/scores.ts'
import { normalQuantile } from '../../../src/sim/math/normal.ts'
import { source, stream } from '../../../src/sim/random/stream.ts'
import { uniformOpen } from '../../../src/sim/random/uniform.ts'

const NORMAL = Array.from({ length: 2000 }, (_x, i) => normalQuantile((i + 0.5) / 2000))

describe('CRPS', () => {
  it('is the absolute error of a single value', () => {
    expect(crpsOf([3], 5)).toBe(2)
  })

  it('of two values is the mean error minus a quarter of their distance', () => {
    // E|X - y| = (1 + 3)/2 = 2; E|X - X'| = 4/2 = 2, half of it 1.
    expect(crpsOf([4, 8], 5)).toBe(1)
    expect(crpsOf([4, 8], 8)).toBe(1)
  })

  it.each([-2, -0.5, 0, 1.3])('of a normal sample is the closed form at %d', (came) => {
    expect(crpsOf(NORMAL, came)).toBeCloseTo(crpsOfNormal(0, 1, came), 3)
  })

  it('of a normal distribution at its mean is (√2 - 1)/√π standard deviations', () => {
    expect(crpsOfNormal(5, 2, 5)).toBeCloseTo((2 * (Math.SQRT2 - 1)) / Math.sqrt(Math.PI), 12)
    expect(crpsOfNormal(5, 0, 3)).toBe(2)
  })

  it('is least for the right spread', () => {
    const random = stream(source(1n, 0), 1)
    const came = Array.from({ length: 400 }, () => normalQuantile(uniformOpen(random)))
    const mean = (sd: number): number =>
      came.reduce(
        (sum, value) =>
          sum +
          crpsOf(
            NORMAL.map((x) => x * sd),
            value,
          ),
        0,
      ) / came.length
    expect(mean(1)).toBeLessThan(mean(0.5))
    expect(mean(1)).toBeLessThan(mean(2))
  })
})

describe('PIT and coverage', () => {
  it('is the share of the sample below, with ties in half', () => {
    expect(pitOf([1, 2, 3, 4], 0)).toBeCloseTo(0.1, 12)
    expect(pitOf([1, 2, 3, 4], 2)).toBeCloseTo(0.4, 12)
    expect(pitOf([1, 2, 3, 4], 9)).toBeCloseTo(0.9, 12)
  })

  it('has central intervals with their ends', () => {
    const sample = Array.from({ length: 100 }, (_x, i) => i + 1)
    expect(quantileOfSorted(sample, 0.05)).toBe(5)
    expect(inside(sample, 5, 0.9)).toBe(true)
    expect(inside(sample, 4.9, 0.9)).toBe(false)
    expect(inside(sample, 95, 0.9)).toBe(true)
    expect(inside(sample, 95.1, 0.9)).toBe(false)
  })

  it('counts in ten bins', () => {
    expect(histogramOf([0, 0.05, 0.1, 0.99, 1])).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 2])
  })
})

describe('uniformity', () => {
  it('is the largest distance of the distributions', () => {
    expect(uniformityOf([0.5])).toBe(0.5)
    expect(uniformityOf([0.1, 0.2])).toBeCloseTo(0.8, 12)
    expect(uniformityOf([0.25, 0.75])).toBe(0.25)
  })

  it('exceeds its critical value for 5% of uniform samples', () => {
    const random = stream(source(2n, 0), 1)
    const samples = Array.from({ length: 1000 }, () => Array.from({ length: 20 }, () => uniformOpen(random)))
    const above = samples.filter((pits) => uniformityOf(pits) > criticalDistance(20)).length
    // 50 expected, standard deviation 7.
    expect(above).toBeGreaterThan(25)
    expect(above).toBeLessThan(75)
  })
})

it('a single PIT can miss the critical distance, which is exact: 0.975', () => {
  expect(criticalDistance(1)).toBe(0.975)
  expect(uniformityOf([0.98])).toBeGreaterThan(criticalDistance(1))
  expect(uniformityOf([0.97])).toBeLessThan(criticalDistance(1))
  // Two PITs: 0.842 in the tables of the Kolmogorov-Smirnov test.
  expect(criticalDistance(2)).toBeCloseTo(0.842, 3)
})
