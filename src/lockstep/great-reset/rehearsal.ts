/**
 * Rehearsal: a whole Great Reset on contracts and model, from a generated genesis to the reclaim.
 *
 * The planner under test makes the plan. An independent oracle computes it again from the chain's own answers
 * (`audit.ts`, `oracle.ts`), and every wei of AMT is accounted for. The first difference ends the rehearsal.
 */
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import { projectBuild, type Build } from '../../evm/build.ts'
import { divergenceText } from '../compare/comparison.ts'
import { genesisActions, peopleOf } from '../generate/genesis.ts'
import { RULES } from '../compare/rules.ts'
import { DifferentialRunner } from '../compare/differential-runner.ts'
import { deploymentOf, deployedChainOf } from '../compare/deployed-chain.ts'
import { isAgreed } from './agreement.ts'
import { bookAt, reservesOf, unkept } from './audit.ts'
import { carryOut } from './execution.ts'
import { noteHolders } from './holders.ts'
import { PLANNER, type Planner } from './planner.ts'
import { arrange, fillReserve, live, planOf, snapshot } from './preparation.ts'
import { due } from './oracle.ts'
import { expectSame, Objection, take, type Run } from './run.ts'
import type { Trial } from './trial.ts'

/** Options of a rehearsal. */
export interface RehearsalOptions {
  /** @default the project's own contracts */
  readonly build?: Build
  /** @default the model's planner */
  readonly planner?: Planner
  /** Invariants to monitor. @default none */
  readonly invariants?: readonly AnyInvariant[]
  /** Whether the run ends with the full comparison. @default false */
  readonly looksAround?: boolean
}

/** Result of a rehearsal: what each account received, and the first difference. */
export interface Rehearsed {
  /** The first difference; undefined if there is none. */
  readonly objection: string | undefined
  /** What it covered: kinds of plans, of holders, of claims. */
  readonly reached: ReadonlySet<string>
  readonly actions: number
  /** Answers to views that were compared. */
  readonly answers: number
}

/** Runs a whole Great Reset on model and contracts and compares them after each action. */
export function rehearse(trial: Trial, options: RehearsalOptions = {}): Rehearsed {
  const { build = projectBuild(), planner = PLANNER, invariants = [], looksAround = false } = options
  const deployed = deployedChainOf(build, trial.genesis.amtSorts)
  deployed.chain.rewind(deployed.start)
  const people = peopleOf(trial.genesis)
  const runner = new DifferentialRunner(RULES, deployed.chain, deploymentOf(deployed, people), { invariants })
  const project = trial.projectHolds ? people.slice(0, 1) : []
  const outsiders = [...people.slice(project.length), 'binance', 'pancake']
  const run: Run = { trial, runner, planner, outsiders, project, reached: new Set() }
  let objection: string | undefined
  try {
    runTrial(run)
    const diverged = looksAround ? runner.compareAll() : undefined
    if (diverged !== undefined) objection = divergenceText(diverged)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    objection = error instanceof Objection ? error.message : String(error)
  }
  return { objection, reached: run.reached, actions: runner.outcomes.length, answers: runner.compared }
}

function runTrial(run: Run): void {
  const { trial, runner, planner, outsiders, reached } = run
  const { chain } = runner
  for (const action of genesisActions(trial.genesis)) take(run, action)
  live(run, trial.steps)
  arrange(run, trial.events)
  fillReserve(run)
  const id = snapshot(run)
  if (id === undefined) return void reached.add('no moment')
  const moment = planner.momentOf(runner.economy)
  const then = unkept(chain, outsiders)
  live(run, trial.since)

  const before = reservesOf(chain)
  const plan = planOf(run, planner, moment)
  expectSame('whether there is a pool', plan !== undefined, before.amt > 0n && before.btcb > 0n)
  if (plan === undefined) return void reached.add('no pool')
  const book = bookAt(chain, id, outsiders, then)
  const owed = due(before, book, trial.percent, trial.policy)
  if (!isAgreed(run, plan, owed)) return
  noteHolders(run, book, then, before)
  carryOut(run, plan, { id, book, owed, before })
}
