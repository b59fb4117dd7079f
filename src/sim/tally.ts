/**
 * Tally: what has flowed so far, added up from the events that the contracts emitted.
 *
 * Base units. A fold over actions and their outcomes, so that it costs the same whoever else exists; refused actions count as
 * refusals and move nothing.
 */
import { isWait, type Action, type Call } from '../model/action.ts'
import type { Event, Outcome, Value } from '../model/outcome.ts'
import type { Amt, Btcb } from '../model/units.ts'

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
  const swapped = withSwap(counted, action, outcome.returned)
  return outcome.events.reduce((sum, event) => withEvent(sum, event, forProviders), swapped)
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
  if (on === 'burnVault' && name === 'burnMade')
    return {
      ...tally,
      redemptions: tally.redemptions + 1,
      redeemedAmt: (tally.redeemedAmt + amount(0)) as Amt,
      redeemedBtcb: (tally.redeemedBtcb + amount(1)) as Btcb,
    }
  return tally
}

/** A swap on the router between AMT and BTCB, by the amounts that it returned, first and last of its path. */
function withSwap(tally: Tally, action: Call, returned: Value | undefined): Tally {
  if (!isRouterSwap(action) || !Array.isArray(returned)) return tally
  const amounts = returned as readonly bigint[]
  const buys = action.args.path[0] === 'btcb'
  return buys
    ? { ...tally, swaps: tally.swaps + 1, boughtFor: (tally.boughtFor + amounts[0]!) as Btcb }
    : { ...tally, swaps: tally.swaps + 1, soldFor: (tally.soldFor + amounts.at(-1)!) as Btcb }
}

const SWAPS = ['router.swapExactTokensForTokens', 'router.swapTokensForExactTokens'] as const

function isRouterSwap(action: Call): action is Call<(typeof SWAPS)[number]> {
  return (SWAPS as readonly string[]).includes(action.call)
}
