/**
 * Batch: a part of a campaign that runs alone and gives the same result wherever and whenever it runs.
 *
 * Every n-th sequence also runs on the contracts as they are compiled for coverage, under the same
 * comparison.
 */
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import type { Build } from '../../evm/build.ts'
import type { Counts } from '../../evm/coverage/block-counts.ts'
import type { MappedBuild } from '../../evm/coverage/mapped-build.ts'
import { deployedChainOf } from '../compare/deployed-chain.ts'
import type { Rules } from '../compare/rules.ts'
import { aboutWhat } from '../compare/comparison.ts'
import { runActions, type TestSetup } from '../compare/run-sequence.ts'
import { DEFAULTS, runSequences, type CrossChecked, type Failure } from '../lockstep.ts'
import { releaseCanaries, type Canaries } from '../mutation/canaries.ts'
import { exportFailure } from '../export/export-failure.ts'
import type { Coverage } from '../report/coverage.ts'
import type { StateCounts } from '../report/states.ts'
import { batchSeed } from './batch-seed.ts'

/** What a campaign tests. */
export interface CampaignSetup {
  readonly build: Build
  readonly rules: Rules
  readonly invariants: readonly AnyInvariant[]
  /** The same contracts, compiled for coverage. Called once at most. */
  readonly mapped: () => MappedBuild
}

export interface Batch {
  /** Seed of the campaign. */
  readonly seed: number
  /** Number of the batch, from 1. */
  readonly batch: number
  readonly sequences: number
  /** Every how many sequences of the batch one counts towards source coverage; 0 for none. */
  readonly coverageEvery: number
  /** Every how many sequences of the batch one also runs on EthereumJS; 0 for none. */
  readonly crossCheckEvery?: number
  /** Command that repeats the batch. */
  readonly command: string
}

export interface BatchResult {
  readonly batch: number
  /** Sequences that ran: all of them, unless one failed. */
  readonly sequences: number
  readonly actions: number
  /** Answers to views that were compared. */
  readonly answers: number
  readonly coverage: Coverage
  readonly states: StateCounts
  readonly crossChecked: CrossChecked
  /** Sequences that count towards source coverage, and the blocks that they executed. */
  readonly covered: { readonly sequences: number; readonly counts: Counts } | undefined
  readonly failure: BatchFailure | undefined
}

/** A failure as plain data, which can be sent to another thread. */
export interface BatchFailure {
  /** Number of the sequence in its batch, from 1. */
  readonly sequence: number
  /** What diverged. */
  readonly title: string
  /** Story, regression test and command. */
  readonly text: string
  /** The counterexample in each form; paths are relative. */
  readonly files: readonly FailureFile[]
}

export interface FailureFile {
  readonly path: string
  readonly text: string
}

/** Runs a batch. */
export async function runBatch(setup: CampaignSetup, batch: Batch): Promise<BatchResult> {
  const { build, rules, invariants } = setup
  const { sequences, coverageEvery, crossCheckEvery = DEFAULTS.crossCheckEvery, command } = batch
  const mapped = coverageEvery > 0 ? deployedOnce(setup.mapped()) : undefined
  const onMapped: TestSetup | undefined = mapped && { build: mapped.build, rules, invariants }
  let covered = 0
  let differs: number | undefined
  // The corpus is the same in every batch: `npm test` and `npm run corpus` run it.
  const options = { seed: batchSeed(batch.seed, batch.batch), rules, invariants, command, corpus: [] }
  const report = await runSequences({
    ...options,
    build,
    sequences,
    crossCheckEvery,
    onSequence: ({ actions, finding }, sequence, amtSorts) => {
      if (onMapped === undefined || finding !== undefined || (sequence - 1) % coverageEvery !== 0) return
      covered++
      const run = runActions(onMapped, amtSorts, actions)
      if (run.finding !== undefined) differs ??= sequence
    },
  })
  const counts = mapped?.counts.take()
  const { actions, answers, coverage, states, crossChecked } = report
  const onlyMapped =
    differs === undefined
      ? undefined
      : await runSequences({ ...options, build: mapped!.build, sequences: differs, crossCheckEvery: 0 })
  const failures = [
    { failure: onlyMapped?.failure, build: mapped?.build ?? build },
    { failure: report.failure, build },
  ].flatMap((each) => (each.failure === undefined ? [] : [failureOf(each.failure, each.build, rules)]))
  return {
    batch: batch.batch,
    sequences: report.sequences,
    actions,
    answers,
    coverage,
    states,
    crossChecked,
    covered: counts === undefined ? undefined : { sequences: covered, counts },
    failure: failures[0],
  }
}

/** What a campaign does once, before its batches. */
export interface Preparation {
  readonly canaries: Canaries
  /** Blocks that the deployments of the contracts for coverage execute. */
  readonly deployment: Counts | undefined
}

/** Releases the canaries, and measures the deployments. */
export async function prepare(
  setup: CampaignSetup,
  { seed, coverageEvery }: Pick<Batch, 'seed' | 'coverageEvery'>,
): Promise<Preparation> {
  const { build, rules, invariants } = setup
  const canaries = await releaseCanaries(
    { build, rules, invariants },
    batchSeed(seed, 0),
    DEFAULTS.maxActions,
  )
  const deployment = coverageEvery > 0 ? deploymentsOf.get(deployedOnce(setup.mapped())) : undefined
  return { canaries, deployment }
}

const deploymentsOf = new WeakMap<MappedBuild, Counts>()

/** Deploys a build in both address orders, and sets its counts to zero. Once for each build in a process. */
function deployedOnce(mapped: MappedBuild): MappedBuild {
  if (deploymentsOf.has(mapped)) return mapped
  mapped.counts.take()
  for (const amtSorts of ['below', 'above'] as const) deployedChainOf(mapped.build, amtSorts)
  deploymentsOf.set(mapped, mapped.counts.take())
  return mapped
}

function failureOf(failure: Failure, build: Build, rules: Rules): BatchFailure {
  const { found, text, repro } = failure
  const regression = { path: 'regression.test.ts', text: repro }
  const files = [regression, ...exportFailure(failure, build, { rules })]
  return { sequence: found.sequence, title: aboutWhat(found.finding), text, files }
}
