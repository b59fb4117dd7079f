/**
 * Replays a saved case on a build: one list of actions, and whether it still shows what it was saved for.
 */
import type { SavedCase } from '../lockstep/export/case-file.ts'
import { numbered } from '../lockstep/report/story.ts'
import { amtSortsIn } from '../lockstep/compare/deployed-chain.ts'
import { peopleIn } from '../lockstep/compare/run-sequence.ts'
import type { Build } from '../evm/build.ts'
import type { Outcome } from '../model/interface/outcome.ts'
import { propertyIn, propertyNamed } from './properties/property-finding.ts'
import type { Property } from './properties/property.ts'
import { play } from './properties/watch.ts'
import type { Difference } from './census/difference.ts'
import { CensusRunner, type CensusSetup } from './census/runner.ts'

export interface ReplayedFinding {
  /** Whether the difference that the case was saved for shows. */
  readonly shows: boolean
  /** All differences, with the number of their action, from 1. */
  readonly differences: readonly { readonly action: number; readonly difference: Difference }[]
  /** The actions as numbered sentences, then the differences. */
  readonly text: string
}

/**
 * Plays the case's actions once. Actions after which the states part are undone, as in an audit.
 *
 * @throws {UnknownProperty} when the case is about a property that the model does not have, such as a renamed
 *   one.
 */
export function replayFinding(setup: CensusSetup, saved: SavedCase): ReplayedFinding {
  const { about, deployment, actions } = saved
  const name = propertyIn(about)
  if (name !== undefined) return replayAlone(setup.build, saved, propertyNamed(name))
  const runner = new CensusRunner(setup, amtSortsIn(deployment), peopleIn(actions))
  const outcomes: Outcome[] = []
  const differences = actions.flatMap((action, index) => {
    const taken = runner.step(action)
    outcomes.push(taken.model ?? { ok: false, revert: 'not in this build' })
    return taken.differences.map((difference) => ({ action: index + 1, difference }))
  })
  const shows = differences.some(({ difference }) => difference.signature === about)
  const told = differences.map(
    ({ action, difference }) =>
      `After action ${action}: ${difference.signature}\n     model: ${difference.model}\n     chain: ${difference.chain}`,
  )
  const text = [...numbered(actions, outcomes), '', ...(told.length === 0 ? ['No difference.'] : told)].join(
    '\n',
  )
  return { shows, differences, text }
}

/** Plays the actions on the chain alone, watched by one property. */
function replayAlone(build: Build, { deployment, actions }: SavedCase, property: Property): ReplayedFinding {
  const played = play(build, amtSortsIn(deployment), actions, [property])
  const [broken] = played.broken
  const told = broken === undefined ? 'It holds.' : `It breaks: ${broken.violation}`
  const text = [...numbered(played.actions, played.outcomes), '', property.statement, told].join('\n')
  return { shows: broken !== undefined, differences: [], text }
}
