/**
 * Tail risk of a run's returns over the paths of its fan: value at risk and expected shortfall of the worst
 * {@link WORST_PART} percent, with 95% intervals by order statistics.
 *
 * A return is a metric that names its largest possible loss. Paths without a number for it are left out.
 */
import { METRIC_GRID } from './quantiles.ts'
import { tailRiskOf, WORST_PART, type Loss, type TailRisk } from './tail-risk.ts'
import { readExact } from '../../statistics/exact.ts'
import { sketchOf } from '../../statistics/sketch.ts'
import type { Column, RunResult, Table } from '../result.ts'

/** Tail risk by metric. */
export type FanRisks = Readonly<Record<string, TailRisk>>

/** Tail risk of the metrics that are returns, from their texts on all paths. */
export function fanRisksOf(
  metrics: RunResult['metrics'],
  values: Readonly<Record<string, readonly string[]>>,
): FanRisks {
  return Object.fromEntries(
    Object.entries(metrics).flatMap(([name, { worst }]) => {
      const numbers = (values[name] ?? []).filter((text) => readExact(text) !== undefined).map(Number)
      const risk =
        worst === undefined ? undefined : tailRiskOf(sketchOf(numbers, METRIC_GRID), worst, WORST_PART)
      return risk === undefined ? [] : [[name, risk] as const]
    }),
  )
}

/** Number of paths that the bounds of every value at risk need; undefined if there are enough. */
export function riskNeeds(risks: FanRisks): number | undefined {
  const needs = Object.values(risks).flatMap((risk) => (risk.needs === undefined ? [] : [risk.needs]))
  return needs.length === 0 ? undefined : Math.max(...needs)
}

/** The tail risks as a table of the run; none without returns. A bound that needs more paths is empty. */
export function fanRiskTables(
  risks: FanRisks,
  metrics: RunResult['metrics'],
  paths: number,
): readonly Table[] {
  const named = Object.entries(risks)
  if (named.length === 0) return []
  const losses = (measure: 'valueAtRisk' | 'expectedShortfall', title: string): readonly Column[] => {
    const column = (part: keyof Loss, ending: string): Column => ({
      name: `${measure}${part === 'value' ? '' : part === 'low' ? 'Low' : 'High'}`,
      title: `${title}${ending}`,
      unit: '',
      cells: named.map(([, risk]) => risk[measure][part] ?? ''),
    })
    return [
      column('value', ''),
      column('low', ', lower end of the 95% interval'),
      column('high', ', upper end of the 95% interval'),
    ]
  }
  return [
    {
      name: 'fan-risk',
      title: `Losses in the worst ${WORST_PART}% of ${paths} paths`,
      columns: [
        { name: 'metric', title: 'Return', unit: '', cells: named.map(([name]) => name) },
        { name: 'unit', title: 'Unit', unit: '', cells: named.map(([name]) => metrics[name]!.unit) },
        ...losses('valueAtRisk', 'Value at risk'),
        ...losses('expectedShortfall', 'Expected shortfall'),
      ],
    },
  ]
}
