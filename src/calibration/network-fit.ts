/**
 * Fit of the network: growth of difficulty, and its response to what mining earns.
 *
 * **Growth**: the mean of the changes of log difficulty over periods of {@link PERIOD} days, the time of a
 * retarget, counted back from the last known day.
 *
 * **Response**: a distributed lag in two steps. The change of log difficulty over a period is regressed on a
 * constant and on the changes of log reward over the 84 days before the period and over the 84 days before
 * those. Reward is the USD value of a block, price * (subsidy + fees): the part of hashprice that miners do
 * not determine. A change of the reward stays in a window for six periods, so its response after 84 days is
 * six times the first coefficient, and after 168 days six times the sum. The same regression on hashprice
 * itself, reward / difficulty, is reported beside it; there luck in one period moves both sides, which biases
 * it upwards.
 *
 * Standard errors are Newey–West with {@link HAC_LAG} lags. Not modelled: miners' expectation of a halving.
 */
import { exp } from '../sim/math/exp.ts'
import { log } from '../sim/math/log.ts'
import { subsidyOn } from '../sim/process/halvings.ts'
import type { History } from '../sim/process/history-csv.ts'
import { DAYS_PER_YEAR } from '../sim/process/process.ts'
import { errorOf, leastSquares, type Regression } from './least-squares.ts'
import { NORMAL_975, type Estimate } from './likelihood.ts'

/** Days of a period: 2,016 blocks of ten minutes. */
export const PERIOD = 14
/** Periods of one window of the distributed lag: 84 days. */
export const WINDOW = 6
export const HAC_LAG = 4
/** Fewest periods from which growth, and from which the response is estimated. */
const FEWEST_PERIODS = 6
const FEWEST_FOR_RESPONSE = 24

/** Days from the first to the last value of difficulty, both included, that growth and response need. */
export const FEWEST_DAYS = {
  growth: FEWEST_PERIODS * PERIOD + 1,
  response: (FEWEST_FOR_RESPONSE + 2 * WINDOW) * PERIOD + 1,
} as const

/** Fees as a share of the subsidy on days without fees: the share that the quoted hashprices imply. */
export const FEES_SHARE = 0.018

/** Growth of difficulty a year, its spread, and its response to rewards. */
export interface NetworkFit {
  /** First and last day with difficulty that were used, in days since 1970-01-01. */
  readonly from: number
  readonly to: number
  /** Number of periods. */
  readonly periods: number
  /** Growth of difficulty a year: 0.5 for 50%. */
  readonly growth: Estimate
  /** Standard deviation of a period's change of log difficulty. */
  readonly periodSd: number
  /** Undefined without prices, or with too few periods. */
  readonly response: Response | undefined
}

/** The distributed lag: elasticities of difficulty to reward, and to hashprice. */
export interface Response {
  readonly reward: Elasticities
  readonly hashprice: Elasticities
  /**
   * End of each period, in days since 1970-01-01, with the change of log difficulty and its fit on reward.
   */
  readonly days: readonly number[]
  readonly changes: readonly number[]
  readonly fitted: readonly number[]
}

/** Elasticity of difficulty to mining rewards of so many days before. */
export interface Elasticities {
  /** Change of log difficulty for a change of 1 in the log regressor, after 84 and after 168 days. */
  readonly after84: Estimate
  readonly after168: Estimate
  /** Constant, and coefficients of the two windows, for a period of 14 days. */
  readonly coefficients: readonly number[]
  readonly residualSd: number
  readonly r2: number
  readonly periods: number
}

/** The network of a history; undefined if it has too few days of difficulty. */
export function fitNetwork(history: History, feesShare = FEES_SHARE): NetworkFit | undefined {
  const difficulty = history.values.difficulty ?? []
  const ends = periodEnds(difficulty)
  const last = ends.at(-1) ?? 0
  const changes = ends.flatMap((end) => {
    const change = changeOf(difficulty, end, end - PERIOD)
    return change === undefined ? [] : [change]
  })
  if (changes.length < FEWEST_PERIODS) return undefined
  const regression = leastSquares(
    changes.map(() => [1]),
    changes,
    HAC_LAG,
  )!
  const perYear = DAYS_PER_YEAR / PERIOD
  const [mean] = regression.coefficients as [number]
  const error = errorOf(regression, [1])
  const grown = (x: number): number => exp(x * perYear) - 1
  return {
    from: history.firstDay + Math.max(ends[0]! - PERIOD, 0),
    to: history.firstDay + last,
    periods: changes.length,
    growth: {
      name: 'difficultyGrowth',
      value: grown(mean),
      standardError: perYear * error * exp(mean * perYear),
      low: grown(mean - NORMAL_975 * error),
      high: grown(mean + NORMAL_975 * error),
    },
    periodSd: regression.residualSd,
    response: responseOf(history, ends, feesShare),
  }
}

