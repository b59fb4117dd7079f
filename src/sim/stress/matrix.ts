/**
 * Stress matrix: scenarios by shocks. Each cell compares the paths of a scenario with a shock with the same
 * paths without it.
 *
 * - A change is one for the better: below zero is worse, whether the metric should be high or low.
 * - It is relative to the value without the shock, in percent; for metrics in percent it is the difference,
 *   in percentage points.
 * - Shown are the median over the paths, the lowest and the highest; with an even number of paths the median
 *   is the mean of the middle two.
 */
import { Decimal } from 'decimal.js'

import type { Primary } from '../definition/scenario.ts'
import type { Summary } from '../recording/summary.ts'
import type { RunResult } from '../result.ts'

/**
 * Days in a row without a payout after which payouts have stopped: a month. Shorter gaps occur in calm paths
 * too, on days whose production is below its costs.
 */
export const STOPPED_AFTER = 30

/** What one path contributes to a cell. */
export interface StressPath {
  /** The primary metric. */
  readonly value: string
  /** Most days in a row without a payout. */
  readonly longestWithout: number
  /** Names of the broken invariants. */
  readonly broken: readonly string[]
}

/** Changes for the better, in percent or percentage points. */
export interface Change {
  readonly median: string
  readonly low: string
  readonly high: string
  /** Paths whose change is defined. */
  readonly paths: number
}

export interface StressCell {
  /** Name of the shock; `none` without. */
  readonly stress: string
  /** Median of the primary metric over the paths with a number; absent if none has. */
  readonly value?: string
  /** Absent without the shock, and if no path has numbers with and without it. */
  readonly change?: Change
  /** Paths on which payouts have stopped; absent if the scenario pays nothing without the shock. */
  readonly stopped?: number
  /** Number of paths by broken invariant. */
  readonly broken: Readonly<Record<string, number>>
}

/**
 * The contribution of a run.
 *
 * @throws {NoPrimary} when the run does not have the metric.
 */
export function stressPath(result: RunResult, { metric }: Primary, run: Summary): StressPath {
  const found = result.metrics[metric]
  if (found === undefined) throw new NoPrimary(result.scenario, metric, Object.keys(result.metrics))
  return {
    value: found.value,
    longestWithout: longestWithoutPayout(run),
    broken: Object.entries(result.invariants).flatMap(([name, { holds }]) => (holds ? [] : [name])),
  }
}

/** Most days in a row at whose close there was no more payment than the day before. */
export function longestWithoutPayout({ start, closes }: Summary): number {
  let [payments, days, longest] = [start.view.payments(), 0, 0]
  for (const { view } of closes) {
    const now = view.payments()
    days = now > payments ? 0 : days + 1
    longest = Math.max(longest, days)
    payments = now
  }
  return longest
}

/**
 * The cell of a shock: its paths, and the same paths without it in the same order. For `none` both are the
 * same.
 */
export function stressCell(
  stress: string,
  paths: readonly StressPath[],
  without: readonly StressPath[],
  { better, unit, days }: Pick<Primary, 'better'> & { readonly unit: string; readonly days: number },
): StressCell {
  const values = paths.flatMap(({ value }) => numberIn(value) ?? [])
  const changes = paths.flatMap(({ value }, path) => {
    const [now, before] = [value, without[path]!.value].map(numberIn)
    if (now === undefined || before === undefined) return []
    const change = changeOf(now, before, unit)
    return change === undefined ? [] : [better === 'higher' ? change : change.neg()]
  })
  const pays = without.some(({ longestWithout }) => longestWithout < days)
  const stopped = paths.filter(({ longestWithout }) => longestWithout >= Math.min(STOPPED_AFTER, days))
  const broken: Record<string, number> = {}
  for (const name of paths.flatMap((path) => path.broken)) broken[name] = (broken[name] ?? 0) + 1
  return {
    stress,
    ...(values.length === 0 ? {} : { value: text(medianOf(values), VALUE_DIGITS) }),
    ...(changes.length === 0 || paths === without ? {} : { change: spread(changes) }),
    ...(pays ? { stopped: stopped.length } : {}),
    broken,
  }
}

const VALUE_DIGITS = 12
const CHANGE_DIGITS = 6

/** Undefined for a relative change from 0. */
function changeOf(now: Decimal, before: Decimal, unit: string): Decimal | undefined {
  if (unit === '%') return now.sub(before)
  return before.isZero() ? undefined : now.sub(before).div(before.abs()).mul(100)
}

function spread(changes: readonly Decimal[]): Change {
  return {
    median: text(medianOf(changes), CHANGE_DIGITS),
    low: text(Decimal.min(...changes), CHANGE_DIGITS),
    high: text(Decimal.max(...changes), CHANGE_DIGITS),
    paths: changes.length,
  }
}

function medianOf(values: readonly Decimal[]): Decimal {
  const sorted = values.toSorted((a, b) => a.cmp(b))
  const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!]
  return low.add(high).div(2)
}

const text = (value: Decimal, digits: number): string => value.toSignificantDigits(digits).toFixed()

/** The number in a metric's value; undefined for a word such as `never`. */
function numberIn(value: string): Decimal | undefined {
  return /^-?\d+(?:\.\d+)?$/.test(value) ? new Decimal(value) : undefined
}

/** A scenario names a primary metric that its runs do not have. */
export class NoPrimary extends Error {
  override readonly name = 'NoPrimary'
  constructor(scenario: string, metric: string, metrics: readonly string[]) {
    super(
      `expected the primary metric "${metric}" among the metrics of ${scenario}, got ${metrics.join(', ')}: ` +
        'change `primary` in its definition, or run more days',
    )
  }
}
