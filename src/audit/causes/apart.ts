/**
 * Apart: whether what two findings say of one function has two causes.
 *
 * 1. Guards. A check of the caller or of an argument decides by itself whether a call reverts. What is wrong
 *    with it can neither change another check of that kind nor what is done when it passes. So a wrong guard
 *    is apart from other guards and from everything else, unless nothing at all happens in both: then errors
 *    are swallowed, whatever they are.
 * 2. Effects. Both sides do it, no view differs in both findings, and each does rightly something that the
 *    other does wrongly. So what is wrong in one is not what is wrong in the other. A part of a vault's
 *    settlement that is left out shows in one view or another as well, but then the other ones do not change.
 *
 * Anything else may be one cause: an amount that is computed otherwise changes states, and makes balances,
 * allowances and arithmetic revert, here or later.
 */
import type { Outcome } from '../../model/interface/outcome.ts'
import type { Difference, Kind } from '../census/difference.ts'
import type { View } from '../../model/surface/observation.ts'
import { revertClassOf } from '../revert-classes.ts'

/** How the first function whose effect differs does so. */
export interface Root {
  readonly fn: string
  readonly kind: Kind
  /** Why one side reverts; undefined if both do it. */
  readonly revert: string | undefined
  /** Views that differ afterwards, as `master.pays`. */
  readonly views: ReadonlySet<string>
  /** Views that the model's transition changes, and that do not differ. */
  readonly right: ReadonlySet<string>
}

/** A root by a difference, by how both sides ended, and by what the model changes. */
export function rootOf(
  fn: string,
  { kind, views }: Difference,
  model: Outcome | undefined,
  chain: Outcome | undefined,
  changed: Iterable<View>,
): Root {
  const differing = namesOf(views.map(({ view }) => view))
  const reverted = [model, chain].find((outcome) => outcome?.ok === false)
  return {
    fn,
    kind,
    revert: reverted?.ok === false ? reverted.revert : undefined,
    views: differing,
    right: new Set([...namesOf(changed)].filter((each) => !differing.has(each))),
  }
}

/** Whether the causes differ. Of different functions nothing is known. */
export function areApart(one: Root, other: Root): boolean {
  if (one.fn !== other.fn) return false
  const [guard, its] = [one, other].map(guardOf)
  if (guard !== its) return !(isSwallowed(one) && isSwallowed(other))
  const isState = one.kind === 'state' && other.kind === 'state'
  return isState && isDisjoint(one.views, other.views) && isRightIn(one, other) && isRightIn(other, one)
}

/** Whether something that is wrong in one is right in the other. */
function isRightIn({ views }: Root, { right }: Root): boolean {
  return !isDisjoint(views, right)
}

function isDisjoint(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].every((each) => !other.has(each))
}

function namesOf(views: Iterable<View>): Set<string> {
  return new Set([...views].map(({ on, fn }) => `${on}.${fn}`))
}

/** Classes of reverts that the caller or an argument decides, and no amount that is computed. */
const GUARDS: ReadonlySet<string> = new Set(['authority', 'address', 'range', 'snapshot', 'time'])

/** The sum of all AMT decides it. */
const COMPUTED: ReadonlySet<string> = new Set(['CapExceeded'])

function guardOf({ revert }: Root): string | undefined {
  if (revert === undefined || COMPUTED.has(revert)) return undefined
  const name = revertClassOf(revert)
  return GUARDS.has(name) ? name : undefined
}

function isSwallowed({ kind, views }: Root): boolean {
  return kind === 'permits' && views.size === 0
}
