/**
 * Columns of a study's data files: `points.csv`, `days.csv` and the rows of the shards.
 */
import { columnsText, type DataTable } from '../../report/dictionary/columns-file.ts'
import { describe, type Described } from '../../report/dictionary/dictionary.ts'
import { metricTypes } from '../../report/dictionary/type.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import { DAYS_COLUMNS, DAYS_TABLE, POINTS_TABLE, type Combined } from './combine.ts'
import { parameterType } from './parameter-type.ts'
import { ROW_COLUMNS } from './row-file.ts'

const OF = 'study'

/** The text of `columns.json` of a study. */
export function studyColumns(
  scenario: Scenario,
  { result, pointColumns }: Pick<Combined, 'result' | 'pointColumns'>,
  withDays: boolean,
): string {
  const { parameters, metrics } = result
  const named = (table: string, name: string): Described =>
    describe(table, { name, title: name, unit: '' }, OF)
  const parameter = (name: string, shown: string): Described => {
    const declared = scenario.parameters.find((each) => each.name === name)!
    const { title, unit } = declared
    return {
      ...describe('shards', { name: `parameter_${name}`, title, unit }, OF),
      name: shown,
      type: parameterType(declared),
      meaning: title,
    }
  }
  const types = metricTypes({ metrics, invariants: {} })
  const swept = new Set(result.sweeps.map((sweep) => sweep.parameter))
  const rows: readonly Described[] = ROW_COLUMNS.flatMap((name) => {
    if (name === 'parameter_') return Object.keys(parameters).map((each) => parameter(each, `${name}${each}`))
    if (name === 'metric_')
      return Object.entries(metrics).map(([each, { title, unit }]) => ({
        ...describe('shards', { name: `${name}${each}`, title, unit }, OF),
        type: types[each]!,
        meaning: title,
      }))
    return [named('shards', name)]
  })
  const tables: readonly DataTable[] = [
    {
      name: 'points',
      title: 'Statistics of each metric at each point',
      files: [POINTS_TABLE],
      columns: pointColumns.map((name) => (swept.has(name) ? parameter(name, name) : named('points', name))),
    },
    ...(withDays
      ? [
          {
            name: 'days',
            title: 'Quantiles of each daily column on each day',
            files: [DAYS_TABLE],
            columns: DAYS_COLUMNS.map((name) => named('days', name)),
          },
        ]
      : []),
    { name: 'shards', title: 'One row for each path', files: ['shards/*.parquet'], columns: rows },
  ]
  return columnsText(tables)
}
