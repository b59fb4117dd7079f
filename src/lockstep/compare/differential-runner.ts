/**
 * DifferentialRunner: model and chain side by side, one action at a time.
 *
 * After an action, outcomes are compared, and then every view that either side may have changed: the chain's answers that became stale
 * and what the model finds by comparing pointers. By induction the whole observation is equal; {@link DifferentialRunner.whole} checks that on fresh answers.
 */
import { tokensOf, type Pair, type Token } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import type { Economy, DeploymentSpec } from '../../model/economy.ts'
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import { nextMonitor, startMonitor, type Monitor } from '../../model/invariants/monitor.ts'
import { viewKey, viewsOf, type Observed, type View } from '../../model/surface/observation.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import type { Chain } from '../../evm/chain.ts'
import { compareAnswers, compareOutcomes, type Divergence, type SideName } from './comparison.ts'
import type { Rules } from './rules.ts'
import type { GeneratorContext } from '../generate/context.ts'

export interface RunnerOptions {
  /** What must stay true on both sides after every action; nothing unless given. */
  readonly invariants?: readonly AnyInvariant[]
  /** Views whose answers the chain remembers; all unless given. The others are compared when the model sees a change, and at the end. */
  readonly remembers?: (view: View) => boolean
  /** Whether the sides are compared, and not only watched; they are unless told otherwise. */
  readonly compares?: boolean
}

export class DifferentialRunner {
  readonly rules: Rules
  readonly chain: Chain
  economy: Economy
  /** The model's outcomes so far. */
  readonly outcomes: Outcome[] = []
  /** Answers compared so far, each on both sides. */
  compared = 0
  private readonly deployment: DeploymentSpec
  private readonly compares: boolean
  private readonly remembered: Observed
  private monitors: Readonly<Record<SideName, Monitor>>

  /** `chain` is at the point that `founding` describes. */
  constructor(rules: Rules, chain: Chain, deployment: DeploymentSpec, options: RunnerOptions = {}) {
    const { invariants = [], remembers = () => true, compares = true } = options
    this.rules = rules
    this.chain = chain
    this.deployment = deployment
    this.compares = compares
    this.economy = rules.deployEconomy(deployment)
    this.remembered = { read: (view) => (remembers(view) ? chain.read(view) : chain.readAfresh(view)) }
    const domain = rules.viewDomainOf(this.economy)
    this.monitors = {
      model: startMonitor(invariants, this.model, domain),
      chain: startMonitor(invariants, this.remembered, domain),
    }
    chain.staleViews()
  }

  /** The model as somebody who answers views; of this moment, also later. */
  get model(): Observed {
    const { rules, economy } = this
    return { read: (view) => rules.read(economy, view) }
  }

  /** Applies an action to both sides and compares. */
  step(action: Action): Divergence | undefined {
    const before = this.economy
    const applied = this.attempt('model', () => this.rules.apply(before, action))
    if ('kind' in applied) return applied
    this.economy = applied.economy
    this.outcomes.push(applied.outcome)
    const chainOutcome = this.attempt('chain', () => this.chain.apply(action))
    if ('kind' in chainOutcome) return chainOutcome
    const diverged = this.compares ? this.compare(before, applied.outcome, chainOutcome) : undefined
    if (diverged !== undefined) return diverged
    const onModel = this.monitor('model', action, applied.outcome, this.model)
    const onChain = this.monitor('chain', action, chainOutcome, this.remembered)
    return onModel ?? onChain
  }

  /** Names of the invariants that were broken on a side so far. */
  broken(side: SideName): readonly string[] {
    return this.monitors[side].broken.map(({ invariant }) => invariant.name)
  }

  /** Compares every view of both sides, the chain's asked afresh; fewer if `views` says which. */
  whole(views: Iterable<View> = viewsOf(this.rules.viewDomainOf(this.economy))): Divergence | undefined {
    const { chain } = this
    const counted: Observed = {
      read: (view) => {
        this.compared++
        return chain.readAfresh(view)
      },
    }
    return compareAnswers(views, this.model, counted)
  }

  /** What a generator sees: the model's live state. */
  context(): GeneratorContext {
    const { rules, economy } = this
    const { tokenOrder } = this.deployment
    return {
      domain: rules.viewDomainOf(economy),
      now: economy.timestamp,
      read: (view) => rules.read(economy, view),
      airdrop: economy.distributor?.entries ?? [],
      token0: (pair) => firstOf(pair, tokenOrder),
    }
  }

  private changed(before: Economy): Iterable<View> {
    const views = new Map<string, View>()
    for (const view of this.chain.staleViews()) views.set(viewKey(view), view)
    for (const view of this.rules.changedViews(before, this.economy)) views.set(viewKey(view), view)
    this.compared += views.size
    return views.values()
  }

  private compare(before: Economy, model: Outcome, chain: Outcome): Divergence | undefined {
    return compareOutcomes(model, chain) ?? compareAnswers(this.changed(before), this.model, this.remembered)
  }

  /** The first invariant that this action has broken on a side. */
  private monitor(
    side: SideName,
    action: Action,
    outcome: Outcome,
    observed: Observed,
  ): Divergence | undefined {
    const known = this.monitors[side].broken.length
    const domain = this.rules.viewDomainOf(this.economy)
    const monitor = nextMonitor(this.monitors[side], { action, outcome, observed, domain })
    this.monitors = { ...this.monitors, [side]: monitor }
    const broken = monitor.broken[known]
    if (broken === undefined) return undefined
    return { kind: 'invariant', side, invariant: broken.invariant.name, detail: broken.violation }
  }

  private attempt<T>(side: SideName, act: () => T): T | (Divergence & { readonly kind: 'crash' }) {
    try {
      return act()
    } catch (error) {
      if (!(error instanceof Error)) throw error
      return { kind: 'crash', side, error }
    }
  }
}

/** The token of a pair that comes first in an order. */
function firstOf(pair: Pair, order: readonly Token[]): Token {
  const [a, b] = tokensOf(pair)
  return order.indexOf(a) < order.indexOf(b) ? a : b
}
