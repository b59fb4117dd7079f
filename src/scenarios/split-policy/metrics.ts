/**
 * Metrics of the scenario `split-policy`: of one run, and of its splits compared.
 */
import { Decimal } from 'decimal.js'

import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import type { Metric } from '../../sim/result.ts'
import { redemptionRateDown, spotPriceDown } from '../../sim/view/agent-view.ts'
import { payoutPerAmt } from '../baseline/metrics.ts'
import { amountMetric, percentMetric, ratioOf } from '../shared/figures.ts'
import { riskMetrics } from '../shared/risk.ts'
import {
  DILUTED,
  dilutedName,
  exitsIn,
  proceedsPerAmt,
  SELLER,
  splitName,
  SPLITS,
  TAKER,
} from './proceeds.ts'

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

/** Empty while no saver has left. Amounts are total proceeds per AMT, payouts included. */
export function metricsOfVariants(_settings: unknown, run: Compared): Readonly<Record<string, Metric>> {
  const days = exitsIn(run)
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return {}
  const inPool = (split: number): bigint => proceedsPerAmt(variantOf(run, splitName(split)), SELLER, first)
  const diluted = (split: number): bigint => proceedsPerAmt(variantOf(run, dilutedName(split)), TAKER, last)
  const perAmt = (title: string, value: bigint): Metric => amountMetric(title, value, 'BTC/AMT')
  const [none, all] = [DILUTED[0], DILUTED.at(-1)!]
  return {
    rclSpread: percentMetric('Largest difference between splits at the RCL', widestAtRcl(run, days).mul(100)),
    firstInPoolNone: perAmt('First exit in the pool, nothing to the RCL', inPool(none)),
    firstInPoolAll: perAmt('First exit in the pool, all to the RCL', inPool(all)),
    dilutedNone: perAmt('Last exit at the RCL after emission, nothing to it', diluted(none)),
    dilutedAll: perAmt('Last exit at the RCL after emission, all to it', diluted(all)),
  }
}

/** {@link widestOf} over all constant splits. */
export const widestAtRcl = (run: Compared, days: readonly number[]): Decimal =>
  widestOf(run, SPLITS.map(splitName), days)

/**
 * Difference between the best and the worst variant for an exit at the RCL, as a part of the worst, at its
 * largest.
 */
export function widestOf(run: Compared, names: readonly string[], days: readonly number[]): Decimal {
  return Decimal.max(
    ...days.map((day) => {
      const proceeds = names.map((name) => proceedsPerAmt(variantOf(run, name), TAKER, day))
      const [least, most] = [
        proceeds.reduce((a, b) => (a < b ? a : b)),
        proceeds.reduce((a, b) => (a > b ? a : b)),
      ]
      return ratioOf(most - least, least)
    }),
  )
}
