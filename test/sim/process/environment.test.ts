import { describe, expect, test } from 'vitest'

import { BSC_GAS_FROM_2023_07_12, UnorderedFloors, gasPrice } from '../../../src/sim/process/gas-price.ts'
import {
  BLOCK_FEES,
  POWER_PRICE,
  blockFees,
  meanReverting,
  powerPrice,
} from '../../../src/sim/process/mean-reverting.ts'
import { NETWORK_2023_07_12, network, retargetFactor } from '../../../src/sim/process/network.ts'
import type { Network } from '../../../src/sim/process/network.ts'
import { BRIDGE_OUTAGES, bridge } from '../../../src/sim/process/outage.ts'
import { BTCB_PEG, peg } from '../../../src/sim/process/peg.ts'
import { ParameterOutOfRange, trajectory } from '../../../src/sim/process/process.ts'
import type { Process } from '../../../src/sim/process/process.ts'
import { FLEET_2023_07_12, purchases } from '../../../src/sim/process/purchases.ts'
import { source } from '../../../src/sim/random/stream.ts'
import { SIX_SIGMA, sigmasOfCount, sigmasOfMean, sigmasOfVariance } from '../../support/statistics.ts'

const DAYS = 40_000
const long = <State>(process: Process<State>, id: number, days = DAYS) =>
  trajectory(process, source(7n, 0), id, days)

describe('a mean-reverting level', () => {
  test('has innovations with the mean and variance of theory, and reverts at its half-life', () => {
    for (const [id, parameters] of [POWER_PRICE, BLOCK_FEES].entries()) {
      const { median, halfLifeDays, logSd } = parameters
      const xs = long(meanReverting('level', parameters), id).map(({ value }) => Math.log(value / median))
      // x' - kept * x is normal with mean 0 and variance logSd^2 (1 - kept^2), independent of x.
      const kept = 0.5 ** (1 / halfLifeDays)
      const variance = logSd ** 2 * (1 - kept ** 2)
      const innovations = xs.slice(1).map((x, i) => x - kept * (xs[i] ?? NaN))
      expect(sigmasOfMean(innovations, 0, variance)).toBeLessThan(SIX_SIGMA)
      expect(sigmasOfVariance(innovations, { mean: 0, variance, fourth: 3 * variance ** 2 })).toBeLessThan(
        SIX_SIGMA,
      )
      // Innovation times x has mean 0 and, given x, variance variance * x^2: a wrong half-life would show
      // here.
      const products = innovations.map((e, i) => e * (xs[i] ?? NaN))
      const meanSquare = xs.slice(0, -1).reduce((sum, x) => sum + x * x, 0) / products.length
      expect(sigmasOfMean(products, 0, variance * meanSquare)).toBeLessThan(SIX_SIGMA)
      const wrong = xs
        .slice(1)
        .map((x, i) => (x - 0.5 ** (2 / halfLifeDays) * (xs[i] ?? NaN)) * (xs[i] ?? NaN))
      expect(sigmasOfMean(wrong, 0, variance * meanSquare)).toBeGreaterThan(SIX_SIGMA)
    }
  })

  test('is log-normal around its median in the long run', () => {
    // After 20 half-lives of a week a millionth of the start is left: 8,000 independent draws of the long
    // run.
    const xs = Array.from({ length: 8000 }, (_, path) => {
      const states = trajectory(blockFees({ ...BLOCK_FEES, value: 1 }), source(3n, path), 1, 140)
      return Math.log((states[140]?.value ?? NaN) / BLOCK_FEES.median)
    })
    const variance = BLOCK_FEES.logSd ** 2
    expect(sigmasOfMean(xs, 0, variance)).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfVariance(xs, { mean: 0, variance, fourth: 3 * variance ** 2 })).toBeLessThan(SIX_SIGMA)
  })

  test('halves a deviation in its half-life when nothing disturbs it', () => {
    const quiet = long(powerPrice({ value: 4, median: 1, halfLifeDays: 10, logSd: 0 }), 1, 20)
    expect(quiet[10]?.value).toBeCloseTo(2, 12)
    expect(quiet[20]?.value).toBeCloseTo(Math.SQRT2, 12)
  })

  test('keeps power within its range 95% of the time, by its parameters', () => {
    const { median, logSd } = POWER_PRICE
    expect(median * Math.exp(-2 * logSd)).toBeCloseTo(0.045, 4)
    expect(median * Math.exp(2 * logSd)).toBeCloseTo(0.07, 4)
  })
})

