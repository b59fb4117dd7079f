/**
 * Metrics of the scenario `split-policy` that compare its splits: what the choice of v makes of an exit.
 */
import { Decimal } from 'decimal.js'

import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import type { Metric } from '../../sim/result.ts'
import { amountMetric, percentMetric, ratioOf } from '../shared/figures.ts'
import {
  DILUTED,
  dilutedName,
  exitsIn,
  proceedsPerAmt,
  SELLER,
  splitName,
  SPLITS,
  TAKER,
} from './hypotheses.ts'

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

/** Difference between the best and the worst split for an exit at the RCL, as a part of the worst, at its largest. */
export function widestAtRcl(run: Compared, days: readonly number[]): Decimal {
  return Decimal.max(
    ...days.map((day) => {
      const proceeds = SPLITS.map((split) => proceedsPerAmt(variantOf(run, splitName(split)), TAKER, day))
      const [least, most] = [
        proceeds.reduce((a, b) => (a < b ? a : b)),
        proceeds.reduce((a, b) => (a > b ? a : b)),
      ]
      return ratioOf(most - least, least)
    }),
  )
}
