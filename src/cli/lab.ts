/**
 * Lab: the dependencies of the commands: scenarios, simulation and replay on the EVM.
 */
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
  const { BATCH } = await import('../lockstep/compare/replay.ts')
  const { actionsIn, replayRuns } = await import('../explorer/verify/replay-runs.ts')
  const { startCheckers } = await import('./verify/checkers.ts')
  const runs = [result, ...result.variants]
  const checkers = actionsIn(runs) > BATCH ? startCheckers() : undefined
  try {
    return await replayRuns(runs, { crossChecks: checkers ?? true, onAction })
  } finally {
    await checkers?.close()
  }
}
