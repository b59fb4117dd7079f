/**
 * Amounts of a chain snapshot from CSV text: `quantity,value`, one quantity a line, in any order.
 *
 * {@link QUANTITIES} says what each is. Amounts are in tokens, exact to 18 decimals, with or without
 * thousands separators. `holders` and `labels` name further files, which this module does not read. Every
 * wrong line is reported, not only the first.
 */
import { SECONDS_PER_DAY, type Timestamp } from '../../model/kernel/units.ts'
import { dayOf } from '../process/history-csv.ts'
import { headerHint, shapeProblem } from '../csv-shape.ts'
import { AMOUNT, baseUnitsOf, fieldsOf, linesOf, problemText, type CsvProblem } from './csv.ts'

/** Amounts, each with its unit and meaning. All are required. */
export const AMOUNTS = {
  supply: 'AMT in circulation: totalSupply of AMT',
  backing: 'BTCB of the RCL',
  poolAmt: 'reserve of AMT in the pair AMT/BTCB',
  poolBtcb: 'reserve of BTCB in the pair',
  lpSupply: 'LP tokens in circulation: totalSupply of the pair',
  lpLocked: 'liqAMT of the locker; 0 if the lock has ended',
  lpWrapped: 'liqAMT in circulation, that of the locker included',
} as const

/** Everything that a snapshot states, with its meaning. */
export const QUANTITIES = {
  date: 'date of the block, YYYY-MM-DD: day 0 of the run',
  block: 'number of the block on BNB Smart Chain',
  ...AMOUNTS,
  holders: 'file of the token holders of AMT at that block',
  labels: 'file that labels addresses (optional)',
} as const

export type Quantity = keyof typeof QUANTITIES
export type AmountName = keyof typeof AMOUNTS

/** A snapshot as written, before its amounts are compared with each other and with the holders. */
export interface SnapshotReading {
  readonly timestamp: Timestamp
  readonly block: bigint
  /** Base units. */
  readonly amounts: Readonly<Record<AmountName, bigint>>
  /** Names of further files, as written. */
  readonly holders: string
  readonly labels: string | undefined
  /** Line of each quantity. */
  readonly lineOf: ReadonlyMap<Quantity, number>
}

const isQuantity = (name: string): name is Quantity => Object.hasOwn(QUANTITIES, name)
const isAmount = (name: Quantity): name is AmountName => Object.hasOwn(AMOUNTS, name)
const NAMES = Object.keys(QUANTITIES) as readonly Quantity[]

/** What a value must be, and its parsed form; undefined for a text that is none. */
const READERS = {
  date: { expected: 'a date YYYY-MM-DD, from 1970 on', read: (text: string) => dayIn(text) },
  block: { expected: 'a block number', read: (text: string) => wholeIn(text) },
  amount: { expected: `an amount of ${AMOUNT}`, read: baseUnitsOf },
} as const

/**
 * The snapshot in `text`.
 *
 * @throws {SnapshotCsvError} when the header or a line is wrong, or a quantity is missing; it has every one.
 */
export function parseSnapshot(text: string): SnapshotReading {
  const [head = '', ...lines] = linesOf(text)
  if ((fieldsOf(head) ?? []).map((name) => name.toLowerCase()).join() !== 'quantity,value')
    throw new SnapshotCsvError([
      { line: 1, expected: `the header quantity,value${headerHint(head)}`, got: head },
    ])
  const problems: CsvProblem[] = []
  const numbers = new Map<Quantity, bigint>()
  const files = new Map<Quantity, string>()
  const lineOf = new Map<Quantity, number>()
  for (const [i, record] of lines.entries()) {
    const line = i + 2
    const wrong = (expected: string, got: string): void => void problems.push({ line, expected, got })
    const fields = fieldsOf(record)
    const problem = shapeProblem(record, fields?.length, 2)
    if (problem !== undefined) {
      wrong(problem.expected, problem.got)
      continue
    }
    const [name, value] = fields as [string, string]
    if (!isQuantity(name)) {
      wrong(`one of the quantities ${NAMES.join(', ')}`, name)
      continue
    }
    if (lineOf.has(name)) {
      wrong(`${name} once; it is on line ${lineOf.get(name)}`, 'it again')
      continue
    }
    lineOf.set(name, line)
    if (name === 'holders' || name === 'labels') {
      if (value === '') wrong(`the name of the file of ${name}`, value)
      files.set(name, value)
      continue
    }
    const { expected, read } = READERS[isAmount(name) ? 'amount' : name]
    const number = read(value)
    if (number === undefined) wrong(`${expected} for ${name}`, value)
    else numbers.set(name, number)
  }
  for (const name of NAMES)
    if (name !== 'labels' && !lineOf.has(name))
      problems.push({ line: lines.length + 2, expected: `a line with ${name}`, got: 'the end of the file' })
  if (problems.length > 0) throw new SnapshotCsvError(problems)
  return {
    timestamp: numbers.get('date')! as Timestamp,
    block: numbers.get('block')!,
    amounts: Object.fromEntries(
      (Object.keys(AMOUNTS) as AmountName[]).map((name) => [name, numbers.get(name)!]),
    ) as Record<AmountName, bigint>,
    holders: files.get('holders')!,
    labels: files.get('labels'),
    lineOf,
  }
}

/** Seconds since 1970-01-01 of a date. */
function dayIn(text: string): bigint | undefined {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? dayOf(text) : undefined
  return day === undefined ? undefined : BigInt(day) * SECONDS_PER_DAY
}

const wholeIn = (text: string): bigint | undefined => (/^\d{1,15}$/.test(text) ? BigInt(text) : undefined)

/**
 * The text is not a chain snapshot, or its amounts contradict each other. The message has one line per
 * problem: `line: expected …, got …`.
 */
export class SnapshotCsvError extends Error {
  override readonly name = 'SnapshotCsvError'
  readonly problems: readonly CsvProblem[]
  constructor(problems: readonly CsvProblem[]) {
    super(problems.map(problemText).join('\n'))
    this.problems = problems
  }
}
