/**
 * Recovery of the elasticity of orders from simulated difficulty, and what is said where data cannot tell.
 *
 * The simulated world has cheap power, fast delivery and a wide cap, so that orders show in difficulty within
 * the 168 days of the regression. With the defaults they hardly do, and the fit says so.
 */
import { describe, expect, it } from 'vitest'
import { fitNetwork } from '../../src/calibration/network-fit.ts'
import {
  driveOf,
  fitResponse,
  simulate,
  type ResponseFit,
  type ResponseFitOptions,
} from '../../src/calibration/response-fit.ts'
import { gbm } from '../../src/sim/process/gbm.ts'
import { heightOn, subsidyOn } from '../../src/sim/process/halvings.ts'
import { dayOf, type History } from '../../src/sim/process/history-csv.ts'
import { RESPONSE } from '../../src/sim/process/miners.ts'
import { trajectoryAlong } from '../../src/sim/process/process.ts'
import { responsiveNetwork } from '../../src/sim/process/responsive-network.ts'
import { source } from '../../src/sim/random/stream.ts'
import { pricesOf } from './simulated.ts'

/** Between two halvings. */
const FIRST_DAY = dayOf('2024-05-07')!
const FLEET_DAY = dayOf('2023-07-12')!
const DAYS = 1400
const GROWTH = 0.5
const FEES_SHARE = 0.03
const LIVELY = { ...RESPONSE, powerPrice: 0.02, powerSpread: 0.2, deliveryDays: 14, largestGrowth: 20 }
const OPTIONS: ResponseFitOptions = {
  parameters: LIVELY,
  range: [0, 10],
  growth: GROWTH,
  feesShare: FEES_SHARE,
  paths: 3,
}

/** A history whose miners have these parameters, and machines that are younger than those of July 2023. */
function historyOf(elasticity: number, seed: number, parameters: typeof RESPONSE = LIVELY): History {
  const prices = pricesOf(gbm({ usd: 30_000, drift: 0.6, volatility: 0.6 }), seed, DAYS - 1)
  const process = responsiveNetwork({
    ...parameters,
    powerPrice: parameters.powerPrice * (1 - parameters.progress) ** ((FIRST_DAY - FLEET_DAY) / 365),
    elasticity,
    growth: GROWTH,
    feesShare: FEES_SHARE,
    height: heightOn(FIRST_DAY),
    difficulty: 53.91e12,
  })
  const seen = prices.map((usd) => ({ btc: { usd } }))
  const states = trajectoryAlong(process, seen, source(BigInt(seed), 99), 7)
  return {
    firstDay: FIRST_DAY,
    days: DAYS,
    values: { btc_usd: prices, difficulty: states.map(({ difficulty }) => difficulty) },
  }
}

function fitOf(history: History, options: Partial<ResponseFitOptions> = {}): ResponseFit {
  const found = fitResponse(history, fitNetwork(history, FEES_SHARE)!, { ...OPTIONS, ...options })
  if ('reason' in found) throw new Error(found.reason)
  return found.fit
}

const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

describe('the fit of the elasticity of orders', () => {
  const SEEDS = [1, 2, 3, 4, 5, 6]
  const found = [0.5, 1.5].map((truth) => ({
    truth,
    matches: SEEDS.map((seed) => fitOf(historyOf(truth, seed)).matches.after168),
  }))

  it.each(found)('covers the true $truth, and is near it where it is identified', ({ truth, matches }) => {
    const covers = matches.filter(({ low, high }) => low! <= truth && truth <= high!)
    // P(X < 4) = 0.2% for X of 6 with 95%.
    expect(covers.length).toBeGreaterThanOrEqual(4)
    const values = matches.flatMap(({ value }) => (value === undefined ? [] : [value]))
    expect(values.length).toBeGreaterThanOrEqual(3)
    const error = medianOf(values) - truth
    expect(Math.abs(error)).toBeLessThan(0.5)
  })

  it('tells 0.5 from 1.5 on the same prices', () => {
    const [low, high] = found.map(({ matches }) => matches)
    for (const [i, match] of low!.entries()) {
      expect(high![i]!.data.value).toBeGreaterThan(match.data.value)
      if (match.value !== undefined && high![i]!.value !== undefined)
        expect(high![i]!.value).toBeGreaterThan(match.value)
    }
    expect(high!.some(({ low: end }) => end! > 0.5)).toBe(true)
  })
})

