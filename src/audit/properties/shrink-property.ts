/** Shrinks an example of a broken property: the shortest and plainest list of actions that breaks it. */
import type { Shows } from '../../lockstep/shrink/reductions.ts'
import type { CensusSetup } from '../census/runner.ts'
import { told, type Shown } from '../census/shrink.ts'
import { play } from './play.ts'
import type { BrokenProperty } from './watch.ts'

/**
 * The most lists that are tried. Each is played from deployment, at about a millisecond an action: so a
 * property is shrunk within seconds. A list of fifty actions takes a few hundred.
 */
const ATTEMPTS = 1500

/** A smaller example of the same property; the same one if none is smaller. */
export function shrinkProperty(
  { build, adaptors }: CensusSetup,
  example: BrokenProperty,
): BrokenProperty & Pick<Shown, 'apart'> {
  const { property, amtSorts, actions, outcomes } = example
  let best = example
  const shows: Shows = (list) => {
    const played = play(build, amtSorts, list, [property], adaptors)
    const [broken] = played.broken
    if (broken === undefined) return undefined
    if (played.actions.length <= best.actions.length)
      best = { ...example, ...played, violation: broken.violation }
    return played.actions
  }
  // What reverted changed nothing.
  const start = actions.filter((_, index) => index === actions.length - 1 || outcomes[index]?.ok !== false)
  const { actions: shrunk, apart } = told(shows(start) ?? actions, shows, ATTEMPTS)
  const played = play(build, amtSorts, shrunk, [property], adaptors)
  const [broken] = played.broken
  return broken === undefined ? best : { ...example, ...played, ...apart, violation: broken.violation }
}
