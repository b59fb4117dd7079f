/**
 * Vaults as an agent sees them, by public views: deposits, claims and purchases.
 *
 * Base units. A deposit is as of its last settlement and does not include later rounds.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { LARGEST_PART, MAX_WINDOW, MIN_WINDOW } from '../../model/contracts/vaults/buy-back.ts'
import type { Amt, Btcb } from '../../model/kernel/units.ts'
import { proRataDown } from '../../model/kernel/uint256.ts'
import type { VaultName } from '../../model/state/deposits.ts'
import type { Round } from '../../model/state/purchases.ts'
import type { AgentView } from './agent-view.ts'

/** AMT deposit of an account, as of its last settlement. */
export const depositOf = (view: AgentView, vault: VaultName, account: Account): Amt =>
  view.ask({ on: vault, fn: 'depositOf', args: [account] }) as Amt

/** The last payment that the vault has claimed. */
export const harvestedTo = (view: AgentView, vault: VaultName): bigint =>
  view.ask({ on: vault, fn: 'harvestedTo', args: [] }) as bigint

/** The last payment that has been settled for the account. */
export const settledTo = (view: AgentView, vault: VaultName, account: Account): bigint =>
  view.ask({ on: vault, fn: 'settledTo', args: [account] }) as bigint

/** Number of purchases of the buy-back vault. */
export const roundCount = (view: AgentView): number =>
  Number(view.ask({ on: 'buyBackVault', fn: 'rounds', args: [] }) as bigint)

/** The purchase with this index, from 0. */
export function roundAt(view: AgentView, index: number): Round {
  const round = view.ask({ on: 'buyBackVault', fn: 'round', args: [BigInt(index)] })
  const [lastSnapId, spent, bought, left] = round as [bigint, Btcb, Amt, Btcb]
  return { lastSnapId, spent, bought, left }
}

/** Timestamp of the last purchase in seconds; zero before the first. */
export const boughtAt = (view: AgentView): bigint =>
  view.ask({ on: 'buyBackVault', fn: 'boughtAt', args: [] }) as bigint

/** BTCB that the buy-back vault has claimed and neither spent nor withdrawn. */
export const pendingBtcb = (view: AgentView): Btcb =>
  view.ask({ on: 'buyBackVault', fn: 'pendingBtcb', args: [] }) as Btcb

/**
 * BTCB that a purchase would spend now: at most {@link spendable} and a 400th of the pool; zero without a
 * price record between 30 minutes and a day old.
 */
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

/** BTCB that the buy-back vault can spend: its pending BTCB and its unclaimed payouts. */
export function spendable(view: AgentView): Btcb {
  let sum = view.ask({ on: 'buyBackVault', fn: 'pendingBtcb', args: [] }) as bigint
  for (let id = harvestedTo(view, 'buyBackVault') + 1n; id <= view.payments(); id++) {
    const { holders, supply, inPair } = view.payment(id)
    const held = view.amtAt(id, 'buyBackVault')
    if (held > 0n) sum += proRataDown(holders, held, supply - inPair)
  }
  return sum as Btcb
}
