/**
 * Case files: the counterexamples in a file that lockstep, audit or claims has written.
 *
 * - `case.json` and `nearest.json` of lockstep and audit: one case with its deployment.
 * - `claims.json`: the counterexamples of all claims.
 * - Corpora, JSON lines: one case a line.
 *
 * Read by hand, not by the schema of `readCaseFile`: the schema library would be a ninth of the worker's script
 * and tries to compile functions, which the page's policy blocks. Everything that the model takes for granted
 * is checked: people, accounts, pairs and bytes.
 */
import {
  isPersonName,
  PAIRS,
  SYSTEM_ACCOUNTS,
  TOKENS,
  type Account,
  type Token,
} from '../../model/interface/accounts.ts'
import { decodeAction, isWait, type Action } from '../../model/interface/action.ts'
import type { DeploymentSpec } from '../../model/economy.ts'
import type { Timestamp } from '../../model/kernel/units.ts'
import { namedIn } from './timeline.ts'

/** A counterexample of a file. */
export interface SavedCase {
  readonly name: string
  /** What it shows, as the file says. */
  readonly about: string
  readonly deployment: DeploymentSpec
  readonly actions: readonly Action[]
}

/** Longest text that is read. */
export const MOST_CHARACTERS = 5_000_000
/** Most actions of a case. */
const MOST_ACTIONS = 20_000

/** Where cases of corpora and claims begin: 2023-07-12. */
const START = 1_689_120_000n as Timestamp

/** Orders of the tokens' addresses in the project's two deployments. */
const TOKEN_ORDERS: Readonly<Record<string, readonly Token[]>> = {
  below: ['usdt', 'liqAmt', 'amt', 'btcb'],
  above: ['liqAmt', 'usdt', 'btcb', 'amt'],
}

/**
 * The cases of a file, at least one.
 *
 * @throws {WrongFile} when the text is no such file; the message says what is wrong, where, and what to do.
 */
export function casesIn(file: string, text: string): readonly SavedCase[] {
  if (text.length > MOST_CHARACTERS)
    throw new WrongFile(file, `it has more than ${MOST_CHARACTERS} characters`)
  const whole = parsed(text)
  const cases = whole === undefined ? linesIn(file, text) : casesOf(file, whole)
  if (cases.length === 0) throw new WrongFile(file, 'it has no counterexample')
  return cases
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function casesOf(file: string, value: unknown): readonly SavedCase[] {
  if (!isFields(value)) throw new WrongFile(file, 'its JSON is no object')
  if (Array.isArray(value['claims'])) return claimsIn(file, value['claims'])
  if ('deployment' in value) return [caseOf(file, value)]
  if ('amtSorts' in value) return [entryOf(file, value, 1)]
  if (Array.isArray(value['states']))
    throw new WrongFile(file, 'it is an ITF trace; open case.json beside it')
  if (Array.isArray(value['findings']))
    throw new WrongFile(file, 'it lists findings; open findings/01/case.json, or that of another finding')
  throw new WrongFile(file, 'it has neither a deployment with actions nor claims')
}

/** JSON lines. */
function linesIn(file: string, text: string): readonly SavedCase[] {
  const lines = text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [[line, index + 1] as const]))
  return lines.map(([line, number]) => {
    const value = parsed(line)
    if (!isFields(value))
      throw new WrongFile(
        file,
        lines.length === 1 || number === 1 ? 'it is not JSON' : `line ${number} is not JSON`,
      )
    if ('by' in value || 'wait' in value)
      throw new WrongFile(
        file,
        'it has the actions of a run; choose the run’s scenario, seed and parameters on this page instead',
      )
    return entryOf(file, value, number)
  })
}

/** `schema`, `about`, `deployment`, `actions`, as `caseFile` writes them. */
function caseOf(file: string, { about, deployment, actions }: Fields): SavedCase {
  if (!isFields(deployment)) throw new WrongFile(file, '"deployment" is no object')
  const { people, tokenOrder, timestamp } = deployment
  if (!isTexts(people)) throw new WrongFile(file, '"people" is no list of names')
  const stranger = people.find((name) => !isPersonName(name) && !isSystem(name))
  if (stranger !== undefined) throw new WrongFile(file, `"people" has ${shown(stranger)}, which is no name`)
  if (!isTokenOrder(tokenOrder))
    throw new WrongFile(file, `"tokenOrder" has not each of ${TOKENS.join(', ')} once`)
  if (typeof timestamp !== 'string' || !/^\d{1,15}$/.test(timestamp))
    throw new WrongFile(file, '"timestamp" is no number of seconds in digits')
  const told = typeof about === 'string' ? about : ''
  return {
    name: told === '' ? file : told,
    about: told,
    deployment: { people, tokenOrder, timestamp: BigInt(timestamp) as Timestamp },
    actions: actionsOf(file, '', actions, people),
  }
}

