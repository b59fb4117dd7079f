/**
 * Apply: the only transition of an economy.
 *
 * Yields the next economy and the outcome, or a revert and the same economy.
 */
import { isWait, type Action } from '../interface/action.ts'
import type { Outcome } from '../interface/outcome.ts'
import { Revert } from '../kernel/revert.ts'
import { add } from '../kernel/uint256.ts'
import type { Timestamp } from '../kernel/units.ts'
import { begin, later, type Economy } from '../state/economy-state.ts'
import type { TransferPolicy } from '../state/transfer-policy.ts'
import { dispatch } from './dispatch.ts'

export interface Applied {
  readonly economy: Economy
  readonly outcome: Outcome
}

/**
 * Applies an action.
 *
 * A revert comes back as the outcome, with the very economy that was given.
 *
 * @param policy how tokens treat transfers; `undefined` is how they are deployed.
 * @throws {UnknownAccount | NotModelled} for a mistake of the caller; any other error is a bug.
 */
export function apply(economy: Economy, action: Action, policy?: TransferPolicy): Applied {
  try {
    if (isWait(action)) {
      const timestamp = add(economy.timestamp, action.wait as Timestamp)
      return { economy: later(economy, timestamp), outcome: { ok: true, returned: undefined, events: [] } }
    }
    const step = begin(economy, policy)
    const returned = dispatch(step, action)
    return { economy: step.state, outcome: { ok: true, returned, events: step.events } }
  } catch (error) {
    if (!(error instanceof Revert)) throw error
    return { economy, outcome: { ok: false, revert: error.code } }
  }
}
