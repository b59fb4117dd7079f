/**
 * Acts: what somebody does between the steps of a deployment, and how two deployed chains differ.
 *
 * An outsider creates the pair, which anybody can, and calls every function of what exists with edge values;
 * the owner's constructors get edge values.
 */
import { creationCode, prepareCall } from '../../evm/abi/call.ts'
import { AbiValueError, type AbiValue } from '../../evm/abi/value.ts'
import type { Build } from '../../evm/build.ts'
import { Chain } from '../../evm/chain.ts'
import { DeploymentFailed } from '../../evm/create.ts'
import { WrongDeployment, type BeforeStep } from '../../evm/deploy.ts'
import type { Address, Machine } from '../../evm/machine/machine.ts'
import { addressOfPerson } from '../../evm/names.ts'
import { chain56, pairAddress } from '../../evm/outside-world.ts'
import { PLANNED_ROLES, type PlannedRole, type PlanStep } from '../../evm/plan.ts'
import { START } from '../../lockstep/compare/deployed-chain.ts'
import { answerText } from '../../lockstep/compare/comparison.ts'
import type { Account } from '../../model/interface/accounts.ts'
import { viewKey, viewsOf, type View } from '../../model/surface/observation.ts'
import { answeredBy, Unanswered } from '../answered.ts'
import { functionsIn, isView, publishedFunctions, signatureOf } from '../input/abi-items.ts'
import { callsOf, preparedOrNot, valuesOf } from '../input/edge-calls.ts'

/** One way in which a build does otherwise than the project's contracts while it is deployed. */
export interface PrologueDifference {
  readonly signature: string
  readonly kind: 'permits' | 'blocks' | 'state'
  /** Who acts: an outsider, or the owner by an argument. */
  readonly by: Account
  readonly model: string
  readonly chain: string
}

export const OUTSIDER = 'alice'

/** Calls of one function at one place; more say little, since hardly anything has happened yet. */
const CALLS = 3

/** Orders of the tokens: the differences of one are hardly ever those of the other, so one is enough. */
const AMT_SORTS = 'above'

export interface Attempt {
  readonly place: string
  readonly what: string
  readonly ok: boolean
  readonly by: Account
}

/** Whether each attempt succeeds, by where and what it is. */
export function attemptsOf(
  build: Build,
  keeps: (role: PlannedRole, signature: string) => boolean = isPublished,
): ReadonlyMap<string, Attempt> {
  const found = new Map<string, Attempt>()
  deployed(build, (machine, step, known) => {
    const place = placeText(step)
    const add = (what: string, by: Account, ok: boolean): void =>
      void found.set(`${place}, ${what}`, { place, what, ok, by })
    for (const { role, signature, calls } of callsAt(build, known, keeps))
      for (const [number, data] of calls.entries())
        add(
          `${OUTSIDER} calls ${role}.${signature} #${number}`,
          OUTSIDER,
          undone(machine, () => sent(machine, OUTSIDER, known.get(role)!, data)),
        )
    if (step === undefined || !('create' in step)) return
    for (const [what, args] of edgeArguments(build, step, known))
      add(
        `the constructor with ${what}`,
        'owner',
        undone(machine, () => created(machine, build, step.create, args)),
      )
  })
  return found
}

/** Each argument of a constructor with edge values, the others as planned. */
function* edgeArguments(
  build: Build,
  { create: role, args = [] }: Extract<PlanStep, { readonly create: PlannedRole }>,
  known: ReadonlyMap<string, Address>,
): Generator<readonly [what: string, args: readonly AbiValue[]]> {
  const inputs = build[role].abi.find((item) => item.type === 'constructor')?.inputs ?? []
  const planned: readonly AbiValue[] = args.map((value) =>
    typeof value === 'string' ? (known.get(value) ?? value) : value,
  )
  for (const [index, { type }] of inputs.entries()) {
    const edges: readonly (readonly [string, AbiValue])[] =
      type === 'address'
        ? [
            ['the zero address', `0x${'00'.repeat(20)}`],
            ['a person', addressOfPerson(OUTSIDER)],
          ]
        : [...valuesOf(type, addressOfPerson, OUTSIDER), 999n].map((value) => [
            `the value ${String(value)}`,
            value,
          ])
    for (const [what, value] of edges) yield [`${what} as argument ${index + 1}`, planned.with(index, value)]
  }
}

function created(machine: Machine, build: Build, role: PlannedRole, args: readonly AbiValue[]): boolean {
  try {
    const data = creationCode(build[role], ...args)
    return machine.execute({ ...BLOCK, from: addressOfPerson('owner'), to: undefined, data }).ok
  } catch (error) {
    // The value is too large for the parameter's type.
    if (!(error instanceof AbiValueError)) throw error
    return false
  }
}

