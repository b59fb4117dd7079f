/**
 * Reentrancy checker: adversarial actions on the model and the adversarial chain, judged for serializability.
 *
 * Built on the differential runner. An action without a reentrant call is compared as everywhere: same
 * outcome, same answers. Fees and blacklists are in the model too, as its transfer policy.
 *
 * An action with a reentrant call during one of its transfers must be serializable. The model executes an
 * action atomically, so action and reentrant call together must have exactly the effect of the two one after
 * the other, in one order or the other: return values, events and every view.
 *
 * - If the reentrant call reverts, the effect must be that of the action alone.
 * - If it makes the whole action revert, the state must be unchanged, and the action alone must match the
 *   model.
 * - A documented exception (`exceptions.ts`) must stay within its bound; it is then rewound and counted.
 *
 * Invariants are monitored on the model, where the two calls are two actions; the chain's answers equal the
 * model's.
 */
import type { ChainMark } from '../../evm/chain.ts'
import type { DeploymentSpec, Economy } from '../../model/economy.ts'
import { TOKENS } from '../../model/interface/accounts.ts'
import { isWait, type Action, type Call } from '../../model/interface/action.ts'
import {
  eventsOf,
  type Event,
  type Outcome,
  type Success,
  type Value,
} from '../../model/interface/outcome.ts'
import { INVARIANTS, type AnyInvariant } from '../../model/invariants/invariants.ts'
import { viewsOf, type View } from '../../model/surface/observation.ts'
import {
  aboutWhat,
  compareAnswers,
  compareOutcomes,
  divergenceText,
  type Answer,
  type Divergence,
} from '../compare/comparison.ts'
import { DifferentialRunner, type Transition } from '../compare/differential-runner.ts'
import type { Rules } from '../compare/rules.ts'
import type { AdversarialAction } from './adversarial-action.ts'
import type { AdversarialChain, Moment, Reentry } from './adversarial-chain.ts'
import { bystandersKeep, type Excused } from './bounds.ts'
import { exceptionOf, type Exception, type NonSerializable } from './exceptions.ts'
import {
  ALL_AS_DEPLOYED,
  OUTSIDE_TOKENS,
  policyOf,
  type Behaviours,
  type OutsideToken,
  type TokenBehaviour,
} from './token-behaviour.ts'
import { momentOf, transfersIn, type Transfer } from './transfers.ts'

/** A divergence as text. */
export interface CheckerDivergence {
  /** Short; the same for the same cause. */
  readonly about: string
  readonly text: string
}

/** The result of an action with a reentrant call. */
export type ReentryResult =
  /** The transfer during which it was to be made did not happen. */
  | { readonly kind: 'missed' }
  | { readonly kind: 'reverted'; readonly revert: string }
  /** Serializable. `inPieces`: a documented exception of which only the events differ. */
  | { readonly kind: 'serial'; readonly first: 'action' | 'reentrant'; readonly inPieces: boolean }
  /** The whole action reverted because of it. */
  | { readonly kind: 'undone'; readonly revert: string }
  /** Not serializable, and documented; it was rewound. */
  | { readonly kind: 'exception'; readonly exception: Exception }

/** One adversarial action that was checked, for counting. */
export interface CheckedAction {
  readonly adversarial: AdversarialAction
  readonly outcome: Outcome | undefined
  /** Undefined without a reentrant call. */
  readonly result: ReentryResult | undefined
}

export interface CheckerOptions {
  /** What must stay true on the model. @default INVARIANTS */
  readonly invariants?: readonly AnyInvariant[]
  /** Names of invariants whose violation is recorded and not reported. @default none */
  readonly mayBreak?: ReadonlySet<string>
  /** The exception that a reentrant call falls under, if any. @default the documented list */
  readonly exceptionOf?: typeof exceptionOf
}

