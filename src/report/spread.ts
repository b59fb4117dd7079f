/**
 * Spread: the section of a run's report about further paths of the same settings.
 */
import { riskNeeds } from '../sim/study/fan-risk.ts'
import { WORST_PART } from '../sim/study/tail-risk.ts'
import { fanTables, percent, type Fan as Paths, type FanColumn } from '../sim/study/fan.ts'
import type { RunResult, Table } from '../sim/result.ts'
import { markup, nothing, type Html } from './html.ts'
import { count, isDecimal, times } from './number.ts'
import { rangeText } from './metrics.ts'
import { table } from './table.ts'
import { readableIn, shownUnit } from './unit.ts'
import { fanColumns, type Fan } from './study/fan.ts'
import { edgeNote, fans as figures, LOSS_NOTE, lossText } from './study/sections.ts'

/** Names of fan charts in a run's report: `fan-pool-price`. */
const PREFIX = 'fan-'

/** One fan chart for each charted daily column, with the detailed path drawn over it. */
export function fansOf(result: RunResult, paths: Paths | undefined): readonly Fan[] {
  const daily = result.tables.find(({ name }) => name === 'daily')
  const x = daily?.columns.find(({ name }) => name === 'date') ?? daily?.columns[0]
  if (paths === undefined || x === undefined) return []
  return paths.daily.flatMap(({ name, quantiles }: FanColumn): readonly Fan[] => {
    const column = daily!.columns.find((each) => each.name === name)!
    if (!column.cells.some(isDecimal)) return []
    const { title, unit, cells } = column
    const actual = { label: `path ${result.path}`, cells }
    return [{ name: `${PREFIX}${kebab(name)}`, title, unit, x, series: [{ label: '', quantiles }], actual }]
  })
}

/** `poolPrice` as `pool-price`, for file names. */
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The tables of the spread, as files beside the page. */
export function spreadTables(result: RunResult, paths: Paths | undefined): readonly Table[] {
  if (paths === undefined) return []
  const fans = fansOf(result, paths).map((fan) => ({
    name: fan.name,
    title: fan.title,
    columns: fanColumns(fan),
  }))
  return [...fanTables(paths, result.metrics), ...fans]
}

export function spread(result: RunResult, paths: Paths | undefined): Html {
  if (paths === undefined) return nothing
  const broken = Object.entries(paths.broken)
  return markup`<section aria-labelledby="spread">
<h2 id="spread">Over ${count(paths.paths)} paths</h2>
<p>The run above is one path. These are the median and the range from the 5% to the 95% quantile of it and ${times(paths.paths - 1, 'further path')} of the same settings.</p>
${broken.length === 0 ? nothing : markup`<p class="seal bad">Broken invariants: ${broken.map(([name, number]) => `${name} on ${times(number, 'path')}`).join(', ')}.</p>`}
<details><summary>All ${count(Object.keys(paths.metrics).length)} metrics over all paths</summary>${table(
    'Metrics over all paths',
    ['Metric', `#Path ${result.path}`, '#Median', '#5% to 95%', 'Unit'],
    Object.entries(paths.metrics).map(([name, spread]) => {
      const { title, unit, value } = result.metrics[name]!
      const show = (text: string): string => readableIn(text, unit)
      return [title, show(value), show(spread.median), rangeText(spread, paths.paths, show), shownUnit(unit)]
    }),
  )}</details>
${riskTable(result, paths)}
${
  paths.hypotheses.length === 0
    ? nothing
    : markup`<details><summary>Hypotheses over all paths</summary>${table(
        'Hypotheses over all paths',
        ['Hypothesis', '#Holds on', '#95% interval'],
        paths.hypotheses.map(({ statement, held, stated, interval }) => [
          statement,
          `${count(held)} of ${times(stated, 'path')}`,
          `${percent(interval.low)}% to ${percent(interval.high)}%`,
        ]),
      )}</details>`
}
</section>`
}

/** Value at risk and expected shortfall of the returns. */
function riskTable({ metrics }: RunResult, { risks, paths }: Paths): Html {
  const rows = Object.entries(risks).map(([name, { valueAtRisk, expectedShortfall }]) => [
    metrics[name]!.title,
    lossText(valueAtRisk, metrics[name]!.worst),
    lossText(expectedShortfall, metrics[name]!.worst),
    metrics[name]!.unit,
  ])
  if (rows.length === 0) return nothing
  const needs = riskNeeds(risks)
  return markup`<p>Value at risk: the worst ${WORST_PART}% of the ${count(paths)} paths do worse. Expected shortfall: what they have on average. ${LOSS_NOTE}${needs === undefined ? '' : ` Both bounds of a value at risk need ${count(needs)} paths.`} ${edgeNote(paths, WORST_PART)}</p>
${table('Value at risk and expected shortfall', ['Return', '#Value at risk', '#Expected shortfall', 'Unit'], rows)}`
}

/** The fan charts, after the charts of the path. */
export const fanFigures = (charts: readonly Fan[]): Html =>
  figures(charts, ({ name }) => `${name}.csv`, ['fans', 'Charts over all paths'])
