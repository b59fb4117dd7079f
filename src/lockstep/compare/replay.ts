/**
 * Replay: a recorded list of actions on model and contracts, however long, and then on EthereumJS.
 *
 * For whole simulations of hundreds of people: after each action the outcomes are compared and the views that the model or the chain saw
 * change. Answers about snapshots and allowances are too many to be remembered; they are compared as the model changes them, and once more
 * at the end, afresh: every view but the allowances between accounts of which neither ever approved the other.
 */
import { isWait, type Action } from '../../model/interface/action.ts'
import type { Account } from '../../model/interface/accounts.ts'
import type { DeploymentSpec } from '../../model/economy.ts'
import {
  viewKey,
  viewsOf,
  type ViewDomain,
  type View,
  type ViewName,
} from '../../model/surface/observation.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import { projectBuild, type Build } from '../../evm/build.ts'
import { Chain } from '../../evm/chain.ts'
import { crossCheck, type Difference, type Recording, type Trace } from '../../evm/machine/trace.ts'
import type { Divergence } from './comparison.ts'
import { RULES, type Rules } from './rules.ts'
import { story } from '../report/story.ts'
import { DifferentialRunner } from './differential-runner.ts'
import { amtSortsIn } from './deployed-chain.ts'

export interface ReplayOptions {
  /** The project's own contracts unless given. */
  readonly build?: Build
  /** The model unless given. */
  readonly rules?: Rules
  /** Whether all messages are run on EthereumJS too, or by whom; they are, in this thread, unless told otherwise. */
  readonly crossChecks?: boolean | CrossChecker
  /** Told after every action how many have been replayed. */
  readonly progress?: (actions: number) => void
}

/** Whoever repeats traces on EthereumJS. */
export interface CrossChecker {
  /** All that EthereumJS contradicts in a trace. */
  readonly check: (trace: Trace) => Promise<readonly Difference[]>
  /** How many traces may be handed in before the oldest is done: each holds a copy of all accounts. */
  readonly ahead: number
}

export interface Replayed {
  /** Actions that were replayed: all, unless the sides diverge. */
  readonly actions: number
  /** 0, or 1 if the sides diverge: then the replay ends. */
  readonly divergences: number
  readonly first: ReplayDivergence | undefined
  /** Answers to views that were compared. */
  readonly answers: number
  /** Undefined if it was not asked for. */
  readonly crossChecked: CrossChecked | undefined
}

export interface CrossChecked {
  readonly messages: number
  readonly differences: readonly Difference[]
}

export interface ReplayDivergence {
  /** Number of the action, from 1; of the last one if only the observation at the end shows it. */
  readonly action: number
  readonly divergence: Divergence
  /** The last actions up to it, and what the two sides say. */
  readonly story: string
}

/** Actions in a stage that is repeated on EthereumJS at once: beside them, the copies of all accounts at both ends cost little. */
export const STAGE = 500

const IN_THIS_THREAD: CrossChecker = { check: crossCheck, ahead: 0 }

/** Actions that a story tells before the divergence. */
const TOLD = 10

/**
 * Replays actions from a deployment on.
 *
 * @throws {WrongTokenOrder} the deployment's order of tokens is not the one in which they are deployed.
 */
export async function replay(
  deployment: DeploymentSpec,
  actions: readonly Action[],
  options: ReplayOptions = {},
): Promise<Replayed> {
  const { build = projectBuild(), rules = RULES, crossChecks = true, progress } = options
  const chain = new Chain({ build, amtSorts: amtSortsIn(deployment), start: deployment.timestamp })
  if (chain.tokenOrder.join() !== deployment.tokenOrder.join())
    throw new WrongTokenOrder(chain.tokenOrder, deployment.tokenOrder)
  const checker = crossChecks === true ? IN_THIS_THREAD : crossChecks
  const reference = checker === false ? undefined : new Stages(chain, checker)
  const runner = new DifferentialRunner(rules, chain, deployment, { remembers: isRemembered })
  for (const view of startingViews(rules.viewDomainOf(runner.economy))) chain.read(view)

  const told: Outcome[] = runner.outcomes
  let divergence: Divergence | undefined
  let replayed = 0
  for (const action of actions) {
    divergence = runner.step(action)
    replayed++
    progress?.(replayed)
    if (divergence !== undefined) break
    if (replayed % STAGE === 0) await reference?.next()
    // Outcomes are only needed for the story of the last actions.
    if (told.length > 2 * TOLD) told.splice(0, told.length - TOLD)
  }
  divergence ??= runner.compareAll(finalViews(rules.viewDomainOf(runner.economy), actions))
  const crossChecked = await reference?.finish()
  return {
    actions: replayed,
    divergences: divergence === undefined ? 0 : 1,
    first: divergence === undefined ? undefined : divergenceIn(actions.slice(0, replayed), divergence, told),
    answers: runner.compared,
    crossChecked,
  }
}

