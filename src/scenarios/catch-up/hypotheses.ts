/**
 * Hypotheses of the scenario `catch-up`, stated before the run, with its metrics and tables.
 */
import { Decimal } from 'decimal.js'

import { ONE } from '../../model/kernel/units.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { redemptionRateDown, spotPriceDown } from '../../sim/view/agent-view.ts'
import { daysWork } from '../../sim/agents/operations/treasury.ts'
import type { LongRun } from '../shared/long-run.ts'
import { treasuryOf } from '../shared/mining.ts'
import {
  amountMetric,
  dayMetric,
  dec,
  percentMetric,
  percentOf,
  returnMetric,
  ratioMetric,
  ratioOf,
  sats,
  tableOf,
} from '../shared/figures.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { riskMetrics } from '../shared/risk.ts'

/** The grid: the RCL's shares of payments and annual growth rates of difficulty, in percent. */
export const SPLITS = [0, 25, 50, 75, 100] as const
export const GROWTHS = [0, 20, 50, 75] as const

export const variantName = (split: number, growth: number): string => `v${split}-g${growth}`

/**
 * Price and floor meet when the price is at most 1% above the floor. The fees of a purchase and a sale are
 * half of that.
 */
const meets = (price: bigint, floor: bigint): boolean => price * 100n <= floor * 101n

/** First day on which price and floor meet; undefined if they do not within the run. */
function meetingDay({ closes }: Summary): number | undefined {
  const day = closes.findIndex(({ view }) => meets(spotPriceDown(view), redemptionRateDown(view)))
  return day === -1 ? undefined : day
}

/** First day on which the floor reaches the initial pool price; undefined if it does not within the run. */
function dayAtInitialPrice({ start, closes }: Summary): number | undefined {
  const price = spotPriceDown(start.view)
  const day = closes.findIndex(({ view }) => meets(price, redemptionRateDown(view)))
  return day === -1 ? undefined : day
}

/**
 * Upper bound of the floor at any later time, in BTCB wei per AMT.
 *
 * The bound assumes that after the run all production is paid, power is free and no halving follows. Only
 * difficulty grows. A daily amount that shrinks by the factor 1+g per year sums to amount · 365 / ln(1+g).
 * Without growth there is no bound, unless the RCL gets nothing.
 */
