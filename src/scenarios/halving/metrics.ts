/**
 * Metrics and tables of the scenario `halving`: production, power cost and its payers.
 *
 * Unit: BTC wei, which are also BTCB wei.
 */
import type { Decimal } from 'decimal.js'

import { satPerThDay, nextHalving, subsidyAt } from '../../model/economics/mining.ts'
import { fromBase } from '../../model/kernel/units.ts'
import { UTILITY } from '../../sim/agents/operations/power-cost-seller.ts'
import { daysWork } from '../../sim/agents/operations/treasury.ts'
import { dateOf } from '../../sim/calendar.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { type Environment, feesPerBlock } from '../../sim/environment.ts'
import type { DayClose } from '../../sim/recording/day-close.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { spotPriceDown } from '../../sim/view/agent-view.ts'
import { payoutPerAmt } from '../baseline/metrics.ts'
import {
  amountMetric,
  countMetric,
  dayMetric,
  dec,
  percentOf,
  returnMetric,
  tableOf,
} from '../shared/figures.ts'
import { treasuryOf } from '../shared/mining.ts'
import type { Halving } from './parameters.ts'

/** Days compared on each side of the halving. */
export const WINDOW = 90

export const YEAR = 365

/** First day after the next halving (block 840,000 by default); -1 if it is not within the run. */
export function dayOfHalving({ start, closes }: Summary): number {
  const block = nextHalving(BigInt(start.view.environment.network.height))
  return closes.findIndex(({ view }) => view.environment.network.height >= block)
}

/** The halving's day; undefined if the run has fewer than 90 days on either side. */
export function halvingIn(run: Summary): number | undefined {
  const day = dayOfHalving(run)
  return day < WINDOW || day + WINDOW > run.closes.length ? undefined : day
}

/** Power cost of a day without idling, in BTC wei. */
const powerOf = (settings: Halving, environment: Environment): bigint =>
  daysWork({ ...treasuryOf(settings), costs: 'retained' }, environment).power

/** Production of a day without idling, in BTC wei. */
const productionOf = (settings: Halving, environment: Environment): bigint =>
  daysWork({ ...treasuryOf(settings), costs: 'retained' }, environment).mined

/** Total payment on the day of that close, in BTCB wei. */
export const paidOn = (run: Summary, day: number): bigint =>
  run.closes[day]!.tally.paid - (day === 0 ? 0n : run.closes[day - 1]!.tally.paid)

/** Power that the project has paid by that close with proceeds of AMT, in BTCB wei. */
const paidByProject = ({ view }: DayClose): bigint => view.balance('btcb', UTILITY)

export const sum = (from: number, to: number, read: (day: number) => bigint): bigint => {
  let total = 0n
  for (let day = from; day < to; day++) total += read(day)
  return total
}

/** Power cost of the days `from` (included) to `to` (excluded), in total and by payer. BTC wei. */
interface Payers {
  readonly power: bigint
  readonly holders: bigint
  readonly project: bigint
  readonly unpaid: bigint
}

export function payers(settings: Halving, run: Summary, from: number, to: number): Payers {
  const retained = run.people.includes(UTILITY)
  const costs = retained ? 'retained' : 'deducted'
  const power = sum(
    from,
    to,
    (day) => daysWork({ ...treasuryOf(settings), costs }, run.closes[day]!.view.environment).power,
  )
  if (!retained) return { power, holders: power, project: 0n, unpaid: 0n }
  const before = from === 0 ? 0n : paidByProject(run.closes[from - 1]!)
  const project = paidByProject(run.closes[to - 1]!) - before
  return { power, holders: 0n, project, unpaid: power > project ? power - project : 0n }
}

/** Mean daily power cost around the halving by policy and payer. No rows if the run has too few days. */
export function whoPays(settings: Halving, run: Compared): Table {
  const day = halvingIn(run)
  const rows =
    day === undefined
      ? []
      : (['deducted', 'retained'] as const).flatMap((policy) =>
          [
            { when: `${policy}, before`, from: day - WINDOW, to: day },
            { when: `${policy}, after`, from: day, to: day + WINDOW },
          ].map(({ when, from, to }) => {
            const { holders, project, unpaid } = payers(settings, variantOf(run, policy), from, to)
            return [when, ...[holders, project, unpaid].map((part) => fromBase(part / BigInt(WINDOW)))]
          }),
        )
  const unit = 'BTC a day'
  return tableOf(
    { name: 'payers', title: 'Payers of the daily power cost before and after the halving' },
    [
      { name: 'when', title: 'Policy and period', unit: '' },
      { name: 'holders', title: 'Holders, deducted from the payment', unit },
      { name: 'project', title: 'Project, by selling AMT', unit },
      { name: 'nobody', title: 'Unpaid', unit },
    ],
    rows,
  )
}