function entryOf(file: string, { name, amtSorts, actions }: Fields, line: number): SavedCase {
  const tokenOrder = typeof amtSorts === 'string' ? TOKEN_ORDERS[amtSorts] : undefined
  if (typeof name !== 'string' || tokenOrder === undefined)
    throw new WrongFile(file, `line ${line} has no "name" and "amtSorts" as a corpus has them`)
  const decoded = actionsOf(file, `line ${line}, `, actions, undefined)
  return {
    name,
    about: name,
    deployment: { people: peopleIn(decoded), tokenOrder, timestamp: START },
    actions: decoded,
  }
}

function claimsIn(file: string, claims: readonly unknown[]): readonly SavedCase[] {
  return claims.filter(isFields).flatMap(({ number, readings }) =>
    fieldsIn(readings).flatMap((reading) => {
      const { name, property, counterexamples } = reading
      return fieldsIn(counterexamples).map(({ actions, violation }, index): SavedCase => {
        const place = `claim ${String(number)}, `
        const decoded = actionsOf(file, place, actions, undefined)
        const more = index === 0 ? '' : `, ${index + 1}`
        return {
          name: `Claim ${String(number)}: ${String(name)}${more}`,
          about: `${String(property)} Here ${String(violation)}.`,
          deployment: { people: peopleIn(decoded), tokenOrder: TOKEN_ORDERS['below']!, timestamp: START },
          actions: decoded,
        }
      })
    }),
  )
}

const fieldsIn = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])

const peopleIn = (actions: readonly Action[]): readonly Account[] =>
  [...new Set(actions.flatMap(namedIn))].filter(isPersonName)

/** Decodes actions. `people`: whom they may name; anybody with a name where it is undefined. */
function actionsOf(
  file: string,
  place: string,
  value: unknown,
  people: readonly Account[] | undefined,
): readonly Action[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new WrongFile(file, `${place}"actions" is no list of at least one action`)
  if (value.length > MOST_ACTIONS)
    throw new WrongFile(file, `${place}it has ${value.length} actions; at most ${MOST_ACTIONS} are read`)
  const known = people && new Set(people)
  const isKnown = (name: Account): boolean => isSystem(name) || (known?.has(name) ?? isPersonName(name))
  return value.map((each, index) => {
    const wrong = (why: string): WrongFile => new WrongFile(file, `${place}action ${index + 1}: ${why}`)
    let action: Action
    try {
      action = decodeAction(JSON.stringify(each))
    } catch (error) {
      throw wrong(error instanceof Error ? error.message : String(error))
    }
    if (isWait(action)) return action
    const { at, call, args } = action
    if (at !== undefined && !(call.startsWith('pair.') && (PAIRS as readonly string[]).includes(at)))
      throw wrong(`expected "at" to name a pair whose function is called, got ${shown(at)}`)
    if (call === 'pair.swap' && !/^0x(?:[\da-f]{2})*$/i.test(args.data))
      throw wrong(`expected "data" as bytes in hexadecimal digits, got ${shown(args.data)}`)
    const stranger = namedIn(action).find((name) => !name.startsWith('0x') && !isKnown(name))
    if (stranger !== undefined) throw wrong(`expected an account of the deployment, got ${shown(stranger)}`)
    return action
  })
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')

const isTokenOrder = (value: unknown): value is readonly Token[] =>
  isTexts(value) && value.length === TOKENS.length && TOKENS.every((token) => value.includes(token))

const isSystem = (name: string): boolean => (SYSTEM_ACCOUNTS as readonly string[]).includes(name)

/** A text of the file, not longer than a message needs. */
const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)

/** A file is no counterexample. */
export class WrongFile extends Error {
  override readonly name = 'WrongFile'
  constructor(file: string, why: string) {
    super(
      `expected case.json of lockstep or audit, claims.json, or a corpus as JSON lines; got ${file}: ${why}`,
    )
  }
}
