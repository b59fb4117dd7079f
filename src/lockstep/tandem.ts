/**
 * Tandem: model and chain side by side, one action at a time.
 *
 * After an action, outcomes are compared, and then every view that either side may have changed: the chain's answers that became stale
 * and what the model finds by comparing pointers. By induction the whole observation is equal; {@link Tandem.whole} checks that on fresh answers.
 */
import { tokensOf, type Pair, type Token } from '../model/accounts.ts'
import type { Action } from '../model/action.ts'
import type { Economy, Founding } from '../model/economy.ts'
import { viewKey, viewsOf, type Observed, type View } from '../model/observation.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Chain } from '../evm/chain.ts'
import { compareAnswers, compareOutcomes, type Divergence, type SideName } from './comparison.ts'
import type { Rules } from './rules.ts'
import type { Scene } from './scene.ts'

/** Somebody who looks at both sides after every action, and may object. */
export interface Observer {
  (action: Action, outcome: Outcome, model: Observed, chain: Observed): Divergence | undefined
}

export class Tandem {
  readonly rules: Rules
  readonly chain: Chain
  economy: Economy
  /** The model's outcomes so far. */
  readonly outcomes: Outcome[] = []
  /** Answers compared so far, each on both sides. */
  compared = 0
  private readonly founding: Founding
  private readonly observe: Observer | undefined

  /** `chain` is at the point that `founding` describes. */
  constructor(rules: Rules, chain: Chain, founding: Founding, observe?: Observer) {
    this.rules = rules
    this.chain = chain
    this.founding = founding
    this.economy = rules.found(founding)
    this.observe = observe
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
    return (
      compareOutcomes(applied.outcome, chainOutcome) ??
      this.compare(this.changed(before)) ??
      this.observe?.(action, applied.outcome, this.model, this.chain)
    )
  }

  /** Compares every view of both sides, the chain's asked afresh. */
  whole(): Divergence | undefined {
    const { chain } = this
    const fresh = { read: (view: View) => chain.readAfresh(view) }
    const extent = this.rules.extentOf(this.economy)
    let count = 0
    const counted = function* (): Generator<View> {
      for (const view of viewsOf(extent)) {
        count++
        yield view
      }
    }
    const divergence = compareAnswers(counted(), this.model, fresh)
    this.compared += count
    return divergence
  }

  /** What a generator sees: the model's live state. */
  scene(): Scene {
    const { rules, economy } = this
    const { tokenOrder } = this.founding
    return {
      extent: rules.extentOf(economy),
      now: economy.timestamp,
      read: (view) => rules.read(economy, view),
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

  private compare(views: Iterable<View>): Divergence | undefined {
    return compareAnswers(views, this.model, this.chain)
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