/** One of the two serial orders of an action and its reentrant call, as transitions of the model. */
interface SerialOrder {
  readonly first: 'action' | 'reentrant'
  readonly transitions: readonly Transition<Call>[]
}

export class ReentrancyChecker {
  readonly checked: CheckedAction[] = []
  private readonly runner: DifferentialRunner<AdversarialChain>
  private readonly exceptionOf: typeof exceptionOf
  private behaviours: Behaviours = ALL_AS_DEPLOYED

  /** `chain` must be in the state that `deployment` describes. */
  constructor(
    rules: Rules,
    chain: AdversarialChain,
    deployment: DeploymentSpec,
    options: CheckerOptions = {},
  ) {
    const { invariants = INVARIANTS, mayBreak } = options
    this.exceptionOf = options.exceptionOf ?? exceptionOf
    this.runner = new DifferentialRunner(rules, chain, deployment, {
      invariants,
      monitors: ['model'],
      ...(mayBreak === undefined ? {} : { mayBreak }),
    })
  }

  get economy(): Economy {
    return this.runner.economy
  }

  /** Answers compared so far. */
  get compared(): number {
    return this.runner.compared
  }

  /** Names of the invariants broken so far. */
  get broken(): readonly string[] {
    return this.runner.broken('model')
  }

  context(): ReturnType<DifferentialRunner['context']> {
    return this.runner.context()
  }

  /** Applies an adversarial action to both sides. */
  check(adversarial: AdversarialAction): CheckerDivergence | undefined {
    if (adversarial.kind === 'act') {
      const { action, reentrant } = adversarial
      if (reentrant === undefined || isWait(action)) return this.act(adversarial, action)
      const alone = this.runner.predict(action)
      const moment = momentOf(reentrant, alone.outcome)
      return moment === undefined
        ? this.act(adversarial, action)
        : this.actWithReentry(adversarial, alone, reentrant.call, moment)
    }
    this.changeToken(adversarial)
    this.checked.push({ adversarial, outcome: undefined, result: undefined })
    return undefined
  }

  behaviourOf(token: OutsideToken): TokenBehaviour {
    return this.behaviours[token]
  }

  /**
   * Transfers of outside tokens in the last of `actions`, applied one after the other on tokens as deployed.
   */
  transfersOf(actions: readonly Action[]): readonly Transfer[] {
    const { rules } = this.runner
    let { economy } = this.runner
    let last: Outcome | undefined
    for (const action of actions) {
      const applied = rules.apply(economy, action)
      economy = applied.economy
      last = applied.outcome
    }
    return last === undefined ? [] : transfersIn(last)
  }

  /** Full comparison of every view, but for the labels of the tokens that stand for BTCB and USDT. */
  compareAll(): CheckerDivergence | undefined {
    const { runner } = this
    const views = [...viewsOf(runner.rules.viewDomainOf(runner.economy))].filter(
      (view) => !isLabelOfOutside(view),
    )
    return told(undefined, runner.compareAll(views))
  }

  private changeToken(change: Exclude<AdversarialAction, { kind: 'act' }>): void {
    const { chain } = this.runner
    const behaviour = this.behaviourOf(change.token)
    let next: TokenBehaviour
    if (change.kind === 'fee') {
      chain.keepFee(change.token, change.feeBps)
      next = { ...behaviour, feeBps: change.feeBps }
    } else {
      chain.freeze(change.token, change.account, change.frozen)
      const frozen = new Set(behaviour.frozen)
      if (change.frozen) frozen.add(change.account)
      else frozen.delete(change.account)
      next = { ...behaviour, frozen }
    }
    this.behaviours = { ...this.behaviours, [change.token]: next }
    this.runner.policy = policyOf(this.behaviours)
  }

  private act(
    adversarial: AdversarialAction,
    action: Action,
    result?: ReentryResult,
  ): CheckerDivergence | undefined {
    const diverged = told(action, this.runner.step(action))
    if (diverged === undefined)
      this.checked.push({ adversarial, outcome: this.runner.outcomes.at(-1), result })
    return diverged
  }

