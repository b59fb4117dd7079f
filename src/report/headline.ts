/**
 * Headlines: what a chart shows as one sentence, generated from its data.
 *
 * The sentences state values and places only, never causes, so that they are true of any data. Numbers have
 * four significant digits; the exact ones are in the chart's table.
 */
import type { Column, ChartSpec, Table } from '../sim/result.ts'
import { gridOf } from './grid-chart.ts'
import { isDecimal } from './number.ts'
import type { Fan } from './study/fan-data.ts'
import { brief, shownUnit, withUnit } from './unit.ts'

/** Rows or columns of a grid that differ by at most this fraction are called nearly equal. */
const NEARLY = 0.001

/** Most lines that a sentence describes. */
const MOST_LINES = 3

/** A chart with the path that its numbers are of, such as `Path 0`, where a page has figures of others, too. */
export type Placed = ChartSpec & { readonly of?: string }

/** The finding of a chart; undefined if its columns have no numbers. */
export function headline(spec: ChartSpec, tables: readonly Table[]): string | undefined {
  const columns = tables.find(({ name }) => name === spec.table)?.columns ?? []
  const column = (name: string | undefined): Column | undefined => columns.find((each) => each.name === name)
  const x = column(spec.x)
  const ys = spec.y.flatMap((name) => column(name) ?? [])
  const [first] = ys
  if (x === undefined || first === undefined) return undefined
  switch (spec.kind) {
    case 'lines':
    case 'steps':
      return lines(x, ys)
    case 'bars':
      return bars(x, ys)
    case 'waterfall':
      return waterfall(x, first)
    case 'heatmap':
    case 'contour': {
      const z = column(spec.z)
      return z === undefined ? undefined : grid(x, first, z)
    }
  }
}

/** Title and subtitle of a chart: its finding where there is one, and what is drawn. */
export function titles(
  spec: Placed,
  tables: readonly Table[],
): { readonly title: string; readonly subtitle: string } {
  const found = headline(spec, tables)
  return found === undefined
    ? { title: spec.title, subtitle: spec.caption }
    : {
        title: spec.of === undefined ? found : `${spec.of}: ${found}`,
        subtitle: `${spec.title}. ${spec.caption}`,
      }
}

/** The finding of a fan chart: the median and the range at its end. */
export function fanHeadline(fan: Fan): string | undefined {
  const { title, unit, x, series } = fan
  const said = series.flatMap(({ label, quantiles }) => {
    const last = (quantiles['p50'] ?? []).findLastIndex(isDecimal)
    const [low, median, high] = ['p5', 'p50', 'p95'].map((level) => quantiles[level]?.[last])
    if (low === undefined || median === undefined || high === undefined) return []
    const range = low === high ? '' : ` (${brief(low, unit)} to ${brief(high, unit)})`
    return [`${label === '' ? 'median' : label} ${withUnit(median, unit)}${range}`]
  })
  if (said.length === 0) return undefined
  if (x.name === 'parameter') return overParameter(fan)
  const end = title.endsWith(' at the end') ? '' : ' at the end'
  const more = said.length > MOST_LINES ? '; …' : ''
  return `${title}${end}: ${said.slice(0, MOST_LINES).join('; ')}${more}`
}

/** The medians at both ends of a parameter. */
function overParameter({ title, unit, x, series: [only] }: Fan): string | undefined {
  const medians = only?.quantiles['p50'] ?? []
  const [from, to] = [medians.findIndex(isDecimal), medians.findLastIndex(isDecimal)]
  if (from < 0) return undefined
  const subject = title.replace(`, by ${x.title}`, '')
  const [first, last] = [medians[from]!, medians[to]!]
  if (brief(first, unit) === brief(last, unit))
    return `${subject}: median ${withUnit(first, unit)} at both ends of ${x.title}`
  const verb = Number(last) > Number(first) ? 'rises' : 'falls'
  return (
    `${subject}: the median ${verb} from ${brief(first, unit)} at ${x.title} = ${x.cells[from]!} to ` +
    `${withUnit(last, unit)} at ${x.cells[to]!}`
  )
}

const isTime = ({ name }: Column): boolean => name === 'date' || name === 'day'

function lines(x: Column, ys: readonly Column[]): string | undefined {
  const said = ys.filter(({ cells }) => cells.some(isDecimal))
  if (said.length === 0) return undefined
  const parts = said.slice(0, MOST_LINES).map((y, index) => change(y, index > 0))
  const range = isTime(x) ? '' : over(x)
  return `${parts.join('; ')}${said.length > MOST_LINES ? '; …' : ''}${range}`
}

const over = ({ title, unit, cells }: Column): string =>
  `, as ${lowered(title)} goes from ${brief(cells[0]!, unit)} to ${withUnit(cells.at(-1)!, unit)}`

/** `Pool price falls from 1,082 to 254 sat/AMT (−77%)`. */
function change({ title, unit, cells }: Column, later: boolean): string {
  const known = cells.filter(isDecimal)
  const [from, to] = [known[0]!, known.at(-1)!]
  const name = later ? lowered(title) : title
  const ends = [from, to].map((cell) => brief(cell, unit))
  if (ends[0] === ends[1])
    return known.every((cell) => cell === from)
      ? `${name} stays at ${withUnit(from, unit)}`
      : `${name} ends where it began, at ${withUnit(from, unit)}`
  const verb = Number(to) > Number(from) ? 'rises' : 'falls'
  return `${name} ${verb} from ${ends[0]} to ${withUnit(to, unit)}${relative(from, to, unit)}`
}

