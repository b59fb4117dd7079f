/**
 * Lab: the dependencies of the commands: scenarios, simulation and replay on the EVM.
 */
import type { Difference } from '../evm/machine/trace.ts'
import type { Replayed } from '../lockstep/compare/replay.ts'
import type { Timestamp } from '../model/kernel/units.ts'
import type { Verification } from '../report/manifest.ts'
import { scenarios } from '../scenarios/index.ts'
import type { RunResult } from '../sim/result.ts'
import { runScenario, type RunOptions } from '../sim/run.ts'
import type { Scenario } from '../sim/definition/scenario.ts'

/** The parts of the lab that commands call, so that a project can pass its own scenarios. */
export interface Lab {
  readonly scenarios: readonly Scenario[]
  /** Runs a scenario on the model. */
  readonly run: (scenario: Scenario, options: RunOptions) => RunResult
  /** Replays a run on the model and on the compiled contracts. */
  readonly verify: (result: RunResult, onAction: (done: number, of: number) => void) => Promise<Verification>
}

/** The lab of this project, with its scenarios. */
export const lab: Lab = {
  scenarios,
  run: runScenario,
  verify,
}

/**
 * Replays the actions of a run and its variants on the model and on the compiled contracts, and compares
 * them. EthereumJS executes every message again, in worker threads when the run is long.
 */
export async function verify(
  result: RunResult,
  onAction: (done: number, of: number) => void = () => {},
): Promise<Verification> {
  // Lazy import: only verification needs the compilers and the EVM.
  const { replay, BATCH } = await import('../lockstep/compare/replay.ts')
  const { startCheckers } = await import('./verify/checkers.ts')
  const runs = [result, ...result.variants]
  const total = runs.reduce((sum, { actions }) => sum + actions.length, 0)
  const checkers = total > BATCH ? startCheckers() : undefined
  let all: Verification | undefined
  try {
    for (const { deployment, actions } of runs) {
      const before = all?.actions ?? 0
      const replayed = await replay(
        { ...deployment, timestamp: BigInt(deployment.timestamp) as Timestamp },
        actions,
        { progress: (done) => onAction(before + done, total), crossChecks: checkers ?? true },
      )
      all = joinedVerification(all, verificationOf(replayed))
    }
  } finally {
    await checkers?.close()
  }
  return all!
}

/** The sum of two verifications, with the first story. */
export function joinedVerification(one: Verification | undefined, other: Verification): Verification {
  if (one === undefined) return other
  const first = one.first ?? other.first
  return {
    actions: one.actions + other.actions,
    divergences: one.divergences + other.divergences,
    answers: one.answers + other.answers,
    messages: one.messages + other.messages,
    ...(first === undefined ? {} : { first }),
  }
}

/**
 * The verification of a replay. A difference between EthereumJS and the project's EVM counts as a divergence.
 */
export function verificationOf({
  actions,
  divergences,
  first,
  answers,
  crossChecked,
}: Replayed): Verification {
  const differences = crossChecked?.differences ?? []
  const story = first?.story ?? differences.map(differenceText)[0]
  return {
    actions,
    divergences: divergences + differences.length,
    answers,
    messages: crossChecked?.messages ?? 0,
    ...(story === undefined ? {} : { first: story }),
  }
}

function differenceText({ message, what, machine, reference }: Difference): string {
  const where = message === undefined ? 'At the end' : `In message ${message}`
  return `${where}, ${what}: the EVM has ${machine}, EthereumJS has ${reference}`
}
