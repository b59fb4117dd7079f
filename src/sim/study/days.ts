/**
 * Daily statistics: the daily tables of many paths, as a sketch of every column on every day.
 *
 * Memory is bounded by columns times days, whatever the number of paths. Text columns, such as dates, are
 * kept if they are equal on all paths. Cells that are not numbers are omitted.
 */
import type { Column, Table } from '../result.ts'
import type { Named } from './kind.ts'
import { DAY_GRID } from './quantiles.ts'
import { mergeSketches, sketchOf, type Sketch } from '../../statistics/sketch.ts'

/** Daily table of one path: numeric columns, with NaN for other cells, and text columns. */
export interface PathDays {
  readonly columns: readonly NumberColumn[]
  readonly labels: readonly Column[]
}

interface NumberColumn extends Named {
  readonly name: string
  readonly values: Float64Array
}

/** A daily column over paths: one sketch for each day. */
export interface DayColumn extends Named {
  readonly name: string
  /** One sketch for each day. */
  readonly sketches: readonly Sketch[]
}

/** Daily columns over paths. */
export interface Days {
  readonly columns: readonly DayColumn[]
  /** Text columns that are equal on all paths. */
  readonly labels: readonly Column[]
}

const DECIMAL = /^-?\d+(?:\.\d+)?$/
/** A numeric column may contain empty cells and words such as `never`. */
const isNumberColumn = ({ cells }: Column): boolean => cells.some((cell) => DECIMAL.test(cell))

/** The numeric and text columns of a daily table. */
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

/** Text columns that are equal in both. */
function agreed(a: readonly Column[], b: readonly Column[]): readonly Column[] {
  return a.filter(({ name, cells }) => {
    const same = b.find((column) => column.name === name)
    return same !== undefined && same.cells.join('\n') === cells.join('\n')
  })
}
