/**
 * What failures of bridge and peg are expected to show, stated before it runs, and the figures that show it.
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
import { booksOf, bufferName, BUFFERS, entriesOf, outages, withBuffer } from './outages.ts'
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

/** What the RCL pays for an AMT, in BTC instead of BTCB; base units, rounded down. */
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

/** Of the model's bridge. */
export const bridgeGauges = (settings: Depeg): Readonly<Record<'due' | 'onTheWay' | 'overdue', Gauge>> => {
  const books = booksOf(settings)
  return {
    due: {
      title: 'Due today',
      unit: 'BTC',
      read: ({ view }) => fromBase(books(view).due),
    },
    onTheWay: {
      title: 'Waiting for the bridge or under way',
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
  const mostOverdue = entries.reduce((most, { traffic }) => (traffic.late > most ? traffic.late : most), 0n)
  return {
    downDays: countMetric('Days of outage on which something was due', 'days', down),
    longest: countMetric('The longest outage', 'days', longest),
    shortDays: countMetric('Of them not paid in full', 'days', short),
    lateDays: countMetric('Days with something overdue, of outage or not', 'days', late),
    mostOverdue: amountMetric('The most that was overdue', mostOverdue),
    overdue: amountMetric('Overdue at the end', last?.traffic.late ?? 0n),
    mined: amountMetric(
      'Mined to be paid',
      entries.reduce((sum, { mined }) => sum + mined, 0n),
    ),
    fees: amountMetric(
      'Fees of the bridge',
      entries.reduce((sum, { traffic }) => sum + traffic.fee, 0n),
    ),
    paid: amountMetric('Paid in all', end.tally.paid),
    onTheWay: amountMetric(
      'Waiting or under way at the end',
      last === undefined ? 0n : onTheWay(last.bridge),
    ),
    bufferLeft: amountMetric('Left in the backing wallets', end.view.balance('btcb', 'payer')),
    lowestPeg: { title: 'The lowest peg', unit: 'BTC/BTCB', value: lowest.toFixed(6) },
    floorNow: amountMetric('Floor at the end, in BTCB', redemptionRateDown(end.view), 'BTC/AMT'),
    floorInBtcNow: amountMetric('Floor at the end, in BTC', floorInBtcOf(end.view), 'BTC/AMT'),
    worstFall: percentMetric('Furthest fall of the floor in BTC from its highest', furthestFall(run)),
  }
}

/** By how much the floor in BTC was at worst below the highest that it had been, in percent. */
function furthestFall({ closes }: Summary): Decimal {
  let [highest, worst] = [0n, new Decimal(0)]
  for (const { view } of closes) {
    const now = floorInBtcOf(view)
    if (now > highest) highest = now
    worst = Decimal.max(worst, percentOf(highest - now, highest))
  }
  return worst
}

const floorFallsInBtc: Hypothesis = {
  statement: 'In BTCB the floor never falls; in BTC it falls by more than 3% at a break of the peg',
  check: (run) => {
    if (run.closes.length < 200) return undefined
    let [falls, rate] = [0, redemptionRateDown(run.start.view)]
    for (const { view } of run.closes) {
      const now = redemptionRateDown(view)
      if (now < rate) falls++
      rate = now
    }
    const worst = furthestFall(run)
    return {
      found: `${falls} falls in BTCB; in BTC it was ${worst.toFixed(2)}% below its highest at worst`,
      asExpected: falls === 0 && worst.gt(3),
    }
  },
}

/** A close and the books' entry for it, with what has come together until then. */
interface Balance extends Crossing {
  readonly close: DayClose
  readonly dueSoFar: bigint
  readonly minedSoFar: bigint
  readonly feesSoFar: bigint
}

/** The payer's wallet and the payments on the chain beside the books, day by day. */
function balancesOf(settings: Depeg, run: Summary): readonly Balance[] {
  let [dueSoFar, minedSoFar, feesSoFar] = [0n, 0n, 0n]
  return entriesOf(settings, run).map((entry, day) => {
    dueSoFar += entry.due
    minedSoFar += entry.mined
    feesSoFar += entry.traffic.fee
    return { ...entry, close: run.closes[day]!, dueSoFar, minedSoFar, feesSoFar }
  })
}

/** Whether the chain has what the books say, and nothing was lost or made. */
const agrees = ({ buffer }: Depeg, balance: Balance): boolean => {
  const { bridge, traffic, close, dueSoFar, minedSoFar, feesSoFar } = balance
  const held = close.view.balance('btcb', 'payer')
  return (
    held === bridge.arrived + bridge.backing &&
    close.tally.paid + traffic.late === dueSoFar &&
    close.tally.paid + held + onTheWay(bridge) + feesSoFar === minedSoFar + buffer
  )
}

/** Closes at which {@link agrees} does not hold. */
const disagreements = (settings: Depeg, run: Summary): number =>
  balancesOf(settings, run).filter((balance) => !agrees(settings, balance)).length

const nothingIsLost = (settings: Depeg): Hypothesis => ({
  statement:
    'Batches and outages make payments late and lose nothing: to the wei, what was mined is paid, in the payer’s wallet, on its way or a fee, and the wallet is as the bridge’s books say',
  check: (run) => {
    const wrong = disagreements(settings, run)
    return { found: `${wrong} of ${run.closes.length} closes do not fit`, asExpected: wrong === 0 }
  },
})

const feesAreBorne = (settings: Depeg): Hypothesis => ({
  statement:
    'The payments bear the bridge’s fees, not the backing wallets: with what is on its way they always hold what is overdue and what they began with',
  check: (run) => {
    const all = balancesOf(settings, run)
    const wrong = all.filter(
      ({ bridge, traffic, close }) =>
        close.view.balance('btcb', 'payer') + onTheWay(bridge) < traffic.late + settings.buffer,
    ).length
    const fees = all.at(-1)?.feesSoFar ?? 0n
    return {
      found: `${wrong} of ${run.closes.length} closes do not fit; fees of ${about(fees, 4)} BTC, ${percentOf(fees, all.at(-1)?.minedSoFar ?? 0n).toFixed(2)}% of what was mined`,
      asExpected: wrong === 0,
    }
  },
})

const outagesOutlast = (settings: Depeg): Hypothesis => ({
  statement: 'There is an outage that the backing wallets do not outlast',
  check: (run) => {
    if (run.closes.length < 200) return undefined
    const { down, short, longest } = outages(settings, run)
    return {
      found: `${short} of ${down} days of outage not paid in full; the longest took ${longest} days`,
      asExpected: short > 0,
    }
  },
})

export const hypotheses = (settings: Depeg): readonly Hypothesis[] => [
  floorFallsInBtc,
  nothingIsLost(settings),
  feesAreBorne(settings),
  outagesOutlast(settings),
]

const moreIsBetter = (settings: Depeg): Hypothesis<Compared> => ({
  statement:
    'The larger the backing wallets the fewer days are missed; with none every day of outage is, and nothing is lost all the same',
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
      found: `${missed.join(', ')} of ${down} days of outage, and ${late.join(', ')} of all ${run.closes.length} days, with ${BUFFERS.join(', ')} BTCB`,
      asExpected: short === down && each.every(({ wrong }) => wrong === 0) && falls(missed) && falls(late),
    }
  },
})

const lostForGood: Hypothesis<Compared> = {
  statement:
    'A lost peg takes the same part of the floor, of everything unclaimed and of every payment, and no contract notices',
  check: (run) => {
    const lost = variantOf(run, 'peg-lost')
    const end = lastOf(lost).view
    if (end.environment.peg.peg === 1) return undefined
    const part = ratioOf(floorInBtcOf(end), redemptionRateDown(end))
    const same = redemptionRateDown(end) === redemptionRateDown(lastOf(run).view)
    return {
      found: `the floor is ${sats(redemptionRateDown(end))} sat in BTCB, as it would be, and ${sats(floorInBtcOf(end))} in BTC; the RCL's ${about(end.backing())} BTCB are worth ${part.toFixed(4)} of it`,
      asExpected: same && part.sub(end.environment.peg.peg).abs().lt('1e-6'),
    }
  },
}

export const hypothesesOfVariants = (settings: Depeg): readonly Hypothesis<Compared>[] => [
  moreIsBetter(settings),
  lostForGood,
]
