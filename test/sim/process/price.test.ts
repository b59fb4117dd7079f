import { describe, expect, test } from 'vitest'

import { BTC_VOLATILITY, gbm } from '../../../src/sim/process/gbm.ts'
import {
  BTC_JUMPS,
  diffusionVolatility,
  JumpsExceedVolatility,
  merton,
} from '../../../src/sim/process/merton.ts'
import { ParameterOutOfRange, trajectory } from '../../../src/sim/process/process.ts'
import type { Process } from '../../../src/sim/process/process.ts'
import { BTC_REGIMES, regimes } from '../../../src/sim/process/regimes.ts'
import type { Regime, RegimePrice } from '../../../src/sim/process/regimes.ts'
import { ReplayEnded, TableTooShort, bootstrap, dailyRatios, replay } from '../../../src/sim/process/table.ts'
import { source, stream } from '../../../src/sim/random/stream.ts'
import {
  SIX_SIGMA,
  chiSquare,
  chiSquareBound,
  histogram,
  sigmasOfCount,
  sigmasOfMean,
  sigmasOfVariance,
} from '../../support/statistics.ts'

const DAYS = 40_000
const USD = 30_400
const dt = 1 / 365

const long = <State>(process: Process<State>, id: number, days = DAYS) =>
  trajectory(process, source(7n, 0), id, days)
const logReturns = (prices: readonly { usd: number }[]) =>
  prices.slice(1).map(({ usd }, i) => Math.log(usd / (prices[i]?.usd ?? NaN)))

/** Prices after `days` on many independent paths. */
const ends = (process: Process<{ usd: number }>, days: number, paths: number) =>
  Array.from(
    { length: paths },
    (_, path) => trajectory(process, source(11n, path), 1, days)[days]?.usd ?? NaN,
  )

describe('geometric Brownian motion', () => {
  const [drift, volatility] = [0.1, BTC_VOLATILITY[2024]]

  test('has independent normal log returns with the mean and variance of theory', () => {
    const returns = logReturns(long(gbm({ usd: USD, drift, volatility }), 1))
    const [mean, variance] = [(drift - volatility ** 2 / 2) * dt, volatility ** 2 * dt]
    expect(sigmasOfMean(returns, mean, variance)).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfVariance(returns, { mean, variance, fourth: 3 * variance ** 2 })).toBeLessThan(SIX_SIGMA)
    // Products of successive independent deviations: mean 0, variance variance^2.
    const products = returns.slice(1).map((r, i) => (r - mean) * ((returns[i] ?? NaN) - mean))
    expect(sigmasOfMean(products, 0, variance ** 2)).toBeLessThan(SIX_SIGMA)
    // The volatility of another year is told apart.
    const other = BTC_VOLATILITY[2025] ** 2 * dt
    expect(sigmasOfVariance(returns, { mean, variance: other, fourth: 3 * other ** 2 })).toBeGreaterThan(
      SIX_SIGMA,
    )
  })

  test('has the expected price e^(mu t), without and against drift', () => {
    // Var(S_t) = S_0^2 e^(2 mu t) (e^(sigma^2 t) - 1).
    const t = 180 * dt
    const growth = Math.exp(drift * t)
    const variance = growth ** 2 * (Math.exp(volatility ** 2 * t) - 1)
    const sample = ends(gbm({ usd: USD, drift, volatility }), 180, 4000).map((usd) => usd / USD)
    expect(sigmasOfMean(sample, growth, variance)).toBeLessThan(SIX_SIGMA)
    // Without the -sigma^2/2 it would be e^(sigma^2 t / 2) higher.
    expect(sigmasOfMean(sample, growth * Math.exp((volatility ** 2 * t) / 2), variance)).toBeGreaterThan(
      SIX_SIGMA,
    )
  })

  test('stands still without volatility and drift', () => {
    expect(new Set(long(gbm({ usd: USD, drift: 0, volatility: 0 }), 1, 10).map(({ usd }) => usd))).toEqual(
      new Set([USD]),
    )
  })
})

