/**
 * Tally: what has flowed so far, added up from the events that the contracts emitted.
 *
 * Base units. It counts actions by their outcomes, so it costs the same whoever else exists; refused actions count as refusals
 * and move nothing.
 */
import { isWait, type Action } from '../../model/interface/action.ts'
import type { FunctionName } from '../../model/interface/functions.ts'
import type { Event, Outcome } from '../../model/interface/outcome.ts'
import { add } from '../../model/kernel/uint256.ts'
import type { Amt, Btcb } from '../../model/kernel/units.ts'
import type { Trade } from './trades.ts'

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
  /** All AMT that Master has minted, the opening's included. */
  readonly issued: Amt
  readonly redemptions: number
  readonly redeemedAmt: Amt
  readonly redeemedBtcb: Btcb
  readonly swaps: number
  /** BTCB paid into the pool by buyers of AMT, and out of it to sellers. */
  readonly boughtFor: Btcb
  readonly soldFor: Btcb
}

/** A tally that goes on; {@link tallySoFar} takes it as it stands. */
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

/** Counts one more action, and the trade that it turned out to be. In place: a copy for every action would cost more than the action. */
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
