/**
 * Snapshot files: reads a chain snapshot, which is a CSV file of amounts that names one of token holders and
 * one of labels, relative to itself.
 *
 * Every wrong line of the three files is reported as `file:line: expected …; got …`, the first twenty in
 * full. The digest in the name is that of all files together.
 */
import { dirname, join, resolve } from 'node:path'
import { chainSnapshot, type ChainSnapshot } from '../sim/opening/chain-snapshot.ts'
import type { CsvProblem } from '../sim/opening/csv.ts'
import { HoldersCsvError, parseHolders, type HoldersReading } from '../sim/opening/holders-csv.ts'
import { LabelsCsvError, parseLabels, type Labels } from '../sim/opening/labels-csv.ts'
import { parseSnapshot, SnapshotCsvError, type SnapshotReading } from '../sim/opening/snapshot-csv.ts'
import { nameWithDigest, splitName, WrongPriceFile } from './named-file.ts'
import { readBytes } from './read-bytes.ts'

/** A wrong line of one of the files. */
export interface PlacedProblem extends CsvProblem {
  readonly file: string
}

const ADVICE = 'See docs/how-to/open-from-the-chain.md.'
const MOST_SHOWN = 20

/**
 * The snapshot in the file `named`, with or without digest, and its name with digest.
 *
 * @throws {WrongPriceFile} when a file is unreadable or has changed.
 * @throws {WrongSnapshotFile} when a line of a file is wrong; it has every one.
 */
export function readSnapshotFile(
  named: string,
  cwd: string,
): { readonly text: string; readonly rows: ChainSnapshot } {
  const { path, digest } = splitName(named)
  const problems: PlacedProblem[] = []
  const bytes: Buffer[] = []
  const read = <T>(file: string, what: string, parse: (text: string) => T): T | undefined => {
    const content = readBytes(
      resolve(cwd, file),
      file,
      `a readable CSV file of ${what}`,
      ADVICE,
      ({ expected, got, advice }) => new WrongPriceFile(expected, got, advice),
    )
    bytes.push(content)
    return placed(file, problems, () => parse(content.toString('utf8')))
  }
  const beside = (file: string): string => join(dirname(path), file)
  const reading = read<SnapshotReading>(path, 'a chain snapshot', parseSnapshot)
  if (reading === undefined) throw new WrongSnapshotFile(problems)
  const holders = read<HoldersReading>(beside(reading.holders), 'token holders', parseHolders)
  const labels =
    reading.labels === undefined
      ? new Map()
      : read<Labels>(beside(reading.labels), 'labels of addresses', parseLabels)
  const rows =
    holders === undefined || labels === undefined
      ? undefined
      : placed(path, problems, () => chainSnapshot(reading, holders, labels))
  if (rows === undefined) throw new WrongSnapshotFile(problems)
  return { text: nameWithDigest(path, digest, Buffer.concat(bytes)), rows }
}

/** What `parse` gives; undefined after its wrong lines have been added to `problems`. */
function placed<T>(file: string, problems: PlacedProblem[], parse: () => T): T | undefined {
  try {
    return parse()
  } catch (error) {
    if (
      !(
        error instanceof SnapshotCsvError ||
        error instanceof HoldersCsvError ||
        error instanceof LabelsCsvError
      )
    )
      throw error
    problems.push(...error.problems.map((problem) => ({ ...problem, file })))
    return undefined
  }
}

const shown = (got: string): string => (got === '' ? 'nothing' : `"${got}"`)

/** Lines of a snapshot's files are wrong. The message has one line for each. */
export class WrongSnapshotFile extends WrongPriceFile {
  readonly problems: readonly PlacedProblem[]
  constructor(problems: readonly PlacedProblem[]) {
    const [{ file, line, expected, got }] = problems as [PlacedProblem]
    super(`${expected} at ${file}:${line}`, shown(got), ADVICE)
    this.problems = problems
    const more = problems.length - MOST_SHOWN
    this.message = [
      ...problems
        .slice(0, MOST_SHOWN)
        .map((each) => `${each.file}:${each.line}: expected ${each.expected}; got ${shown(each.got)}`),
      ...(more > 0 ? [`and ${more} more.`] : []),
      ADVICE,
    ].join('\n')
  }
}