describe('a fit of the response', () => {
  const history = historyOf(1, 9)
  const network = fitNetwork(history, FEES_SHARE)!
  const fit = fitOf(history)

  it('is the same each time, and has the response of the scenario on its curve', () => {
    expect(fitOf(history)).toEqual(fit)
    expect(fit).toMatchObject({ from: FIRST_DAY, to: FIRST_DAY + DAYS - 1, scenario: 1, paths: 3 })
    const at = fit.curve.find(({ elasticity }) => elasticity === 1)!
    expect(fit.matches.after168.atScenario).toBe(at.after168)
    const tried = fit.curve.map(({ elasticity }) => elasticity)
    expect(tried).toEqual(tried.toSorted((a, b) => a - b))
  })

  it('has machines of the first day, by the progress of the model', () => {
    expect(fit.fleetFactor).toBeCloseTo(0.78 ** ((FIRST_DAY - FLEET_DAY) / 365), 12)
  })

  it('has power as dear as machines of the first day make it: a later day is the same at dearer power', () => {
    // In an era whose heights are 144 a day, 70 days are five retargets, so blocks and retargets are the
    // same.
    const days = 700
    const cut = {
      ...history,
      days,
      values: {
        btc_usd: history.values.btc_usd!.slice(0, days),
        difficulty: history.values.difficulty!.slice(0, days),
      },
    }
    const later = { ...cut, firstDay: FIRST_DAY + 70 }
    const dearer = { ...LIVELY, powerPrice: LIVELY.powerPrice / 0.78 ** (70 / 365) }
    const [a, b, c] = [fitOf(cut), fitOf(later, { parameters: dearer }), fitOf(later)]
    for (const [i, { after168 }] of b.curve.entries()) expect(after168).toBeCloseTo(a.curve[i]!.after168, 6)
    expect(c.curve.some(({ after168 }, i) => Math.abs(after168 - (a.curve[i]?.after168 ?? 0)) > 0.001)).toBe(
      true,
    )
  })

  it('gives the simulated reward the halving of the simulated blocks', () => {
    const from = dayOf('2023-12-01')!
    const days = 180
    const constant = (value: number) =>
      Array.from({ length: days }, (_day, i) => (i === 3 ? undefined : value))
    const values = { btc_usd: constant(60_000), difficulty: constant(2e13) }
    const drive = driveOf({ firstDay: from, days, values }, 0)!
    const fast = { ...LIVELY, growth: 20, feesShare: 0, from: source(1n, 0) }
    const { reward } = simulate(drive, fast)
    expect(reward[3]).toBeUndefined()
    expect(reward[0]).toBe(6.25 * 60_000)
    const halved = reward.findIndex((value) => value === 3.125 * 60_000)
    const byDate = drive.reward.findIndex((value) => value === 3.125 * 60_000)
    expect(byDate).toBe(dayOf('2024-04-20')! - from)
    expect(halved).toBeGreaterThan(0)
    expect(byDate - halved).toBeGreaterThan(3)
  })

  it('counts daily fees: none at a price that is higher by their share is the same reward', () => {
    const { btc_usd: prices = [], difficulty = [] } = history.values
    const subsidies = prices.map((_usd, i) => subsidyOn(history.firstDay + i))
    const dear = prices.map((usd) => usd! * (1 + FEES_SHARE))
    const paid = { ...history, values: { btc_usd: dear, difficulty, fees_btc: dear.map(() => 0) } }
    expect(subsidies.every((each) => each === 3.125)).toBe(true)
    for (const [i, { after168 }] of fitOf(paid).curve.entries())
      expect(after168).toBeCloseTo(fit.curve[i]!.after168, 6)
  })

  it('runs over gaps of price and difficulty', () => {
    const hole = (values: readonly (number | undefined)[]) =>
      values.map((value, i) => (i % 100 < 4 ? undefined : value))
    const { btc_usd: prices = [], difficulty = [] } = history.values
    const gappy = { ...history, values: { btc_usd: hole(prices), difficulty: hole(difficulty) } }
    const { from, curve } = fitOf(gappy)
    expect(from).toBe(FIRST_DAY + 4)
    expect(curve.every(({ after84, after168 }) => Number.isFinite(after84 + after168))).toBe(true)
  })

  it('says that a response beyond all of the curve is outside the range', () => {
    const { reward } = network.response!
    const shifted = { ...reward.after168, value: reward.after168.value + 5 }
    const far = { ...network, response: { ...network.response!, reward: { ...reward, after168: shifted } } }
    const found = fitResponse(history, far, OPTIONS)
    expect(found).toMatchObject({ fit: { matches: { after168: { outcome: 'outside', value: undefined } } } })
  })

  it('says that nothing is identified where orders take longer than the regression sees', () => {
    const late = { ...LIVELY, deliveryDays: 3000 }
    const { after168 } = fitOf(historyOf(1, 9, late), { parameters: late }).matches
    expect(after168.outcome).toBe('not-identified')
    expect(after168.open).toEqual([true, true])
  })

  it('has a reason where the first day or the growth allow no orders', () => {
    const { btc_usd: prices = [], difficulty = [] } = history.values
    const poor = { ...history, values: { btc_usd: prices.map((usd) => usd! / 10), difficulty } }
    expect(fitResponse(poor, network, OPTIONS)).toHaveProperty('reason')
    expect(fitResponse(history, network, { ...OPTIONS, growth: -0.1 })).toHaveProperty('reason')
    expect(fitResponse(history, { ...network, response: undefined }, OPTIONS)).toHaveProperty('reason')
  })
})
