/**
 * Census runner: model and chain side by side, where a difference is recorded and undone.
 *
 * After an action whose states part, both sides go back to before it, and go on from equal states: one cause
 * never hides the next. An action with the same effect but another event, return value or reason
 * is kept. By induction the states are equal before every action, in all views that both sides have.
 *
 * A view that differs right after deployment is a difference of its own. From then on it counts as the same
 * one as long as it differs in the same way: neither side has changed its answer, or both by the same amount.
 */
import type { Chain, ChainMark } from '../../evm/chain.ts'
import type { Build } from '../../evm/build.ts'
import type { DeploymentSpec, Economy } from '../../model/economy.ts'
import { PRIVILEGED_ACCOUNTS, type Account } from '../../model/interface/accounts.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import { viewKey, viewsOf, type View, type ViewDomain } from '../../model/surface/observation.ts'
import {
  amtSortsIn,
  deployedChainOf,
  deploymentOf,
  type DeployedChain,
} from '../../lockstep/compare/deployed-chain.ts'
import { contextOf } from '../../lockstep/compare/live-context.ts'
import { RULES, type Rules } from '../../lockstep/compare/rules.ts'
import type { Genesis } from '../../lockstep/generate/genesis.ts'
import type { GeneratorContext } from '../../lockstep/generate/context.ts'
import { answerText } from '../../lockstep/compare/comparison.ts'
import { measured, type Measured } from '../worth/measured.ts'
import { EXACT, type EventAdaptor, type Grades } from '../grades.ts'
import { predict } from './predict.ts'
import {
  differingViews,
  functionOf,
  outcomeDifferences,
  UNDONE_KINDS,
  stateDifference,
  type Difference,
  type DifferentView,
} from './difference.ts'

/** What is audited, and how. */
export interface CensusSetup {
  readonly build: Build
  /** @default the model */
  readonly rules?: Rules
  /** @default exact */
  readonly grades?: Grades
  /** @default none */
  readonly adaptors?: readonly EventAdaptor[]
  /** Views, as `master.pays`, that are not compared. @default none */
  readonly ignoredViews?: ReadonlySet<string>
}

export type AmtSorts = Genesis['amtSorts']

/** What an action led to. */
export interface Taken {
  readonly differences: readonly Difference[]
  /** Whether both sides are as before the action because the states diverged. */
  readonly undone: boolean
  /** Undefined if a side has no outcome: the model does not know such an action, or the chain crashed. */
  readonly model: Outcome | undefined
  readonly chain: Outcome | undefined
}

/** A state of both sides, to go back to. */
export interface RunnerMark {
  readonly economy: Economy
  readonly mark: ChainMark
}

/** The function is not in the build, or the model does not cover the action: nothing happens. */
const SKIPPED: Taken = { differences: [], undone: true, model: undefined, chain: undefined }

export class CensusRunner {
  readonly deployment: DeploymentSpec
  readonly chain: Chain
  economy: Economy
  /** Answers compared so far. */
  compared = 0
  private readonly setup: Required<CensusSetup>
  private readonly lacks: ReadonlySet<string>
  /** Views that differ from deployment on, by key. */
  private readonly known: ReadonlyMap<string, DifferentView>

  constructor(setup: CensusSetup, amtSorts: AmtSorts, people: readonly Account[]) {
    this.setup = { rules: RULES, grades: EXACT, adaptors: [], ignoredViews: new Set(), ...setup }
    const deployed = deployedChainOf(setup.build, amtSorts)
    deployed.chain.rewind(deployed.start)
    this.chain = deployed.chain
    this.deployment = deploymentOf(deployed, people)
    this.economy = this.setup.rules.deployEconomy(this.deployment)
    this.lacks = new Set(setup.build.lacks)
    this.known = new Map(
      initialDifferences(setup, deployed, this.setup.rules).map((each) => [viewKey(each.view), each]),
    )
    this.chain.staleViews()
  }

  /** Applies an action to both sides; undoes it if their states part. */
  step(action: Action): Taken {
    const { chain } = this
    const { rules, grades, adaptors } = this.setup
    if (!isWait(action) && this.lacks.has(action.call)) return SKIPPED
    const before = this.economy
    const predicted = predict(rules, before, action)
    if (predicted === undefined) return SKIPPED
    const { outcome: model, economy: after } = predicted
    const mark = chain.checkpoint()
    const answered = attempt(() => chain.apply(action))
    if (answered instanceof Error) {
      chain.rewind(mark)
      const signature = `${functionOf(action)}: the chain's answer cannot be read (${answered.name})`
      const crash: Difference = {
        kind: 'crash',
        signature,
        model: model.ok ? 'done' : `reverted, ${model.revert}`,
        chain: answered.message,
        views: [],
      }
      return { differences: [crash], undone: true, model, chain: undefined }
    }
    const views = this.changed(before, after)
    const different = differingViews(views, { read: (view) => rules.read(after, view) }, chain).filter(
      (each) => !this.isKnown(each),
    )
    this.compared += views.length
    const ofOutcome = outcomeDifferences(action, model, answered, grades, adaptors)
    const diverges = ofOutcome.some(({ kind }) => UNDONE_KINDS.has(kind))
    // Where the states diverge, other events or return values are the same difference.
    const differences = diverges
      ? ofOutcome.map((each) => ({ ...each, views: different }))
      : different.length === 0
        ? ofOutcome
        : [stateDifference(functionOf(action), different)]
    const undone = diverges || different.length > 0
    if (undone) chain.rewind(mark)
    else this.economy = after
    return { differences, undone, model, chain: answered }
  }

