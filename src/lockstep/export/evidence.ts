/**
 * Evidence of a broken invariant: what it had seen of the contracts when it broke.
 *
 * An invariant is a function, which no other language can run. But it concludes from what it reads: contracts
 * that do the same actions with the same outcomes, and give the same answers to the views that it read, before
 * the last action and after it, break it again.
 */
import type { Build } from '../../evm/build.ts'
import type { DeploymentSpec } from '../../model/economy.ts'
import type { Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import type { ObservedStep } from '../../model/invariants/invariant.ts'
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import { viewKey, type Observed, type View } from '../../model/surface/observation.ts'
import type { Answer } from '../compare/comparison.ts'
import { amtSortsIn, deployedChainOf } from '../compare/deployed-chain.ts'
import { DifferentialRunner } from '../compare/differential-runner.ts'
import type { Rules } from '../compare/rules.ts'

export interface Evidence {
  readonly invariant: string
  /** What it says about the violation. */
  readonly detail: string
  /** Of the contracts, one for each action. */
  readonly outcomes: readonly Outcome[]
  /** Answers of the contracts before the last action. A view that did not answer is left out. */
  readonly before: readonly KnownAnswer[]
  readonly after: readonly KnownAnswer[]
}

export interface KnownAnswer {
  readonly view: View
  readonly value: Extract<Answer, { readonly ok: true }>['value']
}

/** The evidence after a list of actions; undefined if the contracts do not break it with the last of them. */
export function evidenceOf(
  invariant: AnyInvariant,
  rules: Rules,
  build: Build,
  deployment: DeploymentSpec,
  actions: readonly Action[],
): Evidence | undefined {
  const { chain, start } = deployedChainOf(build, amtSortsIn(deployment))
  const watch = new Watch(invariant)
  chain.rewind(start)
  const runner = new DifferentialRunner(rules, chain, deployment, {
    invariants: [watch.invariant],
    monitors: ['chain'],
    compares: false,
  })
  const found = actions.map((action) => runner.step(action))
  const last = found.pop()
  if (last?.kind !== 'invariant' || found.some((earlier) => earlier !== undefined)) return undefined
  const after = answersTo(watch.views, chain)
  chain.rewind(start)
  const outcomes = actions.slice(0, -1).map((action) => chain.apply(action))
  const before = answersTo(watch.views, chain)
  outcomes.push(chain.apply(actions.at(-1)!))
  return { invariant: invariant.name, detail: last.detail, outcomes, before, after }
}

/** An invariant that keeps the views that it has read of the latest state. */
class Watch {
  readonly invariant: AnyInvariant
  views: readonly View[] = []

  constructor(watched: AnyInvariant) {
    const { name, statement, source, about } = watched
    this.invariant = {
      name,
      statement,
      source,
      ...(about === undefined ? {} : { about }),
      start: (observed, domain) => watched.start(observed, domain),
      next: (state, taken) => {
        const reads = new Map<string, View>()
        const verdict = watched.next(state, { ...taken, observed: recorded(taken.observed, reads) })
        this.views = [...reads.values()]
        return verdict
      },
    }
  }
}

function recorded(observed: Observed, reads: Map<string, View>): ObservedStep['observed'] {
  return {
    read(view) {
      reads.set(viewKey(view), view)
      return observed.read(view)
    },
  }
}

function answersTo(
  views: readonly View[],
  chain: { readAfresh(view: View): KnownAnswer['value'] },
): readonly KnownAnswer[] {
  return views.flatMap((view) => {
    try {
      return [{ view, value: chain.readAfresh(view) }]
    } catch {
      // Of a pair that does not exist yet, say.
      return []
    }
  })
}
