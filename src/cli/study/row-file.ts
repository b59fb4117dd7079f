/**
 * Row files: the rows of a shard as Parquet, one row per path.
 *
 * | columns | content |
 * |---|---|
 * | `scenario`, `seed`, `days`, `point`, `path` | identity of the path |
 * | `parameter_…` | every parameter of the scenario, as text |
 * | `resultHash`, `actions`, `refused`, `checks` | hash, number of actions, of reverted actions, of invariant checks |
 * | `broken` | JSON: broken invariants by name, with day, action and message |
 * | `metric_…` | exact decimal text, or a word such as `never`; null when the path failed |
 * | `error` | error of a failed path; null otherwise |
 * | `command` | command that runs this path alone |
 *
 * Amounts are text, which is exact in every reader: `CAST(metric_paid AS DECIMAL(38,18))`. Titles and units
 * of the metrics and statements of the invariants are JSON under the key `amt-lab` of the file's metadata.
 */
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
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
  readonly command: (path: number) => string
}

const KEY = 'amt-lab'

export function writeRows({ kind, rows }: RowFile, context: RowContext): Uint8Array {
  const { scenario, seed, days, parameters, command } = context
  const text = (name: string, of: (row: Row) => string) => ({
    name,
    data: rows.map(of),
    type: 'STRING' as const,
  })
  const maybe = (name: string, of: (row: Row) => string | undefined) => ({
    name,
    data: rows.map((row) => of(row) ?? null),
    type: 'STRING' as const,
    nullable: true,
  })
  const whole = (name: string, of: (row: Row) => number) => ({
    name,
    data: Int32Array.from(rows, of),
    type: 'INT32' as const,
  })
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        text('scenario', () => scenario),
        text('seed', () => seed),
        whole('days', () => days),
        whole('point', ({ point }) => point),
        whole('path', ({ path }) => path),
        ...Object.entries(parameters).map(([name, value]) => text(`parameter_${name}`, () => value)),
        text('resultHash', ({ resultHash }) => resultHash),
        whole('actions', ({ actions }) => actions),
        whole('refused', ({ refused }) => refused),
        whole('checks', ({ checks }) => checks),
        text('broken', ({ broken }) => JSON.stringify(broken)),
        ...Object.keys(kind?.metrics ?? {}).map((name) =>
          maybe(`metric_${name}`, ({ metrics }) => metrics[name]),
        ),
        maybe('error', ({ error }) => error),
        text('command', ({ path }) => command(path)),
      ],
      kvMetadata: [{ key: KEY, value: JSON.stringify(kind ?? null) }],
    }),
  )
}

export async function readRows(bytes: Uint8Array): Promise<RowFile> {
  const file = new Uint8Array(bytes).buffer
  const metadata = parquetMetadata(file)
  const text = metadata.key_value_metadata?.find(({ key }) => key === KEY)?.value
  const kind = (JSON.parse(text ?? 'null') as Kind | null) ?? undefined
  const records = await parquetReadObjects({ file, metadata })
  return { kind, rows: records.map((record) => rowFrom(record, kind)) }
}

function rowFrom(record: Readonly<Record<string, unknown>>, kind: Kind | undefined): Row {
  const metrics = Object.keys(kind?.metrics ?? {}).flatMap((name) => {
    const value = record[`metric_${name}`]
    return typeof value === 'string' ? [[name, value] as const] : []
  })
  const error = record['error']
  return {
    point: Number(record['point']),
    path: Number(record['path']),
    resultHash: String(record['resultHash']),
    actions: Number(record['actions']),
    refused: Number(record['refused']),
    checks: Number(record['checks']),
    broken: JSON.parse(String(record['broken'])) as Record<string, Broken>,
    metrics: Object.fromEntries(metrics),
    ...(typeof error === 'string' ? { error } : {}),
  }
}
