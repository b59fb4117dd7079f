/**
 * Prologue: what others do before, between and after the steps of a deployment, and edge values for the
 * arguments of its constructors.
 *
 * The same is done while the build and while the project's own contracts are deployed, by the published plan.
 * They are compared in who may do what, in which constructors accept what, in whether the deployment still
 * succeeds, and in all views afterwards. Functions that only the build has are called too: a build that lets
 * anybody initialise it before its owner does differs afterwards.
 *
 * What shows after the last step as well is left out: the comparison of actions and the extra functions have
 * it, with a story.
 *
 * A build with a plan of its own has no counterpart with the same steps. It is compared with itself: what an
 * outsider may do before a step and no longer after the last one, and which views the calls before a step
 * leave otherwise than an undisturbed deployment. What the published contracts allow as well is told, too.
 *
 * Not modelled: BNB; two outsiders in turn; edge values for the constructors of a plan of the build's own.
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
import { PLANNED_ROLES, STANDARD_PLAN, type Plan, type PlannedRole, type PlanStep } from '../../evm/plan.ts'
import { START } from '../../lockstep/compare/deployed-chain.ts'
import { answerText } from '../../lockstep/compare/comparison.ts'
import type { Account } from '../../model/interface/accounts.ts'
import { viewKey, viewsOf, type View } from '../../model/surface/observation.ts'
import { answeredBy, Unanswered } from '../answered.ts'
import { functionsIn, isView, publishedBuild, publishedFunctions, signatureOf } from '../input/abi-items.ts'
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

const OUTSIDER = 'alice'

/** Calls of one function at one place; more say little, since hardly anything has happened yet. */
const CALLS = 3

/** Orders of the tokens: the differences of one are hardly ever those of the other, so one is enough. */
const AMT_SORTS = 'above'

/** All differences; those of a build with a plan of its own are from its own undisturbed deployment. */
export function prologueDifferences(build: Build): readonly PrologueDifference[] {
  if (build.plan !== undefined) return ownPlanDifferences(build, build.plan)
  return [...whoMayDoWhat(build), ...whatStays(build)]
}

// Tried and undone: single calls, and constructors with edge values.

function whoMayDoWhat(build: Build): readonly PrologueDifference[] {
  reference.attempts ??= attemptsOf(publishedBuild())
  const [found, late] = [new Map<string, PrologueDifference>(), new Set<string>()]
  for (const { place, what, ok, by } of attemptsOf(build).values()) {
    const model = reference.attempts.get(`${place}, ${what}`)
    if (model === undefined || model.ok === ok) continue
    const how = `${what.replace(/ #\d+$/, '')}: the model ${doesIt(model.ok)}, the chain ${doesIt(ok)}`
    if (place === placeText(undefined)) late.add(how)
    if (found.has(how)) continue
    found.set(how, {
      signature: `deployment: ${place}, ${how}`,
      kind: ok ? 'permits' : 'blocks',
      by,
      model: model.ok ? 'done' : 'reverted',
      chain: ok ? 'done' : 'reverted',
    })
  }
  return [...found].flatMap(([how, difference]) => (late.has(how) ? [] : [difference]))
}

/** Of the project's own contracts, made once. */
const reference: { attempts?: ReadonlyMap<string, Attempt>; plain?: Chain; everywhere?: Chain | Error } = {}

function doesIt(ok: boolean): string {
  return ok ? 'does it' : 'reverts it'
}

interface Attempt {
  readonly place: string
  readonly what: string
  readonly ok: boolean
  readonly by: Account
}