function floorBound(settings: LongRun, run: Summary, { split, growth }: GridPoint): Decimal {
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

/** One design point of the grid. */
interface GridPoint {
  readonly split: number
  readonly growth: number
}

const GRID: readonly GridPoint[] = GROWTHS.flatMap((growth) => SPLITS.map((split) => ({ split, growth })))

/** A day's number, `later` if it is beyond the run, `never` if the bound excludes it. */
function whenAtInitialPrice(settings: LongRun, run: Summary, point: GridPoint): string {
  const day = dayAtInitialPrice(run)
  if (day !== undefined) return String(day)
  // Difficulty that responds to hashprice may also fall, so that growth bounds nothing.
  if (settings.networkModel !== 'exogenous' && point.split > 0) return 'later'
  return floorBound(settings, run, point).lt(dec(spotPriceDown(run.start.view))) ? 'never' : 'later'
}

export function meetingGrid(settings: LongRun, run: Compared): Table {
  return tableOf(
    { name: 'meetings', title: 'When floor and price meet, by split and difficulty growth' },
    [
      { name: 'split', title: 'RCL’s share of payments', unit: '%' },
      { name: 'growth', title: 'Annual growth of difficulty', unit: '% a year' },
      { name: 'traded', title: 'Floor meets the pool price', unit: 'day' },
      { name: 'held', title: `Floor reaches ${initialPriceIn(settings)}`, unit: 'day' },
      { name: 'floor', title: 'Floor at the end', unit: 'sat/AMT' },
      { name: 'price', title: 'Price at the end', unit: 'sat/AMT' },
    ],
    GRID.map((point) => {
      const { split, growth } = point
      const each = variantOf(run, variantName(split, growth))
      const day = meetingDay(each)
      const { view } = lastOf(each)
      return [
        String(split),
        String(growth),
        day === undefined ? 'later' : String(day),
        whenAtInitialPrice(settings, each, point),
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
    meetingDay: dayMetric('Floor meets the pool price', meetingDay(run)),
    dayAtOldPrice: dayMetric('Floor reaches the initial pool price', dayAtInitialPrice(run)),
    floorThen: amountMetric('Floor at the start', floorThen, 'BTC/AMT'),
    floorNow: amountMetric('Floor at the end', floorNow, 'BTC/AMT'),
    priceThen: amountMetric('Pool price at the start', priceThen, 'BTC/AMT'),
    priceNow: amountMetric('Pool price at the end', priceNow, 'BTC/AMT'),
    floorGrowth: returnMetric('Growth of the floor', percentOf(floorNow - floorThen, floorThen)),
    priceFall: percentMetric('Fall of the pool price', percentOf(priceThen - priceNow, priceThen)),
    premium: ratioMetric('Pool price over floor at the end', ratioOf(priceNow, floorNow)),
    ...riskMetrics(run),
  }
}

/** Rise of the floor and fall of the price by that day, as factors. */
function changesBy(run: Summary, day: number): { readonly rise: Decimal; readonly fall: Decimal } {
  const [start, then] = [run.start.view, run.closes[day]!.view]
  return {
    rise: ratioOf(redemptionRateDown(then), redemptionRateDown(start)),
    fall: ratioOf(spotPriceDown(start), spotPriceDown(then)),
  }
}

const byThePriceFalling: Hypothesis = {
  statement:
    'If floor and price meet within four years, the price has fallen by a larger factor than the ' +
    'floor has risen',
  check: (run) => {
    const day = meetingDay(run)
    if (day === undefined) return undefined
    const { rise, fall } = changesBy(run, day)
    return {
      found: `day ${day}: floor up ${rise.toFixed(2)}-fold, price down ${fall.toFixed(2)}-fold`,
      asExpected: fall.gt(rise),
    }
  },
}

export const hypotheses = (): readonly Hypothesis[] => [byThePriceFalling]

/** The initial price in words: a chain snapshot is of another day than July 2023. */
export const initialPriceIn = ({ opening }: Pick<LongRun, 'opening'>): string =>
  opening === undefined ? 'the price of July 2023' : 'the initial price'

const FOUR_YEARS = 1461

/** Days after which premiums are compared: payments have not ended on any path by then. */
const HALF_A_YEAR = 182

const neverAtInitialPrice = (settings: LongRun): Hypothesis<Compared> => ({
  statement:
    settings.networkModel === 'exogenous'
      ? `At no grid point does the floor reach ${initialPriceIn(settings)} within four years; with ` +
        'difficulty growth it never does'
      : `At no grid point does the floor reach ${initialPriceIn(settings)} within four years`,
  days: FOUR_YEARS,
  check: (run) => {
    const cells = GRID.map((point) => ({
      ...point,
      when: whenAtInitialPrice(settings, variantOf(run, variantName(point.split, point.growth)), point),
    }))
    const arrived = cells.filter(({ when }) => when !== 'never' && when !== 'later').length
    if (settings.networkModel !== 'exogenous')
      return { found: `${arrived} of ${cells.length} within the run`, asExpected: arrived === 0 }
    const open = cells.filter(({ growth, when }) => growth > 0 && when !== 'never').length
    return {
      found:
        `${arrived} of ${cells.length} within the run; ${open} of those with growth not excluded by ` +
        'the bound',
      asExpected: arrived === 0 && open === 0,
    }
  },
})

const floorByGrowthAndSplit: Hypothesis<Compared> = {
  statement:
    'At the end the floor is lower the faster difficulty grows, and higher the larger the RCL’s share',
  days: HALF_A_YEAR,
  check: (run) => {
    const floor = (split: number, growth: number): bigint =>
      redemptionRateDown(lastOf(variantOf(run, variantName(split, growth))).view)
    const rising = GROWTHS.flatMap((growth) =>
      SPLITS.slice(1).filter((split, index) => floor(split, growth) <= floor(SPLITS[index]!, growth)),
    ).length
    const falling = SPLITS.filter((split) => split > 0).flatMap((split) =>
      GROWTHS.slice(1).filter((growth, index) => floor(split, growth) >= floor(split, GROWTHS[index]!)),
    ).length
    const at = (growth: number): string => `${growth}%: ${sats(floor(25, growth))} sat`
    return { found: `with 25% to the RCL: ${GROWTHS.map(at).join(', ')}`, asExpected: rising + falling === 0 }
  },
}

const premiumBySplit: Hypothesis<Compared> = {
  statement:
    'After half a year the price is fewer times the floor the larger the RCL’s share: its payments ' +
    'raise the floor, and AMT that pays less is worth less',
  days: HALF_A_YEAR,
  check: (run) => {
    const premiums = GROWTHS.map((growth) =>
      SPLITS.map((split) => {
        const close = variantOf(run, variantName(split, growth)).closes[HALF_A_YEAR - 1]
        return close === undefined
          ? undefined
          : ratioOf(spotPriceDown(close.view), redemptionRateDown(close.view))
      }),
    )
    if (premiums.flat().includes(undefined)) return undefined
    const wrong = premiums.flatMap((row) =>
      row.slice(1).filter((each, index) => each!.gte(row[index]!)),
    ).length
    const texts = premiums.at(-2)!.map((each, index) => `${SPLITS[index]}%: ${each!.toFixed(2)}`)
    return { found: `with difficulty growing 50%: ${texts.join(', ')}`, asExpected: wrong === 0 }
  },
}

export const hypothesesOfVariants = (settings: LongRun): readonly Hypothesis<Compared>[] => [
  neverAtInitialPrice(settings),
  floorByGrowthAndSplit,
  premiumBySplit,
]
