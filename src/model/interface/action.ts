/**
 * Actions: contract calls and the passing of time, as plain values.
 *
 * Scenarios and generators produce actions. A counterexample is a list of actions. Model and chain replay any
 * such list. Amounts are unbranded bigints, because an action may request an invalid amount.
 */
import { UINT256_MAX } from '../kernel/uint256.ts'
import type { Account, Pair } from './accounts.ts'
import {
  FUNCTION_NAMES,
  isFunctionName,
  signatureOf,
  type FunctionName,
  type ParamType,
  type SignatureOf,
} from './functions.ts'

interface ArgOf {
  account: Account
  accounts: readonly Account[]
  uint256: bigint
  uint256s: readonly bigint[]
  proof: bigint
  /** Hexadecimal with the prefix `0x`. */
  bytes: `0x${string}`
}

/** Arguments of a catalogue function, by parameter name. */
export type ArgsOf<F extends FunctionName> = {
  readonly [P in keyof SignatureOf<F>['params']]: SignatureOf<F>['params'][P] extends ParamType
    ? ArgOf[SignatureOf<F>['params'][P]]
    : never
}

/**
 * `by` calls a function. For functions of a pair, `at` selects the pair.
 *
 * @default 'pair' (AMT/BTCB)
 */
export type Call<F extends FunctionName = FunctionName> = F extends FunctionName
  ? { readonly by: Account; readonly call: F; readonly at?: Pair; readonly args: ArgsOf<F> }
  : never

/** The clock advances. */
export interface Wait {
  /** Seconds. */
  readonly wait: bigint
}

/** What happens next: a call of a contract, or time passes. */
export type Action = Call | Wait

/** Builds a call of a catalogue function by `by`. */
export function call<F extends FunctionName>(by: Account, name: F, args: ArgsOf<F>): Action {
  return { by, call: name, args } as unknown as Call<F> as Action
}

/** Whether the action only lets time pass. */
export function isWait(action: Action): action is Wait {
  return 'wait' in action
}

/** Serialises an action as JSON. Bigints become decimal strings; {@link decodeAction} restores them. */
export function encodeAction(action: Action): string {
  return encodeFields(action as unknown as Fields)
}

type Fields = { readonly [field: string]: unknown }

// Written out: a hash encodes every action of a path, and `JSON.stringify` with a replacer takes four times
// as long. A test compares both.

function encodeFields(fields: Fields): string {
  let text = ''
  for (const name in fields) {
    const value = fields[name]
    if (value === undefined) continue
    text +=
      text === ''
        ? (FIRST.get(name) ?? `{${JSON.stringify(name)}:`)
        : (LATER.get(name) ?? `,${JSON.stringify(name)}:`)
    text += encodeValue(value)
  }
  return text === '' ? '{}' : `${text}}`
}

function encodeValue(value: unknown): string {
  if (typeof value === 'bigint') return `"${value}"`
  if (typeof value === 'string' && PLAIN.test(value)) return `"${value}"`
  if (Array.isArray(value)) return `[${value.map(encodeValue).join(',')}]`
  return isFields(value) ? encodeFields(value) : JSON.stringify(value)
}

/** Names of fields as they are encoded: few strings are joined for an action. */
const FIELDS = [
  'by',
  'call',
  'at',
  'args',
  'wait',
  ...FUNCTION_NAMES.flatMap((name) => Object.keys(signatureOf(name).params)),
]
const FIRST: ReadonlyMap<string, string> = new Map(FIELDS.map((name) => [name, `{"${name}":`]))
const LATER: ReadonlyMap<string, string> = new Map(FIELDS.map((name) => [name, `,"${name}":`]))

/** Text that JSON does not escape; all names of accounts and functions are. */
const PLAIN = /^[\w.:/ -]*$/

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

/**
 * Parses an action; the inverse of {@link encodeAction}. Ignores arguments that the function does not have.
 *
 * @throws {SyntaxError} when the text is not JSON.
 * @throws {InvalidAction} when the function is unknown, or an argument is missing or of the wrong type.
 */
export function decodeAction(text: string): Action {
  const raw = JSON.parse(text) as {
    by?: string
    call?: string
    at?: Pair
    wait?: string
    args?: Record<string, unknown>
  }
  if (raw.wait !== undefined) return { wait: uint(raw.wait, 'wait') }
  const { call: name } = raw
  if (!isFunctionName(name))
    throw new InvalidAction(`a function of the catalogue, got ${JSON.stringify(name)}`)
  if (typeof raw.by !== 'string')
    throw new InvalidAction(`"by" to name an account, got ${JSON.stringify(raw.by)}`)
  const args = Object.entries(signatureOf(name).params).map(([param, type]) => [
    param,
    decodeArg(raw.args?.[param], type, param),
  ])
  const at = raw.at === undefined ? {} : { at: raw.at }
  return { by: raw.by, call: name, ...at, args: Object.fromEntries(args) } as Action
}

function decodeArg(value: unknown, type: ParamType, name: string): unknown {
  if (type === 'uint256' || type === 'proof') return uint(value, name)
  if (type === 'uint256s') return uints(value, name)
  const isText = typeof value === 'string'
  const isList = Array.isArray(value) && value.every((entry) => typeof entry === 'string')
  if (type === 'accounts' ? !isList : !isText)
    throw new InvalidAction(`"${name}" as ${type}, got ${JSON.stringify(value)}`)
  return value
}

function uints(value: unknown, name: string): bigint[] {
  if (!Array.isArray(value)) throw new InvalidAction(`"${name}" as uint256s, got ${JSON.stringify(value)}`)
  return value.map((entry) => uint(entry, name))
}

function uint(value: unknown, name: string): bigint {
  if (typeof value !== 'string' || !/^\d+$/.test(value) || BigInt(value) > UINT256_MAX)
    throw new InvalidAction(`"${name}" as a uint256 in decimal digits, got ${JSON.stringify(value)}`)
  return BigInt(value)
}

/** A JSON text does not describe an action. */
export class InvalidAction extends Error {
  override readonly name = 'InvalidAction'
  constructor(expected: string) {
    super(`expected ${expected}`)
  }
}
