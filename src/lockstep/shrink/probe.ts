/**
 * Probe: whether a list of actions shows a given finding, fast enough to ask thousands of times.
 *
 * - The list runs through the model first. Where the finding needs an outcome that the model does not give
 *   (a success or a revert of one function), the chain is not asked.
 * - Of the comparison it makes only the part that can show the finding: outcomes always, and the answers to
 *   one view or one invariant on one side.
 * - A list shares the states of its common prefix with the list before it: the chain is rewound to them.
 *
 * If the whole comparison shows the finding in a list, then so does the probe. The converse does not hold:
 * another divergence may come first, so that a result must be confirmed by a whole run.
 *
 * Not supported: crashes, and divergences that only the full comparison at the end of a run shows.
 */
import type { Chain, ChainMark } from '../../evm/chain.ts'
import type { DeploymentSpec, Economy } from '../../model/economy.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import { nextMonitor, startMonitor, type Monitor } from '../../model/invariants/monitor.ts'
import { viewKey, type View } from '../../model/surface/observation.ts'
import { aboutWhat, compareAnswers, compareOutcomes, type Finding } from '../compare/comparison.ts'
import type { DeployedChain } from '../compare/deployed-chain.ts'
import type { TestSetup } from '../compare/run-sequence.ts'
import type { Actions } from './reductions.ts'

/** The state after some actions of the list that was probed last. */
interface Station {
  /** Absent at the deployment. */
  readonly action: Action | undefined
  readonly economy: Economy
  readonly mark: ChainMark
  readonly monitor: Monitor
}

/** An action with what the model makes of it. */
interface Predicted {
  readonly action: Action
  readonly outcome: Outcome
  readonly before: Economy
  readonly economy: Economy
}

export class Probe {
  /** Actions applied so far, each on one side or both. */
  applied = 0
  /** Lists that the model alone ruled out. */
  ruledOut = 0
  private readonly setup: TestSetup
  private readonly chain: Chain
  private readonly target: Finding
  private readonly about: string
  private readonly stations: Station[]

  /** `deployment` must name everybody who occurs in the lists. */
  constructor(setup: TestSetup, deployed: DeployedChain, deployment: DeploymentSpec, target: Finding) {
    this.setup = setup
    this.chain = deployed.chain
    this.target = target
    this.about = aboutWhat(target)
    const { divergence } = target
    const invariants =
      divergence.kind === 'invariant'
        ? setup.invariants.filter(({ name }) => name === divergence.invariant)
        : []
    this.chain.rewind(deployed.start)
    this.chain.staleViews()
    const economy = setup.rules.deployEconomy(deployment)
    const domain = setup.rules.viewDomainOf(economy)
    const observed = this.isOnModel ? this.modelAt(economy) : this.chain
    const monitor = startMonitor(invariants, observed, domain)
    this.stations = [{ action: undefined, economy, mark: deployed.start, monitor }]
  }

  /** To be called after anything else has used the chain. */
  forget(): void {
    this.stations.length = 1
  }

  /** The list up to the finding, or undefined if it does not show it. */
  shows(actions: Actions): Actions | undefined {
    const shared = this.sharedWith(actions)
    const predicted = this.predict(actions.slice(shared), this.stations[shared]!.economy)
    if (predicted === undefined) return undefined
    if (!this.mayShow(predicted)) {
      this.ruledOut++
      return undefined
    }
    this.stations.length = shared + 1
    this.chain.rewind(this.stations[shared]!.mark)
    for (const [index, step] of predicted.entries()) {
      const shown = this.advance(step)
      if (shown === true) return actions.slice(0, shared + index + 1)
      if (shown === false) return undefined
    }
    return undefined
  }

  private get isOnModel(): boolean {
    const { divergence } = this.target
    return divergence.kind === 'invariant' && divergence.side === 'model'
  }

  private modelAt(economy: Economy): { read: (view: View) => ReturnType<Chain['read']> } {
    const { rules } = this.setup
    return { read: (view) => rules.read(economy, view) }
  }

  /** How many actions the list has in common with the last one that the chain ran. */
  private sharedWith(actions: Actions): number {
    let shared = 0
    while (shared < actions.length && this.stations[shared + 1]?.action === actions[shared]) shared++
    return shared
  }

  private predict(actions: Actions, from: Economy): readonly Predicted[] | undefined {
    const { rules } = this.setup
    const predicted: Predicted[] = []
    let before = from
    for (const action of actions) {
      this.applied++
      try {
        const { economy, outcome } = rules.apply(before, action)
        predicted.push({ action, outcome, before, economy })
        before = economy
      } catch (error) {
        if (!(error instanceof Error)) throw error
        return undefined
      }
    }
    return predicted
  }

  /** Whether the model's outcomes allow the finding. The actions before these have not shown it. */
  private mayShow(predicted: readonly Predicted[]): boolean {
    const { actions, divergence } = this.target
    if (divergence.kind !== 'outcome') return true
    const last = actions.at(-1)!
    // Both succeed, both revert, or one of each: only the first two say what the model must do.
    const isEither = divergence.model.ok !== divergence.chain.ok
    const isOf = (action: Action): boolean =>
      isWait(action) ? isWait(last) : !isWait(last) && action.call === last.call
    return predicted.some(
      ({ action, outcome }) => isOf(action) && (isEither || outcome.ok === divergence.model.ok),
    )
  }

  /** Runs an action on the chain: whether it shows the finding, another one (false), or none (undefined). */
  private advance({ action, outcome, before, economy }: Predicted): boolean | undefined {
    const { chain, setup } = this
    const { rules } = setup
    const { divergence } = this.target
    let monitor = this.stations.at(-1)!.monitor
    const domain = rules.viewDomainOf(economy)
    if (this.isOnModel) {
      monitor = nextMonitor(monitor, { action, outcome, observed: this.modelAt(economy), domain })
    } else {
      this.applied++
      let onChain: Outcome
      try {
        onChain = chain.apply(action)
      } catch (error) {
        if (!(error instanceof Error)) throw error
        return false
      }
      const diverged = setup.compares === false ? undefined : compareOutcomes(outcome, onChain)
      if (diverged !== undefined) return aboutWhat({ actions: [action], divergence: diverged }) === this.about
      if (divergence.kind === 'answer' && this.differs(divergence.view, before, economy)) return true
      if (divergence.kind === 'invariant')
        monitor = nextMonitor(monitor, { action, outcome: onChain, observed: chain, domain })
    }
    if (monitor.broken.length > 0) return true
    if (divergence.kind !== 'answer') chain.staleViews()
    this.stations.push({ action, economy, mark: chain.checkpoint(), monitor })
    return undefined
  }

  /** Whether the sides differ in a view of the target's name that the action may have changed. */
  private differs({ fn }: View, before: Economy, after: Economy): boolean {
    const { chain, setup } = this
    const views = new Map<string, View>()
    for (const view of chain.staleViews()) if (view.fn === fn) views.set(viewKey(view), view)
    for (const view of setup.rules.changedViews(before, after))
      if (view.fn === fn) views.set(viewKey(view), view)
    return compareAnswers(views.values(), this.modelAt(after), chain) !== undefined
  }
}