/** An outsider's calls of everything that exists, with edge values, before some steps. */
export function actsAt(of: Build, isPlace: (place: string) => boolean): BeforeStep {
  return (machine, step, known) => {
    if (!isPlace(placeText(step))) return
    createPair(of, machine, known)
    for (const { role, calls } of callsAt(of, known, () => true))
      for (const data of calls) sent(machine, OUTSIDER, known.get(role)!, data)
  }
}

// Calls and deployments.

interface Calls {
  readonly role: PlannedRole
  readonly signature: string
  readonly calls: readonly Uint8Array[]
}

function isPublished(role: PlannedRole, signature: string): boolean {
  return publishedFunctions(role).some((item) => signatureOf(item) === signature)
}

/** Functions of what exists, with edge values. */
function callsAt(
  build: Build,
  known: ReadonlyMap<string, Address>,
  keeps: (role: PlannedRole, signature: string) => boolean,
): readonly Calls[] {
  const addressOf = (account: Account): Address => {
    const amt = known.get('amt')
    if (account === 'pair' && amt !== undefined) return pairAddress(build.outside, amt, chain56.btcb)
    return known.get(account) ?? addressOfPerson(account)
  }
  return PLANNED_ROLES.filter((role) => known.has(role)).flatMap((role) =>
    functionsIn(build[role].abi)
      .filter((item) => !isView(item) && keeps(role, signatureOf(item)))
      .flatMap((item) => {
        const signature = signatureOf(item)
        const prepared = preparedOrNot(build[role], signature)
        if (prepared === undefined) return []
        return [{ role, signature, calls: callsOf(prepared, item, addressOf, OUTSIDER, CALLS) }]
      }),
  )
}

function sent(machine: Machine, by: Account, to: Address, data: Uint8Array): boolean {
  return machine.execute({ ...BLOCK, from: addressOfPerson(by), to, data }).ok
}

const BLOCK = { timestamp: START, blockNumber: 1n } as const

function undone<T>(machine: Machine, what: () => T): T {
  const mark = machine.checkpoint()
  const result = what()
  machine.rewind(mark)
  return result
}

/** The chain, or why it cannot be deployed. */
export function deployed(build: Build, beforeStep: BeforeStep): Chain | Error {
  try {
    return new Chain({ build, amtSorts: AMT_SORTS, start: START, beforeStep })
  } catch (error) {
    if (error instanceof DeploymentFailed || error instanceof WrongDeployment) return error
    throw error
  }
}

export function deployedOrThrow(build: Build): Chain {
  return new Chain({ build, amtSorts: AMT_SORTS, start: START })
}

/** `before create master`, or `after the last step`. */
export function placeText(step: PlanStep | undefined): string {
  if (step === undefined) return 'after the last step'
  return 'create' in step ? `before create ${step.create}` : `before call ${step.call}`
}

/** Anybody can create the pair as soon as AMT's address is known. */
function createPair(build: Build, machine: Machine, known: ReadonlyMap<string, Address>): void {
  const amt = known.get('amt')
  if (amt === undefined) return
  const { encode } = prepareCall(build.outside.factory.abi, 'createPair')
  sent(machine, OUTSIDER, chain56.factory, encode(amt, chain56.btcb))
}

interface DifferentAnswer {
  readonly view: View
  readonly key: string
  readonly left: string
  readonly right: string
}

/** Answers by view that a chain has, after so many payments. */
export function answersOf(chain: Chain, snapshots: bigint): ReadonlyMap<string, string> {
  const views = [...viewsOf({ ...DOMAIN, snapshots })].filter((view) => chain.answers(view))
  return new Map(views.map((view) => [viewKey(view), textOf(chain, view)]))
}

export function differing(model: Chain, chain: Chain): readonly DifferentAnswer[] {
  return [...viewsOf(DOMAIN)].flatMap((view) => {
    if (!chain.answers(view)) return []
    const [left, right] = [model, chain].map((side) => textOf(side, view))
    return left === right ? [] : [{ view, key: viewKey(view), left: left!, right: right! }]
  })
}

function textOf(chain: Chain, view: View): string {
  const answer = answeredBy(() => chain.read(view))
  return answer instanceof Unanswered ? 'no answer' : answerText({ ok: true, value: answer })
}

const DOMAIN = {
  people: ['owner', 'payer', 'admin', OUTSIDER],
  snapshots: 0n,
  pairs: ['pair'],
  lockerExists: false,
  rounds: 0,
  airdrops: undefined,
} as const
