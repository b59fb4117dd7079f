/**
 * AdversarialAction: what happens in a adversarial world. An action as anywhere, during which somebody may reentrant call; or a token turns against its users.
 *
 * Plain data like an action: a list of adversarial actions is enough to repeat a finding.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { Action, Call } from '../../model/interface/action.ts'
import type { OutsideToken } from './token-behaviour.ts'

/** A call that somebody makes in the middle of somebody's action. */
export interface ReentrantCall {
  readonly call: Call
  /** Any number: which moment of which transfer is meant, counted around those that the action has without the reentrant call. */
  readonly moment: number
}

export type AdversarialAction =
  | { readonly kind: 'act'; readonly action: Action; readonly reentrant?: ReentrantCall }
  | {
      readonly kind: 'freeze'
      readonly token: OutsideToken
      readonly account: Account
      readonly frozen: boolean
    }
  | { readonly kind: 'fee'; readonly token: OutsideToken; readonly feeBps: bigint }
