/**
 * The Market's best premium: observed among the variants, and expected from the customers' acceptance in
 * closed form.
 *
 * The expectation leaves out the arbitrageur, who takes a share of the profit at low premiums. Units: USDT
 * base units; {@link Visit} in fractions.
 */
import type { Decimal } from 'decimal.js'

import type { Choice } from '../../sim/definition/choice.ts'
import { usdPerBtc } from '../../sim/recording/gauge.ts'
import type { Metric, Table } from '../../sim/result.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { about, amountMetric, dec, tableOf } from '../shared/figures.ts'
import { EVERY, PREMIUMS, profitOf, variantName } from './hypotheses.ts'
import type { MarketArbitrage } from './parameters.ts'
import { wealthMetrics } from './wealth.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

/** The variant premium with the highest profit; the lower one if two are equal. */
function bestPremium(run: Compared, every: number): readonly [premium: number, profit: bigint] {
  return PREMIUMS.map(
    (premium) => [premium, profitOf(variantOf(run, variantName(premium, every)))] as const,
  ).reduce((best, each) => (each[1] > best[1] ? each : best))
}

export function bestPremiums(run: Compared): Table {
  return tableOf(
    { name: 'best-premiums', title: 'Best premium among the variants' },
    [
      { name: 'every', title: 'Days between updates', unit: 'days' },
      { name: 'premium', title: 'Premium', unit: '%' },
      { name: 'profit', title: 'The project’s profit', unit: 'USD' },
    ],
    EVERY.map((every) => {
      const [premium, profit] = bestPremium(run, every)
      return [String(every), String(premium), about(profit)]
    }),
  )
}

export function comparedMetrics(_settings: unknown, run: Compared): Readonly<Record<string, Metric>> {
  const [premium, profit] = bestPremium(run, 1)
  return {
    bestPremium: {
      title: `Best premium of ${PREMIUMS.join(', ')}%, updated every day`,
      unit: '%',
      value: String(premium),
    },
    bestProfit: amountMetric('The project’s profit at the best premium', profit, 'USDT'),
    ...profitsAt(run, 1),
    ...profitsAt(run, WEEK),
    ...wealthMetrics(run),
  }
}

export const WEEK = 7
type Updates = 1 | typeof WEEK

const UPDATED = { 1: 'updated every day', [WEEK]: 'updated every week' } as const

/** Name of the metric. */
const nameOf = (premium: number, every: Updates): string =>
  every === 1 ? `profitAt${premium}` : `weeklyProfitAt${premium}`

const profitsAt = (run: Compared, every: Updates): Readonly<Record<string, Metric>> =>
  Object.fromEntries(
    PREMIUMS.map((premium) => [
      nameOf(premium, every),
      amountMetric(
        `The project’s profit at a premium of ${premium}%, ${UPDATED[every]}`,
        profitOf(variantOf(run, variantName(premium, every))),
        'USDT',
      ),
    ]),
  )

/** All premiums have the same customers, so that paths can be compared one by one. */
const mostProfitable = (name: string, every: Updates): Choice => ({
  name,
  title: `Most profitable premium, ${UPDATED[every]}`,
  better: 'higher',
  metrics: Object.fromEntries(PREMIUMS.map((premium) => [`${premium}%`, nameOf(premium, every)])),
})

export const CHOICES = [mostProfitable('premium', 1), mostProfitable('weekly-premium', WEEK)] as const

/**
 * Customer behaviour at a premium: the share who accept it, and the Market's margin per dollar that they
 * spend.
 */
interface Visit {
  readonly accepts: Decimal
  readonly margin: Decimal
}

/**
 * At a premium of `p` the share `e^(-p/m)` of customers accepts, where `m` is their mean accepted premium.
 * The margin is `p/(1+p)` of their spending. The product is maximal at `p² + p = m`: 7.4% for 8%. The rate is
 * rounded up to whole USDT per 100 AMT, so `p` is on average half a step above the premium that was set.
 */
function visitAt({ customerPremium }: MarketArbitrage, run: Summary, premium: number): Visit {
  const { amt, btcb } = run.start.view.pool()
  const halfStep = dec(amt)
    .div(dec(btcb))
    .div(200)
    .div(dec(usdPerBtc(run.start.view)).div('1e18'))
  const p = halfStep.add(premium / 100)
  return { accepts: p.div(customerPremium).neg().exp(), margin: p.div(p.add(1)) }
}

/** Expected profit per dollar of potential spending. */
const expectedMargin = ({ accepts, margin }: Visit): Decimal => accepts.mul(margin)

/**
 * Upper bound of the standard deviation, in USD, of the profit difference of two premiums with the same `n`
 * customers.
 *
 * Spending is exponential with mean `s`. Everyone who accepts the higher premium accepts the lower. Hence `E
 * d² = 2s²·((l-h)²·q + l²·(p-q))` per customer, which is at least the variance.
 */
function deviationBetween(settings: MarketArbitrage, days: number, a: Visit, b: Visit): Decimal {
  const [low, high] = a.accepts.gt(b.accepts) ? [a, b] : [b, a]
  const both = low.margin.sub(high.margin).pow(2).mul(high.accepts)
  const one = low.margin.pow(2).mul(low.accepts.sub(high.accepts))
  const visitors = settings.customersPerDay.mul(days)
  return both.add(one).mul(2).mul(settings.customerUsd.pow(2)).mul(visitors).sqrt()
}

export const expectedPremiumIsBest = (settings: MarketArbitrage): Hypothesis<Compared> => ({
  statement:
    'Updated every day, no premium earns more than the one with the highest expected margin by more than two standard deviations',
  days: 60,
  check: (compared) => {
    const days = compared.closes.length
    const visits = new Map(PREMIUMS.map((each) => [each, visitAt(settings, compared, each)]))
    const profit = (premium: number): bigint => profitOf(variantOf(compared, variantName(premium, 1)))
    const expected = PREMIUMS.reduce((best, each) =>
      expectedMargin(visits.get(each)!).gt(expectedMargin(visits.get(best)!)) ? each : best,
    )
    const better = PREMIUMS.filter((each) => {
      const deviation = deviationBetween(settings, days, visits.get(expected)!, visits.get(each)!)
      return dec(profit(each) - profit(expected))
        .div('1e18')
        .gt(deviation.mul(2))
    })
    const [best, most] = bestPremium(compared, 1)
    const cents = PREMIUMS.map((each) => expectedMargin(visits.get(each)!).mul(100).toFixed(2)).join(', ')
    return {
      found: `${expected}% has the highest expected margin (${cents} cents per dollar at ${PREMIUMS.join(', ')}%) and earns ${about(profit(expected), 0)} USD; the maximum is ${about(most, 0)} USD at ${best}%`,
      asExpected: better.length === 0 && profit(expected) > 0n,
    }
  },
})
