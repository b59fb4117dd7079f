/**
 * Hypotheses of the scenario `split-policy`, stated before the run, with its metrics and tables.
 */
import { saverOf } from '../../sim/agents/holders/savers.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { redemptionRateDown, spotPriceDown } from '../../sim/view/agent-view.ts'
import { ONE } from '../../model/kernel/units.ts'
import { payoutPerAmt } from '../baseline/metrics.ts'
import { amountMetric, percentOf, ratioOf, sats, tableOf } from '../shared/figures.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { riskMetrics } from '../shared/risk.ts'

export const SPLITS = [0, 25, 50, 75, 100] as const
export const DILUTED = [0, 50, 100] as const
export const EXIT_DAYS = [90, 181, 272, 363, 454, 545, 636, 727] as const
export const EMISSION_DAY = 180

export const splitName = (split: number): string => `v${split}`
export const dilutedName = (split: number): string => `emission-v${split}`

/** Names of the savers who exit at the RCL and in the pool. */
export const TAKER = 'taker'
export const SELLER = 'seller'

/** Total proceeds per AMT of the saver of that exit day, in BTCB wei; zero before the exit. */
export function proceedsPerAmt(run: Summary, name: string, day: number): bigint {
  const saver = saverOf(name, day)
  const owned = run.start.view.balance('amt', saver)
  return owned === 0n ? 0n : (lastOf(run).view.balance('btcb', saver) * ONE) / owned
}

/** Exit days within the run. */
export const exitsIn = (run: Summary): readonly number[] => EXIT_DAYS.filter((day) => day < run.closes.length)

/** Total proceeds per AMT by split and exit day. */
export function proceedsGrid(run: Compared): Table {
  return tableOf(
    { name: 'surface', title: 'Total proceeds per AMT by split and exit day' },
    [
      { name: 'split', title: 'RCL’s share of payments', unit: '%' },
      { name: 'day', title: 'Exit', unit: 'day' },
      { name: 'atRcl', title: 'Exit at the RCL', unit: 'sat/AMT' },
      { name: 'inPool', title: 'Exit in the pool', unit: 'sat/AMT' },
    ],
    SPLITS.flatMap((split) =>
      exitsIn(run).map((day) => {
        const each = variantOf(run, splitName(split))
        return [
          String(split),
          String(day),
          sats(proceedsPerAmt(each, TAKER, day)),
          sats(proceedsPerAmt(each, SELLER, day)),
        ]
      }),
    ),
  )
}

/** Proceeds of the last exit at the RCL by split, without and with an emission. */
export function underEmission(run: Compared): Table {
  const day = exitsIn(run).at(-1)
  const unit = 'sat/AMT'
  return tableOf(
    { name: 'emission', title: 'Last exit at the RCL, without and with an emission' },
    [
      { name: 'split', title: 'RCL’s share of payments', unit: '%' },
      { name: 'without', title: 'Without emission', unit },
      { name: 'with', title: 'With 10,000,000 AMT issued', unit },
    ],
    day === undefined
      ? []
      : DILUTED.map((split) => [
          String(split),
          sats(proceedsPerAmt(variantOf(run, splitName(split)), TAKER, day)),
          sats(proceedsPerAmt(variantOf(run, dilutedName(split)), TAKER, day)),
        ]),
  )
}

export function splitMetrics(_settings: unknown, run: Summary): Readonly<Record<string, Metric>> {
  const [start, end] = [run.start.view, lastOf(run).view]
  const day = exitsIn(run).at(-1)
  const proceeds = (name: string): bigint => (day === undefined ? 0n : proceedsPerAmt(run, name, day))
  return {
    payoutPerAmt: amountMetric('Payouts per AMT', payoutPerAmt(run), 'BTC/AMT'),
    floorThen: amountMetric('Floor at the start', redemptionRateDown(start), 'BTC/AMT'),
    floorNow: amountMetric('Floor at the end', redemptionRateDown(end), 'BTC/AMT'),
    finalPrice: amountMetric('Pool price at the end', spotPriceDown(end), 'BTC/AMT'),
    lastAtRcl: amountMetric('Proceeds of the last exit at the RCL', proceeds(TAKER), 'BTC/AMT'),
    lastInPool: amountMetric('Proceeds of the last exit in the pool', proceeds(SELLER), 'BTC/AMT'),
    ...riskMetrics(run),
  }
}

