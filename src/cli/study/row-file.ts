/**
 * Row files: the rows of a shard as Parquet, one row per path.
 *
 * | columns | type | content |
 * |---|---|---|
 * | `scenario`, `seed` | text | identity of the path |
 * | `days`, `point`, `path` | INT32 | likewise |
 * | `parameter_…` | the parameter's | every parameter of the scenario |
 * | `resultHash` | text | hash of the path |
 * | `actions`, `refused`, `checks` | INT32 | number of actions, of reverted actions, of invariant checks |
 * | `broken` | text | JSON: broken invariants by name, with day, action and message |
 * | `metric_…` | the metric's | value; null when it is a word, or the path failed |
 * | `metric_…_text`, `parameter_…_text` | text | exact text where the value does not give it, such as `never` |
 * | `error` | text | error of a failed path; null otherwise |
 * | `command` | text | command that runs this path alone |
 *
 * Types are those of the data dictionary (`src/report/dictionary`). All files of a study have the same
 * columns. Titles and units of the metrics and statements of the invariants are JSON under the key `amt-lab`
 * of the file's metadata.
 */
import { DECIMAL, metricTypes, TEXT, type ColumnType } from '../../report/dictionary/type.ts'
import { parquetFile, readParquet, type ParquetContent } from '../../report/parquet.ts'
import type { Kind } from '../../sim/study/kind.ts'
import type { Broken, Row } from '../../sim/study/row.ts'

export interface RowFile {
  /** Undefined when every path failed. */
  readonly kind: Kind | undefined
  readonly rows: readonly Row[]
}

/** Values shared by all rows of a file, or derived from the path. */
export interface RowContext {
  readonly scenario: string
  readonly seed: string
  readonly days: number
  /** Text of every parameter at the point. */
  readonly parameters: Readonly<Record<string, string>>
  /** Types of the parameters. @default text */
  readonly parameterTypes?: Readonly<Record<string, ColumnType>>
  readonly command: (path: number) => string
}

/** Columns of a row in their order. Of `parameter_` and `metric_`, the names follow. */
export const ROW_COLUMNS = [
  'scenario',
  'seed',
  'days',
  'point',
  'path',
  'parameter_',
  'resultHash',
  'actions',
  'refused',
  'checks',
  'broken',
  'metric_',
  'error',
  'command',
] as const

const KEY = 'amt-lab'

export function writeRows({ kind, rows }: RowFile, context: RowContext): Uint8Array {
  const { scenario, seed, days, parameters, parameterTypes = {}, command } = context
  const text = (name: string, of: (row: Row) => string | undefined) => ({
    name,
    type: TEXT,
    cells: rows.map(of),
  })
  const whole = (name: string, of: (row: Row) => number) => ({ name, plain: Int32Array.from(rows, of) })
  const types = metricTypes(kind)
  const columns = [
    text('scenario', () => scenario),
    text('seed', () => seed),
    whole('days', () => days),
    whole('point', ({ point }) => point),
    whole('path', ({ path }) => path),
    ...Object.entries(parameters).map(([name, value]) => {
      const type = parameterTypes[name] ?? TEXT
      // Whatever their point, all files have the columns that a large decimal needs.
      return { name: `parameter_${name}`, type, cells: rows.map(() => value), hasText: isDecimal(type) }
    }),
    text('resultHash', ({ resultHash }) => resultHash),
    whole('actions', ({ actions }) => actions),
    whole('refused', ({ refused }) => refused),
    whole('checks', ({ checks }) => checks),
    text('broken', ({ broken }) => JSON.stringify(broken)),
    ...Object.keys(kind?.metrics ?? {}).map((name) => ({
      name: `metric_${name}`,
      type: types[name]!,
      cells: rows.map(({ metrics }) => metrics[name]),
      hasText: true,
    })),
    text('error', ({ error }) => error),
    text('command', ({ path }) => command(path)),
  ]
  return parquetFile(columns, [[KEY, JSON.stringify(kind ?? null)]])
}

const isDecimal = ({ type }: ColumnType): boolean => type === DECIMAL.type

/**
 * Reads a file of rows.
 *
 * @throws {Error} when it is not complete or was changed.
 */
export async function readRows(bytes: Uint8Array): Promise<RowFile> {
  try {
    return await rowsIn(bytes)
  } catch (error) {
    // A parser of binary data fails in many ways, none of which tells a reader more.
    throw new Error('it is no complete Parquet file of a study', { cause: error })
  }
}

async function rowsIn(bytes: Uint8Array): Promise<RowFile> {
  const { notes, columns } = await readParquet(bytes)
  const text = notes.get(KEY)
  const kind = (JSON.parse(text ?? 'null') as Kind | null) ?? undefined
  const count = columns.get('path')?.length ?? 0
  return { kind, rows: Array.from({ length: count }, (_, row) => rowFrom(columns, row, kind)) }
}

function rowFrom(columns: ParquetContent['columns'], row: number, kind: Kind | undefined): Row {
  const cell = (name: string): string | undefined => columns.get(name)?.[row]
  const metrics = Object.keys(kind?.metrics ?? {}).flatMap((name) => {
    const value = cell(`metric_${name}`)
    return value === undefined ? [] : [[name, value] as const]
  })
  const error = cell('error')
  return {
    point: Number(cell('point')),
    path: Number(cell('path')),
    resultHash: cell('resultHash') ?? '',
    actions: Number(cell('actions')),
    refused: Number(cell('refused')),
    checks: Number(cell('checks')),
    broken: JSON.parse(cell('broken')!) as Record<string, Broken>,
    metrics: Object.fromEntries(metrics),
    ...(error === undefined ? {} : { error }),
  }
}