describe('the network', () => {
  /** Growth of the logarithm of the hash rate a day. */
  const daily = (growth: number) => Math.log(1 + growth) / 365

  test('finds blocks at the pace of its hash rate over its difficulty', () => {
    // Poisson given the past: (blocks - mean) / sqrt(mean) has mean 0, variance 1 and fourth moment 3 +
    // 1/mean.
    const states = long(network({ ...NETWORK_2023_07_12, growth: 0.5 }), 1, 3000)
    // Only days that begin 300 blocks or more before a retarget, which 144 blocks are 13 standard deviations
    // away from: on others the difficulty may change. Chosen by the day before, they are chosen without bias.
    const quiet = states.slice(1).filter((_, i) => 2016 - ((states[i]?.height ?? NaN) % 2016) >= 300)
    const scaled = quiet.map(({ blocks, hashRate, difficulty }) => {
      const mean = (86_400 * hashRate) / (difficulty * 2 ** 32)
      return (blocks - mean) / Math.sqrt(mean)
    })
    expect(sigmasOfMean(scaled, 0, 1)).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfVariance(scaled, { mean: 0, variance: 1, fourth: 3 + 1 / 144 })).toBeLessThan(SIX_SIGMA)
    expect(
      sigmasOfMean(
        scaled.map((x) => x + 0.2),
        0,
        1,
      ),
    ).toBeGreaterThan(SIX_SIGMA)
    expect(states.at(-1)?.height).toBe(798_336 + states.reduce((sum, { blocks }) => sum + blocks, 0))
  })

  test('lets the difficulty follow the hash rate at 20, 50 and 75% a year', () => {
    // A retarget sets the difficulty to the mean hash rate over the 2016 blocks before it (harmonic by time,
    // so within the extremes), times (1 + noise) with standard deviation 1/sqrt(2016) from the 2016
    // exponential waiting times. On any day the epoch that set it ended at most 15.5 days and began at most
    // 31 days ago, and ended at least 0 days ago: log D lies between the hash rate's 31 days ago and today's.
    // Averaging over 200 paths leaves a noise of 1/sqrt(2016 * 200).
    for (const growth of [0.2, 0.5, 0.75]) {
      const paths = 200
      const logs = Array.from({ length: paths }, (_, path) => {
        const states = trajectory(network({ ...NETWORK_2023_07_12, growth }), source(5n, path), 1, 365)
        return Math.log((states[365]?.difficulty ?? NaN) / NETWORK_2023_07_12.difficulty)
      })
      const mean = logs.reduce((sum, x) => sum + x, 0) / paths
      const noise = SIX_SIGMA / Math.sqrt(2016 * paths)
      expect(mean).toBeLessThan(365 * daily(growth) + noise)
      expect(mean).toBeGreaterThan((365 - 31) * daily(growth) - noise)
    }
  })

  test('retargets at every 2016th height, by two weeks over the time taken, from a quarter to four times', () => {
    expect(retargetFactor(1_209_600)).toBe(1)
    expect([retargetFactor(604_800), retargetFactor(2_419_200)]).toEqual([2, 0.5])
    expect([retargetFactor(302_400), retargetFactor(302_399), retargetFactor(1)]).toEqual([4, 4, 4])
    expect([retargetFactor(4_838_400), retargetFactor(4_838_401), retargetFactor(1e9)]).toEqual([
      0.25, 0.25, 0.25,
    ])
    const states = long(network({ ...NETWORK_2023_07_12, growth: 0.5 }), 2, 1000)
    for (let day = 1; day < states.length; day++) {
      const [before, after] = [states[day - 1], states[day]] as [Network, Network]
      const crossed = Math.floor(after.height / 2016) > Math.floor(before.height / 2016)
      expect(after.difficulty !== before.difficulty).toBe(crossed)
    }
  })

  test('retargets by the time since the last one, within the day that has the block', () => {
    const states = long(network({ ...NETWORK_2023_07_12, growth: 0 }), 2, 5000)
    let [retargets, onTheBlock] = [0, 0]
    for (let day = 1; day < states.length; day++) {
      const [before, after] = [states[day - 1], states[day]] as [Network, Network]
      if (after.difficulty === before.difficulty) {
        expect(after.epochSeconds).toBe(before.epochSeconds + 86_400)
        continue
      }
      retargets++
      if (after.height % 2016 === 0) onTheBlock++
      expect(after.epochSeconds).toBeLessThan(86_400)
      const taken = before.epochSeconds + 86_400 - after.epochSeconds
      // Three roundings apart.
      expect(Math.abs(after.difficulty / before.difficulty / retargetFactor(taken) - 1)).toBeLessThan(1e-12)
    }
    expect(retargets).toBe(Math.floor((states.at(-1)?.height ?? NaN) / 2016) - 798_336 / 2016)
    // Also when the block that retargets is the last one of its day.
    expect(onTheBlock).toBeGreaterThan(0)
  })

  test('catches up with a sudden change by a factor of at most four an epoch', () => {
    const process = network({ height: 0, difficulty: 1e12, growth: 0 })
    const flooded = { ...process, initial: { ...process.initial, difficulty: 1e12 / 64 } }
    const difficulties = [...new Set(long(flooded, 3, 60).map(({ difficulty }) => difficulty))]
    expect(difficulties.slice(0, 3)).toEqual([1e12 / 64, 1e12 / 16, 1e12 / 4])
    // The third step ends at about 1e12: six standard deviations of 1/sqrt(2016) are 13.4%.
    expect(Math.abs((difficulties[3] ?? NaN) / 1e12 - 1)).toBeLessThan(0.134)
  })

  test('reaches the halving of April 2024 within its month', () => {
    const states = long(network({ ...NETWORK_2023_07_12, growth: 0.5 }), 4, 365)
    const day = states.findIndex(({ height }) => height >= 840_000)
    // 20 April 2024 is day 283.
    expect(Math.abs(day - 283)).toBeLessThan(15)
  })
})