describe("Merton's jump diffusion", () => {
  const [drift, volatility] = [0, 0.43]
  const { jumpsPerYear: rate, jumpMean: m, jumpSd: s } = BTC_JUMPS
  const process = merton({ usd: USD, drift, volatility, ...BTC_JUMPS })
  const compensator = rate * (Math.exp(m + s ** 2 / 2) - 1)

  test('has log returns with the mean, variance and fourth moment of theory', () => {
    const returns = logReturns(long(process, 2))
    // Cumulants add up: those of the diffusion, and rate * dt * E[J^k] for the jumps.
    const mean = (drift - volatility ** 2 / 2 - compensator) * dt + rate * dt * m
    const variance = volatility ** 2 * dt + rate * dt * (m ** 2 + s ** 2)
    const fourthCumulant = rate * dt * (m ** 4 + 6 * m ** 2 * s ** 2 + 3 * s ** 4)
    expect(sigmasOfMean(returns, mean, variance)).toBeLessThan(SIX_SIGMA)
    expect(
      sigmasOfVariance(returns, { mean, variance, fourth: fourthCumulant + 3 * variance ** 2 }),
    ).toBeLessThan(SIX_SIGMA)
    // The diffusion alone has too little variance.
    const calm = volatility ** 2 * dt
    expect(sigmasOfVariance(returns, { mean, variance: calm, fourth: 3 * calm ** 2 })).toBeGreaterThan(
      SIX_SIGMA,
    )
  })

  test('has the expected price e^(mu t), jumps compensated', () => {
    // Var(S_t) = S_0^2 e^(2 mu t) (exp((sigma^2 + rate E[(e^J - 1)^2]) t) - 1).
    const t = 180 * dt
    const jumpSquare = Math.exp(2 * m + 2 * s ** 2) - 2 * Math.exp(m + s ** 2 / 2) + 1
    const variance = Math.exp((volatility ** 2 + rate * jumpSquare) * t) - 1
    const sample = ends(process, 180, 4000).map((usd) => usd / USD)
    expect(sigmasOfMean(sample, 1, variance)).toBeLessThan(SIX_SIGMA)
  })

  test('has the compensator where jumps are large enough to see it', () => {
    // 50 jumps of -10% a year pull the price down by 99% if nothing makes up for them.
    const t = 180 * dt
    const jumpy = { usd: 1, drift: 0, volatility: 0.1, jumpsPerYear: 50, jumpMean: -0.1, jumpSd: 0.02 }
    const jumpSquare = Math.exp(2 * -0.1 + 2 * 0.02 ** 2) - 2 * Math.exp(-0.1 + 0.02 ** 2 / 2) + 1
    const variance = Math.exp((0.1 ** 2 + 50 * jumpSquare) * t) - 1
    expect(sigmasOfMean(ends(merton(jumpy), 180, 3000), 1, variance)).toBeLessThan(SIX_SIGMA)
    const uncompensated = Math.exp(50 * (Math.exp(-0.1 + 0.02 ** 2 / 2) - 1) * t)
    expect(sigmasOfMean(ends(merton(jumpy), 180, 3000), uncompensated, variance)).toBeGreaterThan(SIX_SIGMA)
  })
})

