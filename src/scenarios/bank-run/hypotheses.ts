/**
 * Hypotheses of the scenario `bank-run`, stated before the run, with its metrics and tables.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { redemptionRateDown, spotPriceDown } from '../../sim/view/agent-view.ts'
import { payoutPerAmt } from '../baseline/metrics.ts'
import {
  about,
  amountMetric,
  percentMetric,
  percentOf,
  ratioMetric,
  ratioOf,
  sats,
  tableOf,
} from '../shared/figures.ts'
import { BASE_UNITS_PER_SAT, fromBase, ONE } from '../../model/kernel/units.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

/** One leaver's exit, over both venues: AMT given up and BTCB received, in base units. */
export interface Exit {
  readonly by: Account
  readonly day: number
  readonly amt: bigint
  readonly btcb: bigint
}

/** One exit per leaver, in the order of their first trades. */
export function exitsOf({ trades }: Summary): readonly Exit[] {
  const exits = new Map<Account, Exit>()
  for (const { by, day, amt, btcb } of trades) {
    const before = exits.get(by)
    exits.set(
      by,
      before === undefined
        ? { by, day, amt, btcb }
        : { ...before, amt: before.amt + amt, btcb: before.btcb + btcb },
    )
  }
  return [...exits.values()]
}

/** Proceeds of an exit per AMT in BTCB wei, rounded down. */
const rateOf = ({ amt, btcb }: Exit): bigint => (btcb * ONE) / amt

const total = (exits: readonly Exit[]): bigint => exits.reduce((sum, { btcb }) => sum + btcb, 0n)

/** Proceeds per AMT by place in the exit order, in the run and in the variants. */
export function exitsByPlace(run: Compared): Table {
  const venues: readonly (readonly Exit[])[] = [
    exitsOf(run),
    ...['pool', 'best', 'no-payments'].map((name) => exitsOf(variantOf(run, name))),
  ]
  const places = Math.max(...venues.map((exits) => exits.length))
  const rows = Array.from({ length: places }, (_, place) => [
    String(place + 1),
    ...venues.map((exits) => (exits[place] === undefined ? '' : fromBase(rateOf(exits[place])))),
  ])
  const unit = 'BTC/AMT'
  return tableOf(
    { name: 'exits', title: 'Proceeds per AMT by place in the exit order' },
    [
      { name: 'place', title: 'Place in the exit order', unit: '' },
      { name: 'run', title: 'This run', unit },
      { name: 'pool', title: 'All in the pool', unit },
      { name: 'best', title: 'All by the optimal split', unit },
      { name: 'rclWithoutPayments', title: 'All at the RCL, no payments', unit },
    ],
    rows,
  )
}

export function exitMetrics(_settings: unknown, run: Summary): Readonly<Record<string, Metric>> {
  const exits = exitsOf(run)
  const [first, last] = [exits[0], exits.at(-1)]
  const [rateFirst, rateLast] = [first, last].map((exit) => (exit === undefined ? 0n : rateOf(exit))) as [
    bigint,
    bigint,
  ]
  const end = lastOf(run).view
  return {
    firstRate: amountMetric('Proceeds of the first leaver', rateFirst, 'BTC/AMT'),
    lastRate: amountMetric('Proceeds of the last leaver', rateLast, 'BTC/AMT'),
    firstMoverGain: percentMetric(
      'First-mover gain over the last leaver',
      percentOf(rateFirst - rateLast, rateLast),
    ),
    left: amountMetric(
      'AMT that left',
      exits.reduce((sum, { amt }) => sum + amt, 0n),
      'AMT',
    ),
    received: amountMetric('Total proceeds', total(exits)),
    openingFloor: amountMetric('Floor before', redemptionRateDown(run.start.view), 'BTC/AMT'),
    finalFloor: amountMetric('Floor after', redemptionRateDown(end), 'BTC/AMT'),
    finalPrice: amountMetric('Pool price after', spotPriceDown(end), 'BTC/AMT'),
    backingLeft: amountMetric('BTCB left in the RCL', end.backing()),
  }
}

/** Rates of the first and the last leaver in the pool and at the RCL without payments, and total proceeds. */
export function venueMetrics(_settings: unknown, run: Compared): Readonly<Record<string, Metric>> {
  const [pool, rcl] = [exitsOf(variantOf(run, 'pool')), exitsOf(variantOf(run, 'no-payments'))]
  const rate = (exit: Exit | undefined): bigint => (exit === undefined ? 0n : rateOf(exit))
  return {
    rclRate: amountMetric(
      'Proceeds of the first leaver, at the RCL without payments',
      rate(rcl[0]),
      'BTC/AMT',
    ),
    poolFirstRate: amountMetric('Proceeds of the first leaver, all in the pool', rate(pool[0]), 'BTC/AMT'),
    poolLastRate: amountMetric('Proceeds of the last leaver, all in the pool', rate(pool.at(-1)), 'BTC/AMT'),
    poolReceived: amountMetric('Total proceeds, all in the pool', total(pool)),
    poolOverRcl: ratioMetric(
      'Total proceeds in the pool over those at the RCL without payments',
      ratioOf(total(pool), total(rcl)),
    ),
  }
}

/** Every leaver has acted by the close of this day. */
const LAST_DAY = 11

