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
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { sha256 } from '../../report/hash.ts'
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
/** Key of the SHA-256 of metrics and cells, by which a damaged file is noticed. */
const DIGEST = 'amt-lab-rows'

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
  const columnData = [
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
  ]
  const described = JSON.stringify(kind ?? null)
  const digest = digestOf(
    described,
    columnData.map(({ name, data }) => [name, [...data]]),
  )
  return new Uint8Array(
    parquetWriteBuffer({
      columnData,
      kvMetadata: [
        { key: KEY, value: described },
        { key: DIGEST, value: digest },
      ],
    }),
  )
}

/**
 * Reads a file of rows.
 *
 * @throws {Error} when it is not complete or was changed.
 */
export async function readRows(bytes: Uint8Array): Promise<RowFile> {
  try {
    return await rowsIn(bytes)
  } catch (error) {
    if (error instanceof OtherDigest) throw error
    // A parser of binary data fails in many ways, none of which tells a reader more.
    throw new Error('it is no complete Parquet file of a study', { cause: error })
  }
}

async function rowsIn(bytes: Uint8Array): Promise<RowFile> {
  const file = new Uint8Array(bytes).buffer
  const metadata = parquetMetadata(file)
  const text = metadata.key_value_metadata?.find(({ key }) => key === KEY)?.value
  const kind = (JSON.parse(text ?? 'null') as Kind | null) ?? undefined
  const names = parquetSchema(metadata).children.map(({ element }) => element.name)
  const records: Record<string, unknown>[] = Array.from({ length: Number(metadata.num_rows) }, () => ({}))
  // One column of one row group at a time: of several that are damaged, the package leaves all errors but the
  // first unhandled, which ends the process.
  for (const name of names) {
    let row = 0
    for (const { num_rows: rows } of metadata.row_groups) {
      const part = { rowStart: row, rowEnd: row + Number(rows) }
      for (const record of await parquetReadObjects({ file, metadata, columns: [name], ...part }))
        records[row++]![name] = record[name]
    }
  }
  const digest = digestOf(
    text,
    names.map((name) => [name, records.map((record) => record[name])]),
  )
  if (metadata.key_value_metadata?.find(({ key }) => key === DIGEST)?.value !== digest)
    throw new OtherDigest()
  return { kind, rows: records.map((record) => rowFrom(record, kind)) }
}

/** SHA-256 of the description of the metrics and of all cells, column by column. */
function digestOf(
  described: string | undefined,
  columns: readonly (readonly [name: string, cells: readonly unknown[]])[],
): string {
  return sha256(JSON.stringify([described, columns]))
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

/** Metrics or cells were changed. */
class OtherDigest extends Error {
  constructor() {
    super('its cells do not have the digest that it states')
  }
}