describe('two regimes', () => {
  const states = long(regimes({ usd: USD, drift: 0, regime: 'calm', ...BTC_REGIMES }), 3)
  const returns = logReturns(states)
  const during = (regime: Regime) => returns.filter((_, i) => states[i + 1]?.regime === regime)

  test('has the volatility of the regime that it is in', () => {
    for (const regime of ['calm', 'wild'] as const) {
      const variance = BTC_REGIMES.volatility[regime] ** 2 * dt
      const theory = { mean: -variance / 2, variance, fourth: 3 * variance ** 2 }
      expect(sigmasOfMean(during(regime), theory.mean, variance)).toBeLessThan(SIX_SIGMA)
      expect(sigmasOfVariance(during(regime), theory)).toBeLessThan(SIX_SIGMA)
      const other = regime === 'calm' ? 'wild' : 'calm'
      expect(sigmasOfVariance(during(other), theory)).toBeGreaterThan(SIX_SIGMA)
    }
  })

  test('stays 60 and 15 days on average, geometrically', () => {
    for (const regime of ['calm', 'wild'] as const) {
      // Geometric with success 1/m: mean m, variance m^2 - m.
      const mean = BTC_REGIMES.meanStayDays[regime]
      const stays = staysIn(states, regime)
      expect(sigmasOfMean(stays, mean, mean ** 2 - mean)).toBeLessThan(SIX_SIGMA)
      expect(sigmasOfMean(stays, mean * 2, mean ** 2 - mean)).toBeGreaterThan(SIX_SIGMA)
    }
  })

  test('is calm four fifths of the time', () => {
    // A two-state chain has autocorrelation r = 1 - 1/60 - 1/15, which multiplies the variance by (1 + r)/(1
    // - r).
    const calm = states.map(({ regime }) => Number(regime === 'calm'))
    const r = 1 - 1 / 60 - 1 / 15
    expect(sigmasOfMean(calm, 60 / 75, (0.8 * 0.2 * (1 + r)) / (1 - r))).toBeLessThan(SIX_SIGMA)
  })
})

describe('the bootstrap', () => {
  const table = [100, 102, 99, 99, 110, 95, 96, 101]
  const ratios = dailyRatios(table)

  test('draws every row equally often, with blocks or without', () => {
    const alone = long(bootstrap({ usd: 1, ratios, meanBlockDays: 1 }), 4)
      .slice(1)
      .map(({ row }) => row)
    expect(
      chiSquare(
        histogram(alone, 7),
        Array.from({ length: 7 }, () => 1 / 7),
      ),
    ).toBeLessThan(chiSquareBound(7))
    // With blocks, successive rows depend on each other; every twentieth day is independent but for (4/5)^20
    // = 1%.
    const blocks = long(bootstrap({ usd: 1, ratios, meanBlockDays: 5 }), 5)
      .slice(1)
      .map(({ row }) => row)
    const spaced = blocks.filter((_, i) => i % 20 === 0)
    expect(
      chiSquare(
        histogram(spaced, 7),
        Array.from({ length: 7 }, () => 1 / 7),
      ),
    ).toBeLessThan(chiSquareBound(7))
    // The next row follows with 4/5, or by chance with 1/7 of the rest.
    const follows = blocks.slice(1).filter((row, i) => row === ((blocks[i] ?? NaN) + 1) % 7).length
    expect(sigmasOfCount(follows, blocks.length - 1, 4 / 5 + 1 / 5 / 7)).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfCount(follows, blocks.length - 1, 4 / 5)).toBeGreaterThan(SIX_SIGMA)
  })

  test('has the mean and variance of the table', () => {
    const states = long(bootstrap({ usd: 1, ratios, meanBlockDays: 1 }), 6, 20_000)
    const drawn = logReturns(states.map(({ row }, i) => ({ usd: i === 0 ? 1 : (ratios[row] ?? NaN), row })))
    const applied = states.slice(1).map(({ row }) => ratios[row] ?? NaN)
    expect(drawn.length).toBe(applied.length)
    const mean = ratios.reduce((sum, x) => sum + x, 0) / 7
    const central = (k: number) => ratios.reduce((sum, x) => sum + (x - mean) ** k, 0) / 7
    expect(sigmasOfMean(applied, mean, central(2))).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfVariance(applied, { mean, variance: central(2), fourth: central(4) })).toBeLessThan(
      SIX_SIGMA,
    )
  })

  test('multiplies the price by the ratio of its row', () => {
    const states = long(bootstrap({ usd: 200, ratios, meanBlockDays: 3 }), 7, 50)
    for (let day = 1; day < states.length; day++) {
      expect(states[day]?.usd).toBe((states[day - 1]?.usd ?? NaN) * (ratios[states[day]?.row ?? -1] ?? NaN))
    }
  })

  test('rejects tables that are too short or hold no prices', () => {
    expect(() => dailyRatios([1])).toThrow(TableTooShort)
    expect(() => bootstrap({ usd: 1, ratios: [], meanBlockDays: 1 })).toThrow(TableTooShort)
    for (const rows of [[], [1]])
      expect(() => dailyRatios(rows)).toThrow(`expected a table of at least 2 rows, got ${rows.length}`)
    expect(() => bootstrap({ usd: 1, ratios: [], meanBlockDays: 1 })).toThrow(
      'expected a table of at least 1 rows, got 0',
    )
    for (const bad of [0, -1, NaN, Infinity]) {
      expect(() => bootstrap({ usd: 1, ratios: [1, bad], meanBlockDays: 1 })).toThrow(ParameterOutOfRange)
    }
    expect(() => bootstrap({ usd: 1, ratios, meanBlockDays: 0.5 })).toThrow(ParameterOutOfRange)
  })
})

