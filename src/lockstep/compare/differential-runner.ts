/**
 * Differential runner: the model and a chain in lockstep, one action at a time.
 *
 * Every kind of run uses it: generated sequences, recorded simulations, Great Reset rehearsals, mutation
 * testing, and the reentrancy checker for adversarial tokens, which is built on it. After an action it
 * compares both outcomes, then every view that either side may have changed: on the chain, the cached answers
 * whose storage was written; on the model, the parts that are no longer the same object. By induction the
 * whole observation is equal; {@link DifferentialRunner.compareAll} checks that on uncached answers.
 */
import type { Chain } from '../../evm/chain.ts'
import type { DeploymentSpec, Economy } from '../../model/economy.ts'
import type { Action } from '../../model/interface/action.ts'
import type { Outcome, Value } from '../../model/interface/outcome.ts'
import type { ObservedStep } from '../../model/invariants/invariant.ts'
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import { nextMonitor, startMonitor, type Broken, type Monitor } from '../../model/invariants/monitor.ts'
import { EVERYTHING, subjectsOf, touchedBy } from '../../model/invariants/touched.ts'
import type { TransferPolicy } from '../../model/state/transfer-policy.ts'
import { viewsOf, type Observed, type View, type ViewDomain } from '../../model/surface/observation.ts'
import type { GeneratorContext } from '../generate/context.ts'
import { compareAnswers, compareOutcomes, type Divergence, type SideName } from './comparison.ts'
import { contextOf } from './live-context.ts'
import type { Rules } from './rules.ts'

export interface RunnerOptions {
  /** What must stay true after every action. @default none */
  readonly invariants?: readonly AnyInvariant[]
  /** On which sides the invariants are monitored. @default both */
  readonly monitors?: readonly SideName[]
  /** Names of invariants whose violation is recorded and not reported. @default none */
  readonly mayBreak?: ReadonlySet<string>
  /**
   * Views whose answers the chain caches. The others are compared when the model sees a change, and by
   * `compareAll`.
   * @default all
   */
  readonly remembers?: (view: View) => boolean
  /** Whether the sides are compared; otherwise their invariants are only monitored. @default true */
  readonly compares?: boolean
}

/** An action with its outcome and the next state on the model. */
export interface Transition<A extends Action = Action> {
  readonly action: A
  readonly outcome: Outcome
  readonly economy: Economy
}

const NONE: ReadonlySet<string> = new Set()

export class DifferentialRunner<C extends Chain = Chain> {
  readonly rules: Rules
  readonly chain: C
  /** The model's state. */
  economy: Economy
  /** The model's outcomes so far. */
  readonly outcomes: Outcome[] = []
  /** Answers compared so far, each on both sides. */
  compared = 0
  /** Transfer policy of the tokens in the model; `undefined` for the tokens as deployed. */
  policy: TransferPolicy | undefined
  private readonly deployment: DeploymentSpec
  private readonly compares: boolean
  private readonly mayBreak: ReadonlySet<string>
  private readonly remembered: Observed
  /** Whether every view that the chain's invariants have read becomes stale when its answer changes. */
  private readonly remembersAll: boolean
  private readonly monitors: Record<SideName, Monitor>
  private known: { readonly economy: Economy; readonly domain: ViewDomain }

  /** `chain` must be in the state that `deployment` describes. */
  constructor(rules: Rules, chain: C, deployment: DeploymentSpec, options: RunnerOptions = {}) {
    const { invariants = [], monitors = ['model', 'chain'], remembers } = options
    this.rules = rules
    this.chain = chain
    this.deployment = deployment
    this.compares = options.compares ?? true
    this.mayBreak = options.mayBreak ?? NONE
    this.economy = rules.deployEconomy(deployment)
    this.remembersAll = remembers === undefined
    this.remembered =
      remembers === undefined
        ? chain
        : { read: (view) => (remembers(view) ? chain.read(view) : chain.readAfresh(view)) }
    const domain = rules.viewDomainOf(this.economy)
    this.known = { economy: this.economy, domain }
    const monitored = (side: SideName): readonly AnyInvariant[] => (monitors.includes(side) ? invariants : [])
    this.monitors = {
      model: startMonitor(monitored('model'), this.model, domain),
      chain: startMonitor(monitored('chain'), this.remembered, domain),
    }
    chain.staleViews()
  }

  /** The model's present state as an observer sees it; later actions do not change it. */
  get model(): Observed {
    return this.observedAt(this.economy)
  }

  /** Any state of the model as an observer sees it. */
  observedAt(economy: Economy): Observed {
    return new ObservedModel(this.rules, economy)
  }

  /** The model's transition for an action, from its current state or another. The runner does not change. */
  predict<A extends Action>(action: A, from: Economy = this.economy): Transition<A> {
    const { economy, outcome } = this.rules.apply(from, action, this.policy)
    return { action, outcome, economy }
  }

