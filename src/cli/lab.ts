/**
 * Lab: what the commands run on: the scenarios, the simulation, and the replay on the EVM.
 */
import type { Difference } from '../evm/machine/trace.ts'
import type { Replayed } from '../lockstep/compare/replay.ts'
import type { Timestamp } from '../model/kernel/units.ts'
import type { Verification } from '../report/manifest.ts'
import { scenarios } from '../scenarios/index.ts'
import type { RunResult } from '../sim/result.ts'
import { runScenario, type RunOptions } from '../sim/run.ts'
import type { Scenario } from '../sim/definition/scenario.ts'

export interface Lab {
  readonly scenarios: readonly Scenario[]
  readonly run: (scenario: Scenario, options: RunOptions) => RunResult
  /** Replays what a run did on the compiled contracts, beside the model. */
  readonly verify: (result: RunResult, onAction: (done: number, of: number) => void) => Promise<Verification>
}

export const lab: Lab = {
  scenarios,
  run: runScenario,
  verify,
}

/**
 * Replays what a run and its variants did on the compiled contracts, beside the model, and every message on EthereumJS: in threads of
 * its own, if there is enough to do.
 */
export async function verify(
  result: RunResult,
  onAction: (done: number, of: number) => void = () => {},
): Promise<Verification> {
  // Loaded only here: who does not verify need not wait for compilers and the EVM.
  const { replay, STAGE } = await import('../lockstep/compare/replay.ts')
  const { startCheckers } = await import('./verify/checkers.ts')
  const runs = [result, ...result.variants]
  const total = runs.reduce((sum, { actions }) => sum + actions.length, 0)
  const checkers = total > STAGE ? startCheckers() : undefined
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

/** What two replays gave together, and the first story of the two. */
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

/** Where EthereumJS contradicts the machine that the contracts ran on, that is a divergence too. */
export function verificationOf({
  actions,
  divergences,
  first,
  answers,
  crossChecked,
}: Replayed): Verification {
  const differences = crossChecked?.differences ?? []
  const story = first?.story ?? differences.map(tell)[0]
  return {
    actions,
    divergences: divergences + differences.length,
    answers,
    messages: crossChecked?.messages ?? 0,
    ...(story === undefined ? {} : { first: story }),
  }
}

function tell({ message, what, machine, reference }: Difference): string {
  const where = message === undefined ? 'At the end' : `In message ${message}`
  return `${where}, ${what}: the machine has ${machine}, EthereumJS ${reference}`
}
