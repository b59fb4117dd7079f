/** Entries of a census: a difference with an example, and how often functions were called. */
import type { DeploymentSpec } from '../../model/economy.ts'
import type { Action } from '../../model/interface/action.ts'
import type { Difference } from './difference.ts'
import type { Effect, Weight } from './effect.ts'
import type { AmtSorts } from './runner.ts'

/** A signature with its first example and how often it came. */
export interface Entry {
  readonly difference: Difference
  readonly amtSorts: AmtSorts
  readonly deployment: DeploymentSpec
  /**
   * Actions that lead to it, none of them undone; the last one shows it. None if it differs from deployment
   * on.
   */
  readonly actions: readonly Action[]
  /** Actions run when it was first seen, all sequences together. */
  readonly foundAfter: number
  readonly count: number
  /** The largest part of a coin's supply that it moved, from 0 to 1, and how. */
  readonly worst: Weight & { readonly effects: readonly Effect[] }
}

/** How often a function was called, and in what it ended. */
export interface Calls {
  readonly calls: number
  /** Both sides did it, and their states agree. */
  readonly done: number
  /** Undone because the states diverged: what depends on it was not reached through it. */
  readonly undone: number
}
