/**
 * Vaults as an agent sees them: what is deposited, claimed and bought, by public views and by the arithmetic that anybody can do.
 *
 * Base units. A deposit is as of its last settlement: the rounds since then are not in it yet.
 */
import type { Account } from '../model/accounts.ts'
import type { Amt, Btcb } from '../model/units.ts'
import { proRataDown } from '../model/uint256.ts'
import type { VaultName } from '../model/vaults/deposits.ts'
import type { Round } from '../model/vaults/rounds.ts'
import type { World } from './world.ts'

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
  const [lastSnapId, spent, bought] = round as [bigint, Btcb, Amt]
  return { lastSnapId, spent, bought }
}

/** BTCB that the buy-back vault would spend now: what it has claimed, and what it would claim first. */
export function spendable(world: World): Btcb {
  let sum = world.ask({ on: 'buyBackVault', fn: 'pendingBtcb', args: [] }) as bigint
  for (let id = harvestedTo(world, 'buyBackVault') + 1n; id <= world.payments(); id++) {
    const { holders, supply, inPair } = world.payment(id)
    const held = world.amtAt(id, 'buyBackVault')
    if (held > 0n) sum += proRataDown(holders, held, supply - inPair)
  }
  return sum as Btcb
}
