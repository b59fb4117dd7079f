/**
 * When floor and price are expected to meet, stated before it runs, and the figures that show it.
 */
import { Decimal } from 'decimal.js'

import { ONE } from '../../model/kernel/units.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { redemptionRateDown, spotPriceDown } from '../../sim/view/agent-view.ts'
import { daysWork } from '../../sim/agents/operations/treasury.ts'
import type { LongRun } from '../shared/long-run.ts'
import { treasuryOf } from '../shared/mine.ts'
import {
  amountMetric,
  dayMetric,
  dec,
  percentMetric,
  percentOf,
  ratioMetric,
  ratioOf,
  sats,
  tableOf,
} from '../shared/figures.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

/** Parts of the payments for the RCL, and growths of difficulty a year, in percent. */
export const SPLITS = [0, 25, 50, 75, 100] as const
export const GROWTHS = [0, 20, 50, 75] as const

export const variantName = (split: number, growth: number): string => `v${split}-g${growth}`

/** They meet when the pool asks at most 1% more than the floor: the fee of a purchase and a sale is half of that. */
const meets = (price: bigint, floor: bigint): boolean => price * 100n <= floor * 101n

/** The first day on which they meet; undefined if they do not within the run. */
function meetingDay({ closes }: Summary): number | undefined {
  const day = closes.findIndex(({ view }) => meets(spotPriceDown(view), redemptionRateDown(view)))
  return day === -1 ? undefined : day
}

/** The first day on which the floor is at a price that stays what it was at the opening. */
function dayAtOldPrice({ start, closes }: Summary): number | undefined {
  const price = spotPriceDown(start.view)
  const day = closes.findIndex(({ view }) => meets(price, redemptionRateDown(view)))
  return day === -1 ? undefined : day
}

/**
 * The highest that the floor can ever rise to, in BTCB wei per AMT: as if from the last day on all that is mined were paid, power for nothing, no
 * halving came any more, and only difficulty took its toll: a daily amount that shrinks by 1+g a year sums up to amount · 365 / ln(1+g). Without growth
 * there is no bound, unless nothing goes to the RCL.
 */
function highestFloor(settings: LongRun, run: Summary, { split, growth }: Place): Decimal {
  const { view } = lastOf(run)
  const floor = dec(redemptionRateDown(view))
  if (split === 0) return floor
  if (growth === 0) return new Decimal(Infinity)
  const mined = daysWork({ ...treasuryOf(settings), costs: 'retained' }, view.environment).payment
  const toCome = dec(mined)
    .mul(split)
    .div(100)
    .mul(365)
    .div(new Decimal(1 + growth / 100).ln())
  return floor.add(toCome.mul(dec(ONE)).div(dec(view.supply('amt'))))
}

/** A cell of the maps. */
interface Place {
  readonly split: number
  readonly growth: number
}

const PLACES: readonly Place[] = GROWTHS.flatMap((growth) => SPLITS.map((split) => ({ split, growth })))

function whenAtOldPrice(settings: LongRun, run: Summary, place: Place): string {
  const day = dayAtOldPrice(run)
  if (day !== undefined) return String(day)
  return highestFloor(settings, run, place).lt(dec(spotPriceDown(run.start.view))) ? 'never' : 'later'
}

export function meetings(settings: LongRun, run: Compared): Table {
  return tableOf(
    { name: 'meetings', title: 'When floor and price meet, by split and growth of difficulty' },
    [
      { name: 'split', title: 'Payments to the RCL', unit: '%' },
      { name: 'growth', title: 'Growth of difficulty', unit: '% a year' },
      { name: 'traded', title: 'Floor and traded price meet', unit: 'day' },
      { name: 'held', title: 'Floor at the price of July 2023', unit: 'day' },
      { name: 'floor', title: 'Floor at the end', unit: 'sat/AMT' },
      { name: 'price', title: 'Price at the end', unit: 'sat/AMT' },
    ],
    PLACES.map((place) => {
      const { split, growth } = place
      const each = variantOf(run, variantName(split, growth))
      const day = meetingDay(each)
      const { view } = lastOf(each)
      return [
        String(split),
        String(growth),
        day === undefined ? 'later' : String(day),
        whenAtOldPrice(settings, each, place),
        sats(redemptionRateDown(view)),
        sats(spotPriceDown(view)),
      ]
    }),
  )
}