/** Production, power cost, payments and prices under both policies, one row per day. */
export function policies(settings: Halving, run: Compared): Table {
  const [deducted, retained] = [variantOf(run, 'deducted'), variantOf(run, 'retained')]
  const close = (each: Summary, day: number): DayClose => each.closes[day]!
  return tableOf(
    { name: 'policies', title: 'Production, power cost and payments under both policies' },
    [
      { name: 'date', title: 'Date', unit: 'date' },
      { name: 'gross', title: 'Production', unit: 'BTC' },
      { name: 'energy', title: 'Power cost', unit: 'BTC' },
      { name: 'paidDeducted', title: 'Payments, costs deducted', unit: 'BTC' },
      { name: 'paidRetained', title: 'Payments, costs retained', unit: 'BTC' },
      { name: 'keptAmt', title: 'Retained AMT of the project', unit: 'AMT' },
      { name: 'priceDeducted', title: 'Pool price, costs deducted', unit: 'BTC/AMT' },
      { name: 'priceRetained', title: 'Pool price, costs retained', unit: 'BTC/AMT' },
    ],
    run.closes.map(({ view }, day) => [
      dateOf(view.now),
      fromBase(productionOf(settings, view.environment)),
      fromBase(powerOf(settings, view.environment)),
      fromBase(paidOn(deducted, day)),
      fromBase(paidOn(retained, day)),
      fromBase(close(retained, day).view.balance('amt', 'owner')),
      fromBase(spotPriceDown(close(deducted, day).view)),
      fromBase(spotPriceDown(close(retained, day).view)),
    ]),
  )
}

/** Mean daily income of one TH/s before costs, in satoshi. */
export function satPerTh(run: Summary, from: number, to: number): Decimal {
  return run.closes
    .slice(from, to)
    .map(({ view: { environment } }) =>
      satPerThDay({
        difficulty: BigInt(Math.floor(environment.network.difficulty)),
        perBlock: subsidyAt(BigInt(environment.network.height)) + feesPerBlock(environment),
      }),
    )
    .reduce((total, each) => total.add(each), dec(0n))
    .div(to - from)
}

/**
 * First day on which the project's AMT is gone and does not cover the day's power; undefined if there is
 * none.
 */
export function dayOfInsolvency(settings: Halving, run: Summary): number | undefined {
  if (!run.people.includes(UTILITY)) return undefined
  const day = run.closes.findIndex((close, index) => {
    const before = index === 0 ? 0n : paidByProject(run.closes[index - 1]!)
    return (
      close.view.balance('amt', 'owner') === 0n &&
      paidByProject(close) - before < powerOf(settings, close.view.environment)
    )
  })
  return day === -1 ? undefined : day
}

export function halvingMetrics(settings: Halving, run: Summary): Readonly<Record<string, Metric>> {
  const day = dayOfHalving(run)
  const [end, days] = [lastOf(run), run.closes.length]
  const idle = run.closes.filter(({ view }) => daysWork(treasuryOf(settings), view.environment).idle).length
  const all = payers(settings, run, 0, days)
  const price = spotPriceDown(run.start.view)
  return {
    halving: {
      title: 'Date of the halving',
      unit: 'date',
      value: day === -1 ? 'not within the run' : dateOf(run.closes[day]!.view.now),
    },
    paid: amountMetric('Total payments', end.tally.paid),
    power: amountMetric('Power cost', all.power),
    powerByHolders: amountMetric('Power cost paid by holders', all.holders),
    powerByProject: amountMetric('Power cost paid by the project', all.project),
    powerUnpaid: amountMetric('Power cost left unpaid', all.unpaid),
    idleDays: countMetric('Days with idle machines', 'days', idle),
    ruin: dayMetric('Insolvency: first day not covered by the retained AMT', dayOfInsolvency(settings, run)),
    payoutPerAmt: amountMetric('Payouts per AMT', payoutPerAmt(run), 'BTC/AMT'),
    finalPrice: amountMetric('Pool price at the end', spotPriceDown(end.view), 'BTC/AMT'),
    holderReturn: returnMetric(
      'Holder’s return in BTC, AMT at the pool price',
      percentOf(payoutPerAmt(run) + spotPriceDown(end.view) - price, price),
    ),
  }
}
