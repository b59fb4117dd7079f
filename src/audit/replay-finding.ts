/**
 * Replays a saved case on a build: one list of actions, and whether it still shows what it was saved for.
 */
import type { SavedCase } from '../lockstep/export/case-file.ts'
import { amtSortsIn } from '../lockstep/compare/deployed-chain.ts'
import { peopleIn } from '../lockstep/compare/run-sequence.ts'
import type { Outcome } from '../model/interface/outcome.ts'
import { findingOf } from './finding.ts'
import { propertyFinding, propertyIn, propertyNamed } from './properties/property-finding.ts'
import { findingText } from './report/finding-text.ts'
import { stepLines, stepsOfList } from './report/steps.ts'
import { ROUNDING } from './severity.ts'
import { showing } from './census/shrink.ts'
import type { Property } from './properties/property.ts'
import { play } from './properties/play.ts'
import type { Difference } from './census/difference.ts'
import { CensusRunner, type CensusSetup } from './census/runner.ts'

/** Result of replaying a finding: whether it still shows. */
export interface ReplayedFinding {
  /** Whether the difference that the case was saved for shows. */
  readonly shows: boolean
  /** All differences, with the number of their action, from 1. */
  readonly differences: readonly { readonly action: number; readonly difference: Difference }[]
  /** All that a report tells of the finding; or the actions, and what differs otherwise. */
  readonly text: string
}

/**
 * Plays the case's actions. Actions after which the states part are undone, as in an audit.
 *
 * @param rounding losses of at most so many base units of BTCB are of rounding. @default ROUNDING
 *
 * @throws {UnknownProperty} when the case is about a property that the model does not have, such as a renamed
 *   one.
 */
export function replayFinding(
  setup: CensusSetup,
  saved: SavedCase,
  rounding: bigint = ROUNDING,
): ReplayedFinding {
  const { about, deployment, actions } = saved
  const name = propertyIn(about)
  if (name !== undefined) return replayAlone(setup, saved, propertyNamed(name))
  const amtSorts = amtSortsIn(deployment)
  const runner = new CensusRunner(setup, amtSorts, peopleIn(actions))
  const outcomes: Outcome[] = []
  const chainOutcomes: Outcome[] = []
  const differences = actions.flatMap((action, index) => {
    const { differences: found, model, chain } = runner.step(action)
    outcomes.push(model ?? NOT_THERE)
    chainOutcomes.push(chain ?? NOT_THERE)
    return found.map((difference) => ({ action: index + 1, difference }))
  })
  const shown = showing(setup, amtSorts, actions, about, true)
  const others = differences
    .filter(({ difference }) => shown === undefined || difference.signature !== about)
    .map(
      ({ action, difference }) =>
        `After action ${action}: ${difference.signature}\n     model: ${difference.model}\n     ` +
        `audited contracts: ${difference.chain}`,
    )
  if (shown === undefined) {
    const story = stepLines(stepsOfList(actions, outcomes, chainOutcomes))
    const told = others.length === 0 ? ['No difference.'] : others
    return {
      shows: differences.some(({ difference }) => difference.signature === about),
      differences,
      text: [...story, '', ...told].join('\n'),
    }
  }
  const { difference } = shown
  const entry = { ...NEVER_SEEN, difference, amtSorts, deployment, actions }
  const finding = findingOf(setup, entry, shown, { isShrunk: true, rounding })
  const text = [findingText({ ...finding, rank: 1 }, true), ...(others.length === 0 ? [] : ['', ...others])]
  return { shows: true, differences, text: text.join('\n') }
}

/** An example that no search has counted. */
const NEVER_SEEN = { foundAfter: 0, count: 1, worst: { weight: 0, effects: [] } } as const

const NOT_THERE: Outcome = { ok: false, revert: 'not in this build' }

/** Plays the actions on the chain alone, watched by one property. */
function replayAlone(
  setup: CensusSetup,
  { deployment, actions }: SavedCase,
  property: Property,
): ReplayedFinding {
  const played = play(setup.build, amtSortsIn(deployment), actions, [property], setup.adaptors)
  const [broken] = played.broken
  if (broken !== undefined) {
    // As found: what fails by design is told like all else.
    const finding = propertyFinding(setup, { ...played, ...broken, foundAfter: 0 }, true)
    return { shows: true, differences: [], text: findingText({ ...finding, rank: 1 }, true) }
  }
  const story = stepLines(stepsOfList(played.actions, undefined, played.outcomes))
  return { shows: false, differences: [], text: [...story, '', property.statement, 'It holds.'].join('\n') }
}