export function catchUpMetrics(_settings: unknown, run: Summary): Readonly<Record<string, Metric>> {
  const [start, end] = [run.start.view, lastOf(run).view]
  const [floorThen, floorNow] = [redemptionRateDown(start), redemptionRateDown(end)]
  const [priceThen, priceNow] = [spotPriceDown(start), spotPriceDown(end)]
  return {
    meetingDay: dayMetric('Floor and traded price meet', meetingDay(run)),
    dayAtOldPrice: dayMetric('The floor is at the opening’s price', dayAtOldPrice(run)),
    floorThen: amountMetric('Floor at the opening', floorThen, 'BTC/AMT'),
    floorNow: amountMetric('Floor at the end', floorNow, 'BTC/AMT'),
    priceThen: amountMetric('Pool price at the opening', priceThen, 'BTC/AMT'),
    priceNow: amountMetric('Pool price at the end', priceNow, 'BTC/AMT'),
    floorGrowth: percentMetric('Growth of the floor', percentOf(floorNow - floorThen, floorThen)),
    priceFall: percentMetric('Fall of the price', percentOf(priceThen - priceNow, priceThen)),
    premium: ratioMetric('Price over floor at the end', ratioOf(priceNow, floorNow)),
  }
}

/** How the gap closed: by how much the floor rose and the price fell, as factors. */
function closing(run: Summary, day: number): { readonly rise: Decimal; readonly fall: Decimal } {
  const [start, then] = [run.start.view, run.closes[day]!.view]
  return {
    rise: ratioOf(redemptionRateDown(then), redemptionRateDown(start)),
    fall: ratioOf(spotPriceDown(start), spotPriceDown(then)),
  }
}

const byThePriceFalling: Hypothesis = {
  statement:
    'Floor and price meet within four years, and because the price falls rather than because the floor rises',
  check: (run) => {
    if (run.closes.length < 1461) return undefined
    const day = meetingDay(run)
    if (day === undefined) return { found: 'they do not meet', asExpected: false }
    const { rise, fall } = closing(run, day)
    return {
      found: `on day ${day}: the floor has risen ${rise.toFixed(2)}-fold, the price fallen ${fall.toFixed(2)}-fold`,
      asExpected: fall.gt(rise),
    }
  },
}

export const hypotheses = (): readonly Hypothesis[] => [byThePriceFalling]

const neverAtOldPrice = (settings: LongRun): Hypothesis<Compared> => ({
  statement:
    'At no split and growth does the floor come to the price of July 2023 within four years, and with any growth it never will',
  check: (run) => {
    const cells = PLACES.map((place) => ({
      ...place,
      when: whenAtOldPrice(settings, variantOf(run, variantName(place.split, place.growth)), place),
    }))
    const arrived = cells.filter(({ when }) => when !== 'never' && when !== 'later').length
    const open = cells.filter(({ growth, when }) => growth > 0 && when !== 'never').length
    return {
      found: `${arrived} of ${cells.length} within the run; of those with growth ${open} are not out of the question`,
      asExpected: arrived === 0 && open === 0,
    }
  },
})

const fasterGrowthMeetsSooner: Hypothesis<Compared> = {
  statement:
    'The faster difficulty grows the sooner they meet, whatever the split: what brings them together is that payouts end',
  check: (run) => {
    const day = (split: number, growth: number): number =>
      meetingDay(variantOf(run, variantName(split, growth))) ?? Infinity
    const wrong = SPLITS.flatMap((split) =>
      GROWTHS.slice(1).filter((growth, index) => day(split, growth) > day(split, GROWTHS[index]!)),
    ).length
    const at = (growth: number): string =>
      `${growth}%: ${day(25, growth) === Infinity ? 'later' : `day ${day(25, growth)}`}`
    return { found: `with 25% to the RCL: ${GROWTHS.map(at).join(', ')}`, asExpected: wrong === 0 }
  },
}

const allToTheRcl: Hypothesis<Compared> = {
  statement:
    'With everything for the RCL they meet as soon as investors have seen four weeks: who is paid nothing pays no more than the floor',
  check: (run) => {
    const days = GROWTHS.map((growth) => meetingDay(variantOf(run, variantName(100, growth))))
    return {
      found: `on days ${days.map((day) => day ?? 'later').join(', ')}`,
      asExpected: days.every((day) => day !== undefined && day < 42),
    }
  },
}

export const hypothesesOfVariants = (settings: LongRun): readonly Hypothesis<Compared>[] => [
  neverAtOldPrice(settings),
  fasterGrowthMeetsSooner,
  allToTheRcl,
]
