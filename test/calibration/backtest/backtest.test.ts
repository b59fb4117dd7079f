/** The backtest on simulated histories: right forecasts are scored as right, and nothing looks ahead. */
import { describe, expect, it } from 'vitest'
import { backtest, TooShortBefore, type BacktestOptions } from '../../../src/calibration/backtest/backtest.ts'
import { chosenModel, heldOutFrom, insideOf, scoresOf } from '../../../src/calibration/backtest/summary.ts'
import { criticalDistance, uniformityOf } from '../../../src/calibration/backtest/scores.ts'
import { hashpriceOf } from '../../../src/calibration/backtest/forecast.ts'
import type { History } from '../../../src/sim/process/history-csv.ts'
import { difficulties } from '../synthetic.ts'
import { pricesOf, processes } from '../simulated.ts'

const FIRST_DAY = 18_840

function historyOf(seed: number, days: number): History {
  const prices = pricesOf(processes.gbm, seed, days - 1)
  return {
    firstDay: FIRST_DAY,
    days,
    values: { btc_usd: prices, difficulty: difficulties(prices, FIRST_DAY, seed) },
  }
}

const OPTIONS: BacktestOptions = {
  from: FIRST_DAY + 700,
  to: FIRST_DAY + 999,
  horizons: [10, 50],
  step: 50,
  paths: 60,
  seed: 1n,
  feesShare: 0.018,
  payoutOf: (_day, usd, difficulty) => (usd / difficulty) * 1e9,
}

describe('a backtest', () => {
  const result = backtest(historyOf(1, 1000), OPTIONS)
  const scores = scoresOf(result, OPTIONS.step)

  it('has an origin every step, and the longest horizon only where it fits', () => {
    expect(result.origins.map((day) => day - FIRST_DAY)).toEqual([700, 750, 800, 850, 900, 950])
    const originsAt = (horizon: number): number =>
      new Set(result.scored.filter((each) => each.horizon === horizon).map(({ origin }) => origin)).size
    expect([originsAt(10), originsAt(50)]).toEqual([6, 6])
  })

  it('scores BTC once per model, and the others under both networks', () => {
    const at = result.scored.filter(({ horizon, origin }) => horizon === 10 && origin === OPTIONS.from)
    expect(at.filter(({ quantity }) => quantity === 'btc')).toHaveLength(3)
    expect(at.filter(({ quantity }) => quantity === 'hashprice')).toHaveLength(6)
  })

  it('holds out the last third of the origins', () => {
    expect(heldOutFrom([1, 2, 3, 4, 5, 6])).toBe(5)
    const of = (part: string): number | undefined =>
      scores.find(({ quantity, horizon, part: own }) => quantity === 'btc' && horizon === 10 && own === part)
        ?.origins
    expect([of('selection'), of('heldOut'), of('all')]).toEqual([4, 2, 6])
  })

  it('does not look ahead: later days change no earlier forecast', () => {
    const changed = historyOf(1, 1000)
    const btc = changed.values.btc_usd!.map((usd, day) => (day >= 960 ? usd! * 3 : usd))
    const other = backtest({ ...changed, values: { ...changed.values, btc_usd: btc } }, OPTIONS)
    const before = (all: typeof result.scored) =>
      all.filter(({ origin, horizon }) => origin - 1 + horizon < FIRST_DAY + 960)
    expect(before(other.scored)).toEqual(before(result.scored))
    expect(other.fans.map(({ quantiles }) => quantiles)).toEqual(
      result.fans.map(({ quantiles }) => quantiles),
    )
    expect(other.scored).not.toEqual(result.scored)
  })

  it('does not know the first day of its forecast', () => {
    const { values, ...rest } = historyOf(1, 1000)
    const btc = values.btc_usd!.map((usd, day) => (day >= 700 ? usd! * 3 : usd))
    const one = { ...OPTIONS, to: OPTIONS.from + 20, horizons: [10] }
    const other = backtest({ ...rest, values: { ...values, btc_usd: btc } }, one)
    const same = backtest(historyOf(1, 1000), one)
    expect(other.fans.map(({ quantiles }) => quantiles)).toEqual(same.fans.map(({ quantiles }) => quantiles))
  })

  it('chooses a model on the origins that are not held out', () => {
    const held = scores.map((each) => (each.part === 'heldOut' ? { ...each, crps: 99 } : each))
    expect(chosenModel(held)).toBe(chosenModel(scores))
  })

  it('computes what came of hashprice from price, difficulty and the assumed fees', () => {
    const fan = result.fans.find(({ quantity }) => quantity === 'hashprice')!
    const { btc_usd: btc, difficulty } = historyOf(1, 1000).values
    expect(fan.came[5]).toBeCloseTo(hashpriceOf(btc![705]!, difficulty![705]!, 6.25 * 1.018), 8)
  })

  it('needs days before the test', () => {
    expect(() => backtest(historyOf(1, 1000), { ...OPTIONS, from: FIRST_DAY + 20 })).toThrow(TooShortBefore)
  })

  it('tests BTC alone without difficulty', () => {
    const { values, ...rest } = historyOf(1, 1000)
    const alone = backtest({ ...rest, values: { btc_usd: values.btc_usd! } }, OPTIONS)
    expect(alone.networks).toEqual([])
    expect(new Set(alone.scored.map(({ quantity }) => quantity))).toEqual(new Set(['btc']))
  })
})

describe('forecasts of the model that made the data', () => {
  // Ten histories, one origin each: independent outcomes.
  const outcomes = Array.from({ length: 10 }, (_seed, seed) =>
    backtest(historyOf(seed + 1, 800), {
      ...OPTIONS,
      from: FIRST_DAY + 700,
      to: FIRST_DAY + 789,
      horizons: [90],
      paths: 100,
      step: 90,
    }),
  )

  it.each(['btc', 'difficulty', 'hashprice'])('have uniform PITs for %s', (quantity) => {
    const pits = outcomes.flatMap(({ scored }) =>
      scored
        .filter((each) => each.quantity === quantity && each.model === 'gbm' && each.network === 'response')
        .map(({ pit }) => pit),
    )
    expect(pits).toHaveLength(10)
    // The value that 1% of uniform samples exceed: 1.628 instead of 1.358 (Stephens).
    expect(uniformityOf(pits)).toBeLessThan((criticalDistance(10) * 1.628) / 1.358)
  })

  it('have most of what came inside the 90% fan', () => {
    const shares = outcomes.map(({ fans }) => insideOf(fans.find((f) => f.quantity === 'btc')!).in90)
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThan(0.7)
  })
})

describe('the share of days inside a fan', () => {
  it('counts below, above and the first day outside', () => {
    const quantiles = {
      p5: [1, 1, 1, 1],
      p25: [2, 2, 2, 2],
      p50: [3, 3, 3, 3],
      p75: [4, 4, 4, 4],
      p95: [5, 5, 5, 5],
    }
    const fan = {
      quantity: 'btc',
      model: 'gbm',
      network: 'response',
      firstDay: 0,
      quantiles,
      came: [3, 6, undefined, 0.5],
      daysWithoutPayout: [],
    } as const
    expect(insideOf(fan)).toEqual({
      days: 3,
      in50: 1 / 3,
      in90: 1 / 3,
      below90: 1 / 3,
      above90: 1 / 3,
      firstOutside: 1,
      lastInside: false,
    })
  })
})
