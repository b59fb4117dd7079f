/**
 * Interface: the catalogue's functions and the observation's views, ready to be encoded for a build.
 *
 * Selectors and types are looked up once per build; on the hot path encoding is writing words. Names become addresses on the way in, and
 * addresses become names on the way out.
 */
import { PAIRS, type Account, type Pair } from '../model/interface/accounts.ts'
import type { Call } from '../model/interface/action.ts'
import {
  FUNCTION_NAMES,
  signatureOf,
  splitName,
  type Contract,
  type FunctionName,
} from '../model/interface/functions.ts'
import { VIEWS, type View, type ViewName } from '../model/surface/observation.ts'
import type { Value } from '../model/interface/outcome.ts'
import { prepareCall, type PreparedCall } from './abi/call.ts'
import { prepareEvents, type PreparedEvents } from './abi/log.ts'
import { prepareErrors, type PreparedErrors } from './abi/revert.ts'
import type { AbiValue } from './abi/value.ts'
import type { Build } from './build.ts'
import type { Artifact } from './compile/artifact.ts'
import type { Address } from './machine/machine.ts'
import type { Names } from './names.ts'

export interface PreparedInterface {
  readonly functions: ReadonlyMap<FunctionName, PreparedCall>
  /** By contract and view. */
  readonly views: ReadonlyMap<string, PreparedCall>
  readonly events: PreparedEvents
  readonly errors: PreparedErrors
}

/** Everything in the catalogue but `deploy`, which stands for deployments. */
type Deployable = Exclude<Contract, 'deploy'>

export type ArtifactsByContract = Readonly<Record<Deployable, Artifact>>

/** The artifact of every contract in the catalogue. */
export function artifactsOf({ name: _name, outside, ...own }: Build): ArtifactsByContract {
  return { ...own, ...outside }
}

const prepared = new WeakMap<Build, PreparedInterface>()

/** Prepares a build's interface, once. Throws `FunctionNotFound` if the build lacks a function of the catalogue. */
export function prepareInterface(build: Build): PreparedInterface {
  const known = prepared.get(build)
  if (known !== undefined) return known
  const artifacts = artifactsOf(build)
  const functions = FUNCTION_NAMES.flatMap((name) => {
    const [contract, fn] = splitName(name)
    return contract === 'deploy' ? [] : [[name, prepareCall(artifacts[contract].abi, fn)] as const]
  })
  const abis = Object.values(artifacts).map(({ abi }) => abi)
  const result = {
    functions: new Map(functions),
    views: prepareViews(artifacts),
    events: prepareEvents(...abis),
    errors: prepareErrors(...abis),
  }
  prepared.set(build, result)
  return result
}

function prepareViews(artifacts: ArtifactsByContract): ReadonlyMap<string, PreparedCall> {
  const views = new Map<string, PreparedCall>()
  for (const [contract, { abi }] of Object.entries(artifacts)) {
    for (const name of Object.keys(VIEWS)) {
      const exists = abi.some((item) => item.type === 'function' && item.name === name)
      if (exists) views.set(`${contract}.${name}`, prepareCall(abi, name))
    }
  }
  return views
}

/** The contract that an account is an instance of: a pair of any name is a `pair`. */
function contractOf(account: Account): string {
  return (PAIRS as readonly string[]).includes(account) ? 'pair' : account
}

/** Where a call goes. */
export function targetOf(call: Call): Account | Pair {
  const [contract] = splitName(call.call)
  return call.at ?? contract
}

/** Call data of a call. `proofOf` gives the Merkle proof of an entry of the distributor's list. */
export function encodeCall(
  abi: PreparedInterface,
  call: Call,
  names: Names,
  proofOf: (entry: bigint) => AbiValue = () => [],
): Uint8Array {
  const args = call.args as Readonly<Record<string, Account | readonly Account[] | bigint>>
  const { params } = signatureOf(call.call)
  const values: AbiValue[] = []
  for (const name in params) {
    const value = args[name]!
    const type = params[name]!
    if (type === 'account') values.push(names.addressOf(value as Account))
    else if (type === 'accounts')
      values.push((value as readonly Account[]).map((account) => names.addressOf(account)))
    else if (type === 'proof') values.push(proofOf(value as bigint))
    else values.push(value as bigint | string)
  }
  return abi.functions.get(call.call)!.encode(...values)
}

/** Call data of a view, and how to read its answer. Throws `UnknownView` for what its contract does not answer. */
export function encodeView(
  abi: PreparedInterface,
  view: View,
  names: Names,
): { readonly call: PreparedCall; readonly data: Uint8Array } {
  const call = abi.views.get(`${contractOf(view.on)}.${view.fn}`)
  if (call === undefined) throw new UnknownView(view.on, view.fn)
  const values = view.args.map((arg) => (typeof arg === 'string' ? names.addressOf(arg) : arg))
  return { call, data: call.encode(...values) }
}

/** Decoded return values as one value: none, the only one, or a list. */
export function valueOf(decoded: readonly AbiValue[], names: Names): Value | undefined {
  if (decoded.length === 0) return undefined
  return decoded.length === 1 ? nameIn(decoded[0]!, names) : decoded.map((value) => nameIn(value, names))
}

/** A value with every address in it replaced by its name. */
export function nameIn(value: AbiValue, names: Names): Value {
  if (typeof value === 'string') return isAddress(value) ? names.accountAt(value) : value
  return Array.isArray(value) ? value.map((entry: AbiValue) => nameIn(entry, names)) : (value as Value)
}

function isAddress(text: string): text is Address {
  return text.length === 42 && text.startsWith('0x')
}

/** The account's contract has no such view. */
export class UnknownView extends Error {
  override readonly name = 'UnknownView'
  constructor(on: Account, fn: ViewName) {
    super(`expected a view that ${on} answers, got ${fn}`)
  }
}