/** Whether each attempt succeeds, by where and what it is. */
function attemptsOf(
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

// Done and kept: all calls at one place, then the rest of the deployment, then all views.

function whatStays(build: Build): readonly PrologueDifference[] {
  const everywhere = afterActs(build, EVERYWHERE)
  if (everywhere.length === 0) return []
  const late = new Set(
    afterActs(build, (where) => where === placeText(undefined)).map(({ signature }) => signature),
  )
  if (everywhere.every(({ signature }) => late.has(signature))) return []
  // Somewhere something differs: each place on its own says where.
  const found = new Map<string, PrologueDifference>()
  for (const place of STANDARD_PLAN.map(placeText)) {
    const [first] = afterActs(build, (where) => where === place).filter(
      ({ signature }) => !late.has(signature),
    )
    if (first !== undefined && !found.has(first.signature))
      found.set(first.signature, {
        ...first,
        signature: `deployment: calls of ${OUTSIDER} ${place}: ${first.signature}`,
      })
  }
  return [...found.values()]
}

/** What differs from the project's contracts after an outsider's calls at these places. */
function afterActs(build: Build, isPlace: (place: string) => boolean): readonly PrologueDifference[] {
  const acts = (of: Build): BeforeStep => actsAt(of, isPlace)
  const model =
    isPlace === EVERYWHERE
      ? (reference.everywhere ??= deployed(publishedBuild(), acts(publishedBuild())))
      : deployed(publishedBuild(), acts(publishedBuild()))
  const chain = deployed(build, acts(build))
  const by = OUTSIDER
  if (!(model instanceof Chain) || !(chain instanceof Chain)) {
    if (chain instanceof Chain || !(model instanceof Chain)) return []
    const signature = 'then the chain cannot be deployed'
    return [{ signature, kind: 'blocks', by, model: 'deployed', chain: chain.message }]
  }
  const plain = new Set(
    differing(deployedOrThrow(publishedBuild()), deployedOrThrow(build)).map(({ key }) => key),
  )
  return differing(model, chain).flatMap(({ view, key, left, right }) =>
    plain.has(key)
      ? []
      : [
          {
            signature: `then ${view.on}.${view.fn} differs`,
            kind: 'state' as const,
            by,
            model: `${key} is ${left}`,
            chain: `${key} is ${right}`,
          },
        ],
  )
}

const EVERYWHERE = (): boolean => true

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

function differing(model: Chain, chain: Chain): readonly DifferentAnswer[] {
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

// A plan of the build's own: compared with its own undisturbed deployment.

function ownPlanDifferences(build: Build, plan: Plan): readonly PrologueDifference[] {
  const plain = deployed(build, () => {})
  // A plan that fails by itself is reported where the build is deployed.
  if (!(plain instanceof Chain)) return []
  return [...onlyBefore(build), ...whatStaysOf(build, plan, plain)]
}

/** Calls that an outsider may make before a step, and not after the last one. */
function onlyBefore(build: Build): readonly PrologueDifference[] {
  const found = new Map<string, PrologueDifference>()
  // Initialisers are not published.
  const attempts = attemptsOf(build, () => true)
  for (const { place, what, ok, by } of attempts.values()) {
    const late = attempts.get(`${placeText(undefined)}, ${what}`)
    // What has no counterpart after the last step is an edge value of a constructor.
    if (!ok || late === undefined || late.ok) continue
    const how = what.replace(/ #\d+$/, '')
    if (found.has(how)) continue
    found.set(how, {
      signature: `deployment: ${place}, ${how}: done there, and reverted after the last step`,
      kind: 'permits',
      by,
      model: 'reverted after the last step',
      chain: `done ${place}`,
    })
  }
  return [...found.values()]
}

function whatStaysOf(build: Build, plan: Plan, plain: Chain): readonly PrologueDifference[] {
  const after = (isPlace: (place: string) => boolean): Chain | Error =>
    deployed(build, actsAt(build, isPlace))
  const late = after((where) => where === placeText(undefined))
  const known = new Set(late instanceof Chain ? differing(plain, late).map(({ key }) => key) : [])
  return plan.map(placeText).flatMap((place): readonly PrologueDifference[] => {
    const disturbed = after((where) => where === place)
    const by = OUTSIDER
    const signature = `deployment: calls of ${OUTSIDER} ${place}: then`
    if (!(disturbed instanceof Chain))
      return [
        {
          signature: `${signature} the chain cannot be deployed`,
          kind: 'blocks',
          by,
          model: 'deployed without them',
          chain: disturbed.message,
        },
      ]
    const [first] = differing(plain, disturbed).filter(({ key }) => !known.has(key))
    if (first === undefined) return []
    const { view, key, left, right } = first
    return [
      {
        signature: `${signature} ${view.on}.${view.fn} differs`,
        kind: 'state',
        by,
        model: `${key} is ${left} without them`,
        chain: `${key} is ${right}`,
      },
    ]
  })
}

/** An outsider's calls of everything that exists, with edge values, before some steps. */
function actsAt(of: Build, isPlace: (place: string) => boolean): BeforeStep {
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
function deployed(build: Build, beforeStep: BeforeStep): Chain | Error {
  try {
    return new Chain({ build, amtSorts: AMT_SORTS, start: START, beforeStep })
  } catch (error) {
    if (error instanceof DeploymentFailed || error instanceof WrongDeployment) return error
    throw error
  }
}

function deployedOrThrow(build: Build): Chain {
  return new Chain({ build, amtSorts: AMT_SORTS, start: START })
}

/** `before create master`, or `after the last step`. */
function placeText(step: PlanStep | undefined): string {
  if (step === undefined) return 'after the last step'
  return 'create' in step ? `before create ${step.create}` : `before call ${step.call}`
}
