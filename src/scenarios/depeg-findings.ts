/**
 * What failures of bridge and peg are expected to show, stated before it runs, and the figures that show it.
 */
import { Decimal } from 'decimal.js'

import { floorInBtcDown } from '../model/peg.ts'
import { fromBase, type Amt } from '../model/units.ts'
import { daysWork, type Treasury } from '../sim/agents/treasury.ts'
import type { Gauge, Today } from '../sim/gauge.ts'
import { toBaseUnits } from '../sim/math/base-units.ts'
import type { Metric, Table } from '../sim/result.ts'
import type { Expectation } from '../sim/scenario.ts'
import { lastOf, type Summary } from '../sim/summary.ts'
import { variantOf, type Compared } from '../sim/variant.ts'
import { redemptionRateDown, type World } from '../sim/world.ts'
import type { Depeg } from './depeg.ts'
import {
  about,
  amountMetric,
  countMetric,
  dec,
  percentMetric,
  percentOf,
  ratioOf,
  rounded,
  sats,
  tableOf,
} from './figures.ts'
import { treasuryOf } from './mine.ts'

/** Backing wallets that are compared, in BTCB. */
export const BUFFERS = ['0', '0.25', '0.5', '1', '2', '4'] as const
export const bufferName = (buffer: string): string => `buffer-${buffer.replace('.', '-')}`

const ONE_WAD = 10n ** 18n

/** What the RCL pays for an AMT, in BTC instead of BTCB; base units, rounded down. */
function floorInBtcOf(world: World): bigint {
  const supply = world.supply('amt') as Amt
  const backing = (world.backing() * ONE_WAD) as ReturnType<World['backing']>
  return supply === 0n ? 0n : floorInBtcDown({ backing, supply }, toBaseUnits(world.market.peg.peg)) / ONE_WAD
}

export const pegGauge: Gauge = {
  title: 'Peg',
  unit: 'BTC/BTCB',
  read: ({ world }) => world.market.peg.peg.toFixed(6),
}
export const bridgeGauge: Gauge = {
  title: 'Bridge',
  unit: 'up or down',
  read: ({ world }) => (world.market.bridge.up ? 'up' : 'down'),
}
export const floorInBtc: Gauge = {
  title: 'Floor in BTC',
  unit: 'BTC/AMT',
  read: ({ world }) => fromBase(floorInBtcOf(world)),
}

/** All that was due by then, whatever became of it. */
const dueUntil = (treasury: Treasury, { world }: Today): bigint =>
  [...world.history.slice().map(({ market }) => market), world.market].reduce(
    (sum, market) => sum + daysWork(treasury, market).payment,
    0n,
  )

/** What was due by the close of a day and not yet paid; the backing wallets' own BTCB is no part of it. */
const overdueAt = (treasury: Treasury, close: Today): bigint => dueUntil(treasury, close) - close.tally.paid

export const overdueGauge = (settings: Depeg): Gauge => {
  const treasury = treasuryOf(settings)
  return { title: 'Overdue', unit: 'BTC', read: (close) => fromBase(overdueAt(treasury, close)) }
}

/** Days of outage on which something was due, and those of them that were not paid in full. */
function outages(
  settings: Depeg,
  run: Summary,
): { readonly down: number; readonly short: number; readonly longest: number } {
  const treasury = treasuryOf(settings)
  let [down, short, longest, length] = [0, 0, 0, 0]
  run.closes.forEach(({ world, tally }, day) => {
    const due = daysWork(treasury, world.market).payment
    const paid = tally.paid - (day === 0 ? 0n : run.closes[day - 1]!.tally.paid)
    length = world.market.bridge.up ? 0 : length + 1
    longest = Math.max(longest, length)
    if (world.market.bridge.up || due === 0n) return
    down++
    if (paid < due) short++
  })
  return { down, short, longest }
}

/** A day's payment at the opening: what a buffer is counted in. */
const firstDue = (settings: Depeg, run: Summary): bigint =>
  daysWork(treasuryOf(settings), run.start.world.market).payment

/**
 * Of all days of outage, those that come after the buffer's last: an outage is geometric with mean m, so day k + 1 of one is reached
 * with probability (1 - 1/m)^k, and of all its days a part of (1 - 1/m)^k come after the k-th.
 */
function theoryOfRuin(settings: Depeg, days: Decimal): Decimal {
  const goesOn = new Decimal(1).sub(new Decimal(1).div(settings.meanDownDays))
  return goesOn.pow(days.floor())
}

export function ruins(settings: Depeg, run: Compared): Table {
  const due = firstDue(settings, run)
  return tableOf(
    { name: 'ruins', title: 'Days of outage that the backing wallets could not pay in full' },
    [
      { name: 'buffer', title: 'Backing wallets', unit: 'BTC' },
      { name: 'days', title: 'Backing wallets, in days of the first day’s payment', unit: 'days' },
      { name: 'down', title: 'Days of outage', unit: 'days' },
      { name: 'short', title: 'Not paid in full', unit: 'days' },
      { name: 'seen', title: 'In this run', unit: '% of the days of outage' },
      { name: 'theory', title: 'Geometric outages', unit: '% of the days of outage' },
    ],
    BUFFERS.map((buffer) => {
      const { down, short } = outages(settings, variantOf(run, bufferName(buffer)))
      const days = due === 0n ? new Decimal(0) : new Decimal(buffer).mul(1e18).div(dec(due))
      return [
        buffer,
        days.toDecimalPlaces(3).toFixed(),
        String(down),
        String(short),
        rounded(percentOf(BigInt(short), BigInt(down))),
        rounded(theoryOfRuin(settings, days).mul(100)),
      ]
    }),
  )
}

