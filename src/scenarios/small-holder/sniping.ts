/**
 * What dividend sniping is expected to show in a pool where nobody else trades: it pays iff the closed form of economics.md, §2, says so.
 *
 * Each snipe is read off the run: what went into the pool and came out of it, what the sniper owned before and after, and what the payment in
 * between left for each AMT. Base units; a payout per AMT is an exact ratio.
 */
import type { Decimal } from 'decimal.js'

import { snipedAbove } from '../../model/planning/arbitrage/snipe.ts'
import { ONE, type Btcb } from '../../model/kernel/units.ts'
import { gasToday } from '../../sim/view/gas.ts'
import type { Metric, Table } from '../../sim/result.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { spotPriceDown } from '../../sim/view/agent-view.ts'
import { about, dec, fromSigned, ratioOf, rounded, sats, tableOf } from '../shared/figures.ts'
import type { DayClose } from '../../sim/recording/day-close.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

const SNIPER = 'sniper'

/** One payment, and what the sniper made of it. */
interface Chance {
  readonly day: number
  /** BTCB wei for each wei of AMT. */
  readonly perAmt: Decimal
  /** The payout above which the stake gains, gas included. */
  readonly bar: Decimal
  /** What it gained before gas; undefined if it stayed away. */
  readonly gained: bigint | undefined
  /** Gas of one snipe on that day. */
  readonly gas: Btcb
}

/** All payments of a run. `gas` is the cost of a snipe in BTCB at 3 gwei. */
function chances(run: Summary, gas: Btcb): readonly Chance[] {
  const at = (day: number): DayClose => run.closes[day] ?? run.start
  const before = (day: number): DayClose => (day === 0 ? run.start : at(day - 1))
  const trades = (kind: 'buy' | 'sell'): Summary['trades'] =>
    run.trades.filter((trade) => trade.by === SNIPER && trade.kind === kind)
  const [buys, sales] = [trades('buy'), trades('sell')]
  return run.closes.flatMap(({ view }, day) => {
    if (view.payments() === before(day).view.payments()) return []
    const { holders, providers, supply } = view.payment(view.payments())
    // What is sold on the day of a payment was bought for it, whether just before it or the evening before.
    const buy = buys[sales.findIndex((sale) => sale.day === day)]
    const then = before(buy?.day ?? day).view
    const stake = (buy?.btcb ?? then.balance('btcb', SNIPER)) as Btcb
    const cost = gasToday(view, gas)
    return [
      {
        day,
        perAmt: ratioOf(holders + providers, supply),
        bar: snipedAbove(then.pool(), stake, cost),
        gained: buy === undefined ? undefined : view.balance('btcb', SNIPER) - then.balance('btcb', SNIPER),
        gas: cost,
      },
    ]
  })
}

const satoshi = (perAmt: Decimal): string => perAmt.mul(1e8).toFixed(3)

/** One row for each payment of the run. */
export function snipes(run: Summary, gas: Btcb): Table {
  return tableOf(
    { name: 'snipes', title: 'Payments, and what sniping them takes' },
    [
      { name: 'day', title: 'Day', unit: 'day' },
      { name: 'perAmt', title: 'Paid for each AMT', unit: 'BTC/AMT' },
      { name: 'bar', title: 'What it takes to be sniped', unit: 'BTC/AMT' },
      { name: 'gained', title: 'Gained by the sniper, before gas', unit: 'BTC' },
    ],
    chances(run, gas).map(({ day, perAmt, bar, gained }) => [
      String(day),
      rounded(perAmt),
      rounded(bar),
      fromSigned(gained ?? 0n),
    ]),
  )
}

/** BTC that the sniper has gained in the run, before gas. */
const gainedIn = (run: Summary, gas: Btcb): bigint =>
  chances(run, gas).reduce((sum, { gained = 0n }) => sum + gained, 0n)

