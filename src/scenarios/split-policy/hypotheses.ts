/**
 * What the split is expected to decide, stated before it runs, and the figures that show it.
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

export const SPLITS = [0, 25, 50, 75, 100] as const
export const DILUTED = [0, 50, 100] as const
export const EXIT_DAYS = [90, 181, 272, 363, 454, 545, 636, 727] as const
export const EMISSION_DAY = 180

export const splitName = (split: number): string => `v${split}`
export const dilutedName = (split: number): string => `emission-v${split}`

/** Who leaves at the RCL, and who in the pool. */
export const TAKER = 'taker'
export const SELLER = 'seller'

/** BTCB wei that each AMT has brought the saver of that day; zero before they have left. */
function broughtPerAmt(run: Summary, name: string, day: number): bigint {
  const saver = saverOf(name, day)
  const owned = run.start.view.balance('amt', saver)
  return owned === 0n ? 0n : (lastOf(run).view.balance('btcb', saver) * ONE) / owned
}

/** Exits that the run has days for. */
const exitsIn = (run: Summary): readonly number[] => EXIT_DAYS.filter((day) => day < run.closes.length)

export function surface(run: Compared): Table {
  return tableOf(
    { name: 'surface', title: 'What an AMT has brought, by split and day of exit' },
    [
      { name: 'split', title: 'Payments to the RCL', unit: '%' },
      { name: 'day', title: 'Exit', unit: 'day' },
      { name: 'atRcl', title: 'Leaving at the RCL', unit: 'sat/AMT' },
      { name: 'inPool', title: 'Leaving in the pool', unit: 'sat/AMT' },
    ],
    SPLITS.flatMap((split) =>
      exitsIn(run).map((day) => {
        const each = variantOf(run, splitName(split))
        return [
          String(split),
          String(day),
          sats(broughtPerAmt(each, TAKER, day)),
          sats(broughtPerAmt(each, SELLER, day)),
        ]
      }),
    ),
  )
}

export function underEmission(run: Compared): Table {
  const day = exitsIn(run).at(-1)
  const unit = 'sat/AMT'
  return tableOf(
    { name: 'emission', title: 'The last exit at the RCL, without and with an emission' },
    [
      { name: 'split', title: 'Payments to the RCL', unit: '%' },
      { name: 'without', title: 'Without emission', unit },
      { name: 'with', title: 'With 10,000,000 AMT issued', unit },
    ],
    day === undefined
      ? []
      : DILUTED.map((split) => [
          String(split),
          sats(broughtPerAmt(variantOf(run, splitName(split)), TAKER, day)),
          sats(broughtPerAmt(variantOf(run, dilutedName(split)), TAKER, day)),
        ]),
  )
}

export function splitMetrics(_settings: unknown, run: Summary): Readonly<Record<string, Metric>> {
  const [start, end] = [run.start.view, lastOf(run).view]
  const day = exitsIn(run).at(-1)
  const brought = (name: string): bigint => (day === undefined ? 0n : broughtPerAmt(run, name, day))
  return {
    payoutPerAmt: amountMetric('Paid per AMT', payoutPerAmt(run), 'BTC/AMT'),
    floorThen: amountMetric('Floor at the opening', redemptionRateDown(start), 'BTC/AMT'),
    floorNow: amountMetric('Floor at the end', redemptionRateDown(end), 'BTC/AMT'),
    finalPrice: amountMetric('Pool price at the end', spotPriceDown(end), 'BTC/AMT'),
    lastAtRcl: amountMetric('The last exit at the RCL has brought', brought(TAKER), 'BTC/AMT'),
    lastInPool: amountMetric('The last exit in the pool has brought', brought(SELLER), 'BTC/AMT'),
  }
}

const payoutsPlusFloor: Hypothesis = {
  statement:
    'Whoever leaves at the RCL has what an AMT was paid and the floor of the day, but for roundings of wei',
  check: (run) => {
    const days = exitsIn(run)
    if (days.length === 0) return undefined
    // Each claim rounds down by less than a wei for 10,000 AMT, and the payout per AMT that is compared by less than a wei for one.
    const off = days.map((day) => {
      const close = run.closes[day]!.view
      const expected = payoutPerAmt(run, day + 1) + redemptionRateDown(close)
      const difference = broughtPerAmt(run, TAKER, day) - expected
      return difference < 0n ? -difference : difference
    })
    const most = off.reduce((a, b) => (a > b ? a : b))
    return {
      found: `off by ${most} wei at most, of some 10^12`,
      asExpected: most <= BigInt(run.closes.length),
    }
  },
}

export const hypotheses = (): readonly Hypothesis[] => [payoutsPlusFloor]

const neutralAtRcl: Hypothesis<Compared> = {
  statement: 'At the RCL the split makes no difference, to a millionth, on any exit date',
  check: (run) => {
    const days = exitsIn(run)
    if (days.length === 0) return undefined
    const spreads = days.map((day) => {
      const all = SPLITS.map((split) => broughtPerAmt(variantOf(run, splitName(split)), TAKER, day))
      const [least, most] = [all.reduce((a, b) => (a < b ? a : b)), all.reduce((a, b) => (a > b ? a : b))]
      return ratioOf(most - least, least)
    })
    const widest = spreads.reduce((a, b) => (a.gt(b) ? a : b))
    const last = days.at(-1)!
    return {
      found: `${SPLITS.map((split) => sats(broughtPerAmt(variantOf(run, splitName(split)), TAKER, last))).join(', ')} sat on day ${last}; the spread is ${widest.toExponential(1)} at most`,
      asExpected: widest.lt('1e-6'),
    }
  },
}

const nothingIsBestInPool: Hypothesis<Compared> = {
  statement:
    'In the pool nothing for the RCL is best as long as anything is paid, and everything for it is worst',
  check: (run) => {
    const days = exitsIn(run)
    if (days.length === 0) return undefined
    const paying = days.filter((day) => {
      const { tally } = run.closes[day]!
      return tally.payments > run.closes[Math.max(0, day - 28)]!.tally.payments
    })
    const brought = (split: number, day: number): bigint =>
      broughtPerAmt(variantOf(run, splitName(split)), SELLER, day)
    const wrong = paying.filter((day) =>
      SPLITS.slice(1).some((split, index) => brought(split, day) >= brought(SPLITS[index]!, day)),
    )
    const first = days[0]!
    return {
      found: `on day ${first}: ${SPLITS.map((split) => `${sats(brought(split, first))} sat with ${split}%`).join(', ')}; in order on ${paying.length - wrong.length} of ${paying.length} such dates`,
      asExpected: paying.length > 0 && wrong.length === 0,
    }
  },
}

const emissionTakesFromTheRcl: Hypothesis<Compared> = {
  statement:
    'An emission takes from those who left their payments in the RCL: with one, the less goes there the better',
  check: (run) => {
    const day = exitsIn(run).at(-1)
    if (day === undefined || day <= EMISSION_DAY) return undefined
    const all = DILUTED.map((split) => broughtPerAmt(variantOf(run, dilutedName(split)), TAKER, day))
    const lost = percentOf(all[0]! - all[2]!, all[0]!)
    return {
      found: `${DILUTED.map((split, index) => `${sats(all[index]!)} sat with ${split}%`).join(', ')}: ${lost.toFixed(1)}% between the ends`,
      asExpected: all[0]! > all[1]! && all[1]! > all[2]!,
    }
  },
}

export const hypothesesOfVariants = (): readonly Hypothesis<Compared>[] => [
  neutralAtRcl,
  nothingIsBestInPool,
  emissionTakesFromTheRcl,
]
