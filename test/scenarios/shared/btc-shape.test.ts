import { describe, expect, test } from 'vitest'

import { BTC_GROWTH } from '../../../src/scenarios/shared/btc-shape.ts'
import baseline from '../../../src/scenarios/baseline/index.ts'
import { ConflictingSettings } from '../../../src/sim/definition/parameter.ts'
import { BTC_JUMPS, diffusionVolatility, JumpsExceedVolatility } from '../../../src/sim/process/merton.ts'
import { ParameterOutOfRange, trajectory } from '../../../src/sim/process/process.ts'
import { BTC_REGIMES, scaledVolatilities, wildShare } from '../../../src/sim/process/regimes.ts'
import { source } from '../../../src/sim/random/stream.ts'
import type { Settings } from '../harness.ts'

const DAYS = 365
const PATHS = 1500

/** Sum of the squared daily log returns of a year, by path. The mean of a day adds less than 0.1% to it. */
function realisedVariances(set: Settings): readonly number[] {
  const process = baseline.at({ btcGrowth: '0', ...set }).bound.processes.btc
  return Array.from({ length: PATHS }, (_, path) => {
    const logs = trajectory(process, source(11n, path), 0, DAYS).map(({ usd }) => Math.log(usd))
    return logs.slice(1).reduce((sum, log, day) => sum + (log - logs[day]!) ** 2, 0)
  })
}

/** Mean realised variance, and its distance from 53% squared in standard errors. */
function measured(set: Settings): Readonly<Record<'volatility' | 'sigmas' | 'standardError', number>> {
  const variances = realisedVariances(set)
  const mean = variances.reduce((sum, each) => sum + each, 0) / PATHS
  const spread = variances.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (PATHS - 1)
  const standardError = Math.sqrt(spread / PATHS)
  return {
    volatility: Math.sqrt(mean),
    sigmas: Math.abs(mean - 0.53 ** 2) / standardError,
    standardError,
  }
}

describe('the variance of the BTC models', () => {
  test.each(['gbm', 'merton', 'regimes'])('is 53%% a year with btcVariance=equal, by %s', (btcModel) => {
    const { volatility, sigmas, standardError } = measured({ btcModel, btcVariance: 'equal' })
    expect(sigmas).toBeLessThan(6)
    expect(volatility).toBeCloseTo(0.53, 2)
    // A volatility of 52% would be noticed.
    expect(standardError).toBeLessThan((0.53 ** 2 - 0.52 ** 2) / 3)
  })

  test.each([
    ['merton', 0.554],
    ['regimes', 0.489],
  ] as const)('differs with btcVariance=own, by %s', (btcModel, expected) => {
    const { volatility, sigmas } = measured({ btcModel, btcVariance: 'own' })
    expect(sigmas).toBeGreaterThan(6)
    expect(volatility).toBeCloseTo(expected, 2)
  })

  test('is the same on the first day as on any other, by regimes with equal variance', () => {
    const first = (btcVariance: string): number => {
      const set = { btcModel: 'regimes', btcVariance, btcGrowth: '0', wildVolatility: '200' }
      const process = baseline.at(set).bound.processes.btc
      const squares = Array.from({ length: 6000 }, (_, path) => {
        const [before, after] = trajectory(process, source(5n, path), 0, 1)
        return Math.log(after!.usd / before!.usd) ** 2
      })
      return Math.sqrt((365 * squares.reduce((sum, each) => sum + each, 0)) / squares.length)
    }
    // Starting in the calm regime, the first day is nearly as calm as 35% a year.
    expect(first('equal')).toBeCloseTo(0.53, 1)
    expect(first('own')).toBeLessThan(0.5)
  })

  test('leaves the paths of gbm, bootstrap and replay as they are', () => {
    const path = (set: Settings) =>
      trajectory(baseline.at(set).bound.processes.btc, source(1n, 0), 0, 20).map(({ usd }) => usd)
    expect(path({ btcVariance: 'own' })).toEqual(path({ btcVariance: 'equal' }))
    const regimes = (set: Settings) => path({ btcModel: 'regimes', ...set })
    expect(regimes({ btcVariance: 'own' })).not.toEqual(regimes({ btcVariance: 'equal' }))
    expect(regimes({})).toEqual(regimes({ btcVariance: 'equal' }))
  })

  test('cannot be below that of the jumps alone, nor come from regimes without any', () => {
    const tooCalm = { btcModel: 'merton', btcVariance: 'equal', btcVolatility: '16' }
    expect(() => baseline.at(tooCalm)).toThrow(ConflictingSettings)
    expect(() => baseline.at({ ...tooCalm, btcVolatility: '17' })).not.toThrow()
    expect(() => baseline.at({ ...tooCalm, btcVariance: 'own' })).not.toThrow()
    const still = { btcModel: 'regimes', btcVariance: 'equal', calmVolatility: '0', wildVolatility: '0' }
    expect(() => baseline.at(still)).toThrow(ConflictingSettings)
  })
})

describe('the formulas', () => {
  test('diffusion and jumps add up to the total', () => {
    const diffusion = diffusionVolatility({ volatility: 0.53, ...BTC_JUMPS })
    expect(diffusion ** 2 + 10 * (0.01 ** 2 + 0.05 ** 2)).toBeCloseTo(0.53 ** 2, 15)
    expect(() => diffusionVolatility({ volatility: 0.16, ...BTC_JUMPS })).toThrow(JumpsExceedVolatility)
  })

  test('the mixture of regimes has the total, in the same proportion', () => {
    const { calm, wild } = scaledVolatilities(0.53, BTC_REGIMES)
    expect(wildShare(BTC_REGIMES)).toBeCloseTo(0.2, 15)
    expect(0.8 * calm ** 2 + 0.2 * wild ** 2).toBeCloseTo(0.53 ** 2, 15)
    expect(wild / calm).toBeCloseTo(0.85 / 0.35, 12)
    expect(() => scaledVolatilities(0.53, { ...BTC_REGIMES, volatility: { calm: 0, wild: 0 } })).toThrow(
      ParameterOutOfRange,
    )
  })
})

test('the growth of BTC has two sources, and the realised one is what its title computes', () => {
  const days = (Date.parse('2024-09-16') - Date.parse('2023-07-12')) / 86_400_000
  const realised = 100 * ((58_000 / 30_400) ** (365 / days) - 1)
  expect(days).toBe(432)
  expect(realised).toBeCloseTo(Number(BTC_GROWTH.realised.default), 0)
})