  private actWithReentry(
    adversarial: AdversarialAction,
    alone: Transition<Call>,
    reentrant: Call,
    moment: Moment,
  ): CheckerDivergence | undefined {
    const { action } = alone
    const { chain, economy } = this.runner
    const mark = chain.checkpoint()
    const { outcome, reentry } = chain.applyWithReentry(action, reentrant, moment)
    if (!outcome.ok) {
      const diverged = told(action, this.runner.difference(economy, economy))
      return diverged ?? this.act(adversarial, action, { kind: 'undone', revert: outcome.revert })
    }
    if (reentry?.done !== true) {
      const diverged =
        compareOutcomes(alone.outcome, outcome) ?? this.runner.difference(economy, alone.economy)
      if (diverged !== undefined) return told(action, diverged)
      const result: ReentryResult =
        reentry === undefined ? { kind: 'missed' } : { kind: 'reverted', revert: reentry.revert! }
      return this.follow(adversarial, [alone], alone.outcome, result)
    }
    return this.serialize(adversarial, action, reentrant, { outcome, reentry }, mark)
  }

  /** The reentrant call succeeded: one serial order must give the chain's result. */
  private serialize(
    adversarial: AdversarialAction,
    action: Call,
    reentrant: Call,
    done: { readonly outcome: Success; readonly reentry: Reentry },
    mark: ChainMark,
  ): CheckerDivergence | undefined {
    const { chain } = this.runner
    const stale = chain.staleViews()
    const exception = this.exceptionOf(action, reentrant)
    const orders: readonly SerialOrder[] = [
      { first: 'action', transitions: this.serially(action, reentrant) },
      { first: 'reentrant', transitions: this.serially(reentrant, action) },
    ]
    const why: string[] = []
    for (const { first, transitions } of orders) {
      const [ofAction, ofReentrant] = first === 'action' ? transitions : transitions.toReversed()
      const difference =
        revertedIn(transitions) ??
        eventsDiffer(ofAction!, ofReentrant!, done.outcome, done.reentry) ??
        this.stateDiffers(transitions, stale)
      if (difference === undefined)
        return this.follow(adversarial, transitions, done.outcome, { kind: 'serial', first, inPieces: false })
      why.push(`with the ${first} first: ${difference}`)
    }
    // An exception that leaves the state of a serial order needs no bound, such as a payment in the
    // buy-back's harvest.
    if (exception !== undefined)
      for (const { first, transitions } of orders)
        if (revertedIn(transitions) === undefined && this.stateDiffers(transitions, stale) === undefined)
          return this.follow(adversarial, transitions, done.outcome, {
            kind: 'serial',
            first,
            inPieces: true,
          })
    if (exception === undefined || exception.leavesTheSame)
      return {
        about: `${action.call} reentered by ${reentrant.call}: not serializable`,
        text: why.join('\n'),
      }
    const broken = this.brokenOnChain(action, done, orders)
    const beyond = this.beyond(exception, { action, reentrant, ...done }, orders, stale)
    chain.rewind(mark)
    chain.staleViews()
    if (beyond !== undefined)
      return {
        about: `${action.call} reentered by ${reentrant.call}: beyond the bound of the exception`,
        text: beyond,
      }
    return broken ?? this.act(adversarial, action, { kind: 'exception', exception })
  }

