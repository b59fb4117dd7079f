/**
 * Labels of addresses from CSV text: which address is a contract, and whom a holder is like.
 *
 * A header with `address` and `label`, in any case and order; other columns, such as a note, are ignored. A
 * label is one of {@link LABELS}. Every wrong line is reported, not only the first.
 */
import { headerHint, shapeProblem } from '../csv-shape.ts'
import { fieldsOf, isAddress, linesOf, problemText, type CsvProblem } from './csv.ts'

/** Labels of contracts and of the project, and the accounts that they are in the economy. */
export const ACCOUNT_LABELS = {
  /** The project's wallets, together. */
  project: 'owner',
  pair: 'pair',
  rcl: 'burnVault',
  master: 'master',
  market: 'market',
  'staking-vault': 'stakingVault',
  'buy-back-vault': 'buyBackVault',
  /** Whoever can never act, such as the burn address. */
  dead: 'dead',
} as const

/** Labels of people: the classes of the cap table. */
export const CLASS_LABELS = ['miner', 'large', 'medium', 'small', 'trader', 'redeemer', 'provider'] as const

export type AccountLabel = keyof typeof ACCOUNT_LABELS
export type ClassLabel = (typeof CLASS_LABELS)[number]
/** What an address of a snapshot is. */
export type Label = AccountLabel | ClassLabel

export const LABELS: readonly Label[] = [...(Object.keys(ACCOUNT_LABELS) as AccountLabel[]), ...CLASS_LABELS]

/** Labels by address in lower case. */
export type Labels = ReadonlyMap<string, Label>

/**
 * The labels in `text`.
 *
 * @throws {LabelsCsvError} when the header or a line is wrong; it has every wrong line.
 */
export function parseLabels(text: string): Labels {
  const [head = '', ...lines] = linesOf(text)
  const names = (fieldsOf(head) ?? []).map((name) => name.toLowerCase())
  for (const name of ['address', 'label'])
    if (names.filter((each) => each === name).length !== 1)
      throw new LabelsCsvError([
        { line: 1, expected: `a header with one address and one label${headerHint(head)}`, got: head },
      ])
  const columns = [names.indexOf('address'), names.indexOf('label')] as const
  const problems: CsvProblem[] = []
  const labels = new Map<string, Label>()
  const lineOf = new Map<string, number>()
  for (const [i, record] of lines.entries()) {
    const line = i + 2
    const wrong = (expected: string, got: string): void => void problems.push({ line, expected, got })
    const fields = fieldsOf(record)
    const problem = shapeProblem(record, fields?.length, names.length)
    if (problem !== undefined || fields === undefined) {
      wrong(problem!.expected, problem!.got)
      continue
    }
    const [address, named] = columns.map((column) => fields[column]!) as [string, string]
    const key = address.toLowerCase()
    const label = LABELS.find((each) => each === named.toLowerCase())
    const pairLine = label === 'pair' ? lineOf.get(label) : undefined
    if (!isAddress(address)) wrong('an address of 0x and 40 hexadecimal digits', address)
    else if (lineOf.has(key)) wrong(`an address that is not on line ${lineOf.get(key)}`, address)
    else if (label === undefined) wrong(`one of the labels ${LABELS.join(', ')}`, named)
    else if (pairLine !== undefined) wrong(`one pair, which is on line ${pairLine}`, 'another')
    else {
      labels.set(key, label)
      if (label === 'pair') lineOf.set(label, line)
    }
    if (isAddress(address) && !lineOf.has(key)) lineOf.set(key, line)
  }
  if (problems.length > 0) throw new LabelsCsvError(problems)
  return labels
}

/** The text is not a list of labels. The message has one line per problem: `line: expected …, got …`. */
export class LabelsCsvError extends Error {
  override readonly name = 'LabelsCsvError'
  readonly problems: readonly CsvProblem[]
  constructor(problems: readonly CsvProblem[]) {
    super(problems.map(problemText).join('\n'))
    this.problems = problems
  }
}
