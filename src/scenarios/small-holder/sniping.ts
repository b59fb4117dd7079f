/**
 * Dividend sniping in the scenario `small-holder`: hypotheses, table and metric.
 *
 * In a pool without other trades, sniping is profitable iff the closed form holds
 * (docs/reference/economics.md, section 2). Each snipe is reconstructed from the run: the sniper's swaps, its
 * balances before and after, and the payment in between. Units: base units; a payout per AMT is an exact
 * ratio.
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

export const SNIPER = 'sniper'

/** One payment as a sniping opportunity, with the sniper's result. */
interface Opportunity {
  readonly day: number
  /** Payout in BTCB wei per wei of AMT. */
  readonly perAmt: Decimal
  /** Payout above which a snipe of this stake is profitable after gas. */
  readonly threshold: Decimal
  /** The sniper's profit before gas in BTCB wei; undefined without a snipe. */
  readonly gained: bigint | undefined
  /** Gas cost of one snipe on that day. */
  readonly gas: Btcb
}

/** All payments of a run, none without a sniper. `gas` is the gas cost of a snipe at 3 gwei, in BTCB base units. */
function opportunities(run: Summary, gas: Btcb): readonly Opportunity[] {
  if (!run.people.includes(SNIPER)) return []
  const at = (day: number): DayClose => run.closes[day] ?? run.start
  const before = (day: number): DayClose => (day === 0 ? run.start : at(day - 1))
  const trades = (kind: 'buy' | 'sell'): Summary['trades'] =>
    run.trades.filter((trade) => trade.by === SNIPER && trade.kind === kind)
  const [buys, sales] = [trades('buy'), trades('sell')]
  return run.closes.flatMap(({ view }, day) => {
    if (view.payments() === before(day).view.payments()) return []
    const { holders, providers, supply } = view.payment(view.payments())
    // AMT sold on the day of a payment was bought for it, right before it or on the evening before.
    const buy = buys[sales.findIndex((sale) => sale.day === day)]
    const then = before(buy?.day ?? day).view
    const stake = (buy?.btcb ?? then.balance('btcb', SNIPER)) as Btcb
    const cost = gasToday(view, gas)
    return [
      {
        day,
        perAmt: ratioOf(holders + providers, supply),
        threshold: snipedAbove(then.pool(), stake, cost),
        gained: buy === undefined ? undefined : view.balance('btcb', SNIPER) - then.balance('btcb', SNIPER),
        gas: cost,
      },
    ]
  })
}

const satoshi = (perAmt: Decimal): string => perAmt.mul(1e8).toFixed(3)

/** Payouts, sniping thresholds and the sniper's profits, one row per payment. */
export function snipes(run: Summary, gas: Btcb): Table {
  return tableOf(
    { name: 'snipes', title: 'Payments and sniping thresholds' },
    [
      { name: 'day', title: 'Day', unit: 'day' },
      { name: 'perAmt', title: 'Payout per AMT', unit: 'BTC/AMT' },
      { name: 'bar', title: 'Sniping threshold', unit: 'BTC/AMT' },
      { name: 'gained', title: 'Sniper’s profit, before gas', unit: 'BTC' },
    ],
    opportunities(run, gas).map(({ day, perAmt, threshold, gained }) => [
      String(day),
      rounded(perAmt),
      rounded(threshold),
      fromSigned(gained ?? 0n),
    ]),
  )
}

/** The sniper's profit in the run before gas, in BTCB wei. */
const gainedIn = (run: Summary, gas: Btcb): bigint =>
  opportunities(run, gas).reduce((sum, { gained = 0n }) => sum + gained, 0n)

export const snipeMetric = (run: Summary, gas: Btcb): Metric => ({
  title: 'Dividend sniper’s profit, before gas',
  unit: 'BTC',
  value: fromSigned(gainedIn(run, gas)),
})

