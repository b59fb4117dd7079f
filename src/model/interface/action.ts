/**
 * Actions: everything that anyone can do, as one plain value.
 *
 * A scenario produces actions, a generator produces actions, a counterexample is a list of actions, and that list is enough to
 * replay anything on the model or on the chain. Amounts are plain bigints, since an action may ask for what cannot be.
 */
import type { Account, Pair } from './accounts.ts'
import { signatureOf, type FunctionName, type ParamType, type SignatureOf } from './functions.ts'
import { UINT256_MAX } from '../kernel/uint256.ts'

interface ArgOf {
  account: Account
  accounts: readonly Account[]
  uint256: bigint
  uint256s: readonly bigint[]
  proof: bigint
  /** Hexadecimal with the prefix `0x`. */
  bytes: `0x${string}`
}

export type ArgsOf<F extends FunctionName> = {
  readonly [P in keyof SignatureOf<F>['params']]: SignatureOf<F>['params'][P] extends ParamType
    ? ArgOf[SignatureOf<F>['params'][P]]
    : never
}

/** Somebody calls a function. `at` names which pair, where `pair` (AMT/BTCB) is not meant. */
export type Call<F extends FunctionName = FunctionName> = F extends FunctionName
  ? { readonly by: Account; readonly call: F; readonly at?: Pair; readonly args: ArgsOf<F> }
  : never

/** Time passes, in seconds. */
export interface Wait {
  readonly wait: bigint
}

export type Action = Call | Wait

/** `by` calls a function of the catalogue. */
export function call<F extends FunctionName>(by: Account, name: F, args: ArgsOf<F>): Action {
  return { by, call: name, args } as unknown as Call<F> as Action
}

export function isWait(action: Action): action is Wait {
  return 'wait' in action
}

/** An action as JSON: bigints become decimal strings; {@link decodeAction} restores them by the catalogue. */
export function encodeAction(action: Action): string {
  return JSON.stringify(action, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
}

/**
 * The inverse of {@link encodeAction}.
 *
 * @throws {InvalidAction} if the text names no known function or an argument is missing or of the wrong type.
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
  const signature = signatureOf(raw.call as FunctionName) as ReturnType<typeof signatureOf> | undefined
  if (signature === undefined)
    throw new InvalidAction(`a function of the catalogue, got ${JSON.stringify(raw.call)}`)
  if (typeof raw.by !== 'string')
    throw new InvalidAction(`"by" to name an account, got ${JSON.stringify(raw.by)}`)
  const args = Object.entries(signature.params).map(([name, type]) => [
    name,
    decodeArg(raw.args?.[name], type, name),
  ])
  const at = raw.at === undefined ? {} : { at: raw.at }
  return { by: raw.by, call: raw.call as FunctionName, ...at, args: Object.fromEntries(args) } as Action
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

/** A text does not describe an action. */
export class InvalidAction extends Error {
  override readonly name = 'InvalidAction'
  constructor(expected: string) {
    super(`expected ${expected}`)
  }
}
