/** Drawn: a chart of a study with the table that it draws. */
import type { Column } from '../../sim/result.ts'
import type { Chart } from '../plot.ts'

export interface Drawn {
  readonly chart: Chart
  readonly columns: readonly Column[]
}

export const column = (name: string, title: string, unit: string, cells: readonly string[]): Column => ({
  name,
  title,
  unit,
  cells,
})

/** `finalFloor` as `final-floor`, for names of charts and files. */
export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
