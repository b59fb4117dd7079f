/**
 * Apart: whether what two findings say of one function has two causes.
 *
 * 1. Guards. A check of the caller or of an argument decides by itself whether a call reverts. What is wrong
 *    with it can neither change another check of that kind nor what is done when it passes. So a wrong guard
 *    is apart from other guards and from everything else, unless nothing at all happens in both: then errors
 *    are swallowed, whatever they are.
 * 2. Storage. Both sides do it, and no view differs in both findings.
 *
 * Anything else may be one cause: an amount that is computed otherwise changes states, and makes balances,
 * allowances and arithmetic revert, here or later.
 */
import type { Outcome } from '../../model/interface/outcome.ts'
import type { Difference, Kind } from '../census/difference.ts'
import { revertClassOf } from '../revert-classes.ts'

/** How the first function whose effect differs does so. */
export interface Root {
  readonly fn: string
  readonly kind: Kind
  /** Why one side reverts; undefined if both do it. */
  readonly revert: string | undefined
  /** Views that differ afterwards, as `master.pays`. */
  readonly views: ReadonlySet<string>
}

/** A root by a difference and by how both sides ended. */
export function rootOf(
  fn: string,
  { kind, views }: Difference,
  model: Outcome | undefined,
  chain: Outcome | undefined,
): Root {
  const reverted = [model, chain].find((outcome) => outcome?.ok === false)
  return {
    fn,
    kind,
    revert: reverted?.ok === false ? reverted.revert : undefined,
    views: new Set(views.map(({ view }) => `${view.on}.${view.fn}`)),
  }
}

/** Whether the causes differ. Of different functions nothing is known. */
export function areApart(one: Root, other: Root): boolean {
  if (one.fn !== other.fn) return false
  const [guard, its] = [one, other].map(guardOf)
  if (guard !== its) return !(isSwallowed(one) && isSwallowed(other))
  const isState = one.kind === 'state' && other.kind === 'state'
  return isState && [...one.views].every((view) => !other.views.has(view))
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
