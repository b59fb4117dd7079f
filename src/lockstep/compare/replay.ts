/**
 * Replay: a recorded list of actions on model and contracts, then on EthereumJS.
 *
 * For whole simulations with hundreds of people. After each action the outcomes are compared, and the views
 * that either side saw change. Answers about snapshots and allowances are too many to be remembered: they are
 * compared when the model changes them, and once more at the end. The final comparison leaves out allowances
 * between people who never approved each other.
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

/** What a replay compares, and whom it tells of progress. */
export interface ReplayOptions {
  /** @default the project's own contracts */
  readonly build?: Build
  /** @default the model */
  readonly rules?: Rules
  /** Whether, and by whom, all messages are run on EthereumJS too. @default true, in this thread */
  readonly crossChecks?: boolean | CrossChecker
  /** Called after every action with the number replayed. */
  readonly progress?: (actions: number) => void
}

/** Repeats traces on EthereumJS. */
export interface CrossChecker {
  /** All that EthereumJS contradicts in a trace. */
  readonly check: (trace: Trace) => Promise<readonly Difference[]>
  /** How many traces may wait before the oldest is done. Each holds a copy of all accounts. */
  readonly ahead: number
}

/** Result of a replay: actions, compared answers and the first divergence. */
export interface Replayed {
  /** Actions that were replayed: all, unless the sides diverge. */
  readonly actions: number
  /** 0, or 1 if the sides diverge: then the replay ends. */
  readonly divergences: number
  readonly first: ReplayDivergence | undefined
  /** Answers to views that were compared. */
  readonly answers: number
  /** Undefined without a cross-check. */
  readonly crossChecked: CrossChecked | undefined
}

export interface CrossChecked {
  readonly messages: number
  readonly differences: readonly Difference[]
}

export interface ReplayDivergence {
  /** Number of the action, from 1; the last one if only the final comparison diverges. */
  readonly action: number
  readonly divergence: Divergence
  /** The last actions up to it, and what the two sides say. */
  readonly story: string
}

/**
 * Actions in one batch for EthereumJS. The copies of all accounts at both ends of a batch cost little beside
 * it.
 */
export const BATCH = 500

const IN_THIS_THREAD: CrossChecker = { check: crossCheck, ahead: 0 }

/** Actions in the story that precedes a divergence. */
const STORY_ACTIONS = 10

/**
 * Replays actions from a deployment on.
 *
 * @throws {WrongTokenOrder} if the deployment orders the tokens differently from the chain.
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
  const reference = checker === false ? undefined : new Batches(chain, checker)
  const runner = new DifferentialRunner(rules, chain, deployment, { remembers: isRemembered })
  for (const view of startingViews(rules.viewDomainOf(runner.economy))) chain.read(view)

  const outcomes: Outcome[] = runner.outcomes
  let divergence: Divergence | undefined
  let replayed = 0
  for (const action of actions) {
    divergence = runner.step(action)
    replayed++
    progress?.(replayed)
    if (divergence !== undefined) break
    if (replayed % BATCH === 0) await reference?.next()
    // Outcomes are only needed for the story of the last actions.
    if (outcomes.length > 2 * STORY_ACTIONS) outcomes.splice(0, outcomes.length - STORY_ACTIONS)
  }
  divergence ??= runner.compareAll(finalViews(rules.viewDomainOf(runner.economy), actions))
  const crossChecked = await reference?.finish()
  return {
    actions: replayed,
    divergences: divergence === undefined ? 0 : 1,
    first:
      divergence === undefined ? undefined : divergenceIn(actions.slice(0, replayed), divergence, outcomes),
    answers: runner.compared,
    crossChecked,
  }
}

/**
 * The run in batches, each repeated on EthereumJS from its start, so that memory does not grow with the run.
 */
class Batches {
  private readonly chain: Chain
  private readonly checker: CrossChecker
  private recording: Recording
  private messages = 0
  private readonly differences: Difference[] = []
  /** Checks under way, oldest first. */
  private readonly checks: Check[] = []

  constructor(chain: Chain, checker: CrossChecker) {
    this.chain = chain
    this.checker = checker
    this.recording = chain.record()
  }

  /** Ends a batch and begins the next. */
  async next(): Promise<void> {
    this.handIn()
    await this.settle(this.checker.ahead)
    this.recording = this.chain.record()
  }

  /** Ends the last batch. */
  async finish(): Promise<CrossChecked> {
    this.handIn()
    await this.settle(0)
    const { messages, differences } = this
    return { messages, differences }
  }

  private handIn(): void {
    const trace = this.recording.stop()
    const found = this.checker.check(trace)
    // Awaited in settle(); until then a rejection must not count as unhandled.
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

/** A batch under check. */
interface Check {
  readonly found: Promise<readonly Difference[]>
  /** Messages of the batches before it. */
  readonly before: number
}

/** Messages are numbered through the whole run. */
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
  const last = actions.slice(-STORY_ACTIONS)
  return {
    action: actions.length,
    divergence,
    story: story({ actions: last, divergence }, outcomes.slice(-last.length)),
  }
}

/** Views of which there is one for each account and payment, or for each pair of accounts. */
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

/** Views read at the start, so that the chain notices their change. */
function* startingViews(domain: ViewDomain): Generator<View> {
  for (const view of viewsOf({ ...domain, snapshots: 0n, people: [] })) if (isRemembered(view)) yield view
  for (const on of ['amt', 'liqAmt', 'btcb', 'usdt', ...domain.pairs])
    for (const person of domain.people) yield { on, fn: 'balanceOf', args: [person] }
}

/** Every view; of the allowances between people only those that somebody approved. */
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

/** The deployment does not describe the deployed chain. */
export class WrongTokenOrder extends Error {
  override readonly name = 'WrongTokenOrder'
  constructor(deployed: readonly string[], deployment: readonly string[]) {
    super(
      `expected a deployment with the tokens in the order of the chain, ${deployed.join(', ')}, got ${deployment.join(', ')}`,
    )
  }
}