  /**
   * What an action comes to on the chain against the model, from equal states. Both are as before afterwards.
   */
  measure(action: Action): Measured {
    const { chain, economy, deployment, lacks } = this
    const { rules } = this.setup
    const predicted = predict(rules, economy, action)
    const people = [...PRIVILEGED_ACCOUNTS, ...deployment.people]
    const act = (): boolean => {
      const outcome = attempt(() => chain.apply(action))
      return !(outcome instanceof Error) && outcome.ok
    }
    return measured({ chain, rules, lacks, people, action, before: economy, predicted, act })
  }

  /** Whether the model reverts an action in its present state. */
  reverts(action: Action): boolean {
    return predict(this.setup.rules, this.economy, action)?.outcome.ok === false
  }

  /**
   * Applies an action to both sides without comparing more than whether it reverts: the model's outcome if
   * that agrees. To be used where a whole comparison follows.
   */
  follow(action: Action): Outcome | undefined {
    if (!isWait(action) && this.lacks.has(action.call)) return undefined
    const predicted = predict(this.setup.rules, this.economy, action)
    if (predicted === undefined) return undefined
    const answered = attempt(() => this.chain.apply(action))
    if (answered instanceof Error || answered.ok !== predicted.outcome.ok) return undefined
    this.chain.staleViews()
    this.economy = predicted.economy
    return predicted.outcome
  }

  checkpoint(): RunnerMark {
    return { economy: this.economy, mark: this.chain.checkpoint() }
  }

  rewind({ economy, mark }: RunnerMark): void {
    this.economy = economy
    this.chain.rewind(mark)
  }

  /** The model's state as a command sees it. */
  context(): GeneratorContext {
    return contextOf(this.setup.rules, this.economy, this.deployment.tokenOrder)
  }

  /** What differs right after deployment. */
  atDeployment(): readonly DifferentView[] {
    const deployed = deployedChainOf(this.setup.build, amtSortsIn(this.deployment))
    return initialDifferences(this.setup, deployed, this.setup.rules)
  }

  private changed(before: Economy, after: Economy): readonly View[] {
    const { chain } = this
    const views = new Set(chain.staleViews())
    if (before !== after)
      for (const view of this.setup.rules.changedViews(before, after))
        if (chain.answers(view)) views.add(chain.interned(view))
    return [...views].filter((view) => !this.isIgnored(view))
  }

  /** Whether a view differs as it did at deployment. */
  private isKnown({ view, model, chain }: DifferentView): boolean {
    const then = this.known.size === 0 ? undefined : this.known.get(viewKey(view))
    if (then === undefined) return false
    const [was, is] = [
      [then.model, then.chain],
      [model, chain],
    ].map((answers) => answers.map(answerText).join(' against '))
    return was === is || (gapOf(then) !== undefined && gapOf(then) === gapOf({ model, chain }))
  }

  private isIgnored({ on, fn }: View): boolean {
    const { ignoredViews } = this.setup
    return ignoredViews.size > 0 && ignoredViews.has(`${on}.${fn}`)
  }
}

/** By how much two amounts differ; undefined for other answers. */
function gapOf({ model, chain }: Pick<DifferentView, 'model' | 'chain'>): bigint | undefined {
  if (!model.ok || !chain.ok) return undefined
  return typeof model.value === 'bigint' && typeof chain.value === 'bigint'
    ? chain.value - model.value
    : undefined
}

/** Accounts of the initial comparison; what they hold is zero. */
const NOBODY: readonly Account[] = ['alice']

const initial = new WeakMap<DeployedChain, WeakMap<Rules, readonly DifferentView[]>>()

/**
 * The views that differ right after deployment, without ignored ones. Compared once for each chain and rules.
 */
function initialDifferences(
  { ignoredViews = new Set() }: CensusSetup,
  deployed: DeployedChain,
  rules: Rules,
): readonly DifferentView[] {
  const byRules = initial.get(deployed) ?? new WeakMap<Rules, readonly DifferentView[]>()
  initial.set(deployed, byRules)
  let known = byRules.get(rules)
  if (known === undefined) {
    const { chain } = deployed
    chain.rewind(deployed.start)
    const economy = rules.deployEconomy(deploymentOf(deployed, NOBODY))
    const domain: ViewDomain = rules.viewDomainOf(economy)
    const views = [...viewsOf(domain)].filter((view) => chain.answers(view))
    known = differingViews(views, { read: (view) => rules.read(economy, view) }, chain)
    byRules.set(rules, known)
    chain.rewind(deployed.start)
  }
  return known.filter(({ view }) => !ignoredViews.has(`${view.on}.${view.fn}`))
}

/** The result of `act`, or its error, which becomes a difference. */
function attempt<T>(act: () => T): T | Error {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return error
  }
}
