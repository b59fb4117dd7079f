/**
 * Authority: who else tries what only one account may do.
 *
 * The generators let the holder of a role call its functions, and others now and then. A build may give a
 * function to one more account, such as the payer: so before each call of a guarded function, others try the
 * same call in turn.
 */
import { PRIVILEGED_ACCOUNTS, type Account } from '../../model/interface/accounts.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import { FUNCTION_NAMES } from '../../model/interface/functions.ts'
import { expectationOf } from '../../lockstep/systems/expectation.ts'
import { revertClassOf } from '../revert-classes.ts'

/** Functions that the model reverts for lack of authority. */
const GUARDED: ReadonlySet<string> = new Set(
  FUNCTION_NAMES.filter((name) =>
    [...expectationOf(name).reached].some((code) => revertClassOf(code) === 'authority'),
  ),
)

/**
 * Attempts before each call: the six accounts take turns, so three calls of a function let all of them try.
 */
const ATTEMPTS = 2

export class Authority {
  /** Whose, or which, turn it is. */
  turn = 0

  /**
   * The same call by others, each time by the next ones; none for a function that is not guarded.
   *
   * @param people who takes part besides the privileged accounts.
   */
  attemptsOf(action: Action, people: readonly Account[]): readonly Action[] {
    if (isWait(action) || !GUARDED.has(action.call)) return []
    const accounts = [...PRIVILEGED_ACCOUNTS, ...people.slice(0, 1)]
    return Array.from({ length: ATTEMPTS }, () => accounts[this.turn++ % accounts.length]!)
      .filter((by) => by !== action.by)
      .map((by) => ({ ...action, by }))
  }
}