describe('the gas price', () => {
  test('falls on the days of the schedule', () => {
    const prices = long(gasPrice(), 1, 1000).map(({ gwei }) => gwei)
    expect([0, 172, 173, 538, 539, 903, 904, 1000].map((day) => prices[day])).toEqual([
      3, 3, 1, 1, 0.1, 0.1, 0.05, 0.05,
    ])
  })

  test('counts its days from 12 July 2023', () => {
    const days = (date: string) => (Date.parse(date) - Date.parse('2023-07-12')) / 86_400_000
    expect(BSC_GAS_FROM_2023_07_12.floors.map(({ day }) => day)).toEqual([
      0,
      days('2024-01-01'),
      days('2025-01-01'),
      days('2026-01-01'),
    ])
  })

  test('is log half-normal above its floor', () => {
    // |Z|: mean sqrt(2/pi), variance 1 - 2/pi.
    const logs = long(gasPrice({ floors: [{ day: 0, gwei: 0.1 }], logSd: 0.5 }), 2)
      .slice(1)
      .map(({ gwei }) => Math.log(gwei / 0.1))
    expect(logs.every((x) => x >= 0)).toBe(true)
    expect(sigmasOfMean(logs, 0.5 * Math.sqrt(2 / Math.PI), 0.25 * (1 - 2 / Math.PI))).toBeLessThan(SIX_SIGMA)
    expect(
      sigmasOfMean(
        logs.map((x) => x ** 2),
        0.25,
        2 * 0.25 ** 2,
      ),
    ).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfMean(logs, 0, 0.25 * (1 - 2 / Math.PI))).toBeGreaterThan(SIX_SIGMA)
  })

  test('rejects schedules out of order', () => {
    for (const days of [[], [1], [0, 5, 5], [0, 9, 3]]) {
      expect(() => gasPrice({ floors: days.map((day) => ({ day, gwei: 1 })), logSd: 0 })).toThrow(
        UnorderedFloors,
      )
    }
    expect(() => gasPrice({ floors: [{ day: 0, gwei: -1 }], logSd: 0 })).toThrow(ParameterOutOfRange)
  })
})

describe('the peg', () => {
  const often = { ...BTCB_PEG, breakPerDay: 0.05 }

  test('breaks with its probability, uniformly into its range, and recovers by half in its half-life', () => {
    const states = long(peg(often), 1)
    const kept = 0.5 ** (1 / often.halfLifeDays)
    const broken: number[] = []
    for (let day = 1; day < states.length; day++) {
      const [before, after] = [states[day - 1]?.peg ?? NaN, states[day]?.peg ?? NaN]
      const recovered = 1 - (1 - before) * kept
      if (Math.abs(after - recovered) < 1e-12) continue
      broken.push(after)
    }
    // A uniform draw that lands within 1e-12 of the recovered value has a chance of 3e-11 a break.
    expect(sigmasOfCount(broken.length, DAYS, often.breakPerDay)).toBeLessThan(SIX_SIGMA)
    expect(broken.every((x) => x >= 0.9 && x <= 0.97)).toBe(true)
    // Uniform on [a, b]: mean (a + b)/2, variance (b - a)^2/12, fourth central moment (b - a)^4/80.
    const width = 0.97 - 0.9
    const theory = { mean: 0.935, variance: width ** 2 / 12, fourth: width ** 4 / 80 }
    expect(sigmasOfMean(broken, theory.mean, theory.variance)).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfVariance(broken, theory)).toBeLessThan(SIX_SIGMA)
  })

  test('has the expected deviation from 1 after a hundred days', () => {
    // E[gap'] = p * E[break] + (1 - p) * kept * E[gap], from 0: a geometric sum.
    const p = often.breakPerDay
    const carried = (1 - p) * 0.5 ** (1 / often.halfLifeDays)
    const expected = (p * 0.065 * (1 - carried ** 100)) / (1 - carried)
    const gaps = Array.from(
      { length: 10_000 },
      (_, path) => 1 - (trajectory(peg(often), source(9n, path), 1, 100)[100]?.peg ?? NaN),
    )
    // The gap lies in [0, 0.1], so its second moment is at most 0.1 * E[gap].
    expect(sigmasOfMean(gaps, expected, 0.1 * expected)).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfMean(gaps, 1.5 * expected, 0.1 * expected)).toBeGreaterThan(SIX_SIGMA)
  })

  test('stays 1 without breaks', () => {
    expect(new Set(long(peg({ ...BTCB_PEG, breakPerDay: 0 }), 2, 100).map((state) => state.peg))).toEqual(
      new Set([1]),
    )
    expect(() => peg({ ...BTCB_PEG, lowest: 0.98 })).toThrow(ParameterOutOfRange)
  })
})

