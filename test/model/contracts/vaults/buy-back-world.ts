/**
 * Worlds and actions for the tests of the buy-back vault.
 */
import { ONE } from '../../../../src/model/kernel/units.ts'
import type { Account } from '../../../../src/model/interface/accounts.ts'
import { UINT256_MAX, named, stockedWorld, type ModelWorld } from '../../../support/model-world.ts'

/** Minimum time between purchases, in seconds. */
export const HALF_HOUR = 1_800n
export const HOLDERS = ['alice', 'bruno', 'carmen'] as const

/** A pool of 400 AMT and 40 BTCB without other trades; alice has 300 AMT in the vault, bruno 100. */
export function buyingWorld(): ModelWorld {
  const world = stockedWorld()
  world.ok('owner', 'master.addLiquidityLocking', { amountAmt: 400n * ONE, amountBtcb: 40n * ONE })
  world.ok('alice', 'buyBackVault.deposit', { amount: 300n * ONE })
  world.ok('bruno', 'buyBackVault.deposit', { amount: 100n * ONE })
  return world
}

/** Pays rent, all of it to holders and liquidity providers. */
export function pay(world: ModelWorld, amountBtcb: bigint): void {
  world.ok('payer', 'master.payRent', { amountBtcb, vaultParticipation: 0n })
}

/** Stores a price record, waits 30 minutes and buys. */
export function purchase(world: ModelWorld): ReturnType<ModelWorld['ok']> {
  world.ok('carmen', 'buyBackVault.poke', {})
  world.act({ wait: HALF_HOUR })
  return world.ok('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX })
}

/** Withdraws, and returns the arguments of the event: account, AMT, BTCB. */
export function withdrawn(world: ModelWorld, who: Account, amount: bigint): readonly unknown[] {
  return named(world.ok(who, 'buyBackVault.withdraw', { amount }).events, 'withdrawn')[0]!
}

/** An account's deposit after a settlement. */
export function depositOf(world: ModelWorld, who: Account): bigint {
  world.ok(who, 'buyBackVault.withdraw', { amount: 0n })
  return world.ask('buyBackVault', 'depositOf', who) as bigint
}
