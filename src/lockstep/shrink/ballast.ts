/**
 * Ballast: what single reductions leave in a list of actions, because it goes only together.
 *
 * - All actions of a person, or all calls of a function: each of them alone may be needed by the next.
 * - Two actions that are not neighbours, such as an approval and the transfer that it allows.
 * - Entries of an airdrop's list, each with its account and its amount.
 */
import { isWait, type Action } from '../../model/interface/action.ts'
import type { Actions, Shows } from './reductions.ts'

/** Lists up to this length are tried without every two of their actions. */
const MOST_FOR_PAIRS = 24

/** The list without ballast. */
export function withoutBallast(actions: Actions, shows: Shows): Actions {
  return withoutPairs(shortened(withoutGroups(actions, shows), shows), shows)
}

/** Without all actions of one actor, or of one function, at once. */
function withoutGroups(actions: Actions, shows: Shows): Actions {
  let best = actions
  for (const of of [actorOf, functionOf])
    for (const group of new Set(actions.map(of)))
      best = shows(best.filter((action) => of(action) !== group)) ?? best
  return best
}

function actorOf(action: Action): string {
  return isWait(action) ? 'nobody' : action.by
}

function functionOf(action: Action): string {
  return isWait(action) ? 'wait' : action.call
}

function withoutPairs(actions: Actions, shows: Shows): Actions {
  let best = actions
  for (let late = best.length - 1; late > 0; late--)
    for (let early = Math.min(late, best.length) - 1; early >= 0; early--) {
      if (best.length > MOST_FOR_PAIRS || late >= best.length) break
      best = shows(best.filter((_, index) => index !== early && index !== late)) ?? best
    }
  return best
}

/** With as few entries of each airdrop's list as the finding needs, the later ones first. */
function shortened(actions: Actions, shows: Shows): Actions {
  let best = actions
  for (let at = best.length - 1; at >= 0; at--)
    for (let entry = entriesAt(best, at) - 1; entry >= 0; entry--) {
      // A list of no entry has no root: it would be another kind of deployment.
      if (entriesAt(best, at) <= 1) break
      best = shows(withoutEntry(best, at, BigInt(entry))) ?? best
    }
  return best
}

function entriesAt(actions: Actions, at: number): number {
  const action = actions[at]
  return action === undefined || isWait(action) || action.call !== 'deploy.distributor'
    ? 0
    : action.args.accounts.length
}

/** Without one entry; later claims are of the same accounts as before. */
function withoutEntry(actions: Actions, at: number, entry: bigint): Actions {
  const without = <T>(list: readonly T[]): readonly T[] => list.filter((_, index) => BigInt(index) !== entry)
  const moved = (index: bigint): bigint => (index > entry ? index - 1n : index)
  return actions.map((action, index) => {
    if (isWait(action) || index < at) return action
    if (action.call === 'deploy.distributor' && index === at) {
      const { accounts, amounts } = action.args
      return { ...action, args: { ...action.args, accounts: without(accounts), amounts: without(amounts) } }
    }
    if (action.call !== 'distributor.claim') return action
    const { index: claimed, proof } = action.args
    return { ...action, args: { ...action.args, index: moved(claimed), proof: moved(proof) } }
  })
}
