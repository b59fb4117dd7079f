/**
 * Entries of the data dictionary: what the code that computes a column does not say. Name, title and unit of a
 * column stand there, once.
 */
import type { ColumnType } from './type.ts'

export interface Entry {
  /** Empty if the column's title says it. */
  readonly meaning: string
  /** Where the values come from. @default the table's source */
  readonly source?: string
  /** @default the type of the unit */
  readonly type?: ColumnType
}

/** Entries of the columns of one table. A text is a meaning. */
export interface TableEntry {
  /** Name of the table, or a pattern of names. */
  readonly table: string | RegExp
  /** Commands that write it, or the scenarios whose results have it. */
  readonly of: readonly string[]
  /** Where the values come from. */
  readonly source: string
  readonly columns: Readonly<Record<string, Entry | string>>
  /** Columns whose names follow a pattern. */
  readonly families?: readonly Family[]
}

export interface Family extends Entry {
  readonly pattern: RegExp
  /** How the page names them, such as `s0-p5`. */
  readonly shown: string
}
