/**
 * Risk of one AMT bought at the opening, on one path: how far its value falls, how long payouts stop, how far
 * the RCL covers it, and what it returns.
 *
 * - Purchase: one AMT in the pool at the opening price and the pool's fee, too small to move the price.
 * - Wealth on a day: all payouts so far, plus a small exit at the better of pool, after its fee, and RCL.
 * - Rates are a year's, compounded. A run of less than a year has them over its own days: annualised, a
 *   month's change is an absurd figure. Holding BTC returns nothing in BTC, so the rate in BTC is the
 *   advantage over it.
 * - Coverage: BTCB in the RCL over the value, at the pool price, of all AMT outside the pool and the
 *   project's accounts. At 100% the RCL holds as much as everybody else would need for that price.
 *
 * Units: BTCB wei per AMT; metrics in percent and days. Not modelled: gas, and the price impact of larger
 * holdings. A payout counts on the day of its payment, not of its claim.
 */
import { KEPT, OF } from '../../model/contracts/pancake/quotes.ts'
import { ONE } from '../../model/kernel/units.ts'
import { pow } from '../../sim/math/pow.ts'
import { endOf, type DayClose } from '../../sim/recording/day-close.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import type { Metric } from '../../sim/result.ts'
import { statistic } from '../../sim/study/quantiles.ts'
import { redemptionRateDown, spotPriceDown } from '../../sim/view/agent-view.ts'
import { maximumDrawdown, timeUnderWater } from '../../statistics/drawdown.ts'
import { paybackPeriod } from '../../statistics/payback-period.ts'
import { countMetric, dayMetric, percentMetric, percentOf } from './figures.ts'
import { PROJECT } from './wealth.ts'

const DAYS_PER_YEAR = 365

/** Largest loss of a purchase without debt, in percent. */
const EVERYTHING = 100

/** Those of {@link riskMetrics} that are returns of something else than AMT. */
export const BENCHMARKS = ['rateOfBtc'] as const

/** Risk metrics of a run; empty if no day has passed or the pool has no price. */
export function riskMetrics(run: Summary): Readonly<Record<string, Metric>> {
  const opening = spotPriceDown(run.start.view)
  if (run.closes.length === 0 || opening === 0n) return {}
  const prices = run.closes.map(({ view }) => spotPriceDown(view))
  const payouts = payoutsOf(run)
  const exits = run.closes.map(({ view }) => smallExit(view))
  let received = 0n
  const wealth = exits.map((exit, day) => (received += payouts[day]!) + exit)
  const cost = (opening * OF) / KEPT
  const usd = [run.start, ...run.closes].map(({ view }) => view.environment.btc.usd)
  const flows = [-Number(cost), ...payouts.map(Number)]
  const sold = [...flows.slice(0, -1), flows.at(-1)! + Number(exits.at(-1)!)]
  const span = Math.min(prices.length, DAYS_PER_YEAR)
  const rate = span < DAYS_PER_YEAR ? `Rate of return over ${daysText(span)}` : 'Annual rate of return'
  const inBtc = rateOver(span, sold)
  const inUsd = rateOver(
    span,
    sold.map((flow, index) => flow * usd[index]!),
  )
  const held = rateOver(span, [-usd[0]!, ...Array<number>(prices.length - 1).fill(0), usd.at(-1)!])
  const water = timeUnderWater([Number(cost), ...wealth.map(Number)])
  return {
    priceReturn: asReturn('Change of the pool price in BTC', percentText(prices.at(-1)! - opening, opening)),
    wealthReturn: asReturn(
      'Return in BTC, with payouts and a small exit',
      percentText(wealth.at(-1)! - cost, cost),
    ),
    priceDrawdown: drawdown('Largest fall of the pool price in BTC', [opening, ...prices]),
    wealthDrawdown: drawdown('Largest fall of a holder’s wealth in BTC', [cost, ...wealth]),
    daysUnderWater: countMetric('Days with a holder’s wealth below its peak', 'days', water.total),
    longestUnderWater: countMetric('Longest time with wealth below its peak', 'days', water.longest),
    longestWithoutPayout: countMetric('Most days in a row without a payout', 'days', longestWithout(payouts)),
    rclCoverage: percentMetric('RCL over market value of public AMT at the end', coverage(lastOf(run))),
    rateInBtc: asReturn(`${rate} in BTC, above holding BTC`, inBtc),
    rateInUsd: asReturn(`${rate} in USD`, inUsd),
    rateOfBtc: asReturn(`${rate} of BTC in USD`, held),
    dayPaidBack: dayMetric('Day on which payouts have returned the price', paybackPeriod(flows)?.period),
  }
}

/** Payouts per AMT outside the pool on each day. */
function payoutsOf({ closes }: Summary): readonly bigint[] {
  let before = 0n
  return closes.map((close) => {
    const total = endOf(close).payoutPerAmt
    const today = total - before
    before = total
    return today
  })
}

/** BTCB for a small amount of AMT, per AMT. */
function smallExit(view: DayClose['view']): bigint {
  const [pool, rcl] = [(spotPriceDown(view) * KEPT) / OF, redemptionRateDown(view)]
  return pool > rcl ? pool : rcl
}

/** The most consecutive days without a payout. */
export function longestWithout(payouts: readonly bigint[]): number {
  let [longest, now] = [0, 0]
  for (const payout of payouts) {
    now = payout > 0n ? 0 : now + 1
    longest = Math.max(longest, now)
  }
  return longest
}

function coverage({ view }: DayClose): ReturnType<typeof percentOf> {
  const projects = PROJECT.reduce((sum, account) => sum + view.balance('amt', account), 0n)
  const publicAmt = view.supply('amt') - view.pool().amt - projects
  return percentOf(view.backing(), (publicAmt * spotPriceDown(view)) / ONE)
}

/** The annual rate of {@link rateOver}. */
export const annualRate = (flows: readonly number[]): string => rateOver(DAYS_PER_YEAR, flows)

/**
 * Rate over `days`, in percent as text, of one payment followed by daily receipts; `none` if nothing is
 * received.
 *
 * One change of sign means one rate, so bisection of the daily discount factor finds it. The library's
 * `internalRateOfReturn` isolates all rates of any flows, which takes a thousand times as long.
 */
export function rateOver(days: number, [first = 0, ...receipts]: readonly number[]): string {
  if (!receipts.some((each) => each > 0)) return 'none'
  const value = (factor: number): number => receipts.reduceRight((sum, each) => (sum + each) * factor, 0)
  // Where the receipts are worth more than the payment, the factor is too high.
  let [low, high] = [0, 1]
  while (value(high) < -first) [low, high] = [high, high * 2]
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) break
    if (value(middle) < -first) low = middle
    else high = middle
  }
  const rate = 100 * (pow(high, -days) - 1)
  return Number.isFinite(rate) ? statistic(rate) : 'none'
}

const daysText = (days: number): string => `${days} day${days === 1 ? '' : 's'}`

const percentText = (gain: bigint, of: bigint): string => percentMetric('', percentOf(gain, of)).value

const asReturn = (title: string, value: string): Metric => ({ title, unit: '%', value, worst: EVERYTHING })

const drawdown = (title: string, series: readonly bigint[]): Metric => ({
  title,
  unit: '%',
  value: series.every((value) => value > 0n)
    ? statistic(100 * maximumDrawdown(series.map(Number)).share)
    : String(EVERYTHING),
})