/** The run in stages, each repeated on EthereumJS from where it begins, so that memory does not grow with the run. */
class Stages {
  private readonly chain: Chain
  private readonly checker: CrossChecker
  private recording: Recording
  private messages = 0
  private readonly differences: Difference[] = []
  /** Handed in and not yet counted, oldest first. */
  private readonly checks: Check[] = []

  constructor(chain: Chain, checker: CrossChecker) {
    this.chain = chain
    this.checker = checker
    this.recording = chain.record()
  }

  /** Ends a stage and begins the next. */
  async next(): Promise<void> {
    this.handIn()
    await this.settle(this.checker.ahead)
    this.recording = this.chain.record()
  }

  /** Ends the last stage. */
  async finish(): Promise<CrossChecked> {
    this.handIn()
    await this.settle(0)
    const { messages, differences } = this
    return { messages, differences }
  }

  private handIn(): void {
    const trace = this.recording.stop()
    const found = this.checker.check(trace)
    // It is awaited in its turn; until then a failure is not unhandled.
    found.catch(() => {})
    this.checks.push({ found, before: this.messages })
    this.messages += trace.steps.filter(({ kind }) => kind === 'message').length
  }

  /** Waits until at most so many are left. */
  private async settle(left: number): Promise<void> {
    while (this.checks.length > left) {
      const { found, before } = this.checks.shift()!
      for (const difference of await found) this.differences.push(counted(difference, before))
    }
  }
}

/** A stage that was handed in. */
interface Check {
  readonly found: Promise<readonly Difference[]>
  /** Messages of the stages before it. */
  readonly before: number
}

/** The messages of a run are numbered throughout. */
function counted(difference: Difference, before: number): Difference {
  return {
    ...difference,
    message: difference.message === undefined ? undefined : before + difference.message,
  }
}

function divergenceIn(
  actions: readonly Action[],
  divergence: Divergence,
  outcomes: readonly Outcome[],
): ReplayDivergence {
  const last = actions.slice(-TOLD)
  return {
    action: actions.length,
    divergence,
    story: story({ actions: last, divergence }, outcomes.slice(-last.length)),
  }
}

/** Of these there is one for each account and payment, or for each two accounts. */
const TOO_MANY: ReadonlySet<ViewName> = new Set([
  'balanceOfAt',
  'totalSupplyAt',
  'pays',
  'liqPays',
  'alreadyCharged',
  'liqAlreadyCharged',
  'allowance',
])

function isRemembered({ fn }: View): boolean {
  return !TOO_MANY.has(fn)
}

/** What is asked at the start, so that the chain notices when it changes. */
function* startingViews(domain: ViewDomain): Generator<View> {
  for (const view of viewsOf({ ...domain, snapshots: 0n, people: [] })) if (isRemembered(view)) yield view
  for (const on of ['amt', 'liqAmt', 'btcb', 'usdt', ...domain.pairs])
    for (const person of domain.people) yield { on, fn: 'balanceOf', args: [person] }
}

/** Every view, with only those allowances between people that somebody ever gave. */
function* finalViews(domain: ViewDomain, actions: readonly Action[]): Generator<View> {
  const approved = new Set<string>()
  for (const view of approvals(actions)) approved.add(viewKey(view))
  const people = new Set(domain.people)
  for (const view of viewsOf(domain)) {
    const between = view.fn === 'allowance' && people.has(view.args[1] as Account)
    if (!between || approved.has(viewKey(view))) yield view
  }
}

function* approvals(actions: readonly Action[]): Generator<View> {
  for (const action of actions) {
    if (isWait(action)) continue
    const { spender } = action.args as { readonly spender?: Account }
    const [contract] = action.call.split('.') as [string]
    if (spender !== undefined)
      yield { on: action.at ?? contract, fn: 'allowance', args: [action.by, spender] }
  }
}

/** The deployment does not describe what is deployed. */
export class WrongTokenOrder extends Error {
  override readonly name = 'WrongTokenOrder'
  constructor(deployed: readonly string[], deployment: readonly string[]) {
    super(
      `expected a founding whose tokens are ordered as they are deployed, ${deployed.join(', ')}, got ${deployment.join(', ')}`,
    )
  }
}
