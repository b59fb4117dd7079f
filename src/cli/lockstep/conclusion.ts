/** Conclusion: what a campaign shows, from its outcome. Independent of workers and time. */
import type { SourceCoverage } from '../../evm/coverage/source-coverage.ts'
import { addCounts } from '../../evm/coverage/block-counts.ts'
import type { MappedBuild } from '../../evm/coverage/mapped-build.ts'
import { sourceCoverage } from '../../evm/coverage/source-coverage.ts'
import { FUNCTION_NAMES } from '../../model/interface/functions.ts'
import {
  GROUPS,
  groupOf,
  sharesOf,
  uncoveredIn,
  type Group,
  type Share,
  type Shares,
  type Uncovered,
} from '../../lockstep/campaign/source-totals.ts'
import { coverageGaps, rarest, type CoverageGap, type Rarity } from '../../lockstep/report/coverage.ts'
import { rarestStates } from '../../lockstep/report/states.ts'
import { expectationOf } from '../../lockstep/systems/expectation.ts'
import type { CampaignOutcome } from './campaign.ts'

export interface Conclusion {
  /** Expected outcomes of functions that were reached. */
  readonly outcomes: Share
  /**
   * Outcomes that are not as expected: reached but not expected, or expected of a whole run and not reached.
   */
  readonly gaps: readonly CoverageGap[]
  /** What was reached, rarest first. */
  readonly rarest: readonly Rarity[]
  /** Abstract states that were reached. */
  readonly states: Share
  /** Every abstract state with its count, rarest first. */
  readonly rarestStates: readonly (readonly [name: string, count: number])[]
  /** Every source with code; undefined without source coverage. */
  readonly sources: readonly SourceCoverage[] | undefined
  /** By group that has sources. */
  readonly groups: readonly { readonly group: Group; readonly shares: Shares }[]
  /** Of all sources but packages. */
  readonly uncovered: readonly Uncovered[]
  /** Sentences on what is wrong; none if the campaign passes. */
  readonly problems: readonly string[]
}

/** Concludes a campaign. `mapped` must be compiled from what the workers ran. */
export function conclude(outcome: CampaignOutcome, mapped: () => MappedBuild): Conclusion {
  const { totals, preparation } = outcome
  const { coverage, states, covered } = totals
  const sources =
    covered === undefined
      ? undefined
      : sourceCoverage(mapped(), addCounts(preparation.deployment!, covered.counts))
  const all = sources ?? []
  return {
    outcomes: {
      reached: FUNCTION_NAMES.reduce((sum, name) => sum + reachedOf(name, coverage.get(name)!), 0),
      of: FUNCTION_NAMES.reduce((sum, name) => sum + expectationOf(name).reached.size, 0),
    },
    gaps: coverageGaps(coverage),
    rarest: rarest(coverage),
    states: { reached: [...states.values()].filter((times) => times > 0).length, of: states.size },
    rarestStates: rarestStates(states),
    sources,
    groups: GROUPS.map((group) => ({ group, of: all.filter((source) => groupOf(source) === group) }))
      .filter(({ of }) => of.length > 0)
      .map(({ group, of }) => ({ group, shares: sharesOf(of) })),
    uncovered: all.filter((source) => groupOf(source) !== 'packages').flatMap(uncoveredIn),
    problems: problemsOf(outcome),
  }
}

function reachedOf(name: (typeof FUNCTION_NAMES)[number], counts: ReadonlyMap<string, number>): number {
  return [...expectationOf(name).reached].filter((code) => counts.has(code)).length
}

/** A gap in coverage is no problem of a campaign: its size is anybody's choice, and both sides agree. */
function problemsOf({ totals, preparation }: CampaignOutcome): readonly string[] {
  const { failure, failedBatch, crossChecked } = totals
  const { canaries } = preparation
  return [
    ...(failure === undefined
      ? []
      : [`sequence ${failure.sequence} of batch ${failedBatch}: ${failure.title}`]),
    ...(canaries.mutant === undefined ? ['the canary mutant survives'] : []),
    ...(canaries.invariant === undefined ? ['the false invariant is not noticed'] : []),
    ...(crossChecked.differences.length === 0
      ? []
      : [`EthereumJS differs in ${crossChecked.differences.length} places`]),
  ]
}