  /**
   * The violation of the exception's bound or of the bound of all exceptions, if any. The chain is in the
   * state after both calls.
   */
  private beyond(
    { bound }: NonSerializable,
    done: Pick<Excused, 'action' | 'reentrant' | 'outcome' | 'reentry'>,
    [actionFirst, reentrantFirst]: readonly SerialOrder[],
    stale: readonly View[],
  ): string | undefined {
    const { runner } = this
    const last = actionFirst!.transitions.at(-1)!.economy
    const model = runner.observedAt(last)
    const excused: Excused = {
      ...done,
      before: runner.model,
      alone: runner.observedAt(actionFirst!.transitions[0]!.economy),
      chain: runner.chain,
      differing: runner.changedViews(runner.economy, last, stale).flatMap((view) => {
        const diverged = compareAnswers([view], model, runner.chain)
        return diverged?.kind === 'answer'
          ? [{ view, model: valueOf(diverged.model), chain: valueOf(diverged.chain) }]
          : []
      }),
      reentrantFirst: eventsOf(reentrantFirst!.transitions[0]!.outcome),
      people: runner.economy.names.people,
      tokens: [...TOKENS, ...runner.rules.viewDomainOf(runner.economy).pairs],
    }
    return bystandersKeep(excused) ?? bound(excused)
  }

  /** The first invariant that the chain violates after an exception; both calls count as one action. */
  private brokenOnChain(
    action: Call,
    { outcome, reentry }: { readonly outcome: Success; readonly reentry: Reentry },
    orders: readonly SerialOrder[],
  ): CheckerDivergence | undefined {
    const { runner } = this
    const events = [...reentry.before, ...reentry.during, ...reentry.after]
    const succeeding = orders.find(({ transitions }) => revertedIn(transitions) === undefined)
    const domain = runner.rules.viewDomainOf(succeeding?.transitions.at(-1)!.economy ?? runner.economy)
    const taken = { action, outcome: { ...outcome, events }, observed: runner.chain, domain }
    return told(action, runner.violation('chain', taken))
  }

  /** The model's transitions for two calls one after the other. */
  private serially(first: Call, second: Call): readonly Transition<Call>[] {
    const done = this.runner.predict(first)
    return [done, this.runner.predict(second, done.economy)]
  }

  /** How the chain's state differs from a serial order's, as text. */
  private stateDiffers(transitions: readonly Transition[], stale: readonly View[]): string | undefined {
    const after = transitions.at(-1)!.economy
    const diverged = this.runner.difference(this.runner.economy, after, stale)
    return diverged === undefined ? undefined : divergenceText(diverged)
  }

  private follow(
    adversarial: AdversarialAction,
    transitions: readonly Transition[],
    outcome: Outcome,
    result: ReentryResult,
  ): CheckerDivergence | undefined {
    this.checked.push({ adversarial, outcome, result })
    return told(transitions[0]!.action, this.runner.follow(transitions))
  }
}

/** The answer of a side, or the reason why there is none. */
const valueOf = (answer: Answer): Value => (answer.ok ? answer.value : answer.reason)

/** Whether the model reverts in a serial order, and in which call. */
function revertedIn(transitions: readonly Transition<Call>[]): string | undefined {
  for (const { outcome, action } of transitions)
    if (!outcome.ok) return `the model reverts ${action.call}, ${outcome.revert}`
  return undefined
}

/** How the chain's return values and events differ from the model's. */
function eventsDiffer(
  action: Transition,
  reentrant: Transition,
  chain: Success,
  reentry: Reentry,
): string | undefined {
  const diverged =
    compareOutcomes(action.outcome, chain) ??
    compareOutcomes(reentrant.outcome, withEvents(reentrant.outcome, reentry.during))
  return diverged === undefined ? undefined : divergenceText(diverged)
}

function withEvents(outcome: Outcome, events: readonly Event[]): Outcome {
  return outcome.ok ? { ...outcome, events } : outcome
}

function isLabelOfOutside({ on, fn }: View): boolean {
  return (fn === 'name' || fn === 'symbol') && (OUTSIDE_TOKENS as readonly string[]).includes(on)
}

function told(action: Action | undefined, divergence: Divergence | undefined): CheckerDivergence | undefined {
  if (divergence === undefined) return undefined
  const actions = action === undefined ? [] : [action]
  return { about: aboutWhat({ actions, divergence }), text: divergenceText(divergence) }
}
