/**
 * Price files: the CSV files that settings name, read and bound to the scenario that they are for.
 *
 * A setting names a file as `btc.csv`; in results it stands as `btc.csv#` and twelve digits of the file's SHA-256, so that a run tells of
 * which prices it was, and whoever repeats it with a file that has changed since is told. A path is relative to where the command runs.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { sha256 } from '../report/hash.ts'
import type { Tables } from '../sim/definition/parameter.ts'
import { parsePriceCsv, PriceCsvError, type PriceRow } from '../sim/process/price-csv.ts'
import { withTables, type Scenario } from '../sim/definition/scenario.ts'
import { WrongInput } from './wrong-input.ts'

/** A scenario with the files at hand that are set, and what is set with their digests. */
export interface Bound {
  readonly scenario: Scenario
  readonly set: Readonly<Record<string, string>>
}

const DIGITS = 12
const NAMED = /^(.*?)(?:#([0-9a-f]{12}))?$/s

/** Reads every price file that `set` names, as somebody in `cwd` means it. Throws {@link WrongPriceFile}. */
export function bindPriceFiles(
  scenario: Scenario,
  set: Readonly<Record<string, string>>,
  cwd: string,
): Bound {
  const named = scenario.parameters.filter(({ kind, name }) => kind === 'prices' && (set[name] ?? '') !== '')
  if (named.length === 0) return { scenario, set }
  const read = named.map(({ name }) => ({ name, ...readPriceFile(set[name]!, cwd) }))
  const tables: Tables = new Map(read.map(({ text, rows }) => [text, rows]))
  const texts = Object.fromEntries(read.map(({ name, text }) => [name, text]))
  return { scenario: withTables(scenario, tables), set: { ...set, ...texts } }
}

/** The rows of a file that is named with or without its digest, and the name with it. Throws {@link WrongPriceFile}. */
export function readPriceFile(
  named: string,
  cwd: string,
): { readonly text: string; readonly rows: readonly PriceRow[] } {
  const [, path, digest] = NAMED.exec(named) as unknown as [string, string, string | undefined]
  const bytes = readBytes(resolve(cwd, path), path)
  const found = sha256(bytes).slice(0, DIGITS)
  if (digest !== undefined && digest !== found)
    throw new WrongPriceFile(
      `${path} as it was, with ${digest}`,
      found,
      'The file has changed since that run. Leave the # and what follows away to take it as it is.',
    )
  try {
    return { text: `${path}#${found}`, rows: parsePriceCsv(bytes.toString('utf8')) }
  } catch (error) {
    if (!(error instanceof PriceCsvError)) throw error
    const [place, expected, got] = /^(\d+:\d+): expected (.*), got (.*)$/s.exec(error.message)!.slice(1)
    throw new WrongPriceFile(`${expected} at ${path}:${place}`, got!, 'See docs/how-to/bring-prices.md.')
  }
}

/** More than a thousand years of days. */
const MOST_BYTES = 64 * 1024 * 1024

function readBytes(path: string, shown: string): Buffer {
  const cannot = (why: string): WrongPriceFile =>
    new WrongPriceFile(
      'a CSV file of daily prices that can be read',
      `${shown} (${why})`,
      'See docs/how-to/bring-prices.md.',
    )
  try {
    const bytes = readFileSync(path)
    if (bytes.length > MOST_BYTES) throw cannot(`${bytes.length} bytes`)
    return bytes
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw cannot(code)
  }
}

/** A price file cannot be read, is not what it should be, or has changed. */
export class WrongPriceFile extends WrongInput {
  readonly expected: string
  readonly got: string
  constructor(expected: string, got: string, advice: string) {
    super({ expected, got, advice })
    this.expected = expected
    this.got = got
  }
}
