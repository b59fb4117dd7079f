/**
 * What the bank run is expected to show, stated before it runs, and the figures that show it.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { ONE } from '../../model/kernel/units.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { redemptionRateDown, spotPriceDown } from '../../sim/view/agent-view.ts'
import { payoutPerAmt } from '../baseline/metrics.ts'
import { about, amountMetric, percentMetric, percentOf, ratioOf, sats, tableOf } from '../shared/figures.ts'
import { fromBase } from '../../model/kernel/units.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

/** What somebody left with, by all doors together. */
export interface Exit {
  readonly by: Account
  readonly day: number
  readonly amt: bigint
  readonly btcb: bigint
}

/** Everybody's exit, in the order in which they first acted. */
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

/** BTCB wei that an exit brought for each AMT, rounded down. */
const rateOf = ({ amt, btcb }: Exit): bigint => (btcb * ONE) / amt

const total = (exits: readonly Exit[]): bigint => exits.reduce((sum, { btcb }) => sum + btcb, 0n)

/** What each place in the order brought per AMT, in the run and by the other doors. */
export function exitsByPlace(run: Compared): Table {
  const doors: readonly (readonly Exit[])[] = [
    exitsOf(run),
    ...['pool', 'best', 'no-payments'].map((name) => exitsOf(variantOf(run, name))),
  ]
  const places = Math.max(...doors.map((exits) => exits.length))
  const rows = Array.from({ length: places }, (_, place) => [
    String(place + 1),
    ...doors.map((exits) => (exits[place] === undefined ? '' : fromBase(rateOf(exits[place])))),
  ])
  const unit = 'BTC/AMT'
  return tableOf(
    { name: 'exits', title: 'What one AMT brought, by place in the order' },
    [
      { name: 'place', title: 'Place in the order', unit: '' },
      { name: 'run', title: 'This run', unit },
      { name: 'pool', title: 'All in the pool', unit },
      { name: 'best', title: 'All by the best split', unit },
      { name: 'rclWithoutPayments', title: 'All at the RCL, nothing paid', unit },
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
    firstRate: amountMetric('The first to leave got', rateFirst, 'BTC/AMT'),
    lastRate: amountMetric('The last to leave got', rateLast, 'BTC/AMT'),
    firstMoverGain: percentMetric(
      'What the first got more than the last',
      percentOf(rateFirst - rateLast, rateLast),
    ),
    left: amountMetric(
      'AMT that left',
      exits.reduce((sum, { amt }) => sum + amt, 0n),
      'AMT',
    ),
    received: amountMetric('Received for it', total(exits)),
    openingFloor: amountMetric('Floor before', redemptionRateDown(run.start.view), 'BTC/AMT'),
    finalFloor: amountMetric('Floor after', redemptionRateDown(end), 'BTC/AMT'),
    finalPrice: amountMetric('Pool price after', spotPriceDown(end), 'BTC/AMT'),
    backingLeft: amountMetric('BTCB left in the RCL', end.backing()),
  }
}

const laterIsNoWorse: Hypothesis = {
  statement: 'At the RCL whoever leaves later gets at least as much for an AMT as anybody before',
  check: (run) => {
    const exits = exitsOf(run)
    if (exits.length < 2 || run.trades.some(({ kind }) => kind !== 'redeem')) return undefined
    // Each payout is rounded down by less than a wei, so a later one may fall short of an equal rate by that much.
    const worse = exits.filter((later, place) => {
      const before = exits[place - 1]
      return before !== undefined && (later.btcb + 1n) * before.amt < before.btcb * later.amt
    })
    return {
      found: `the first got ${sats(rateOf(exits[0]!))} sat, the last ${sats(rateOf(exits.at(-1)!))}; ${worse.length} of ${exits.length} got less than the one before`,
      asExpected: worse.length === 0,
    }
  },
}

const floorHolds: Hypothesis = {
  statement: 'The floor of those who stay is never below what it was before the run',
  check: ({ start, closes }) => {
    const before = redemptionRateDown(start.view)
    const lowest = closes
      .map(({ view }) => redemptionRateDown(view))
      .reduce((least, rate) => (rate < least ? rate : least), before)
    return {
      found: `${sats(before)} sat before, ${sats(lowest)} at the lowest`,
      asExpected: lowest >= before,
    }
  },
}

const everybodyLeaves: Hypothesis = {
  statement: 'The RCL pays everybody who wants out: nobody is refused for want of BTCB',
  check: (run) => {
    const { view, tally } = lastOf(run)
    const left = run.people
      .filter((name) => name.startsWith('leaver-'))
      .filter((name) => view.balance('amt', name) > 0n)
    if (run.closes.length < LAST_DAY || run.trades.some(({ kind }) => kind !== 'redeem')) return undefined
    return {
      found: `${fromBase(tally.redeemedAmt)} AMT brought ${about(tally.redeemedBtcb)} BTC; ${left.length} people are still waiting, ${about(view.backing())} BTC are left`,
      asExpected: left.length === 0,
    }
  },
}

const SATOSHI = 10n ** 10n

/** By then everybody has tried. */
const LAST_DAY = 11

export const hypotheses = (): readonly Hypothesis[] => [laterIsNoWorse, floorHolds, everybodyLeaves]

const sameForAll: Hypothesis<Compared> = {
  statement: 'At the RCL, with nothing paid in between, everybody gets the same to the wei',
  check: (compared) => {
    const run = variantOf(compared, 'no-payments')
    const { view } = run.start
    const [backing, supply] = [view.backing(), view.supply('amt')]
    const off = exitsOf(run).filter(({ amt, btcb }) => {
      const exact = (amt * backing) / supply
      // What the roundings of those before left in the RCL may lift a later payout by a wei.
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
  statement: 'In the pool the first gets more than ten times what the last gets',
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
    'Together those who leave get more in the pool than at the RCL, and as much by the best split, to a satoshi each',
  check: (compared) => {
    const people = BigInt(exitsOf(variantOf(compared, 'best')).length)
    const [rcl, pool, best] = ['no-payments', 'pool', 'best'].map((name) =>
      total(exitsOf(variantOf(compared, name))),
    ) as [bigint, bigint, bigint]
    return {
      found: `${about(rcl)} BTC at the RCL, ${about(pool)} in the pool, ${about(best)} by the best split`,
      // The split is reckoned in the morning, on a pool that others then move; what it is off by is far below this.
      asExpected: pool > rcl && best + people * SATOSHI >= pool,
    }
  },
}

const stayersGain: Hypothesis<Compared> = {
  statement: 'Redeeming raises the payouts of those who stay by what has left: by S0/S1',
  check: (compared) => {
    const days = compared.closes.length
    if (days < LAST_DAY + 1 || compared.trades.some(({ kind }) => kind !== 'redeem')) return undefined
    const lastDay = (run: Summary): bigint => payoutPerAmt(run, days) - payoutPerAmt(run, days - 1)
    const [with_, without] = [lastDay(compared), lastDay(variantOf(compared, 'nobody'))]
    if (without === 0n) return undefined
    const supplies = ratioOf(compared.start.view.supply('amt'), lastOf(compared).view.supply('amt'))
    const payouts = ratioOf(with_, without)
    return {
      found: `payout of the last day ${payouts.toFixed(6)} times that without a run, S0/S1 is ${supplies.toFixed(6)}`,
      // Every payout per AMT is rounded down to a wei of some 10^9.
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
