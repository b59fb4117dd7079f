/**
 * Lab: what the commands run on: the scenarios, the simulation, and the replay on the EVM.
 */
import type { Timestamp } from '../model/units.ts'
import type { Verification } from '../report/manifest.ts'
import { scenarios } from '../scenarios/index.ts'
import type { RunResult } from '../sim/result.ts'
import { runScenario, type RunOptions } from '../sim/run.ts'
import type { Scenario } from '../sim/scenario.ts'

export interface Lab {
  readonly scenarios: readonly Scenario[]
  readonly run: (scenario: Scenario, options: RunOptions) => RunResult
  /** Replays what a run did on the compiled contracts, beside the model. */
  readonly verify: (result: RunResult) => Promise<Verification>
}

export const lab: Lab = {
  scenarios,
  run: runScenario,
  verify: async ({ founding, actions }) => {
    // Loaded only here: who does not verify need not wait for compilers and the EVM.
    const { replay } = await import('../lockstep/replay.ts')
    return replay({ ...founding, timestamp: BigInt(founding.timestamp) as Timestamp }, actions)
  },
}
