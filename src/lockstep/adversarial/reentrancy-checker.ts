/**
 * ReentrancyChecker: the model and the hostile chain side by side, one deed at a time.
 *
 * Without a strike an action is compared as in every lockstep: same outcome, same answers, nothing tolerated. Fees and frozen accounts are
 * in the model too (`src/lockstep/adversarial/token-behaviour.ts`).
 *
 * A strike is held to serializability. The model knows no middle of a transfer; so an action with another in its middle must give exactly
 * what the two give one after the other, in one order or the other: what each returns and emits, and every view. If the strike is refused, it
 * must give what the action gives alone. If the strike makes the whole action fail, nothing must have happened, and the action without
 * the strike must go as the model says. What cannot be serialised, and is known, must keep within its bound, and is
 * undone and counted.
 *
 * Invariants are watched on the model, whose order of actions they can judge; the chain's answers equal the model's.
 */
import { TOKENS, type Account } from '../../model/interface/accounts.ts'
import { isWait, type Action, type Call } from '../../model/interface/action.ts'
import type { Economy, DeploymentSpec } from '../../model/economy.ts'
import { INVARIANTS, type AnyInvariant } from '../../model/invariants/invariants.ts'
import { nextMonitor, startMonitor, type Broken, type Monitor } from '../../model/invariants/monitor.ts'
import {
  ALL_AS_DEPLOYED,
  isOutsideToken,
  policyOf,
  type OutsideToken,
  type TokenBehaviour,
} from './token-behaviour.ts'
import { viewKey, viewsOf, type Observed, type View } from '../../model/surface/observation.ts'
import type { Event, Outcome, Success, Value } from '../../model/interface/outcome.ts'
import {
  aboutWhat,
  compareAnswers,
  compareOutcomes,
  divergenceText,
  type Answer,
  type Divergence,
  type SideName,
} from '../compare/comparison.ts'
import type { Rules } from '../compare/rules.ts'
import type { ChainMark } from '../../evm/chain.ts'
import type { AdversarialChain, Moment, Reentry } from './adversarial-chain.ts'
import type { AdversarialAction, ReentrantCall } from './adversarial-action.ts'
import { bystandersKeep, type Excused } from './bounds.ts'
import { exceptionOf, type Exception, type Unordered } from './exceptions.ts'

/** How model and chain part. */
export interface CheckerDivergence {
  /** Short, the same for the same fault. */
  readonly about: string
  readonly text: string
}

/** What came of an action in the middle of which somebody struck. */
export type ReentryResult =
  /** Its moment did not come. */
  | { readonly kind: 'missed' }
  | { readonly kind: 'reverted'; readonly revert: string }
  /** As one after the other, told in other pieces where that is an exception. */
  | { readonly kind: 'serial'; readonly first: 'action' | 'reentrant'; readonly inPieces: boolean }
  /** The whole action was refused because of it. */
  | { readonly kind: 'undone'; readonly revert: string }
  /** No order gives it; it was undone. */
  | { readonly kind: 'exception'; readonly exception: Exception }

/** What a duel tells about each deed, for counting. */
export interface Told {
  readonly adversarial: AdversarialAction
  readonly outcome: Outcome | undefined
  readonly end: ReentryResult | undefined
}

export interface CheckerOptions {
  /** What must stay true on the model; everything that an economy promises unless given. */
  readonly invariants?: readonly AnyInvariant[]
  /** Names of invariants that may break, and are then told and left out; none unless given. */
  readonly mayBreak?: ReadonlySet<string>
  /** Which exception a strike is; of the documented list unless given. */
  readonly exceptionOf?: typeof exceptionOf
}

const NONE: ReadonlySet<string> = new Set()

/** A transfer of an outside token. */
export interface Transfer {
  readonly token: OutsideToken
  readonly from: Account
  readonly to: Account
}

export class ReentrancyChecker {
  economy: Economy
  /** Answers compared so far. */
  compared = 0
  readonly told: Told[] = []
  private readonly rules: Rules
  private readonly mayBreak: ReadonlySet<string>
  private readonly exceptionOf: typeof exceptionOf
  private readonly chain: AdversarialChain
  private monitor: Monitor
  private behaviours = ALL_AS_DEPLOYED
  private policy = policyOf(ALL_AS_DEPLOYED)

