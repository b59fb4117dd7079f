/**
 * Adversarial action: an ordinary action, at times with a reentrant call in it, or a change of a token's
 * behaviour.
 *
 * Plain data like an action: a list of them is enough to reproduce a finding.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { Action, Call } from '../../model/interface/action.ts'
import type { OutsideToken } from './token-behaviour.ts'

/** A call made from the middle of another action. */
export interface ReentrantCall {
  readonly call: Call
  /** Selects the moment, modulo the number of moments that the action has without the reentrant call. */
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
