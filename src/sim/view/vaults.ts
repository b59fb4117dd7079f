/**
 * Vaults as an agent sees them: what is deposited, claimed and bought, by public views and by the arithmetic that anybody can do.
 *
 * Base units. A deposit is as of its last settlement: the rounds since then are not in it yet.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { Amt, Btcb } from '../../model/kernel/units.ts'
import { proRataDown } from '../../model/kernel/uint256.ts'
import type { VaultName } from '../../model/state/deposits.ts'
import type { Round } from '../../model/state/purchases.ts'
import type { World } from './agent-view.ts'

export const depositOf = (world: World, vault: VaultName, account: Account): Amt =>
  world.ask({ on: vault, fn: 'depositOf', args: [account] }) as Amt

export const harvestedTo = (world: World, vault: VaultName): bigint =>
  world.ask({ on: vault, fn: 'harvestedTo', args: [] }) as bigint

/** The last payment that has been settled for the account. */
export const settledTo = (world: World, vault: VaultName, account: Account): bigint =>
  world.ask({ on: vault, fn: 'settledTo', args: [account] }) as bigint

/** How many purchases the buy-back vault has made. */
export const roundCount = (world: World): number =>
  Number(world.ask({ on: 'buyBackVault', fn: 'rounds', args: [] }) as bigint)

/** A purchase, counted from 0. */
export function roundAt(world: World, index: number): Round {
  const round = world.ask({ on: 'buyBackVault', fn: 'round', args: [BigInt(index)] })
  const [lastSnapId, spent, bought, left] = round as [bigint, Btcb, Amt, Btcb]
  return { lastSnapId, spent, bought, left }
}

/** When the last of them was; zero before the first. */
export const boughtAt = (world: World): bigint =>
  world.ask({ on: 'buyBackVault', fn: 'boughtAt', args: [] }) as bigint

/** BTCB that it has claimed, and neither spent nor paid out. */
export const pendingBtcb = (world: World): Btcb =>
  world.ask({ on: 'buyBackVault', fn: 'pendingBtcb', args: [] }) as Btcb

/** What of {@link spendable} a purchase may spend now: a 400th of the pool. Nothing if no price record is of 30 minutes to a day. */
export function nextPurchase(world: World): Btcb {
  for (const age of [0n, 1n]) {
    const record = world.ask({ on: 'buyBackVault', fn: 'priceRecord', args: [age] })
    const [, reserve, time] = record as [bigint, bigint, bigint]
    const seconds = world.now - time
    if (seconds < MIN_WINDOW) continue
    if (seconds > MAX_WINDOW) break
    const { btcb } = world.pool()
    const most = (reserve < btcb ? reserve : btcb) / LARGEST_PART
    const all = spendable(world)
    return (all < most ? all : most) as Btcb
  }
  return 0n as Btcb
}

/** Seconds. */
const [MIN_WINDOW, MAX_WINDOW] = [1_800n, 86_400n]
const LARGEST_PART = 400n

/** BTCB that the buy-back vault has to spend: what it has claimed, and what it would claim first. */
export function spendable(world: World): Btcb {
  let sum = world.ask({ on: 'buyBackVault', fn: 'pendingBtcb', args: [] }) as bigint
  for (let id = harvestedTo(world, 'buyBackVault') + 1n; id <= world.payments(); id++) {
    const { holders, supply, inPair } = world.payment(id)
    const held = world.amtAt(id, 'buyBackVault')
    if (held > 0n) sum += proRataDown(holders, held, supply - inPair)
  }
  return sum as Btcb
}
