/**
 * Apply: the only transition of an economy. Atomic: an action takes effect completely or reverts.
 */
import { Revert } from '../kernel/revert.ts'
import { add } from '../kernel/uint256.ts'
import type { Timestamp } from '../kernel/units.ts'
import { isWait, type Action } from '../interface/action.ts'
import type { Outcome } from '../interface/outcome.ts'
import { begin, later, type Economy } from '../state/economy-state.ts'
import type { TransferPolicy } from '../state/transfer-policy.ts'
import { dispatch } from './dispatch.ts'

/** Result of an action. */
export interface Applied {
  readonly economy: Economy
  readonly outcome: Outcome
}

/**
 * Applies an action. Returns the next economy and the outcome; after a revert, the identical economy.
 *
 * @param policy token behaviour beyond ERC-20; by default `undefined`, the tokens as deployed.
 * @throws {UnknownFunction} when the action calls a function that the catalogue does not contain.
 * @throws {UnknownAccount} when the action names an account that the deployment does not contain.
 * @throws {NotModelled} when the action is outside the model. Any other error is a bug.
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