  /** `chain` is at the point that `founding` describes. */
  constructor(
    rules: Rules,
    chain: AdversarialChain,
    deployment: DeploymentSpec,
    options: CheckerOptions = {},
  ) {
    const { invariants = INVARIANTS, mayBreak = NONE } = options
    this.rules = rules
    this.mayBreak = mayBreak
    this.exceptionOf = options.exceptionOf ?? exceptionOf
    this.chain = chain
    this.economy = rules.deployEconomy(deployment)
    this.monitor = startMonitor(invariants, this.at(this.economy), rules.viewDomainOf(this.economy))
    chain.staleViews()
  }

  /** Names of the invariants that were broken so far. */
  get broken(): readonly string[] {
    return this.monitor.broken.map(({ invariant }) => invariant.name)
  }

  /** Does a deed on both sides. */
  perform(adversarial: AdversarialAction): CheckerDivergence | undefined {
    if (adversarial.kind === 'act') {
      const { action, reentrant } = adversarial
      if (reentrant === undefined || isWait(action)) return this.act(adversarial, action)
      const alone = this.rules.apply(this.economy, action, this.policy)
      const moment = momentOf(reentrant, alone.outcome)
      return moment === undefined
        ? this.act(adversarial, action)
        : this.actWithReentry(adversarial, { action, ...alone }, reentrant.call, moment)
    }
    const behaviour = this.behaviourOf(adversarial.token)
    if (adversarial.kind === 'fee') {
      this.chain.keepFee(adversarial.token, adversarial.feeBps)
      this.behave(adversarial.token, { ...behaviour, feeBps: adversarial.feeBps })
    } else {
      this.chain.freeze(adversarial.token, adversarial.account, adversarial.frozen)
      const frozen = new Set(behaviour.frozen)
      if (adversarial.frozen) frozen.add(adversarial.account)
      else frozen.delete(adversarial.account)
      this.behave(adversarial.token, { ...behaviour, frozen })
    }
    this.told.push({ adversarial, outcome: undefined, end: undefined })
    return undefined
  }

  behaviourOf(token: OutsideToken): TokenBehaviour {
    return this.behaviours[token]
  }

  /** Transfers of outside tokens in the last of these actions, one after the other, if the tokens behave and it succeeds in the model. */
  transfersOf(actions: readonly Action[]): readonly Transfer[] {
    let { economy } = this
    let last: Outcome | undefined
    for (const action of actions) {
      const applied = this.rules.apply(economy, action)
      economy = applied.economy
      last = applied.outcome
    }
    return last === undefined ? [] : transfersIn(last)
  }

  /** Compares every view of both sides, the chain's asked afresh. */
  whole(): CheckerDivergence | undefined {
    const { chain, economy, rules } = this
    const counted: Observed = {
      read: (view) => {
        this.compared++
        return chain.readAfresh(view)
      },
    }
    const divergence = compareAnswers(viewsOf(rules.viewDomainOf(economy)), this.at(economy), counted)
    return divergence === undefined ? undefined : checkerDivergence(undefined, divergence)
  }

  private behave(token: OutsideToken, behaviour: TokenBehaviour): void {
    this.behaviours = { ...this.behaviours, [token]: behaviour }
    this.policy = policyOf(this.behaviours)
  }

  private act(
    adversarial: AdversarialAction,
    action: Action,
    end?: ReentryResult,
  ): CheckerDivergence | undefined {
    const { economy, outcome } = this.rules.apply(this.economy, action, this.policy)
    const chain = this.chain.apply(action)
    const diverged = compareOutcomes(outcome, chain) ?? this.differing(economy)
    if (diverged !== undefined) return checkerDivergence(action, diverged)
    return this.follow(adversarial, [{ action, outcome, economy }], outcome, end)
  }

  private actWithReentry(
    adversarial: AdversarialAction,
    alone: Done,
    reentrant: Call,
    moment: Moment,
  ): CheckerDivergence | undefined {
    const { action } = alone
    const mark = this.chain.checkpoint()
    const { outcome, reentry } = this.chain.applyWithReentry(action, reentrant, moment)
    if (!outcome.ok) {
      const diverged = this.differing(this.economy)
      if (diverged !== undefined) return checkerDivergence(action, diverged)
      return this.act(adversarial, action, { kind: 'undone', revert: outcome.revert })
    }
    if (reentry?.done !== true) {
      const diverged = compareOutcomes(alone.outcome, outcome) ?? this.differing(alone.economy)
      if (diverged !== undefined) return checkerDivergence(action, diverged)
      const end: ReentryResult =
        reentry === undefined ? { kind: 'missed' } : { kind: 'reverted', revert: reentry.revert! }
      return this.follow(adversarial, [alone], alone.outcome, end)
    }
    return this.actSerially(adversarial, action, reentrant, { outcome, reentry }, mark)
  }

