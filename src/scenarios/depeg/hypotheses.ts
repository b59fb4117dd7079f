/**
 * Hypotheses of the scenario `depeg`, stated before the run, with its metrics and gauges.
 */
import { Decimal } from 'decimal.js'

import { onTheWay } from '../../model/economics/bridge.ts'
import { floorInBtcDown } from '../../model/economics/peg.ts'
import { fromBase, ONE, type Amt } from '../../model/kernel/units.ts'
import type { Crossing } from '../../sim/view/crossings.ts'
import type { Gauge } from '../../sim/recording/gauge.ts'
import { toBaseUnits } from '../../sim/math/base-units.ts'
import type { Metric } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { redemptionRateDown, type AgentView } from '../../sim/view/agent-view.ts'
import type { Depeg } from './parameters.ts'
import { booksOf, bufferName, BUFFERS, eachOutage, entriesOf, outages, withBuffer } from './outages.ts'
import {
  about,
  amountMetric,
  countMetric,
  percentMetric,
  percentOf,
  ratioOf,
  sats,
} from '../shared/figures.ts'
import type { DayClose } from '../../sim/recording/day-close.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

/** The redemption rate converted from BTCB to BTC, in base units per AMT, rounded down. */
function floorInBtcOf(view: AgentView): bigint {
  const supply = view.supply('amt') as Amt
  const backing = (view.backing() * ONE) as ReturnType<AgentView['backing']>
  return supply === 0n ? 0n : floorInBtcDown({ backing, supply }, toBaseUnits(view.environment.peg.peg)) / ONE
}

export const pegGauge: Gauge = {
  title: 'Peg',
  unit: 'BTC/BTCB',
  read: ({ view }) => view.environment.peg.peg.toFixed(6),
}
export const bridgeGauge: Gauge = {
  title: 'Bridge',
  unit: 'up or down',
  read: ({ view }) => (view.environment.bridge.up ? 'up' : 'down'),
}
export const floorInBtc: Gauge = {
  title: 'Floor in BTC',
  unit: 'BTC/AMT',
  read: ({ view }) => fromBase(floorInBtcOf(view)),
}

/** Gauges of the bridge's books. */
export const bridgeGauges = (settings: Depeg): Readonly<Record<'due' | 'onTheWay' | 'overdue', Gauge>> => {
  const books = booksOf(settings)
  return {
    due: {
      title: 'Due today',
      unit: 'BTC',
      read: ({ view }) => fromBase(books(view).due),
    },
    onTheWay: {
      title: 'Waiting for the bridge or in transit',
      unit: 'BTC',
      read: ({ view }) => fromBase(onTheWay(books(view).bridge)),
    },
    overdue: {
      title: 'Overdue',
      unit: 'BTC',
      read: ({ view }) => fromBase(books(view).traffic.late),
    },
  }
}

export function depegMetrics(settings: Depeg, run: Summary): Readonly<Record<string, Metric>> {
  const end = lastOf(run)
  const { down, short, longest, late } = outages(settings, run)
  const lowest = run.closes.reduce((least, { view }) => Math.min(least, view.environment.peg.peg), 1)
  const entries = entriesOf(settings, run)
  const last = entries.at(-1)
  const each = eachOutage(settings, run)
  const [mined, fees] = [
    entries.reduce((sum, entry) => sum + entry.mined, 0n),
    entries.reduce((sum, { traffic }) => sum + traffic.fee, 0n),
  ]
  const mostOverdue = entries.reduce((most, { traffic }) => (traffic.late > most ? traffic.late : most), 0n)
  return {
    downDays: countMetric('Outage days with a payment due', 'days', down),
    longest: countMetric('Longest outage', 'days', longest),
    shortDays: countMetric('Outage days not paid in full', 'days', short),
    lateDays: countMetric('Days with overdue payments', 'days', late),
    mostOverdue: amountMetric('Maximum overdue', mostOverdue),
    overdue: amountMetric('Overdue at the end', last?.traffic.late ?? 0n),
    outages: countMetric('Outages of the bridge', 'outages', each.length),
    shortOutages: countMetric(
      'Outages in which the backing wallets run out',
      'outages',
      each.filter(({ short: ranOut }) => ranOut).length,
    ),
    mined: amountMetric('Production due to be paid', mined),
    fees: amountMetric('Bridge fees', fees),
    feesPart: percentMetric('Bridge fees, of production', percentOf(fees, mined)),
    paid: amountMetric('Total payments', end.tally.paid),
    onTheWay: amountMetric(
      'Waiting or in transit at the end',
      last === undefined ? 0n : onTheWay(last.bridge),
    ),
    bufferLeft: amountMetric('Left in the backing wallets', end.view.balance('btcb', 'payer')),
    lowestPeg: { title: 'Lowest peg', unit: 'BTC/BTCB', value: lowest.toFixed(6) },
    floorNow: amountMetric('Floor at the end, in BTCB', redemptionRateDown(end.view), 'BTC/AMT'),
    floorInBtcNow: amountMetric('Floor at the end, in BTC', floorInBtcOf(end.view), 'BTC/AMT'),
    worstFall: percentMetric('Maximum drawdown of the floor in BTC', maxDrawdown(run)),
  }
}

