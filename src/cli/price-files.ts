/**
 * Price files: reads the CSV files that parameters name, histories and chain snapshots too, and binds them to
 * a scenario.
 *
 * - A parameter names a file, such as `btc.csv`, relative to the working directory.
 * - Results record it as `btc.csv#` followed by twelve digits of its SHA-256. A later run with that name
 *   fails if the file has changed.
 */
import { resolve } from 'node:path'
import { isFileKind, type FileTable, type Kind, type Tables } from '../sim/definition/parameter.ts'
import { HistoryCsvError, parseHistory } from '../sim/process/history-csv.ts'
import { parsePriceCsv, PriceCsvError, type PriceRow } from '../sim/process/price-csv.ts'
import { withTables, type Scenario } from '../sim/definition/scenario.ts'
import { readBytes } from './read-bytes.ts'
import { readSnapshotFile } from './snapshot-file.ts'
import { nameWithDigest, splitName, WrongPriceFile } from './named-file.ts'

/** A scenario bound to its price files, and the parameters with the files' digests. */
export interface Bound {
  readonly scenario: Scenario
  readonly set: Readonly<Record<string, string>>
}

/**
 * Reads all price files in `set`, relative to `cwd`.
 *
 * @throws {WrongPriceFile} when a file is unreadable, invalid or has changed.
 */
export function bindPriceFiles(
  scenario: Scenario,
  set: Readonly<Record<string, string>>,
  cwd: string,
): Bound {
  const named = scenario.parameters.filter(({ kind, name }) => isFileKind(kind) && (set[name] ?? '') !== '')
  if (named.length === 0) return { scenario, set }
  const read = named.map(({ name, kind }) => ({ name, ...readFileOf(kind, set[name]!, cwd) }))
  const tables: Tables = new Map(read.map(({ text, rows }) => [text, rows]))
  const texts = Object.fromEntries(read.map(({ name, text }) => [name, text]))
  return { scenario: withTables(scenario, tables), set: { ...set, ...texts } }
}

/**
 * The table in the file that a parameter names, and the file's name with digest.
 *
 * @throws {WrongPriceFile} when the file is unreadable, invalid or has changed.
 * @throws {WrongSnapshotFile} likewise, for a chain snapshot.
 */
export function readFileOf(
  kind: Kind,
  named: string,
  cwd: string,
): { readonly text: string; readonly rows: FileTable } {
  if (kind === 'prices') return readPriceFile(named, cwd)
  if (kind === 'snapshot') return readSnapshotFile(named, cwd)
  const { path, text, bytes } = checkedBytes(named, cwd)
  try {
    return { text, rows: parseHistory(bytes.toString('utf8')).history }
  } catch (error) {
    if (!(error instanceof HistoryCsvError)) throw error
    const { line, column, expected, got } = error.problems[0]!
    const more = error.problems.length - 1
    throw new WrongPriceFile(
      `${expected} at ${path}:${line}:${column}`,
      got === '' ? 'nothing' : `"${got}"`,
      `${more > 0 ? `${more} more line${more === 1 ? ' is' : 's are'} wrong. ` : ''}See docs/how-to/calibrate.md.`,
    )
  }
}

/**
 * The rows of a price file named with or without digest, and its name with digest.
 *
 * @throws {WrongPriceFile} when the file is unreadable, invalid or has changed.
 */
export function readPriceFile(
  named: string,
  cwd: string,
): { readonly text: string; readonly rows: readonly PriceRow[] } {
  const { path, text, bytes } = checkedBytes(named, cwd)
  try {
    return { text, rows: parsePriceCsv(bytes.toString('utf8')) }
  } catch (error) {
    if (!(error instanceof PriceCsvError)) throw error
    const [place, expected, got] = /^(\d+:\d+): expected (.*), got (.*)$/s.exec(error.message)!.slice(1)
    throw new WrongPriceFile(`${expected} at ${path}:${place}`, got!, 'See docs/how-to/bring-prices.md.')
  }
}

/** The bytes of a file, and its name with digest. */
function checkedBytes(
  named: string,
  cwd: string,
): { readonly path: string; readonly text: string; readonly bytes: Buffer } {
  const { path, digest } = splitName(named)
  const bytes = readPrices(resolve(cwd, path), path)
  return { path, text: nameWithDigest(path, digest, bytes), bytes }
}

function readPrices(path: string, shown: string): Buffer {
  return readBytes(
    path,
    shown,
    'a readable CSV file of daily prices',
    'See docs/how-to/bring-prices.md.',
    ({ expected, got, advice }) => new WrongPriceFile(expected, got, advice),
  )
}

export { WrongPriceFile }
