/**
 * Typed Parquet: columns with the types that the data dictionary declares.
 *
 * A cell that is not a value of its column's type, such as `never`, is null there; its exact text is in the
 * column `NAME_text` beside it, which is null elsewhere. So the text of every cell can be read back.
 *
 * Between the magic number and the first page, where other readers do not look, stands the SHA-256 of all
 * other bytes. Only files that have it are decoded: a decoder allots what a damaged page says that it holds,
 * and can compute for hours over one changed byte.
 */
import { parquetMetadata, parquetReadObjects, parquetSchema, type SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter, type ColumnSource } from 'hyparquet-writer'
import { textOf, typed, type Value } from './dictionary/cell.ts'
import { PRECISION, SCALE, type ColumnType } from './dictionary/type.ts'
import { sha256 } from './hash.ts'

/** Ending of the column with the exact text. */
export const TEXT_COLUMN = '_text'

export interface TypedColumn {
  readonly name: string
  readonly type: ColumnType
  /** Exact text; undefined where there is none. */
  readonly cells: readonly (string | undefined)[]
  /**
   * Whether the column of texts is written when no cell needs it, so that all files of a set have the same
   * columns. @default false
   */
  readonly hasText?: boolean
}

/** A column whose type is given by the package, such as counts within 32 bits. */
export interface PlainColumn {
  readonly name: string
  readonly plain: Int32Array
}

/** Key and value in the file's metadata. */
export type Note = readonly [key: string, value: string]

type Written = ColumnSource & { readonly element: SchemaElement }

/** The columns as a Parquet file. */
export function parquetFile(
  columns: readonly (TypedColumn | PlainColumn)[],
  notes: readonly Note[] = [],
): Uint8Array {
  const written = columns.flatMap((column) => ('plain' in column ? [plain(column)] : both(column)))
  const bytes = new ByteWriter()
  const file = new ParquetWriter({
    writer: bytes,
    schema: [{ name: 'root', num_children: written.length }, ...written.map(({ element }) => element)],
    kvMetadata: notes.map(([key, value]) => ({ key, value })),
  })
  bytes.appendBytes(new Uint8Array(DIGEST.length))
  // A writer in memory has nothing to wait for.
  void file.write({ columnData: written.map(({ element: _element, ...column }) => column) })
  void file.finish()
  const all = new Uint8Array(bytes.getBuffer())
  all.set(digestOf(all), DIGEST.start)
  return all
}

/** Place of the digest, in hexadecimal digits. */
const DIGEST = { start: 4, length: 64 }

/** The digest of a file, as it stands in the file: over all bytes, with zeros in its own place. */
function digestOf(file: Uint8Array): Uint8Array {
  const rest = Uint8Array.from(file)
  rest.fill(0, DIGEST.start, DIGEST.start + DIGEST.length)
  return new TextEncoder().encode(sha256(rest))
}

/** Whether the file has the digest of its bytes. */
function isWhole(file: Uint8Array): boolean {
  const stated = file.subarray(DIGEST.start, DIGEST.start + DIGEST.length)
  const digest = digestOf(file)
  return stated.length === digest.length && stated.every((byte, at) => byte === digest[at])
}

const plain = ({ name, plain: data }: PlainColumn): Written => ({
  name,
  data,
  element: { name, type: 'INT32', repetition_type: 'REQUIRED' },
})

function both({ name, type, cells, hasText = false }: TypedColumn): readonly Written[] {
  if (type.type === 'text')
    return [
      texts(
        name,
        cells.map((cell) => cell ?? null),
      ),
    ]
  const values = cells.map((cell) => typed(cell, type))
  const exact = values.map(({ text }) => text)
  return [
    {
      name,
      data: values.map(({ value }) => value),
      element: { name, repetition_type: 'OPTIONAL', ...ELEMENTS[type.type](type) },
    },
    ...(hasText || exact.some((text) => text !== null) ? [texts(`${name}${TEXT_COLUMN}`, exact)] : []),
  ]
}

const texts = (name: string, data: readonly (string | null)[]): Written => ({
  name,
  data: [...data],
  element: { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
})

const ELEMENTS: Readonly<
  Record<Exclude<ColumnType['type'], 'text'>, (type: ColumnType) => Omit<SchemaElement, 'name'>>
> = {
  integer: () => ({ type: 'INT64' }),
  decimal: ({ scale = SCALE }) => ({
    type: 'FIXED_LEN_BYTE_ARRAY',
    type_length: 16,
    converted_type: 'DECIMAL',
    scale,
    precision: PRECISION,
  }),
  date: () => ({ type: 'INT32', converted_type: 'DATE' }),
  boolean: () => ({ type: 'BOOLEAN' }),
}

/** Content of a Parquet file. */
export interface ParquetContent {
  readonly notes: ReadonlyMap<string, string>
  /** Exact text by column, without the columns of texts; undefined where there is none. */
  readonly columns: ReadonlyMap<string, readonly (string | undefined)[]>
}

/**
 * Reads a file that {@link parquetFile} wrote.
 *
 * @throws {Error} when it is not such a file, or is damaged.
 */
export async function readParquet(bytes: Uint8Array): Promise<ParquetContent> {
  if (!isWhole(bytes)) throw new Error('expected a file with the digest of its bytes; it is damaged')
  const file = new Uint8Array(bytes).buffer
  const metadata = parquetMetadata(file)
  const elements = parquetSchema(metadata).children.map(({ element }) => ({ ...element }))
  // The package reads decimals as floats and dates as `Date`. Without their types it gives bytes and days.
  for (const element of metadata.schema)
    if (element.converted_type === 'DECIMAL' || element.converted_type === 'DATE') {
      delete element.converted_type
      delete element.logical_type
    }
  const cells = new Map<string, unknown[]>(elements.map(({ name }) => [name, []]))
  // One column of one row group at a time: of several that are damaged, the package leaves all errors but the
  // first unhandled, which ends the process.
  for (const { name } of elements) {
    let row = 0
    for (const { num_rows: rows } of metadata.row_groups) {
      const part = { rowStart: row, rowEnd: row + Number(rows) }
      for (const record of await parquetReadObjects({ file, metadata, columns: [name], ...part }))
        cells.get(name)!.push(record[name])
      row = part.rowEnd
    }
  }
  const columns = elements
    .filter(({ name }) => !name.endsWith(TEXT_COLUMN) || !cells.has(name.slice(0, -TEXT_COLUMN.length)))
    .map((element) => {
      const exact = cells.get(`${element.name}${TEXT_COLUMN}`) ?? []
      const read = cells.get(element.name)!.map((value, row) => exact[row] ?? cellOf(value, element))
      return [element.name, read as (string | undefined)[]] as const
    })
  return {
    columns: new Map(columns),
    notes: new Map((metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value ?? ''])),
  }
}

function cellOf(value: unknown, element: SchemaElement): string | undefined {
  if (value === null || value === undefined) return undefined
  if (value instanceof Uint8Array)
    return textOf(bigEndian(value), { type: 'decimal', scale: element.scale ?? 0 })
  if (element.converted_type === 'DATE') return textOf(value as Value, { type: 'date' })
  return String(value)
}

/** Two's complement. */
function bigEndian(bytes: Uint8Array): bigint {
  const unsigned = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  return BigInt.asIntN(bytes.length * 8, unsigned)
}