/** Maximum drawdown of the floor in BTC, in percent of its previous maximum. */
function maxDrawdown({ closes }: Summary): Decimal {
  let [highest, worst] = [0n, new Decimal(0)]
  for (const { view } of closes) {
    const now = floorInBtcOf(view)
    if (now > highest) highest = now
    worst = Decimal.max(worst, percentOf(highest - now, highest))
  }
  return worst
}

const floorFallsInBtc: Hypothesis = {
  statement: 'The floor never falls in BTCB; in BTC a peg break causes a drawdown of more than 3%',
  days: 200,
  check: (run) => {
    let [falls, rate] = [0, redemptionRateDown(run.start.view)]
    for (const { view } of run.closes) {
      const now = redemptionRateDown(view)
      if (now < rate) falls++
      rate = now
    }
    const worst = maxDrawdown(run)
    return {
      found: `${falls} falls in BTCB; maximum drawdown in BTC ${worst.toFixed(2)}%`,
      asExpected: falls === 0 && worst.gt(3),
    }
  },
}

/** A close, its entry in the bridge's books, and the cumulative amounts up to it. BTC wei. */
interface Balance extends Crossing {
  readonly close: DayClose
  readonly dueSoFar: bigint
  readonly minedSoFar: bigint
  readonly feesSoFar: bigint
}

/** The closes of a run beside the bridge's books, one entry per day. */
function balancesOf(settings: Depeg, run: Summary): readonly Balance[] {
  let [dueSoFar, minedSoFar, feesSoFar] = [0n, 0n, 0n]
  return entriesOf(settings, run).map((entry, day) => {
    dueSoFar += entry.due
    minedSoFar += entry.mined
    feesSoFar += entry.traffic.fee
    return { ...entry, close: run.closes[day]!, dueSoFar, minedSoFar, feesSoFar }
  })
}

/** Whether wallet and payments on the chain equal the books, and total BTC is conserved. */
const agrees = ({ buffer }: Depeg, balance: Balance): boolean => {
  const { bridge, traffic, close, dueSoFar, minedSoFar, feesSoFar } = balance
  const held = close.view.balance('btcb', 'payer')
  return (
    held === bridge.arrived + bridge.backing &&
    close.tally.paid + traffic.late === dueSoFar &&
    close.tally.paid + held + onTheWay(bridge) + feesSoFar === minedSoFar + buffer
  )
}

/** Number of closes at which {@link agrees} is false. */
const disagreements = (settings: Depeg, run: Summary): number =>
  balancesOf(settings, run).filter((balance) => !agrees(settings, balance)).length

const nothingIsLost = (settings: Depeg): Hypothesis => ({
  statement:
    'Batches and outages delay payments and lose nothing: all production is paid, in the payer’s wallet, in transit or a fee, exactly, and the wallet equals the bridge’s books',
  check: (run) => {
    const wrong = disagreements(settings, run)
    return { found: `${wrong} of ${run.closes.length} closes differ`, asExpected: wrong === 0 }
  },
})