/** The common part of all findings. */
function describe(all: readonly Opportunity[]): string {
  const sniped = all.filter(({ gained }) => gained !== undefined)
  const gained = sniped.reduce((sum, each) => sum + each.gained!, 0n)
  const most = all.reduce((top, each) => (each.perAmt.gt(top.perAmt) ? each : top))
  return `${sniped.length} of ${all.length} payments sniped for ${about(gained, 6)} BTC; the largest paid ${satoshi(most.perAmt)} sat per AMT, threshold ${satoshi(most.threshold)}`
}

/** A snipe is profitable after gas iff the payout is above the threshold. True without a snipe. */
const matchesClosedForm = ({ perAmt, threshold, gained, gas }: Opportunity): boolean =>
  gained === undefined || gained > gas === perAmt.gt(threshold)

/** About the payments of the run itself, which are too small to snipe by default. */
export const daily = (every: number, gas: Btcb): Hypothesis => ({
  statement:
    'Daily payments are not sniped: the payout per AMT is below (1 − g²)P, the swap fees of buying and selling',
  days: 90 * every,
  check: (run) => {
    const all = opportunities(run, gas)
    if (all.length < 90 || !run.people.includes(SNIPER)) return undefined
    return {
      found: describe(all),
      asExpected: all.every(({ perAmt, threshold, gained }) => gained === undefined && perAmt.lt(threshold)),
    }
  },
})

/** Variant with monthly payments and a sniper who does not trade. */
export const UNSNIPED = 'unsniped-monthly'

/** Variants with monthly payments: a sniper who buys on the evening before, and one who outbids. */
export const SNIPED = { before: 'sniped-monthly', outbid: 'outbid-monthly' } as const

/** Days of two monthly payments, of the least that these hypotheses are about. */
const TWO_MONTHLY = 60

export const monthly = (gas: Btcb): Hypothesis<Compared> => ({
  statement:
    'A sniper who buys on the evening before a monthly payment gains iff the payout exceeds fees, price impact and gas; the pool price returns, up to fees',
  days: TWO_MONTHLY,
  check: (compared) => {
    const run = variantOf(compared, SNIPED.before)
    const all = opportunities(run, gas)
    if (all.length < 2 || !run.people.includes(SNIPER)) return undefined
    const [then, now] = [run.start, run.closes.at(-1)!].map(({ view }) => spotPriceDown(view)) as [
      bigint,
      bigint,
    ]
    const drift = ratioOf(now, then).sub(1)
    const losses = all.filter(({ gained }) => gained !== undefined && gained < 0n).length
    return {
      found: `${describe(all)}; ${losses} at a loss; price ${sats(then)} sat at the start, ${sats(now)} at the end`,
      asExpected: all.every(matchesClosedForm) && drift.abs().lt('0.005'),
    }
  },
})

export const outbidding = (gas: Btcb): Hypothesis<Compared> => ({
  statement:
    'Ordered by gas price, the sniper reacts to the pending payment: it snipes exactly the profitable ones and holds no AMT overnight',
  days: TWO_MONTHLY,
  check: (compared) => {
    const [run, other] = [variantOf(compared, SNIPED.outbid), variantOf(compared, SNIPED.before)]
    const all = opportunities(run, gas)
    if (all.length < 2 || !run.people.includes(SNIPER)) return undefined
    const overnight = run.closes.filter(({ view }) => view.balance('amt', SNIPER) > 0n).length
    return {
      found: `${describe(all)}; AMT held at ${overnight} closes`,
      asExpected:
        overnight === 0 &&
        all.every(({ perAmt, threshold, gained }) => (gained !== undefined) === perAmt.gt(threshold)) &&
        all.every(matchesClosedForm) &&
        gainedIn(run, gas) >= gainedIn(other, gas),
    }
  },
})

/** Converts a gas cost in USD at 3 gwei to BTCB base units. */
export const gasInBtcb = (usdAtThreeGwei: Decimal, usdPerBtc: Decimal): Btcb =>
  BigInt(dec(ONE).mul(usdAtThreeGwei).div(usdPerBtc).toFixed(0)) as Btcb
