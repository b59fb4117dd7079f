/**
 * Token holders from CSV text in the export format of block explorers: `"HolderAddress","Balance",
 * "PendingBalanceUpdate"`, as BscScan exports it.
 *
 * Columns are found by name; others are ignored. Fields may be quoted, with commas inside: `"7,877,440.5"`.
 * An address is 0x and 40 hexadecimal digits, each once. A balance is in AMT, with or without thousands
 * separators and without an exponent, exact to 18 decimals. A pending update (`Yes`) is counted and reported:
 * the explorer knows that the balance is out of date. Every wrong line is reported, not only the first.
 */
import type { Amt } from '../../model/kernel/units.ts'
import { headerHint, shapeProblem } from '../csv-shape.ts'
import { AMOUNT, baseUnitsOf, fieldsOf, isAddress, linesOf, problemText, type CsvProblem } from './csv.ts'

/** A holder of a snapshot: address and AMT base units. */
export interface Holder {
  /** Lower case. */
  readonly address: string
  readonly amt: Amt
}

/** Holders read from a file, or its wrong lines. */
export interface HoldersReading {
  /** In the order of the file. */
  readonly holders: readonly Holder[]
  /** Holders whose balance the explorer marks as out of date. */
  readonly pending: number
}

/** One wrong line; lines count from 1. */
export type HolderProblem = CsvProblem

const ADDRESS = 'holderaddress'
const BALANCE = 'balance'
const PENDING = 'pendingbalanceupdate'
const HEADER = 'a header with one HolderAddress and one Balance, and at most one PendingBalanceUpdate'

/**
 * The holders in `text`, at least one.
 *
 * @throws {HoldersCsvError} when the header or a line is wrong; it has every wrong line.
 */
export function parseHolders(text: string): HoldersReading {
  const [head = '', ...lines] = linesOf(text)
  const names = (fieldsOf(head) ?? []).map((name) => name.toLowerCase())
  const columns = (wanted: string): number => names.filter((name) => name === wanted).length
  if (columns(ADDRESS) !== 1 || columns(BALANCE) !== 1 || columns(PENDING) > 1)
    throw new HoldersCsvError([
      {
        line: 1,
        expected: `${HEADER}${headerHint(head)}`,
        got: head,
      },
    ])
  const problems: HolderProblem[] = []
  const holders: Holder[] = []
  const lineOf = new Map<string, number>()
  let pending = 0
  for (const [i, record] of lines.entries()) {
    const line = i + 2
    const wrong = (expected: string, got: string): void => void problems.push({ line, expected, got })
    const fields = fieldsOf(record)
    const problem = shapeProblem(record, fields?.length, names.length)
    if (problem !== undefined || fields === undefined) {
      wrong(problem!.expected, problem!.got)
      continue
    }
    const [address, balance] = [ADDRESS, BALANCE].map((name) => fields[names.indexOf(name)]!) as [
      string,
      string,
    ]
    const before = lineOf.get(address.toLowerCase())
    const amt = baseUnitsOf(balance)
    if (!isAddress(address)) wrong('an address of 0x and 40 hexadecimal digits', address)
    else if (before !== undefined) wrong(`an address that is not on line ${before}`, address)
    else if (amt === undefined) wrong(`a balance of ${AMOUNT}`, balance)
    else {
      lineOf.set(address.toLowerCase(), line)
      holders.push({ address: address.toLowerCase(), amt: amt as Amt })
      if (fields[names.indexOf(PENDING)]?.toLowerCase() === 'yes') pending++
    }
  }
  if (lines.length === 0)
    problems.push({ line: 2, expected: 'a row with a holder', got: 'the end of the file' })
  if (problems.length > 0) throw new HoldersCsvError(problems)
  return { holders, pending }
}

/** The text is not a list of holders. The message has one line per problem: `line: expected …, got …`. */
export class HoldersCsvError extends Error {
  override readonly name = 'HoldersCsvError'
  readonly problems: readonly HolderProblem[]
  constructor(problems: readonly HolderProblem[]) {
    super(problems.map(problemText).join('\n'))
    this.problems = problems
  }
}