const feesAreBorne = (settings: Depeg): Hypothesis => ({
  statement:
    'The payments bear the bridge’s fees, not the backing wallets: with the amounts in transit they always hold their initial balance and everything overdue',
  check: (run) => {
    const all = balancesOf(settings, run)
    const wrong = all.filter(
      ({ bridge, traffic, close }) =>
        close.view.balance('btcb', 'payer') + onTheWay(bridge) < traffic.late + settings.buffer,
    ).length
    const fees = all.at(-1)?.feesSoFar ?? 0n
    return {
      found: `${wrong} of ${run.closes.length} closes differ; fees of ${about(fees, 4)} BTC, ${percentOf(fees, all.at(-1)?.minedSoFar ?? 0n).toFixed(2)}% of production`,
      asExpected: wrong === 0,
    }
  },
})

const walletsRunOut = (settings: Depeg): Hypothesis => ({
  statement:
    'The backing wallets run out in the outages in which more falls due than they hold when the outage begins, and in no others',
  check: (run) => {
    const each = eachOutage(settings, run)
    if (each.length === 0) return undefined
    const { down, short, longest } = outages(settings, run)
    return {
      found: `in ${each.filter((one) => one.short).length} of ${each.length} outages; ${short} of ${down} outage days not paid in full; the longest outage took ${longest} days`,
      asExpected: each.every((one) => one.short === one.due > one.held),
    }
  },
})

export const hypotheses = (settings: Depeg): readonly Hypothesis[] => [
  floorFallsInBtc,
  nothingIsLost(settings),
  feesAreBorne(settings),
  walletsRunOut(settings),
]

/** Days missed with backing wallets of less than a batch, and the floor once the peg is lost. */
export function walletMetrics(settings: Depeg, run: Compared): Readonly<Record<string, Metric>> {
  const small = outages(withBuffer(settings, SMALL), variantOf(run, bufferName(SMALL)))
  const lost = lastOf(variantOf(run, 'peg-lost')).view
  return {
    lateDaysOfSmallWallets: countMetric(
      `Days with overdue payments, with ${SMALL} BTCB in the backing wallets`,
      'days',
      small.late,
    ),
    lostFloorInBtc: amountMetric('Floor in BTC, if the peg is lost', floorInBtcOf(lost), 'BTC/AMT'),
  }
}

/** Backing wallets below the default batch of the bridge. */
const SMALL = BUFFERS[1]

const largerWalletsMissLess = (settings: Depeg): Hypothesis<Compared> => ({
  statement:
    'Larger backing wallets miss fewer days; without any, every outage day is missed; nothing is lost at any size',
  check: (run) => {
    const each = BUFFERS.map((buffer) => {
      const [other, trajectory] = [withBuffer(settings, buffer), variantOf(run, bufferName(buffer))]
      return { ...outages(other, trajectory), wrong: disagreements(other, trajectory) }
    })
    const { down, short } = each[0]!
    if (down === 0) return undefined
    const falls = (missed: readonly number[]): boolean =>
      missed.every((days, index) => index === 0 || days <= missed[index - 1]!)
    const [missed, late] = [each.map((one) => one.short), each.map((one) => one.late)]
    return {
      found: `${missed.join(', ')} of ${down} outage days missed, ${late.join(', ')} of all ${run.closes.length} days overdue, with ${BUFFERS.join(', ')} BTCB`,
      asExpected: short === down && each.every(({ wrong }) => wrong === 0) && falls(missed) && falls(late),
    }
  },
})

const lostPegIsUnnoticed: Hypothesis<Compared> = {
  statement:
    'A lost peg cuts the floor, all unclaimed payouts and every payment in the same proportion, and no contract notices',
  check: (run) => {
    const lost = variantOf(run, 'peg-lost')
    const end = lastOf(lost).view
    if (end.environment.peg.peg === 1) return undefined
    const value = ratioOf(floorInBtcOf(end), redemptionRateDown(end))
    const same = redemptionRateDown(end) === redemptionRateDown(lastOf(run).view)
    return {
      found: `floor ${sats(redemptionRateDown(end))} sat in BTCB, ${sats(floorInBtcOf(end))} sat in BTC; one of the RCL's ${about(end.backing())} BTCB is worth ${value.toFixed(4)} BTC`,
      asExpected: same && value.sub(end.environment.peg.peg).abs().lt('1e-6'),
    }
  },
}

export const hypothesesOfVariants = (settings: Depeg): readonly Hypothesis<Compared>[] => [
  largerWalletsMissLess(settings),
  lostPegIsUnnoticed,
]
