/**
 * Vaults as an agent sees them: what is deposited, claimed and bought, by public views and by the arithmetic that anybody can do.
 *
 * Base units. A deposit is as of its last settlement: the rounds since then are not in it yet.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { LARGEST_PART, MAX_WINDOW, MIN_WINDOW } from '../../model/contracts/vaults/buy-back.ts'
import type { Amt, Btcb } from '../../model/kernel/units.ts'
import { proRataDown } from '../../model/kernel/uint256.ts'
import type { VaultName } from '../../model/state/deposits.ts'
import type { Round } from '../../model/state/purchases.ts'
import type { AgentView } from './agent-view.ts'

export const depositOf = (view: AgentView, vault: VaultName, account: Account): Amt =>
  view.ask({ on: vault, fn: 'depositOf', args: [account] }) as Amt

export const harvestedTo = (view: AgentView, vault: VaultName): bigint =>
  view.ask({ on: vault, fn: 'harvestedTo', args: [] }) as bigint

/** The last payment that has been settled for the account. */
export const settledTo = (view: AgentView, vault: VaultName, account: Account): bigint =>
  view.ask({ on: vault, fn: 'settledTo', args: [account] }) as bigint

/** How many purchases the buy-back vault has made. */
export const roundCount = (view: AgentView): number =>
  Number(view.ask({ on: 'buyBackVault', fn: 'rounds', args: [] }) as bigint)

/** A purchase, counted from 0. */
export function roundAt(view: AgentView, index: number): Round {
  const round = view.ask({ on: 'buyBackVault', fn: 'round', args: [BigInt(index)] })
  const [lastSnapId, spent, bought, left] = round as [bigint, Btcb, Amt, Btcb]
  return { lastSnapId, spent, bought, left }
}

/** When the last of them was; zero before the first. */
export const boughtAt = (view: AgentView): bigint =>
  view.ask({ on: 'buyBackVault', fn: 'boughtAt', args: [] }) as bigint

/** BTCB that it has claimed, and neither spent nor paid out. */
export const pendingBtcb = (view: AgentView): Btcb =>
  view.ask({ on: 'buyBackVault', fn: 'pendingBtcb', args: [] }) as Btcb

/** What of {@link spendable} a purchase may spend now: a 400th of the pool. Nothing if no price record is of 30 minutes to a day. */
export function nextPurchase(view: AgentView): Btcb {
  for (const age of [0n, 1n]) {
    const record = view.ask({ on: 'buyBackVault', fn: 'priceRecord', args: [age] })
    const [, reserve, time] = record as [bigint, bigint, bigint]
    const seconds = view.now - time
    if (seconds < MIN_WINDOW) continue
    if (seconds > MAX_WINDOW) break
    const { btcb } = view.pool()
    const most = (reserve < btcb ? reserve : btcb) / LARGEST_PART
    const all = spendable(view)
    return (all < most ? all : most) as Btcb
  }
  return 0n as Btcb
}

/** BTCB that the buy-back vault has to spend: what it has claimed, and what it would claim first. */
export function spendable(view: AgentView): Btcb {
  let sum = view.ask({ on: 'buyBackVault', fn: 'pendingBtcb', args: [] }) as bigint
  for (let id = harvestedTo(view, 'buyBackVault') + 1n; id <= view.payments(); id++) {
    const { holders, supply, inPair } = view.payment(id)
    const held = view.amtAt(id, 'buyBackVault')
    if (held > 0n) sum += proRataDown(holders, held, supply - inPair)
  }
  return sum as Btcb
}
