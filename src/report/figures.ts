/**
 * Figures: each chart with title, scale switch, plot container, text alternative, data table and CSV link.
 */
import type { Column, ChartSpec, Table } from '../sim/result.ts'
import { markup, nothing, type Html } from './html.ts'
import { digitsOf } from './digits.ts'
import { titles, type Placed } from './headline.ts'
import { count, isDecimal } from './number.ts'
import { brief, shownUnit } from './unit.ts'

/** What figures need of a result. */
export interface Charted {
  readonly charts: readonly Placed[]
  readonly tables: readonly Table[]
}

/** `heading` is the id and the text of the section's heading. */
export function figures(
  result: Charted,
  [id, text]: readonly [id: string, text: string] = ['charts', 'Charts'],
): Html {
  if (result.charts.length === 0) return nothing
  return markup`<section aria-labelledby="${id}">
<h2 id="${id}">${text}</h2>
<noscript><p class="seal">The charts need JavaScript. All of their data are in the CSV files beside this page.</p></noscript>
${result.charts.map((spec) => figure(spec, result))}</section>`
}

function figure(spec: Placed, result: Charted): Html {
  const { name, title, kind, table } = spec
  const columns = result.tables.find((each) => each.name === table)!.columns.length
  const shown = titles(spec, result.tables)
  return markup`<figure id="chart-${name}">
<figcaption><h3>${shown.title}</h3><p>${shown.subtitle}</p></figcaption>
${isLines(kind) ? scaleSwitch(spec) : nothing}
${canvas(name, description(spec, result))}
<details data-table="${table}" data-columns="${columnsOf(spec).join(' ')}" data-title="${title}"><summary>Data table</summary></details>
<p class="note"><a href="${table}.csv" download="${table}.csv" data-csv="${table}">${table}.csv</a> with ${count(columns)} columns: ${digitsOf(result.tables.find((each) => each.name === table)!)}${images(name, title)}</p>
</figure>
`
}

/** The place of a chart, with its legend above and its text alternative. */
export const canvas = (name: string, words: string): Html =>
  markup`<ul class="legend" aria-hidden="true"></ul>
<div class="chart" data-chart="${name}" role="img" aria-label="${words}"></div>`

/** Buttons that save a chart as an image. */
export function images(name: string, title: string): Html {
  const button = (format: string): Html =>
    markup`<button type="button" class="save" data-image="${format}" data-of="${name}" aria-label="Save as ${format.toUpperCase()}: ${title}">${format.toUpperCase()}</button>`
  return markup`<span class="saves">${button('png')}${button('svg')}</span>`
}

function scaleSwitch({ title, scale = 'linear' }: ChartSpec): Html {
  const choice = (value: 'linear' | 'log', label: string): Html =>
    markup`<button type="button" data-scale="${value}" aria-pressed="${String(value === scale)}">${label}</button>`
  return markup`<div class="switch" role="group" aria-label="Vertical scale of: ${title}">${choice('linear', 'Linear')}${choice('log', 'Log')}</div>`
}

const isLines = (kind: ChartSpec['kind']): boolean => kind === 'lines' || kind === 'steps'

/** The columns that a chart draws. */
const columnsOf = ({ x, y, z }: ChartSpec): readonly string[] => [x, ...y, ...(z === undefined ? [] : [z])]

/**
 * Text alternative of a chart: its title and caption, the first and last value of each line, and the range of
 * bars and cells.
 */
export function description(spec: ChartSpec, result: Charted): string {
  const { title, caption, table, kind, y, z } = spec
  const columns = result.tables.find(({ name }) => name === table)?.columns ?? []
  const named = (names: readonly string[]): readonly Column[] =>
    columns.filter((column) => names.includes(column.name))
  const numbers = isLines(kind)
    ? ends(named(y))
    : kind === 'waterfall'
      ? []
      : ranges(named(z === undefined ? y : [z]))
  return [`${title}.`, caption, ...numbers, 'The data follow as a table.'].join(' ')
}

/** First and last value of each line. */
function ends(columns: readonly Column[]): readonly string[] {
  return columns.map((column) => {
    const known = column.cells.filter(isDecimal)
    const [first, last] = [known[0], known.at(-1)]
    return first === undefined || last === undefined
      ? `${column.title}: no numbers.`
      : `${column.title}: from ${brief(first, column.unit, 6)} to ${brief(last, column.unit, 6)} ` +
          `${shownUnit(column.unit)}.`
  })
}

/** Minimum and maximum of each column, and how many cells are words. */
function ranges(columns: readonly Column[]): readonly string[] {
  return columns.map(({ title, unit, cells }) => {
    const known = cells.filter(isDecimal).toSorted((a, b) => Number(a) - Number(b))
    const [least, most] = [known[0], known.at(-1)]
    const words = [...new Set(cells.filter((cell) => cell !== '' && !isDecimal(cell)))].map(
      (word) => `${word} in ${count(cells.filter((cell) => cell === word).length)}`,
    )
    const range =
      least === undefined || most === undefined
        ? 'no numbers'
        : `between ${brief(least, unit, 6)} and ${brief(most, unit, 6)} ${shownUnit(unit)}`.trimEnd()
    return `${title}: ${[range, ...words].join(', ')} of ${count(cells.length)}.`
  })
}