  /** The strike went through: some order must give what the chain gave. */
  private actSerially(
    adversarial: AdversarialAction,
    action: Call,
    reentrant: Call,
    chain: { readonly outcome: Success; readonly reentry: Reentry },
    mark: ChainMark,
  ): CheckerDivergence | undefined {
    const stale = this.chain.staleViews()
    const exception = this.exceptionOf(action, reentrant)
    const why: string[] = []
    const orders = (['action', 'reentrant'] as const).map((first) => ({
      first,
      done: this.inOrder(first === 'action' ? [action, reentrant] : [reentrant, action]),
    }))
    for (const { first, done } of orders) {
      const [ofAction, ofReentrant] = first === 'action' ? done : done.toReversed()
      const difference =
        revertedIn(done) ??
        emitsElse(ofAction!, ofReentrant!, chain.outcome, chain.reentry) ??
        this.leavesElse(done, stale)
      if (difference === undefined)
        return this.follow(adversarial, done, chain.outcome, { kind: 'serial', first, inPieces: false })
      why.push(`with the ${first} first: ${difference}`)
    }
    // What an exception leaves exactly as an order does needs no bound: a payment in the buy-back's harvest, and not in its swap.
    if (exception !== undefined)
      for (const { first, done } of orders)
        if (revertedIn(done) === undefined && this.leavesElse(done, stale) === undefined)
          return this.follow(adversarial, done, chain.outcome, { kind: 'serial', first, inPieces: true })
    if (exception === undefined || exception.leavesTheSame)
      return {
        about: `${action.call} with ${reentrant.call} in its middle: no order gives it`,
        text: why.join('\n'),
      }
    const broken = this.brokenOnChain(action, chain, orders)
    const beyond = this.beyond(exception, { action, reentrant, ...chain }, orders, stale)
    this.chain.rewind(mark)
    this.chain.staleViews()
    if (beyond !== undefined)
      return {
        about: `${action.call} with ${reentrant.call} in its middle: beyond the bound of the exception`,
        text: beyond,
      }
    return broken ?? this.act(adversarial, action, { kind: 'exception', exception })
  }

  /** What of it is beyond the exception's bound, or the one of all exceptions; the chain is as it was left. */
  private beyond(
    { bound }: Unordered,
    done: Pick<Excused, 'action' | 'reentrant' | 'outcome' | 'reentry'>,
    orders: readonly { readonly done: readonly Done[] }[],
    stale: readonly View[],
  ): string | undefined {
    const [actionFirst, reentrantFirst] = orders.map((order) => order.done) as [
      readonly Done[],
      readonly Done[],
    ]
    const last = actionFirst.at(-1)!.economy
    const model = this.at(last)
    const excused: Excused = {
      ...done,
      before: this.at(this.economy),
      alone: this.at(actionFirst[0]!.economy),
      chain: this.chain,
      differing: this.viewsOfBoth(last, stale).flatMap((view) => {
        const diverged = compareAnswers([view], model, this.chain)
        return diverged?.kind === 'answer'
          ? [{ view, model: valueOf(diverged.model), chain: valueOf(diverged.chain) }]
          : []
      }),
      reentrantFirst: eventsOf(reentrantFirst[0]!.outcome),
      people: this.economy.names.people,
      tokens: [...TOKENS, ...this.rules.viewDomainOf(this.economy).pairs],
    }
    return bystandersKeep(excused) ?? bound(excused)
  }

  /** Whether what no order gives keeps the invariants; they judge it as one action. */
  private brokenOnChain(
    action: Call,
    { outcome, reentry }: { readonly outcome: Success; readonly reentry: Reentry },
    orders: readonly { readonly done: readonly Done[] }[],
  ): CheckerDivergence | undefined {
    const events = [...reentry.before, ...reentry.during, ...reentry.after]
    const after = orders.find(({ done }) => revertedIn(done) === undefined)?.done.at(-1)!.economy
    const domain = this.rules.viewDomainOf(after ?? this.economy)
    const known = this.monitor.broken.length
    const taken = { action, outcome: { ...outcome, events }, observed: this.chain, domain }
    const broken = nextMonitor(this.monitor, taken).broken[known]
    return broken === undefined ? undefined : checkerDivergence(action, brokenOn('chain', broken))
  }

  /** What the model gives for actions one after the other. */
  private inOrder(actions: readonly Call[]): readonly Done[] {
    let { economy } = this
    return actions.map((action) => {
      const applied = this.rules.apply(economy, action, this.policy)
      economy = applied.economy
      return { action, ...applied }
    })
  }