describe('the replay', () => {
  test('is the table, day by day, whatever the seed', () => {
    const table = [30_400, 30_100.5, 31_000]
    expect(long(replay(table), 8, 2).map(({ usd }) => usd)).toEqual(table)
  })

  test('ends where the table ends', () => {
    expect(() => long(replay([1, 2, 3]), 8, 3)).toThrow(ReplayEnded)
    expect(new ReplayEnded(7, 3).rows).toBe(3)
    expect(() => replay([])).toThrow(TableTooShort)
    expect(() => replay([])).toThrow('expected a table of at least 1 rows, got 0')
    expect(() => replay([1, 2, 3]).step({ usd: 1 }, stream(source(7n, 0), 8), 7)).toThrow(
      'expected a day up to 2, the last row of the replayed table, got day 7',
    )
    expect(() => replay([1, 0])).toThrow(ParameterOutOfRange)
  })
})

test('jumps with more variance than the whole price are rejected, with both volatilities', () => {
  // 100 jumps a year of 5% each are 50% a year.
  const jumps = { jumpsPerYear: 100, jumpMean: 0, jumpSd: 0.05 }
  expect(diffusionVolatility({ ...jumps, volatility: 1.3 })).toBeCloseTo(1.2, 12)
  expect(() => diffusionVolatility({ ...jumps, volatility: 0.25 })).toThrow(JumpsExceedVolatility)
  expect(() => diffusionVolatility({ ...jumps, volatility: 0.25 })).toThrow(
    /with a volatility of at most 0.25 a year, the total, got 0.5[:0]/,
  )
})

test('parameters outside their range are rejected by name', () => {
  expect(() => gbm({ usd: 0, drift: 0, volatility: 0.5 })).toThrow(ParameterOutOfRange)
  expect(() => gbm({ usd: 1, drift: NaN, volatility: 0.5 })).toThrow(ParameterOutOfRange)
  expect(() => gbm({ usd: 1, drift: 0, volatility: -0.5 })).toThrow(ParameterOutOfRange)
  expect(() => merton({ usd: 1, drift: 0, volatility: 0.5, ...BTC_JUMPS, jumpSd: -1 })).toThrow(
    ParameterOutOfRange,
  )
  const tooShort = { ...BTC_REGIMES, meanStayDays: { calm: 60, wild: 0.5 } }
  expect(() => regimes({ usd: 1, drift: 0, regime: 'calm', ...tooShort })).toThrow(ParameterOutOfRange)
})

test('a day is the same whether reached along the path or stepped to alone', () => {
  const process = gbm({ usd: USD, drift: 0, volatility: 0.5 })
  const long10 = trajectory(process, source(1n, 3), 9, 10)
  const long5 = trajectory(process, source(1n, 3), 9, 5)
  expect(long10.slice(0, 6)).toEqual(long5)
})

/** Lengths of the completed stays in `regime`, the first and the last, which are cut, left out. */
function staysIn(states: readonly RegimePrice[], regime: Regime): number[] {
  const lengths: number[] = []
  let start = -1
  for (let day = 1; day < states.length; day++) {
    if (states[day]?.regime === states[day - 1]?.regime) continue
    if (start >= 0 && states[day - 1]?.regime === regime) lengths.push(day - start)
    start = day
  }
  return lengths
}
