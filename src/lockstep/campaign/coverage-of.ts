/** Coverage of given sequences of actions, such as those of a directed or distilled suite. */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import type { Action } from '../../model/interface/action.ts'
import type { MappedBuild } from '../../evm/coverage/mapped-build.ts'
import { sourceCoverage, type SourceCoverage } from '../../evm/coverage/source-coverage.ts'
import { RULES } from '../compare/rules.ts'
import { runActions } from '../compare/run-sequence.ts'
import type { Genesis } from '../generate/genesis.ts'
import { divergenceText } from '../compare/comparison.ts'

/** A list of actions on a deployment, with AMT's address below or above BTCB's. */
export interface ActionList {
  readonly amtSorts: Genesis['amtSorts']
  readonly actions: readonly Action[]
}

/**
 * Runs lists of actions in lockstep on a build for coverage, each from a fresh deployment, and returns what
 * they cover of each source. Deployments count if they are the build's first.
 *
 * @throws {SequenceDiverges} when model and contracts diverge in one of them.
 */
export function coverageOf(mapped: MappedBuild, sequences: Iterable<ActionList>): readonly SourceCoverage[] {
  mapped.counts.take()
  let index = 0
  for (const { amtSorts, actions } of sequences) {
    const { finding } = runActions(
      { build: mapped.build, rules: RULES, invariants: INVARIANTS },
      amtSorts,
      actions,
    )
    if (finding !== undefined) throw new SequenceDiverges(index, divergenceText(finding.divergence))
    index++
  }
  return sourceCoverage(mapped, mapped.counts.take())
}

/** Model and contracts diverge in a sequence whose coverage was asked for. */
export class SequenceDiverges extends Error {
  override readonly name = 'SequenceDiverges'
  constructor(index: number, what: string) {
    super(
      `expected sequence ${index} to agree on model and contracts, so that its coverage means something: ${what}`,
    )
  }
}
