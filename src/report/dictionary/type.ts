/**
 * Types of columns, by which data files are read without guessing.
 *
 * | type | cells | Parquet |
 * |---|---|---|
 * | `text` | any text | STRING |
 * | `integer` | whole numbers | INT64 |
 * | `decimal` | exact decimals with up to `scale` decimals | DECIMAL(38, scale) |
 * | `date` | YYYY-MM-DD | DATE |
 * | `boolean` | `true`, `false` | BOOLEAN |
 */
import type { Kind } from '../../sim/study/kind.ts'

export type TypeName = 'text' | 'integer' | 'decimal' | 'date' | 'boolean'

export interface ColumnType {
  readonly type: TypeName
  /** Decimals of a `decimal`. Below {@link SCALE}, every cell is written with exactly so many. */
  readonly scale?: number
}

/** Decimals of amounts on chain, and the most that a column has. */
export const SCALE = 18

/** Digits of a `decimal`, before and after the point together. */
export const PRECISION = 38

export const TEXT: ColumnType = { type: 'text' }
export const INTEGER: ColumnType = { type: 'integer' }
export const DATE: ColumnType = { type: 'date' }
export const BOOLEAN: ColumnType = { type: 'boolean' }
export const DECIMAL: ColumnType = { type: 'decimal', scale: SCALE }

/** Units that count, or number, something. */
const COUNTS = new Set([
  'actions',
  'block',
  'claims',
  'day',
  'origins',
  'outages',
  'paths',
  'payments',
  'people',
  'purchases',
  'quotes',
  'sandwiches',
  'trades',
])

/** Type of a column that declares none: of its unit. Columns without a unit are text. */
export function typeOfUnit(unit: string): ColumnType {
  if (unit === '' || unit === 'up or down') return TEXT
  if (unit === 'date') return DATE
  return COUNTS.has(unit) ? INTEGER : DECIMAL
}

/** Types of the metrics that all paths of a study share, by name. */
export function metricTypes(kind: Kind | undefined): Readonly<Record<string, ColumnType>> {
  const metrics = Object.entries(kind?.metrics ?? {})
  return Object.fromEntries(metrics.map(([name, { unit }]) => [name, typeOfUnit(unit)]))
}

/** `decimal(38,18)`, or the name of any other type. */
export function typeText({ type, scale = SCALE }: ColumnType): string {
  return type === 'decimal' ? `decimal(${PRECISION},${scale})` : type
}
