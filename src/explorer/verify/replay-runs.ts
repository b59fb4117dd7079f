/**
 * Replay of runs: recorded actions of a run and its variants, on the model and on compiled contracts.
 */
import type { Build } from '../../evm/build.ts'
import type { Difference } from '../../evm/machine/trace.ts'
import { replay, type CrossChecker, type Replayed } from '../../lockstep/compare/replay.ts'
import type { Action } from '../../model/interface/action.ts'
import type { Timestamp } from '../../model/kernel/units.ts'
import type { Verification } from '../../report/manifest.ts'
import type { RunResult } from '../../sim/result.ts'

/** What a replay needs of a run. */
export interface Recorded extends Pick<RunResult, 'deployment'> {
  readonly actions: readonly Action[]
}

export interface ReplayRuns {
  /** @default the project's own contracts */
  readonly build?: Build
  /** Whether, and by whom, all messages are run on EthereumJS too. */
  readonly crossChecks: boolean | CrossChecker
  readonly onAction: (done: number, of: number) => void
}

export const actionsIn = (runs: readonly Recorded[]): number =>
  runs.reduce((sum, { actions }) => sum + actions.length, 0)

/**
 * Replays runs one after the other, and sums up what was compared.
 *
 * @throws what `replay` throws.
 */
export async function replayRuns(
  runs: readonly Recorded[],
  { build, crossChecks, onAction }: ReplayRuns,
): Promise<Verification> {
  const total = actionsIn(runs)
  let all: Verification = { actions: 0, divergences: 0, answers: 0, messages: 0 }
  for (const { deployment, actions } of runs) {
    const before = all.actions
    const replayed = await replay(
      { ...deployment, timestamp: BigInt(deployment.timestamp) as Timestamp },
      actions,
      {
        progress: (done) => onAction(before + done, total),
        crossChecks,
        ...(build === undefined ? {} : { build }),
      },
    )
    all = joined(all, verificationOf(replayed))
  }
  return all
}

/** The sum of two verifications, with the first story. */
function joined(one: Verification, other: Verification): Verification {
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