  /** In what the chain was left otherwise than an order leaves the model, in words. */
  private leavesElse(done: readonly Done[], stale: readonly View[]): string | undefined {
    const diverged = this.differing(done.at(-1)!.economy, stale)
    return diverged === undefined ? undefined : divergenceText(diverged)
  }

  /** The first view in which the chain differs from an economy, of all that either side may have changed. */
  private differing(
    after: Economy,
    stale: readonly View[] = this.chain.staleViews(),
  ): Divergence | undefined {
    const views = this.viewsOfBoth(after, stale)
    this.compared += views.length
    return compareAnswers(views, this.at(after), this.chain)
  }

  /** All views that either side may have changed. */
  private viewsOfBoth(after: Economy, stale: readonly View[]): readonly View[] {
    const views = new Map<string, View>()
    for (const view of stale) views.set(viewKey(view), view)
    for (const view of this.rules.changedViews(this.economy, after)) views.set(viewKey(view), view)
    return [...views.values()]
  }

  /** Goes on from what was done, and watches the invariants on the way. */
  private follow(
    adversarial: AdversarialAction,
    done: readonly Done<Action>[],
    outcome: Outcome,
    end: ReentryResult | undefined,
  ): CheckerDivergence | undefined {
    this.told.push({ adversarial, outcome, end })
    for (const { action, outcome: reached, economy } of done) {
      this.economy = economy
      const known = this.monitor.broken.length
      const domain = this.rules.viewDomainOf(economy)
      this.monitor = nextMonitor(this.monitor, {
        action,
        outcome: reached,
        observed: this.at(economy),
        domain,
      })
      const broken = this.monitor.broken[known]
      if (broken !== undefined && !this.mayBreak.has(broken.invariant.name))
        return checkerDivergence(action, brokenOn('model', broken))
    }
    return undefined
  }

  private at(economy: Economy): Observed {
    const { rules } = this
    return { read: (view) => rules.read(economy, view) }
  }
}

interface Done<A extends Action = Call> {
  readonly action: A
  readonly outcome: Outcome
  readonly economy: Economy
}

const eventsOf = (outcome: Outcome): readonly Event[] => (outcome.ok ? outcome.events : [])

/** What a side answers, or why it does not. */
const valueOf = (answer: Answer): Value => (answer.ok ? answer.value : answer.reason)

/** The moment that a strike means, if the action succeeds and a token moves in it. */
function momentOf({ moment }: ReentrantCall, alone: Outcome): Moment | undefined {
  const transfers = transfersIn(alone)
  if (transfers.length === 0) return undefined
  const which = moment % (2 * transfers.length)
  const { token } = transfers[which >> 1]!
  const sooner = transfers.slice(0, which >> 1).filter((other) => other.token === token).length
  return { token, skip: 2 * sooner + (which & 1) }
}

/** Of outside tokens; minting and burning are not transfers. */
function transfersIn(outcome: Outcome): readonly Transfer[] {
  if (!outcome.ok) return []
  return outcome.events.flatMap(({ on: token, name, args }) => {
    const [from, to] = args as readonly [Account, Account]
    const commands = name === 'Transfer' && from !== 'zero' && to !== 'zero'
    return commands && isOutsideToken(token) ? [{ token, from, to }] : []
  })
}

/** Whether the model refuses one of two actions in their order, and which. */
function revertedIn(done: readonly Done[]): string | undefined {
  for (const { outcome, action } of done)
    if (!outcome.ok) return `the model refuses ${action.call}, ${outcome.revert}`
  return undefined
}

/** In what the chain tells of the two otherwise than the model. */
function emitsElse(action: Done, reentrant: Done, chain: Success, reentry: Reentry): string | undefined {
  const diverged =
    compareOutcomes(action.outcome, chain) ??
    compareOutcomes(reentrant.outcome, withEvents(reentrant.outcome, reentry.during))
  return diverged === undefined ? undefined : divergenceText(diverged)
}

function brokenOn(side: SideName, { invariant, violation }: Broken): Divergence {
  return { kind: 'invariant', side, invariant: invariant.name, detail: violation }
}

function withEvents(outcome: Outcome, events: readonly Event[]): Outcome {
  return outcome.ok ? { ...outcome, events } : outcome
}

function checkerDivergence(action: Action | undefined, divergence: Divergence): CheckerDivergence {
  const actions = action === undefined ? [] : [action]
  return { about: aboutWhat({ actions, divergence }), text: divergenceText(divergence) }
}