export const snipeMetric = (run: Summary, gas: Btcb): Metric => ({
  title: 'Gained by the dividend sniper, before gas',
  unit: 'BTC',
  value: fromSigned(gainedIn(run, gas)),
})

/** What was found of payments, in words. */
function told(all: readonly Chance[]): string {
  const sniped = all.filter(({ gained }) => gained !== undefined)
  const gained = sniped.reduce((sum, each) => sum + each.gained!, 0n)
  const most = all.reduce((top, each) => (each.perAmt.gt(top.perAmt) ? each : top))
  return `${sniped.length} of ${all.length} payments sniped for ${about(gained, 6)} BTC; the largest paid ${satoshi(most.perAmt)} sat an AMT, and it takes ${satoshi(most.bar)}`
}

/** Snipes gain beyond their gas if the payment was above the bar, and only then. */
const asTheFormSays = ({ perAmt, bar, gained, gas }: Chance): boolean =>
  gained === undefined || gained > gas === perAmt.gt(bar)

/** The run's own payments, which are too small unless somebody sets otherwise. */
export const daily = (gas: Btcb): Hypothesis => ({
  statement:
    'Somebody who would buy before a payment and sell after it stays away: a day’s payment is less for each AMT than (1 − g²)P, the fees of both ways',
  check: (run) => {
    const all = chances(run, gas)
    if (all.length < 90 || !run.people.includes(SNIPER)) return undefined
    return {
      found: told(all),
      asExpected: all.every(({ perAmt, bar, gained }) => gained === undefined && perAmt.lt(bar)),
    }
  },
})

/** Names of the variants with monthly payments: a sniper who comes the evening before, and one who outbids. */
export const SNIPED = { before: 'sniped-monthly', outbid: 'outbid-monthly' } as const

export const monthly = (gas: Btcb): Hypothesis<Compared> => ({
  statement:
    'Who comes the evening before a monthly payment gains iff it is more than that, impact and gas, which the payment before has not promised; the pool is back at its price each time, but for the fees',
  check: (compared) => {
    const run = variantOf(compared, SNIPED.before)
    const all = chances(run, gas)
    if (all.length < 2 || !run.people.includes(SNIPER)) return undefined
    const [then, now] = [run.start, run.closes.at(-1)!].map(({ view }) => spotPriceDown(view)) as [
      bigint,
      bigint,
    ]
    const drift = ratioOf(now, then).sub(1)
    const lost = all.filter(({ gained }) => gained !== undefined && gained < 0n).length
    return {
      found: `${told(all)}; ${lost} at a loss; price ${sats(then)} sat, then ${sats(now)}`,
      asExpected: all.every(asTheFormSays) && drift.abs().lt('0.005'),
    }
  },
})

export const outbidding = (gas: Btcb): Hypothesis<Compared> => ({
  statement:
    'Where the order goes by gas price the sniper waits for the payment itself: it takes each that is more and no other, never loses, and holds no AMT overnight',
  check: (compared) => {
    const [run, other] = [variantOf(compared, SNIPED.outbid), variantOf(compared, SNIPED.before)]
    const all = chances(run, gas)
    if (all.length < 2 || !run.people.includes(SNIPER)) return undefined
    const overnight = run.closes.filter(({ view }) => view.balance('amt', SNIPER) > 0n).length
    return {
      found: `${told(all)}; ${overnight} nights with AMT`,
      asExpected:
        overnight === 0 &&
        all.every(({ perAmt, bar, gained }) => (gained !== undefined) === perAmt.gt(bar)) &&
        all.every(asTheFormSays) &&
        gainedIn(run, gas) >= gainedIn(other, gas),
    }
  },
})

/** USD at 3 gwei in BTCB base units. */
export const gasInBtcb = (usdAtThreeGwei: Decimal, usdPerBtc: Decimal): Btcb =>
  BigInt(dec(ONE).mul(usdAtThreeGwei).div(usdPerBtc).toFixed(0)) as Btcb
