/**
 * Tally: what has flowed so far, added up from the events that the contracts emitted.
 *
 * Base units. A fold over actions and their outcomes, so that it costs the same whoever else exists; refused actions count as
 * refusals and move nothing.
 */
import { isWait, type Action } from '../model/action.ts'
import type { Event, Outcome } from '../model/outcome.ts'
import type { Amt, Btcb } from '../model/units.ts'
import { tradeOf, type Trade } from './trades.ts'

export interface Tally {
  readonly actions: number
  readonly refused: number
  readonly payments: number
  /** All BTCB that came with payments, the RCL's share included. */
  readonly paid: Btcb
  readonly paidToVault: Btcb
  readonly claims: number
  readonly claimedByHolders: Btcb
  readonly claimedByProviders: Btcb
  /** Rounding dust that the owner swept. */
  readonly dust: Btcb
  readonly redemptions: number
  readonly redeemedAmt: Amt
  readonly redeemedBtcb: Btcb
  readonly swaps: number
  /** BTCB paid into the pool by buyers of AMT, and out of it to sellers. */
  readonly boughtFor: Btcb
  readonly soldFor: Btcb
}

export const NOTHING_YET: Tally = {
  actions: 0,
  refused: 0,
  payments: 0,
  paid: 0n as Btcb,
  paidToVault: 0n as Btcb,
  claims: 0,
  claimedByHolders: 0n as Btcb,
  claimedByProviders: 0n as Btcb,
  dust: 0n as Btcb,
  redemptions: 0,
  redeemedAmt: 0n as Amt,
  redeemedBtcb: 0n as Btcb,
  swaps: 0,
  boughtFor: 0n as Btcb,
  soldFor: 0n as Btcb,
}

/** The tally after one more action. */
export function tallied(tally: Tally, action: Action, outcome: Outcome): Tally {
  const counted = { ...tally, actions: tally.actions + 1, refused: tally.refused + (outcome.ok ? 0 : 1) }
  if (!outcome.ok || isWait(action)) return counted
  const forProviders = action.call.startsWith('master.liq') || action.call === 'locker.charge'
  const trade = tradeOf(action, outcome)
  const traded = trade === undefined ? counted : withTrade(counted, trade)
  return outcome.events.reduce((sum, event) => withEvent(sum, event, forProviders), traded)
}

function withTrade(tally: Tally, { kind, amt, btcb }: Trade): Tally {
  switch (kind) {
    case 'buy':
      return { ...tally, swaps: tally.swaps + 1, boughtFor: (tally.boughtFor + btcb) as Btcb }
    case 'sell':
      return { ...tally, swaps: tally.swaps + 1, soldFor: (tally.soldFor + btcb) as Btcb }
    case 'redeem':
      return {
        ...tally,
        redemptions: tally.redemptions + 1,
        redeemedAmt: (tally.redeemedAmt + amt) as Amt,
        redeemedBtcb: (tally.redeemedBtcb + btcb) as Btcb,
      }
  }
}

function withEvent(tally: Tally, { on, name, args }: Event, forProviders: boolean): Tally {
  const amount = (index: number): bigint => args[index] as bigint
  if (on === 'master' && name === 'rentPaid')
    return {
      ...tally,
      payments: tally.payments + 1,
      paid: (tally.paid + amount(0)) as Btcb,
      paidToVault: (tally.paidToVault + amount(1)) as Btcb,
    }
  if (on === 'master' && name === 'charged') {
    const claims = tally.claims + 1
    return forProviders
      ? { ...tally, claims, claimedByProviders: (tally.claimedByProviders + amount(2)) as Btcb }
      : { ...tally, claims, claimedByHolders: (tally.claimedByHolders + amount(2)) as Btcb }
  }
  if (on === 'master' && name === 'dustCollected') return { ...tally, dust: (tally.dust + amount(1)) as Btcb }
  return tally
}