/** Last days of the periods, counted back from the last known day, oldest first. */
export function periodEnds(difficulty: readonly (number | undefined)[]): number[] {
  const last = difficulty.findLastIndex((value) => value !== undefined)
  const periods = Math.max(Math.floor(last / PERIOD), 0)
  return Array.from({ length: periods }, (_period, i) => last - i * PERIOD).toReversed()
}

/** log(values[to] / values[from]); undefined where either is unknown. */
function changeOf(values: readonly (number | undefined)[], to: number, from: number): number | undefined {
  const [end, start] = [values[to], values[from]]
  return end === undefined || start === undefined ? undefined : log(end / start)
}

/** USD value of one block by day: price * (subsidy + fees). */
export function rewards({ firstDay, values }: History, feesShare: number): (number | undefined)[] {
  return (values.btc_usd ?? []).map((usd, i) => {
    const subsidy = subsidyOn(firstDay + i)
    return usd === undefined ? undefined : usd * (subsidy + (values.fees_btc?.[i] ?? subsidy * feesShare))
  })
}

function responseOf(history: History, ends: readonly number[], feesShare: number): Response | undefined {
  const difficulty = history.values.difficulty ?? []
  const reward = rewards(history, feesShare)
  const hashprice = reward.map((usd, i) => {
    const at = difficulty[i]
    return usd === undefined || at === undefined ? undefined : usd / at
  })
  const onReward = regressionOn(difficulty, reward, ends)
  const onHashprice = regressionOn(difficulty, hashprice, ends)
  if (onReward === undefined || onHashprice === undefined) return undefined
  return {
    reward: elasticitiesOf(onReward.regression),
    hashprice: elasticitiesOf(onHashprice.regression),
    days: onReward.rows.map(({ end }) => history.firstDay + end),
    changes: onReward.rows.map(({ change }) => change),
    fitted: onReward.regression.fitted,
  }
}

/** The elasticities of difficulty to a regressor over periods; undefined if too few of them are known. */
export function elasticitiesTo(
  regressor: readonly (number | undefined)[],
  difficulty: readonly (number | undefined)[],
  ends: readonly number[],
): Elasticities | undefined {
  const found = regressionOn(difficulty, regressor, ends)
  return found === undefined ? undefined : elasticitiesOf(found.regression)
}

interface Row {
  readonly end: number
  readonly change: number
  readonly x: readonly number[]
}

function regressionOn(
  difficulty: readonly (number | undefined)[],
  regressor: readonly (number | undefined)[],
  ends: readonly number[],
): { readonly rows: readonly Row[]; readonly regression: Regression } | undefined {
  const rows = ends.flatMap((end) => {
    const change = changeOf(difficulty, end, end - PERIOD)
    const windows = windowsBefore(regressor, end)
    return change === undefined || windows === undefined ? [] : [{ end, change, x: [1, ...windows] }]
  })
  if (rows.length < FEWEST_FOR_RESPONSE) return undefined
  const regression = leastSquares(
    rows.map(({ x }) => x),
    rows.map(({ change }) => change),
    HAC_LAG,
  )
  return regression === undefined ? undefined : { rows, regression }
}

/** Changes of the logarithm over the two windows before the period that ends at `end`. */
export function windowsBefore(
  values: readonly (number | undefined)[],
  end: number,
): readonly [near: number, far: number] | undefined {
  const [one, two] = [end - PERIOD, end - PERIOD * (1 + WINDOW)]
  const near = changeOf(values, one, two)
  const far = changeOf(values, two, end - PERIOD * (1 + 2 * WINDOW))
  return near === undefined || far === undefined ? undefined : [near, far]
}

function elasticitiesOf(regression: Regression): Elasticities {
  const { coefficients, residualSd, r2, fitted } = regression
  const sumOf = (name: string, weights: readonly number[]): Estimate => {
    const value = weights.reduce((sum, weight, i) => sum + weight * coefficients[i]!, 0)
    const standardError = errorOf(regression, weights)
    const half = NORMAL_975 * standardError
    return { name, value, standardError, low: value - half, high: value + half }
  }
  return {
    after84: sumOf('after84', [0, WINDOW, 0]),
    after168: sumOf('after168', [0, WINDOW, WINDOW]),
    coefficients,
    residualSd,
    r2,
    periods: fitted.length,
  }
}
