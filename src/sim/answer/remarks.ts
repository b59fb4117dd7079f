/**
 * Remarks: what a reader of a run must know besides its result. They depend on which parameters were set, and
 * so are no part of the result or its hash.
 */
import type { Scenario } from '../definition/scenario.ts'
import type { Unjudged } from '../result.ts'

/** What a reader must know beside an answer: notes on the start, and hypotheses that are not judged. */
export interface Remarks {
  /** Where the run starts, and which values it keeps of the scenario's own start; none if it starts there. */
  readonly notes: readonly string[]
  /** Hypotheses that the run does not judge, with the reasons. */
  readonly unjudged: readonly Unjudged[]
}

/**
 * The remarks on a run of a scenario.
 *
 * @param scenario as it was run, price tables included
 * @param set the parameters that were set
 */
export function remarksOf(scenario: Scenario, set: Readonly<Record<string, string>>, days: number): Remarks {
  const { notes, unjudged } = scenario.at(set).bound
  return { notes, unjudged: unjudged(days) }
}