const payoutsPlusFloor: Hypothesis = {
  statement: 'Proceeds of an exit at the RCL equal payouts per AMT plus the floor of the day, up to rounding',
  check: (run) => {
    const days = exitsIn(run)
    if (days.length === 0) return undefined
    // Rounding: each claim loses less than one wei for 10,000 AMT; the compared payout per AMT less than one
    // wei for one.
    const off = days.map((day) => {
      const close = run.closes[day]!.view
      const expected = payoutPerAmt(run, day + 1) + redemptionRateDown(close)
      const difference = proceedsPerAmt(run, TAKER, day) - expected
      return difference < 0n ? -difference : difference
    })
    const most = off.reduce((a, b) => (a > b ? a : b))
    return {
      found: `maximum difference ${most} wei of some 10^12`,
      asExpected: most <= BigInt(run.closes.length),
    }
  },
}

export const hypotheses = (): readonly Hypothesis[] => [payoutsPlusFloor]

const neutralAtRcl: Hypothesis<Compared> = {
  statement:
    'For exits at the RCL the split makes no difference beyond a thousandth, on any exit date: only AMT that is burnt at different times does',
  check: (run) => {
    const days = exitsIn(run)
    if (days.length === 0) return undefined
    const spreads = days.map((day) => {
      const all = SPLITS.map((split) => proceedsPerAmt(variantOf(run, splitName(split)), TAKER, day))
      const [least, most] = [all.reduce((a, b) => (a < b ? a : b)), all.reduce((a, b) => (a > b ? a : b))]
      return ratioOf(most - least, least)
    })
    const widest = spreads.reduce((a, b) => (a.gt(b) ? a : b))
    const last = days.at(-1)!
    return {
      found: `${SPLITS.map((split) => sats(proceedsPerAmt(variantOf(run, splitName(split)), TAKER, last))).join(', ')} sat on day ${last}; maximum spread ${widest.toExponential(1)}`,
      asExpected: widest.lt('1e-3'),
    }
  },
}

const zeroIsBestInPool: Hypothesis<Compared> = {
  statement:
    'For an exit in the pool after three months proceeds fall with the RCL’s share: 0% is best, 100% worst',
  check: (run) => {
    const first = exitsIn(run)[0]
    if (first === undefined) return undefined
    const proceeds = SPLITS.map((split) => proceedsPerAmt(variantOf(run, splitName(split)), SELLER, first))
    return {
      found: `day ${first}: ${SPLITS.map((split, index) => `${sats(proceeds[index]!)} sat with ${split}%`).join(', ')}`,
      asExpected: proceeds.slice(1).every((each, index) => each < proceeds[index]!),
    }
  },
}

const emissionTakesFromTheRcl: Hypothesis<Compared> = {
  statement:
    'With an emission, exits at the RCL get more the smaller the RCL’s share: new AMT dilutes the RCL, not past payouts',
  check: (run) => {
    const day = exitsIn(run).at(-1)
    if (day === undefined || day <= EMISSION_DAY) return undefined
    const all = DILUTED.map((split) => proceedsPerAmt(variantOf(run, dilutedName(split)), TAKER, day))
    const lost = percentOf(all[0]! - all[2]!, all[0]!)
    return {
      found: `${DILUTED.map((split, index) => `${sats(all[index]!)} sat with ${split}%`).join(', ')}: ${lost.toFixed(1)}% from first to last`,
      asExpected: all[0]! > all[1]! && all[1]! > all[2]!,
    }
  },
}

export const hypothesesOfVariants = (): readonly Hypothesis<Compared>[] => [
  neutralAtRcl,
  zeroIsBestInPool,
  emissionTakesFromTheRcl,
]
