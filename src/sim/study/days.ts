/**
 * Daily statistics: the daily tables of many paths, as a sketch of every column on every day.
 *
 * Memory is bounded by columns times days, whatever the number of paths. Text columns, such as dates, are
 * kept if they are equal on all paths. Cells that are not numbers are omitted.
 */
import type { Column, Table } from '../result.ts'
import type { Named } from './kind.ts'
import { DAY_GRID } from './quantiles.ts'
import { sketchOf, SketchSum, type Sketch } from '../../statistics/sketch.ts'

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

/** A sum of daily columns, added to in place. */
export class DaysSum {
  private readonly columns = new Map<string, ColumnSum>()
  private labels: readonly Column[] | undefined

  add({ columns, labels }: Days): void {
    for (const { name, title, unit, sketches } of columns) {
      const column = this.columns.get(name) ?? { name, title, unit, sums: [] }
      this.columns.set(name, column)
      sketches.forEach((sketch, day) => (column.sums[day] ??= new SketchSum(DAY_GRID)).add(sketch))
    }
    this.labels = agreed(this.labels ?? labels, labels)
  }

  /** The sum so far, valid until the next columns are added; undefined before the first. */
  days(): Days | undefined {
    if (this.labels === undefined) return undefined
    const columns = [...this.columns.values()].map(({ sums, ...named }): DayColumn => ({
      ...named,
      sketches: sums.map((sum) => sum.sketch()),
    }))
    return { columns, labels: this.labels }
  }
}

interface ColumnSum extends Named {
  readonly name: string
  /** One sum for each day. */
  readonly sums: SketchSum[]
}

/** Text columns that are equal in both. */
function agreed(a: readonly Column[], b: readonly Column[]): readonly Column[] {
  return a.filter(({ name, cells }) => {
    const same = b.find((column) => column.name === name)
    return same !== undefined && same.cells.join('\n') === cells.join('\n')
  })
}
