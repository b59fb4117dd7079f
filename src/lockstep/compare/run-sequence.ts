/**
 * Runs a generated sequence, or a list of actions, on both sides from deployment until it ends or the sides
 * diverge.
 */
import { isPersonName, type Account } from '../../model/interface/accounts.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import type { Economy } from '../../model/economy.ts'
import type { Build } from '../../evm/build.ts'
import { ViewReverted } from '../../evm/chain.ts'
import type { Divergence, Finding } from './comparison.ts'
import { genesisActions, peopleOf, type Genesis } from '../generate/genesis.ts'
import type { Rules } from './rules.ts'
import { actionsOf, type Sequence } from '../generate/sequence.ts'
import { DifferentialRunner } from './differential-runner.ts'
import { deploymentOf, deployedChainOf } from './deployed-chain.ts'

/** What is tested: a build of the contracts, a model, and the invariants to monitor. */
export interface TestSetup {
  readonly build: Build
  readonly rules: Rules
  readonly invariants: readonly AnyInvariant[]
  /** Whether the sides are compared; otherwise their invariants are only monitored. @default true */
  readonly compares?: boolean
}

export interface SequenceRun {
  readonly actions: readonly Action[]
  /** The model's outcomes, one for each action unless it crashed. */
  readonly outcomes: readonly Outcome[]
  /** The model's states: that of the deployment, then one after each outcome. */
  readonly economies: readonly Economy[]
  /** Answers that were compared. */
  readonly compared: number
  readonly finding: Finding | undefined
}

export interface RunOptions {
  /**
   * Whether the run ends with the full comparison: every view, on the chain without the cache. @default true
   */
  readonly full?: boolean
}

/** Runs a sequence: its genesis, then at most `maxActions` actions of its commands. */
export function runSequence(
  setup: TestSetup,
  { genesis, steps }: Sequence,
  maxActions: number,
  options: RunOptions = {},
): SequenceRun {
  return run(setup, genesis.amtSorts, peopleOf(genesis), options, (runner, take) => {
    for (const action of genesisActions(genesis)) if (take(action)) return
    let left = maxActions
    for (const step of steps)
      for (const action of actionsOf(step, runner.context())) {
        if (left-- === 0) return
        if (take(action)) return
      }
  })
}

/** Runs a list of actions. */
export function runActions(
  setup: TestSetup,
  amtSorts: Genesis['amtSorts'],
  actions: readonly Action[],
  options: RunOptions = {},
): SequenceRun {
  return run(setup, amtSorts, peopleIn(actions), options, (_runner, take) => {
    for (const action of actions) if (take(action)) return
  })
}

/** The people whom a list of actions names, in order of appearance. System accounts are none. */
export function peopleIn(actions: readonly Action[]): readonly Account[] {
  return [...new Set(actions.flatMap(namesIn))].filter(isPersonName)
}

function namesIn(action: Action): string[] {
  if (isWait(action)) return []
  const args = Object.values(action.args as Readonly<Record<string, unknown>>).flat()
  return [action.by, ...args.filter((arg) => typeof arg === 'string')]
}

function run(
  { build, rules, invariants, compares = true }: TestSetup,
  amtSorts: Genesis['amtSorts'],
  people: readonly Account[],
  { full = true }: RunOptions,
  drive: (runner: DifferentialRunner, take: (action: Action) => Divergence | undefined) => void,
): SequenceRun {
  const deployed = deployedChainOf(build, amtSorts)
  deployed.chain.rewind(deployed.start)
  const runner = new DifferentialRunner(rules, deployed.chain, deploymentOf(deployed, people), {
    invariants,
    compares,
  })
  const actions: Action[] = []
  const economies = [runner.economy]
  let divergence: Divergence | undefined
  const take = (action: Action): Divergence | undefined => {
    actions.push(action)
    divergence = runner.step(action)
    economies.push(runner.economy)
    return divergence
  }
  try {
    drive(runner, take)
    if (full && compares) divergence ??= runner.compareAll()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    divergence = { kind: 'crash', side: error instanceof ViewReverted ? 'chain' : 'model', error }
  }
  const finding = divergence === undefined ? undefined : { actions, divergence }
  return { actions, outcomes: runner.outcomes, economies, compared: runner.compared, finding }
}