/** The change in percent, of positive numbers that are no percentages themselves. */
function relative(from: string, to: string, unit: string): string {
  if (unit.startsWith('%') || Number(from) <= 0 || Number(to) < 0) return ''
  const ratio = Number(to) / Number(from)
  if (ratio >= 10) return ` (${ratio.toPrecision(3)}-fold)`
  const percent = (ratio - 1) * 100
  return ` (${percent > 0 ? '+' : '−'}${Number(Math.abs(percent).toPrecision(3))}%)`
}

function bars(x: Column, ys: readonly Column[]): string | undefined {
  const all = ys.flatMap(({ title, cells }) =>
    cells.flatMap((cell, row) => (isDecimal(cell) ? [{ title, cell, place: placed(x, x.cells[row]!) }] : [])),
  )
  const { unit } = ys[0]!
  const [least, most] = extremes(all)
  if (least === undefined || most === undefined) return undefined
  if (least.cell === most.cell) return `All are ${withUnit(least.cell, unit)}`
  const named = ({ title, cell, place }: (typeof all)[number]): string =>
    `${withUnit(cell, unit)} (${place}${ys.length > 1 ? `, ${lowered(title)}` : ''})`
  const subject = ys.length === 1 ? `${ys[0]!.title}: from` : 'From'
  return `${subject} ${named(least)} to ${named(most)}`
}

function waterfall(x: Column, y: Column): string | undefined {
  const [first, last] = [y.cells[0], y.cells.at(-1)]
  if (first === undefined || last === undefined || !isDecimal(first) || !isDecimal(last)) return undefined
  const part = Number(first) > 0 ? ` (${brief(String((100 * Number(last)) / Number(first)), '', 3)}%)` : ''
  return (
    `${x.cells[0]}: ${withUnit(first, y.unit)}; ${lowered(x.cells.at(-1)!)}: ` +
    `${withUnit(last, y.unit)}${part}`
  )
}

function grid(x: Column, y: Column, z: Column): string | undefined {
  const all = z.cells.map((cell, row) => ({
    cell,
    place: `${placed(x, x.cells[row]!)}, ${placed(y, y.cells[row]!)}`,
  }))
  const numbers = all.filter(({ cell }) => isDecimal(cell))
  const words = [...new Set(z.cells.filter((cell) => cell !== '' && !isDecimal(cell)))].map(
    (word) => `${word} in ${z.cells.filter((cell) => cell === word).length} of ${all.length}`,
  )
  const [least, most] = extremes(numbers)
  if (least === undefined || most === undefined)
    return words.length === 0 ? undefined : `${z.title}: ${words.join(', ')} cases`
  const equal = sameness(x, y, z)
  const range =
    least.cell === most.cell
      ? withUnit(least.cell, z.unit)
      : `${brief(least.cell, z.unit)} (${least.place}) to ${withUnit(most.cell, z.unit)} (${most.place})`
  const more = words.length === 0 ? '' : `; ${words.join(', ')} cases`
  return `${equal === undefined ? '' : `${equal}. `}${z.title}: ${range}${more}`
}

/** Whether one of the two parameters makes no difference, which may be the finding. */
function sameness(x: Column, y: Column, z: Column): string | undefined {
  const { cells } = gridOf(x, y, z)
  const turned = (cells[0] ?? []).map((_cell, across) => cells.map((row) => row[across]))
  const of = (column: Column, rows: typeof cells): string | undefined => {
    if (rows.length < 2) return undefined
    const spread = Math.max(...(rows[0] ?? []).map((_cell, at) => spreadOf(rows.map((row) => row[at]))))
    if (spread > NEARLY || (rows[0] ?? []).length < 2) return undefined
    return spread === 0
      ? `${column.title} makes no difference`
      : `${column.title} makes almost no difference (at most ${Number((spread * 100).toPrecision(1))}%)`
  }
  return of(y, cells) ?? of(x, turned)
}

/** Largest relative difference of cells; infinite where a number stands beside a word. */
function spreadOf(cells: readonly (string | undefined)[]): number {
  if (new Set(cells).size === 1) return 0
  if (!cells.every((cell) => cell !== undefined && isDecimal(cell))) return Infinity
  const numbers = cells.map(Number)
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)]
  return (most - least) / Math.max(Math.abs(least), Math.abs(most))
}

function extremes<Each extends { readonly cell: string }>(
  all: readonly Each[],
): readonly (Each | undefined)[] {
  const sorted = all.toSorted((a, b) => Number(a.cell) - Number(b.cell))
  return [sorted[0], sorted.at(-1)]
}

/** A value of an axis: a number with the axis's title, a name alone. */
const placed = ({ title, unit }: Column, cell: string): string =>
  !isDecimal(cell)
    ? cell
    : unit.startsWith('power of ten')
      ? `${lowered(title)} ${brief(String(10 ** Number(cell)), '', 3)} ${unit.split(', ')[1]!}`
      : `${lowered(title)} ${brief(cell, unit)}${unit === '' || unit.startsWith('%') ? unit : ` ${shownUnit(unit)}`}`

/** A title inside a sentence; names and acronyms keep their capital. */
const lowered = (title: string): string =>
  /^[A-Z][a-z’'-]/.test(title) ? title[0]!.toLowerCase() + title.slice(1) : title
