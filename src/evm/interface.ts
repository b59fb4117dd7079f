/**
 * Interface: a build's functions, views, events and errors, prepared for encoding and decoding.
 *
 * Selectors and types are resolved once per build; the hot path only writes words. Names are encoded as
 * addresses, and addresses are decoded to names.
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
import { REVERT_CODES } from '../model/surface/revert-strings.ts'
import type { Value } from '../model/interface/outcome.ts'
import { prepareCall, type PreparedCall } from './abi/call.ts'
import { prepareEvents, type PreparedEvents } from './abi/log.ts'
import { prepareErrors, type PreparedErrors } from './abi/revert.ts'
import type { AbiValue } from './abi/value.ts'
import { ownArtifacts, type Build } from './build.ts'
import type { Artifact } from './compile/artifact.ts'
import type { Address } from './machine/machine.ts'
import type { Names } from './names.ts'

export interface PreparedInterface {
  readonly functions: ReadonlyMap<FunctionName, PreparedCall>
  /** By contract and view. */
  readonly views: ReadonlyMap<string, PreparedCall>
  readonly events: PreparedEvents
  readonly errors: PreparedErrors
  /** Revert codes by revert string or custom error: the lab's table, then the build's. */
  readonly codes: ReadonlyMap<string, string>
}

/** Contracts of the catalogue. `deploy` is excluded: it denotes deployments. */
type Deployable = Exclude<Contract, 'deploy'>

export type ArtifactsByContract = Readonly<Record<Deployable, Artifact>>

/** The artifact of every contract in the catalogue. */
export function artifactsOf(build: Build): ArtifactsByContract {
  return { ...ownArtifacts(build), ...build.outside }
}

const prepared = new WeakMap<Build, PreparedInterface>()

/**
 * Prepares a build's interface. The result is cached per build.
 *
 * @throws {FunctionNotFound} when the build lacks a function of the catalogue and does not list it.
 */
export function prepareInterface(build: Build): PreparedInterface {
  const known = prepared.get(build)
  if (known !== undefined) return known
  const artifacts = artifactsOf(build)
  const functions = FUNCTION_NAMES.flatMap((name) => {
    const [contract, fn] = splitName(name)
    return contract === 'deploy' || build.lacks?.includes(name) === true
      ? []
      : [[name, prepareCall(artifacts[contract].abi, fn, artifacts[contract].contract)] as const]
  })
  const abis = Object.values(artifacts).map(({ abi }) => abi)
  const result = {
    functions: new Map(functions),
    views: prepareViews(artifacts),
    events: prepareEvents(...abis),
    errors: prepareErrors(...abis),
    codes: new Map(Object.entries({ ...REVERT_CODES, ...build.reverts })),
  }
  prepared.set(build, result)
  return result
}

function prepareViews(artifacts: ArtifactsByContract): ReadonlyMap<string, PreparedCall> {
  const views = new Map<string, PreparedCall>()
  for (const [contract, { abi, contract: title }] of Object.entries(artifacts)) {
    for (const name of Object.keys(VIEWS)) {
      const exists = abi.some((item) => item.type === 'function' && item.name === name)
      if (exists) views.set(`${contract}.${name}`, prepareCall(abi, name, title))
    }
  }
  return views
}

/** The contract type of an account: every pair is a `pair`. */
function contractOf(account: Account): string {
  return (PAIRS as readonly string[]).includes(account) ? 'pair' : account
}

/** Whether the build has a view. */
export function hasView(abi: PreparedInterface, { on, fn }: View): boolean {
  return abi.views.has(`${contractOf(on)}.${fn}`)
}

/** The account that a call is sent to. */
export function targetOf(call: Call): Account | Pair {
  const [contract] = splitName(call.call)
  return call.at ?? contract
}

/**
 * Encodes a call.
 *
 * @param proofOf the Merkle proof of an entry of the distributor's list. @default an empty proof
 * @throws {FunctionLacking} when the build does not have the function.
 */
export function encodeCall(
  abi: PreparedInterface,
  call: Call,
  names: Names,
  proofOf: (entry: bigint) => AbiValue = () => [],
): Uint8Array {
  const args = call.args as Readonly<Record<string, Account | readonly Account[] | bigint>>
  const { params } = signatureOf(call.call)
  const prepared = abi.functions.get(call.call)
  if (prepared === undefined) throw new FunctionLacking(call.call)
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
  return prepared.encode(...values)
}

/**
 * The call of the catalogue in call data, the inverse of {@link encodeCall}; undefined if it is none, or has
 * a proof, which is not decoded.
 */
export function callOf(
  abi: PreparedInterface,
  by: Account,
  on: Account,
  data: Uint8Array,
  names: Names,
): Call | undefined {
  const contract = contractOf(on)
  for (const [name, prepared] of abi.functions) {
    if (splitName(name)[0] !== contract || !prepared.isCalledBy(data)) continue
    const { params } = signatureOf(name)
    if (Object.values<string>(params).includes('proof')) return undefined
    const values = prepared.argumentsIn(data).map((value) => nameIn(value, names))
    const args = Object.fromEntries(Object.keys(params).map((param, index) => [param, values[index]]))
    const where = contract === 'pair' && on !== 'pair' ? { at: on } : {}
    return { by, call: name, ...where, args } as unknown as Call
  }
  return undefined
}

/**
 * Encodes a view, and gives the prepared call that decodes its answer.
 *
 * @throws {UnknownView} when the contract has no such view.
 */
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

/** Decoded return values as one value: `undefined` for none, the value for one, a list for several. */
export function valueOf(decoded: readonly AbiValue[], names: Names): Value | undefined {
  if (decoded.length === 0) return undefined
  return decoded.length === 1 ? nameIn(decoded[0]!, names) : decoded.map((value) => nameIn(value, names))
}

/** Replaces every address in a value by its name. */
export function nameIn(value: AbiValue, names: Names): Value {
  if (typeof value === 'string') return isAddress(value) ? names.accountAt(value) : value
  return Array.isArray(value) ? value.map((entry: AbiValue) => nameIn(entry, names)) : (value as Value)
}

function isAddress(text: string): text is Address {
  return text.length === 42 && text.startsWith('0x')
}

/** The build lists the function as one that it lacks. */
export class FunctionLacking extends Error {
  override readonly name = 'FunctionLacking'
  constructor(name: FunctionName) {
    super(`expected a function of this build, got ${name}, which it lacks`)
  }
}

/** The account's contract has no such view. */
export class UnknownView extends Error {
  override readonly name = 'UnknownView'
  constructor(on: Account, fn: ViewName) {
    super(`expected a view of ${on}, got ${fn}`)
  }
}
