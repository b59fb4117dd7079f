/**
 * Tally: cumulative flows of a run, summed from outcomes and events.
 *
 * Base units. Its cost does not depend on the number of accounts. A reverted action counts as a revert and
 * moves nothing.
 */
import { isWait, type Action } from '../../model/interface/action.ts'
import type { FunctionName } from '../../model/interface/functions.ts'
import type { Event, Outcome } from '../../model/interface/outcome.ts'
import { add } from '../../model/kernel/uint256.ts'
import type { Amt, Btcb } from '../../model/kernel/units.ts'
import type { Trade } from './trades.ts'

/** Sums over the actions of a run, base units. */
export interface Tally {
  readonly actions: number
  readonly refused: number
  readonly payments: number
  /** BTCB of all payments, the share of the RCL included. */
  readonly paid: Btcb
  readonly paidToVault: Btcb
  readonly claims: number
  readonly claimedByHolders: Btcb
  readonly claimedByProviders: Btcb
  /** Rounding dust swept by the owner. */
  readonly dust: Btcb
  /** All AMT that Master has minted, that of the initial state included. */
  readonly issued: Amt
  readonly redemptions: number
  readonly redeemedAmt: Amt
  readonly redeemedBtcb: Btcb
  readonly swaps: number
  /** BTCB that buyers of AMT paid into the pool, and that sellers got from it. */
  readonly boughtFor: Btcb
  readonly soldFor: Btcb
}

/** A mutable tally; {@link tallySoFar} copies it. */
export type RunningTally = { -readonly [Name in keyof Tally]: Tally[Name] }

export function openTally(): RunningTally {
  return {
    actions: 0,
    refused: 0,
    payments: 0,
    paid: 0n as Btcb,
    paidToVault: 0n as Btcb,
    claims: 0,
    claimedByHolders: 0n as Btcb,
    claimedByProviders: 0n as Btcb,
    dust: 0n as Btcb,
    issued: 0n as Amt,
    redemptions: 0,
    redeemedAmt: 0n as Amt,
    redeemedBtcb: 0n as Btcb,
    swaps: 0,
    boughtFor: 0n as Btcb,
    soldFor: 0n as Btcb,
  }
}

/** An immutable copy of the present totals. */
export function tallySoFar(tally: RunningTally): Tally {
  const { actions, refused, payments, paid, paidToVault, claims, claimedByHolders, claimedByProviders } =
    tally
  const { dust, issued, redemptions, redeemedAmt, redeemedBtcb, swaps, boughtFor, soldFor } = tally
  return {
    actions,
    refused,
    payments,
    paid,
    paidToVault,
    claims,
    claimedByHolders,
    claimedByProviders,
    dust,
    issued,
    redemptions,
    redeemedAmt,
    redeemedBtcb,
    swaps,
    boughtFor,
    soldFor,
  }
}

/**
 * Adds an action and its trade, if it is one. In place: a copy per action would cost more than the action.
 */
export function countIn(
  tally: RunningTally,
  action: Action,
  outcome: Outcome,
  trade: Trade | undefined,
): void {
  tally.actions++
  if (!outcome.ok) tally.refused++
  if (!outcome.ok || isWait(action)) return
  if (trade !== undefined) countTrade(tally, trade)
  for (const event of outcome.events) if (event.on === 'master') countEvent(tally, event, action.call)
}

function countTrade(tally: RunningTally, { kind, amt, btcb }: Trade): void {
  switch (kind) {
    case 'buy':
      tally.swaps++
      tally.boughtFor = add(tally.boughtFor, btcb)
      return
    case 'sell':
      tally.swaps++
      tally.soldFor = add(tally.soldFor, btcb)
      return
    case 'redeem':
      tally.redemptions++
      tally.redeemedAmt = add(tally.redeemedAmt, amt)
      tally.redeemedBtcb = add(tally.redeemedBtcb, btcb)
  }
}

function countEvent(tally: RunningTally, { name, args }: Event, call: FunctionName): void {
  switch (name) {
    case 'rentPaid':
      tally.payments++
      tally.paid = add(tally.paid, args[0] as Btcb)
      tally.paidToVault = add(tally.paidToVault, args[1] as Btcb)
      return
    case 'charged':
      tally.claims++
      if (isForProviders(call)) tally.claimedByProviders = add(tally.claimedByProviders, args[2] as Btcb)
      else tally.claimedByHolders = add(tally.claimedByHolders, args[2] as Btcb)
      return
    case 'dustCollected':
      tally.dust = add(tally.dust, args[1] as Btcb)
      return
    case 'masterHasMinted':
      tally.issued = add(tally.issued, args[1] as Amt)
  }
}

function isForProviders(call: FunctionName): boolean {
  return call.startsWith('master.liq') || call === 'locker.charge'
}