describe('the bridge', () => {
  test('fails and comes back with the means of theory, and is up for its share of the time', () => {
    const ups = long(bridge({ meanUpDays: 20, meanDownDays: 4 }), 1).map(({ up }) => up)
    const changes = (from: boolean) => ups.slice(1).filter((up, i) => ups[i] === from && up !== from).length
    const daysIn = (state: boolean) => ups.slice(0, -1).filter((up) => up === state).length
    expect(sigmasOfCount(changes(true), daysIn(true), 1 / 20)).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfCount(changes(false), daysIn(false), 1 / 4)).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfCount(changes(false), daysIn(false), 1 / 3)).toBeGreaterThan(SIX_SIGMA)
    // A two-state chain has autocorrelation r = 1 - 1/20 - 1/4, which multiplies the variance by (1 + r)/(1 -
    // r).
    const [share, r] = [20 / 24, 1 - 1 / 20 - 1 / 4]
    expect(sigmasOfMean(ups.map(Number), share, (share * (1 - share) * (1 + r)) / (1 - r))).toBeLessThan(
      SIX_SIGMA,
    )
  })

  test('is up at first, and never leaves a state in less than a day', () => {
    expect(bridge().initial.up).toBe(true)
    expect(() => bridge({ ...BRIDGE_OUTAGES, meanDownDays: 0.5 })).toThrow(ParameterOutOfRange)
    // A mean of one day means one day each time.
    const flicker = long(bridge({ meanUpDays: 1, meanDownDays: 1 }), 2, 4).map(({ up }) => up)
    expect(flicker).toEqual([true, false, true, false, true])
  })
})

describe('purchases of hash rate', () => {
  test('arrive with the mean and variance of a compound Poisson process', () => {
    const parameters = { ths: 1000, ordersPerYear: 100, meanOrderThs: 50 }
    const states = long(purchases(parameters), 1)
    const bought = states.slice(1).map((state) => state.bought)
    // An order is floor(Exp(m)): geometric from 0 with q = e^(-1/m), mean q/(1-q), second moment
    // q(1+q)/(1-q)^2, and the daily sum has mean rate E[X] and variance rate E[X^2].
    const q = Math.exp(-1 / parameters.meanOrderThs)
    const rate = parameters.ordersPerYear / 365
    const [first, second] = [q / (1 - q), (q * (1 + q)) / (1 - q) ** 2]
    expect(sigmasOfMean(bought, rate * first, rate * second)).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfMean(bought, rate * first * 1.1, rate * second)).toBeGreaterThan(SIX_SIGMA)
    // Fourth central moment: rate E[X^4] + 3 (rate E[X^2])^2; E[X^4] of the geometric is q(1 + 11q + 11q^2 +
    // q^3)/(1-q)^4.
    const fourth = (rate * q * (1 + 11 * q + 11 * q ** 2 + q ** 3)) / (1 - q) ** 4 + 3 * (rate * second) ** 2
    const theory = { mean: rate * first, variance: rate * second, fourth }
    expect(sigmasOfVariance(bought, theory)).toBeLessThan(SIX_SIGMA)
    expect(states.at(-1)?.ths).toBe(1000 + bought.reduce((sum, ths) => sum + ths, 0))
    expect(bought.every(Number.isInteger)).toBe(true)
  })

  test('starts with the fleet of July 2023', () => {
    expect(purchases().initial).toEqual({ ths: FLEET_2023_07_12.ths, bought: 0 })
    expect(FLEET_2023_07_12.ths).toBe(223_446)
  })
})
