/**
 * Days: the daily table over many paths, as a sketch of every column on every day.
 *
 * Memory is bounded by columns times days, whatever the number of paths. Columns of text, such as dates, are kept if all paths agree
 * on them. Cells that are no number leave a day with fewer values.
 */
import type { Column, Table } from '../result.ts'
import type { Named } from './kind.ts'
import { DAY_GRID } from './quantiles.ts'
import { mergeSketches, sketchOf, type Sketch } from './sketch.ts'

/** One path's daily table: numbers, NaN where a cell is none, and the columns that are text. */
export interface PathDays {
  readonly columns: readonly NumberColumn[]
  readonly labels: readonly Column[]
}

interface NumberColumn extends Named {
  readonly name: string
  readonly values: Float64Array
}

export interface DayColumn extends Named {
  readonly name: string
  /** One of each day. */
  readonly sketches: readonly Sketch[]
}

export interface Days {
  readonly columns: readonly DayColumn[]
  /** Columns of text on which all paths agree. */
  readonly labels: readonly Column[]
}

const DECIMAL = /^-?\d+(?:\.\d+)?$/
/** What stands in a column of numbers where there is no number: nothing, or a word such as `never`. */
const isNumberColumn = ({ cells }: Column): boolean => cells.some((cell) => DECIMAL.test(cell))

/** A path's daily table in numbers. */
export function pathDays({ columns }: Table): PathDays {
  return {
    columns: columns.filter(isNumberColumn).map(({ name, title, unit, cells }) => ({
      name,
      title,
      unit,
      values: Float64Array.from(cells, (cell) => (DECIMAL.test(cell) ? Number(cell) : NaN)),
    })),
    labels: columns.filter((column) => !isNumberColumn(column)),
  }
}

/** The sketches of several paths. */
export function daysOf(paths: readonly PathDays[]): Days {
  const names = new Map(paths.flatMap(({ columns }) => columns.map((column) => [column.name, column])))
  const columns = [...names.values()].map(({ name, title, unit }): DayColumn => {
    const series = paths.flatMap((path) =>
      path.columns.filter((column) => column.name === name).map(({ values }) => values),
    )
    const length = series.reduce((most, values) => Math.max(most, values.length), 0)
    const values = new Float64Array(series.length)
    const day = (index: number): Sketch => {
      let size = 0
      for (const path of series) {
        const value = path[index] ?? NaN
        if (!Number.isNaN(value)) values[size++] = value
      }
      return sketchOf(values.subarray(0, size), DAY_GRID)
    }
    return { name, title, unit, sketches: Array.from({ length }, (_, index) => day(index)) }
  })
  return { columns, labels: paths.map(({ labels }) => labels).reduce(agreed, paths[0]?.labels ?? []) }
}

export function mergeDays(a: Days, b: Days): Days {
  const other = new Map(b.columns.map((column) => [column.name, column]))
  const columns = a.columns.map((column): DayColumn => {
    const sketches = other.get(column.name)?.sketches ?? []
    other.delete(column.name)
    const length = Math.max(column.sketches.length, sketches.length)
    const day = (index: number): Sketch => {
      const [one, two] = [column.sketches[index], sketches[index]]
      return one === undefined || two === undefined ? (one ?? two)! : mergeSketches(one, two, DAY_GRID)
    }
    return { ...column, sketches: Array.from({ length }, (_, index) => day(index)) }
  })
  return { columns: [...columns, ...other.values()], labels: agreed(a.labels, b.labels) }
}

/** The columns of text that both have with the same cells. */
function agreed(a: readonly Column[], b: readonly Column[]): readonly Column[] {
  return a.filter(({ name, cells }) => {
    const same = b.find((column) => column.name === name)
    return same !== undefined && same.cells.join('\n') === cells.join('\n')
  })
}