export function depegMetrics(settings: Depeg, run: Summary): Readonly<Record<string, Metric>> {
  const end = lastOf(run)
  const { down, short, longest } = outages(settings, run)
  const lowest = run.closes.reduce((least, { world }) => Math.min(least, world.market.peg.peg), 1)
  const overdue = run.closes
    .map((close) => overdueAt(treasuryOf(settings), close))
    .reduce((a, b) => (a > b ? a : b), 0n)
  return {
    downDays: countMetric('Days of outage on which something was due', 'days', down),
    longest: countMetric('The longest outage', 'days', longest),
    shortDays: countMetric('Of them not paid in full', 'days', short),
    mostOverdue: amountMetric('The most that was overdue', overdue),
    overdue: amountMetric('Overdue at the end', overdueAt(treasuryOf(settings), end)),
    paid: amountMetric('Paid in all', end.tally.paid),
    bufferLeft: amountMetric('Left in the backing wallets', end.world.balance('btcb', 'payer')),
    lowestPeg: { title: 'The lowest peg', unit: 'BTC/BTCB', value: lowest.toFixed(6) },
    floorNow: amountMetric('Floor at the end, in BTCB', redemptionRateDown(end.world), 'BTC/AMT'),
    floorInBtcNow: amountMetric('Floor at the end, in BTC', floorInBtcOf(end.world), 'BTC/AMT'),
    worstFall: percentMetric('Furthest fall of the floor in BTC from its highest', furthestFall(run)),
  }
}

/** By how much the floor in BTC was at worst below the highest that it had been, in percent. */
function furthestFall({ closes }: Summary): Decimal {
  let [highest, worst] = [0n, new Decimal(0)]
  for (const { world } of closes) {
    const now = floorInBtcOf(world)
    if (now > highest) highest = now
    worst = Decimal.max(worst, percentOf(highest - now, highest))
  }
  return worst
}

const floorFallsInBtc: Expectation = {
  statement: 'In BTCB the floor never falls; in BTC it falls by more than 3% at a break of the peg',
  check: (run) => {
    if (run.closes.length < 200) return undefined
    let [falls, rate] = [0, redemptionRateDown(run.start.world)]
    for (const { world } of run.closes) {
      const now = redemptionRateDown(world)
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

const nothingIsLost = (settings: Depeg): Expectation => ({
  statement:
    'What an outage delays is paid when the bridge is back: while it works nothing is overdue and the backing wallets are full',
  check: (run) => {
    const treasury = treasuryOf(settings)
    const wrong = run.closes.filter(
      (close) =>
        close.world.market.bridge.up &&
        daysWork(treasury, close.world.market).payment > 0n &&
        (overdueAt(treasury, close) !== 0n || close.world.balance('btcb', 'payer') !== settings.buffer),
    ).length
    return { found: `${wrong} of ${run.closes.length} closes do not fit`, asExpected: wrong === 0 }
  },
})

const outagesOutlast = (settings: Depeg): Expectation => ({
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

export const expectations = (settings: Depeg): readonly Expectation[] => [
  floorFallsInBtc,
  nothingIsLost(settings),
  outagesOutlast(settings),
]

const moreIsBetter = (settings: Depeg): Expectation<Compared> => ({
  statement:
    'The larger the backing wallets the fewer days are missed; with none every day of outage is, and everything is paid in the end all the same',
  check: (run) => {
    const each = BUFFERS.map((buffer) => variantOf(run, bufferName(buffer)))
    const { down, short } = outages(settings, each[0]!)
    if (down === 0) return undefined
    const missed = each.map((one) => outages(settings, one).short)
    const treasury = treasuryOf(settings)
    const open = each.filter(
      (one) => lastOf(one).world.market.bridge.up && overdueAt(treasury, lastOf(one)) !== 0n,
    )
    return {
      found: `${missed.join(', ')} of ${down} days with ${BUFFERS.join(', ')} BTCB`,
      asExpected:
        short === down &&
        open.length === 0 &&
        missed.every((days, index) => index === 0 || days <= missed[index - 1]!),
    }
  },
})

const lostForGood: Expectation<Compared> = {
  statement:
    'A lost peg takes the same part of the floor, of everything unclaimed and of every payment, and no contract notices',
  check: (run) => {
    const lost = variantOf(run, 'peg-lost')
    const end = lastOf(lost).world
    if (end.market.peg.peg === 1) return undefined
    const part = ratioOf(floorInBtcOf(end), redemptionRateDown(end))
    const same = redemptionRateDown(end) === redemptionRateDown(lastOf(run).world)
    return {
      found: `the floor is ${sats(redemptionRateDown(end))} sat in BTCB, as it would be, and ${sats(floorInBtcOf(end))} in BTC; the RCL's ${about(end.backing())} BTCB are worth ${part.toFixed(4)} of it`,
      asExpected: same && part.sub(end.market.peg.peg).abs().lt('1e-6'),
    }
  },
}

export const expectationsOfVariants = (settings: Depeg): readonly Expectation<Compared>[] => [
  moreIsBetter(settings),
  lostForGood,
]
