/**
 * Abstract state: a situation that an action meets or makes, as a predicate over the model.
 *
 * Function × outcome says what was done; an abstract state says when: how far from the last payment, at which
 * second, with which balance left. Predicates are cheap, never throw, and read plain data only, so they serve
 * as features of a search, too.
 */
import type { Account, Coin, Pair } from '../../model/interface/accounts.ts'
import type { ArgsOf } from '../../model/interface/action.ts'
import type { FunctionName } from '../../model/interface/functions.ts'
import type { Event, Outcome } from '../../model/interface/outcome.ts'
import type { Economy } from '../../model/state/economy-state.ts'
import type { RevertCode } from '../../model/surface/reverts.ts'

/** A call with its outcome, and the economy around it. After a revert both economies are the same object. */
export interface Moment<F extends FunctionName = FunctionName> {
  readonly before: Economy
  readonly after: Economy
  readonly by: Account
  readonly call: F
  readonly args: ArgsOf<F>
  /** The called account: a contract, or one of the pairs. */
  readonly on: Account
  readonly outcome: Outcome
  /** None after a revert. */
  readonly events: readonly Event[]
}

/** Time that passes, as a call without a contract. */
export interface Passage {
  readonly before: Economy
  readonly after: Economy
  /** Seconds. */
  readonly wait: bigint
}

export interface AbstractState {
  /** Unique; `system: what`. */
  readonly name: string
  /** What is true, as a sentence. */
  readonly statement: string
  /** The calls that can reach it; none for the passage of time. */
  readonly calls: readonly FunctionName[]
  /** The outcome that it needs: a success, any revert, or one code. */
  readonly outcome: 'ok' | 'revert' | RevertCode
  /** Only called after such an outcome. */
  readonly holds: (moment: Moment) => boolean
  /** For the passage of time. */
  readonly passes?: (passage: Passage) => boolean
}

/** A state that some calls reach, typed by the catalogue. */
export function state<const F extends FunctionName>(
  name: string,
  statement: string,
  calls: readonly F[],
  outcome: AbstractState['outcome'],
  holds: (moment: Moment<F>) => boolean = () => true,
): AbstractState {
  return { name, statement, calls, outcome, holds: holds as unknown as AbstractState['holds'] }
}

/** A state that the passage of time reaches. */
export function passage(
  name: string,
  statement: string,
  passes: (passage: Passage) => boolean,
): AbstractState {
  return { name, statement, calls: [], outcome: 'ok', holds: () => false, passes }
}

/** The coin that a token's function was called on. */
export function coinOf({ on }: { readonly on: Account }): Coin {
  return on as Coin
}

/** The pair that a pair's function was called on. */
export function pairCalled({ on }: { readonly on: Account }): Pair {
  return on as Pair
}
