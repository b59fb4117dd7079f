/**
 * Property: what must be true of any build, watched on the chain alone.
 *
 * An invariant of the model is a fold over actions: it must hold after every one. A probe asks at the end of
 * a sequence what would happen: it acts in a state that is undone afterwards, such as everybody's exit.
 */
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import type { Trial } from './trial.ts'

export interface Probe {
  /** Short and stable identifier. */
  readonly name: string
  /** The property, in one sentence. */
  readonly statement: string
  /**
   * Number of the whitepaper's statement (docs/claims.md) by whose design it fails, if the project's own
   * contracts break it with the same actions.
   *
   * @default it does not fail by design
   */
  readonly claim?: number
  /** How it is violated in the present state; undefined if it holds. What the trial does is undone. */
  check(trial: Trial): string | undefined
}

export type Property = AnyInvariant | Probe

export function isProbe(property: Property): property is Probe {
  return 'check' in property
}
