/**
 * Charted columns: those of the daily table that a run's charts draw as lines.
 */
import type { ChartSpec } from '../result.ts'

/** Names of the columns. */
export function chartedColumns(charts: readonly ChartSpec[]): ReadonlySet<string> {
  return new Set(
    charts.flatMap(({ table, kind, y }) =>
      table === 'daily' && (kind === 'lines' || kind === 'steps') ? y : [],
    ),
  )
}
