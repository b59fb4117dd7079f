/**
 * Walkables: the lists of actions that a result has: the run's own, and one for each variant.
 */
import { parseSeed } from '../../sim/random/seed.ts'
import { source } from '../../sim/random/stream.ts'
import { simulateDays } from '../../sim/engine/simulation.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import type { RunResult, VariantResult } from '../../sim/result.ts'
import type { Timestamp } from '../../model/kernel/units.ts'
import type { Experiment } from '../experiment.ts'
import type { ActionList } from '../walk/timeline.ts'
import type { Walkable } from '../walk/walk.ts'

/** What the result of an experiment has to walk through, the run itself first. */
export function walkablesOf(
  scenario: Scenario,
  experiment: Experiment,
  result: RunResult,
): readonly Walkable[] {
  const list = (
    { deployment, actions }: Pick<VariantResult, 'deployment' | 'actions'>,
    set: Experiment['set'],
  ): ActionList => ({
    deployment: { ...deployment, timestamp: BigInt(deployment.timestamp) as Timestamp },
    actions,
    opening: openingOf(scenario, experiment, set),
  })
  return [
    { name: '', title: 'The run', list: () => list(result, experiment.set) },
    ...result.variants.map((variant) => ({
      name: variant.name,
      title: variant.title,
      list: () => list(variant, { ...experiment.set, ...variant.set }),
    })),
  ]
}

/** Number of actions that make the initial state: those of a run of no day. */
function openingOf(scenario: Scenario, { seed, path }: Experiment, set: Experiment['set']): number {
  const { bound } = scenario.at(set)
  const from = source(parseSeed(BigInt(seed)), path)
  return simulateDays(bound, [], { from, days: 0, onClose: () => undefined }).journal.actions.length
}