  /** Applies an action to both sides, compares them and monitors the invariants. */
  step(action: Action): Divergence | undefined {
    const before = this.economy
    const predicted = attempt('model', () => this.predict(action))
    if ('kind' in predicted) return predicted
    const { outcome, economy } = predicted
    this.economy = economy
    this.outcomes.push(outcome)
    const chainOutcome = attempt('chain', () => this.chain.apply(action))
    if ('kind' in chainOutcome) return chainOutcome
    const changed = this.changedViews(before, economy, this.chain.staleViews())
    const diverged = this.compares
      ? (compareOutcomes(outcome, chainOutcome) ?? this.compareChanged(changed, economy))
      : undefined
    if (diverged !== undefined) return diverged
    const touched = touchedBy(before, economy, outcome)
    const onModel = this.monitor('model', { action, outcome, observed: this.model, touched, changed })
    const touchedThere = this.remembersAll ? touched | subjectsOf(changed, chainOutcome) : EVERYTHING
    const onChain = this.monitor('chain', {
      action,
      outcome: chainOutcome,
      observed: this.remembered,
      touched: touchedThere,
      changed,
    })
    return onModel ?? onChain
  }

  /**
   * Advances the model by transitions that the chain has already made, and monitors the invariants on the
   * model.
   */
  follow(transitions: readonly Transition[]): Divergence | undefined {
    for (const { action, outcome, economy } of transitions) {
      const before = this.economy
      this.economy = economy
      this.outcomes.push(outcome)
      const broken = this.monitor('model', {
        action,
        outcome,
        observed: this.model,
        touched: touchedBy(before, economy, outcome),
        changed: [...this.rules.changedViews(before, economy)],
      })
      if (broken !== undefined) return broken
    }
    return undefined
  }

  /**
   * The first view in which the chain differs from `after`, of all that changed since `before` on either
   * side.
   */
  difference(
    before: Economy,
    after: Economy,
    stale: Iterable<View> = this.chain.staleViews(),
  ): Divergence | undefined {
    return this.compareChanged(this.changedViews(before, after, stale), after)
  }

  /**
   * Views that may have changed: `stale` ones of the chain and those in which two states of the model differ.
   */
  changedViews(before: Economy, after: Economy, stale: Iterable<View>): readonly View[] {
    const views = new Set(stale)
    if (before !== after)
      for (const view of this.rules.changedViews(before, after)) views.add(this.chain.interned(view))
    return [...views]
  }

  /** Full comparison: every view, on the chain without the cache. `views` restricts it. */
  compareAll(views: Iterable<View> = viewsOf(this.rules.viewDomainOf(this.economy))): Divergence | undefined {
    const { chain } = this
    const counted: Observed = {
      read: (view) => {
        this.compared++
        return chain.readAfresh(view)
      },
    }
    return compareAnswers(views, this.model, counted)
  }

  /** Names of the invariants broken on a side so far, in order. */
  broken(side: SideName): readonly string[] {
    return this.monitors[side].broken.map(({ invariant }) => invariant.name)
  }

  /** The first invariant that `taken` would break, as a violation on `side`. The monitors do not advance. */
  violation(side: SideName, taken: ObservedStep): Divergence | undefined {
    const monitor = this.monitors.model
    const broken = nextMonitor(monitor, taken).broken[monitor.broken.length]
    return broken === undefined ? undefined : brokenOn(side, broken)
  }

  /** What a command sees: the model's live state. */
  context(): GeneratorContext {
    return contextOf(this.rules, this.economy, this.deployment.tokenOrder, this.domain())
  }

  /** The model's view domain, computed once a state. */
  private domain(): ViewDomain {
    if (this.known.economy !== this.economy)
      this.known = { economy: this.economy, domain: this.rules.viewDomainOf(this.economy) }
    return this.known.domain
  }

  private compareChanged(views: readonly View[], after: Economy): Divergence | undefined {
    this.compared += views.length
    return compareAnswers(views, this.observedAt(after), this.remembered)
  }

  /** Advances a side's monitor; returns the first invariant that this action broke and must not break. */
  private monitor(side: SideName, taken: Omit<ObservedStep, 'domain'>): Divergence | undefined {
    const before = this.monitors[side]
    const after = nextMonitor(before, { ...taken, domain: this.domain() })
    this.monitors[side] = after
    if (after.broken.length === before.broken.length) return undefined
    const broken = after.broken
      .slice(before.broken.length)
      .find(({ invariant }) => !this.mayBreak.has(invariant.name))
    return broken === undefined ? undefined : brokenOn(side, broken)
  }
}

/** A state of the model. A class, since one is made for each action: a closure costs more. */
class ObservedModel implements Observed {
  private readonly rules: Rules
  private readonly economy: Economy

  constructor(rules: Rules, economy: Economy) {
    this.rules = rules
    this.economy = economy
  }

  read(view: View): Value {
    return this.rules.read(this.economy, view)
  }
}

/** The result of `act`, or its error as a divergence: a side that throws does not abort the run. */
function attempt<T>(side: SideName, act: () => T): T | (Divergence & { readonly kind: 'crash' }) {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { kind: 'crash', side, error }
  }
}

function brokenOn(side: SideName, { invariant, violation }: Broken): Divergence {
  return { kind: 'invariant', side, invariant: invariant.name, detail: violation }
}