const laterIsNoWorse: Hypothesis = {
  statement: 'At the RCL a later leaver gets at least as much per AMT as every earlier one',
  days: LAST_DAY,
  check: (run) => {
    const exits = exitsOf(run)
    if (exits.length < 2 || run.trades.some(({ kind }) => kind !== 'redeem')) return undefined
    // Each payout is rounded down by less than one wei, so a later one may be short of an equal rate by that
    // much.
    const worse = exits.filter((later, place) => {
      const before = exits[place - 1]
      return before !== undefined && (later.btcb + 1n) * before.amt < before.btcb * later.amt
    })
    return {
      found: `first ${sats(rateOf(exits[0]!))} sat, last ${sats(rateOf(exits.at(-1)!))}; ${worse.length} of ${exits.length} got less than their predecessor`,
      asExpected: worse.length === 0,
    }
  },
}

const floorHolds: Hypothesis = {
  statement: 'The floor of the remaining holders never falls below its initial value',
  check: ({ start, closes }) => {
    const before = redemptionRateDown(start.view)
    const lowest = closes
      .map(({ view }) => redemptionRateDown(view))
      .reduce((least, rate) => (rate < least ? rate : least), before)
    return {
      found: `${sats(before)} sat initially, minimum ${sats(lowest)} sat`,
      asExpected: lowest >= before,
    }
  },
}

const everyLeaverIsPaid: Hypothesis = {
  statement: 'The RCL pays every leaver: no redemption reverts for lack of BTCB',
  days: LAST_DAY,
  check: (run) => {
    const { view, tally } = lastOf(run)
    const left = run.people
      .filter((name) => name.startsWith('leaver-'))
      .filter((name) => view.balance('amt', name) > 0n)
    if (run.trades.some(({ kind }) => kind !== 'redeem')) return undefined
    return {
      found: `${fromBase(tally.redeemedAmt)} AMT redeemed for ${about(tally.redeemedBtcb)} BTC; ${left.length} leavers unpaid, ${about(view.backing())} BTC left`,
      asExpected: left.length === 0,
    }
  },
}

export const hypotheses = (): readonly Hypothesis[] => [laterIsNoWorse, floorHolds, everyLeaverIsPaid]

const sameForAll: Hypothesis<Compared> = {
  statement: 'At the RCL without payments every leaver gets exactly the same rate',
  days: LAST_DAY,
  check: (compared) => {
    const run = variantOf(compared, 'no-payments')
    const { view } = run.start
    const [backing, supply] = [view.backing(), view.supply('amt')]
    const off = exitsOf(run).filter(({ amt, btcb }) => {
      const exact = (amt * backing) / supply
      // The rounding dust of earlier redemptions may raise a later payout by one wei.
      return btcb < exact || btcb > exact + 1n
    })
    const count = exitsOf(run).length
    return {
      found: `${off.length} of ${count} differ from amount · V/S`,
      asExpected: off.length === 0 && count > 0,
    }
  },
}

const firstGainsInPool: Hypothesis<Compared> = {
  statement: 'In the pool the first leaver gets more than ten times the rate of the last',
  days: LAST_DAY,
  check: (compared) => {
    const exits = exitsOf(variantOf(compared, 'pool'))
    if (exits.length < 2) return undefined
    const [first, last] = [rateOf(exits[0]!), rateOf(exits.at(-1)!)]
    return {
      found: `${sats(first)} sat for the first, ${sats(last)} for the last`,
      asExpected: first > 10n * last,
    }
  },
}

const poolPaysMore: Hypothesis<Compared> = {
  statement:
    'Total proceeds are higher in the pool than at the RCL, and as high by the optimal split, to one satoshi per leaver',
  days: LAST_DAY,
  check: (compared) => {
    const people = BigInt(exitsOf(variantOf(compared, 'best')).length)
    const [rcl, pool, best] = ['no-payments', 'pool', 'best'].map((name) =>
      total(exitsOf(variantOf(compared, name))),
    ) as [bigint, bigint, bigint]
    return {
      found: `${about(rcl)} BTC at the RCL, ${about(pool)} in the pool, ${about(best)} by the optimal split`,
      // Splits are computed on the pool of the morning, which other exits then move. The error is far below
      // this.
      asExpected: pool > rcl && best + people * BASE_UNITS_PER_SAT >= pool,
    }
  },
}

const stayersGain: Hypothesis<Compared> = {
  statement: 'Redemptions raise the payouts per remaining AMT by the factor S0/S1 of the supplies',
  days: LAST_DAY + 1,
  check: (compared) => {
    const days = compared.closes.length
    if (compared.trades.some(({ kind }) => kind !== 'redeem')) return undefined
    const lastDay = (run: Summary): bigint => payoutPerAmt(run, days) - payoutPerAmt(run, days - 1)
    const [with_, without] = [lastDay(compared), lastDay(variantOf(compared, 'nobody'))]
    if (without === 0n) return undefined
    const supplies = ratioOf(compared.start.view.supply('amt'), lastOf(compared).view.supply('amt'))
    const payouts = ratioOf(with_, without)
    return {
      found: `last day’s payout ${payouts.toFixed(6)} times that without a run; S0/S1 is ${supplies.toFixed(6)}`,
      // Payouts per AMT are rounded down to one wei of some 10^9.
      asExpected: payouts.div(supplies).sub(1).abs().lt('1e-6'),
    }
  },
}

export const hypothesesOfVariants = (): readonly Hypothesis<Compared>[] => [
  sameForAll,
  firstGainsInPool,
  poolPaysMore,
  stayersGain,
]
