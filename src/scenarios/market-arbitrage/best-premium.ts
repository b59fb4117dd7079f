/**
 * The Environment's best premium: which of those that the variants try earns most, and which one is expected to, stated before it runs.
 *
 * What is expected leaves out the arbitrageur, who takes part of what a low premium brings. USDT base units; {@link Visit} in fractions.
 */
import type { Decimal } from 'decimal.js'

import { usdPerBtc } from '../../sim/recording/gauge.ts'
import type { Metric, Table } from '../../sim/result.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { about, amountMetric, dec, tableOf } from '../shared/figures.ts'
import { EVERY, PREMIUMS, profitOf, variantName } from './hypotheses.ts'
import type { MarketArbitrage } from './parameters.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

/** Of the premiums that the variants try, the one that the Environment earns most with; the lower one of equals. */
function bestPremium(run: Compared, every: number): readonly [premium: number, profit: bigint] {
  return PREMIUMS.map(
    (premium) => [premium, profitOf(variantOf(run, variantName(premium, every)))] as const,
  ).reduce((best, each) => (each[1] > best[1] ? each : best))
}

export function bestPremiums(run: Compared): Table {
  return tableOf(
    { name: 'best-premiums', title: 'The best premium of those tried' },
    [
      { name: 'every', title: 'Set anew every', unit: 'days' },
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
      title: `The best premium of ${PREMIUMS.join(', ')}%, set anew every day`,
      unit: '%',
      value: String(premium),
    },
    bestProfit: amountMetric('The project’s profit with it', profit, 'USDT'),
  }
}

/** What a visitor does at a premium: the part of them who accept it, and what is left of each dollar that these spend. */
interface Visit {
  readonly accepts: Decimal
  readonly leaves: Decimal
}

/**
 * At a premium of `p`, `e^(-p/m)` of the visitors accept if they accept `m` on average, and leave `p/(1+p)` of what they spend. The product is
 * most at `p² + p = m`: 7.4% for 8%. The rate is rounded up to whole USDT per 100 AMT, so that `p` is half a step more than what was set.
 */
function visitAt({ customerPremium }: MarketArbitrage, run: Summary, premium: number): Visit {
  const { amt, btcb } = run.start.view.pool()
  const halfStep = dec(amt)
    .div(dec(btcb))
    .div(200)
    .div(dec(usdPerBtc(run.start.view)).div('1e18'))
  const p = halfStep.add(premium / 100)
  return { accepts: p.div(customerPremium).neg().exp(), leaves: p.div(p.add(1)) }
}

const brings = ({ accepts, leaves }: Visit): Decimal => accepts.mul(leaves)

/**
 * Standard deviation, in USD, of the difference that two premiums make with the same visitors: `n` of them, who spend `s` on average,
 * exponentially. Who accepts the higher premium accepts the lower, so that `E d² = 2s²·((l-h)²·q + l²·(p-q))` each, which is no less than the variance.
 */
function chanceBetween(settings: MarketArbitrage, days: number, a: Visit, b: Visit): Decimal {
  const [low, high] = a.accepts.gt(b.accepts) ? [a, b] : [b, a]
  const both = low.leaves.sub(high.leaves).pow(2).mul(high.accepts)
  const one = low.leaves.pow(2).mul(low.accepts.sub(high.accepts))
  const visitors = settings.customersPerDay.mul(days)
  return both.add(one).mul(2).mul(settings.customerUsd.pow(2)).mul(visitors).sqrt()
}

export const bestIsNearTheMean = (settings: MarketArbitrage): Hypothesis<Compared> => ({
  statement:
    'Set anew every day, no premium earns more than the one at which what a buyer leaves times who accepts it is most, by more than two standard deviations of chance',
  check: (compared) => {
    const days = compared.closes.length
    if (days < 60) return undefined
    const visits = new Map(PREMIUMS.map((each) => [each, visitAt(settings, compared, each)]))
    const profit = (premium: number): bigint => profitOf(variantOf(compared, variantName(premium, 1)))
    const expected = PREMIUMS.reduce((best, each) =>
      brings(visits.get(each)!).gt(brings(visits.get(best)!)) ? each : best,
    )
    const dearer = PREMIUMS.filter((each) => {
      const chance = chanceBetween(settings, days, visits.get(expected)!, visits.get(each)!)
      return dec(profit(each) - profit(expected))
        .div('1e18')
        .gt(chance.mul(2))
    })
    const [best, most] = bestPremium(compared, 1)
    const cents = PREMIUMS.map((each) => brings(visits.get(each)!).mul(100).toFixed(2)).join(', ')
    return {
      found: `${expected}% is to earn most (${cents} cents of a visitor’s dollar at ${PREMIUMS.join(', ')}%) and earns ${about(profit(expected), 0)} USD; the most is ${about(most, 0)}, at ${best}%`,
      asExpected: dearer.length === 0 && profit(expected) > 0n,
    }
  },
})
