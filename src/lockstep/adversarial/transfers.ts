/**
 * Transfers of the outside tokens in an outcome: the points at which an adversarial token can call somebody
 * back.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import type { Moment } from './adversarial-chain.ts'
import type { ReentrantCall } from './adversarial-action.ts'
import { isOutsideToken, type OutsideToken } from './token-behaviour.ts'

export interface Transfer {
  readonly token: OutsideToken
  readonly from: Account
  readonly to: Account
}

/** Transfers of outside tokens, in order. Minting and burning are none. */
export function transfersIn(outcome: Outcome): readonly Transfer[] {
  if (!outcome.ok) return []
  return outcome.events.flatMap(({ on: token, name, args }) => {
    const [from, to] = args as readonly [Account, Account]
    const isTransfer = name === 'Transfer' && from !== 'zero' && to !== 'zero'
    return isTransfer && isOutsideToken(token) ? [{ token, from, to }] : []
  })
}

/** The moment that a reentrant call names; undefined if the action reverts or moves no outside token. */
export function momentOf({ moment }: ReentrantCall, alone: Outcome): Moment | undefined {
  const transfers = transfersIn(alone)
  if (transfers.length === 0) return undefined
  const which = moment % (2 * transfers.length)
  const { token } = transfers[which >> 1]!
  const sooner = transfers.slice(0, which >> 1).filter((other) => other.token === token).length
  return { token, skip: 2 * sooner + (which & 1) }
}
