/** Worlds in which the buy-back vault buys: pools, depositors and payments. */
import { projectBuild } from '../../src/evm/build.ts'
import type { Build } from '../../src/evm/build.ts'
import { ChainWorld } from '../support/chain-world.ts'

export const HALF_HOUR = 1_800n
export const DAY = 86_400n
export const SOURCE = 'contracts/BuyBackVault.sol'

/**
 * A pool of 1,000,000 AMT and 50,000,000,000 BTCB units. The vault holds 300,000 AMT of alice and 100,000 of
 * bruno; carmen holds 600,000 in her wallet. A payment of N gives holders floor(N / 2), of which the vault
 * claims 40%.
 */
export function buyingWorld(
  build: Build = projectBuild(),
  amtSorts: 'below' | 'above' = 'below',
): ChainWorld {
  const world = new ChainWorld(build, amtSorts)
  world.provide('diego', 1_000_000n, 50_000_000_000n)
  world.deposit('alice', 'buyBackVault', 300_000n)
  world.deposit('bruno', 'buyBackVault', 100_000n)
  world.giveAmt('carmen', 600_000n)
  return world
}

/** AMT that a swap of `amountBtcb` pays, in base units, rounded down. */
export function outputOf(world: ChainWorld, amountBtcb: bigint): bigint {
  const [reserveAmt, reserveBtcb] = world.reserves()
  return (9_975n * amountBtcb * reserveAmt) / (10_000n * reserveBtcb + 9_975n * amountBtcb)
}

/** Stores a price record, waits for half an hour and buys. */
export function buy(world: ChainWorld): ReturnType<ChainWorld['does']> {
  world.does('elena', 'buyBackVault', 'poke')
  world.wait(HALF_HOUR)
  return world.does('elena', 'buyBackVault', 'buyBack', 0n, world.now)
}

export function buyAmount(events: readonly string[]): bigint {
  return boughtBack(events)[1]
}

export function boughtBack(events: readonly string[]): readonly [spent: bigint, bought: bigint] {
  const [, spent, bought] = /boughtBack\((\d+), (\d+)\)/.exec(events.at(-1)!)!
  return [BigInt(spent!), BigInt(bought!)]
}

export const POOLED = 50_000_000_000_000n
export const DUE = 400_000_000_000n

/** A pool of 1e9 AMT and 50e12 BTCB, and unspent BTCB of half the payment, 0.8% of the pool. */
export function dueWorld(build = projectBuild(), move?: (world: ChainWorld) => void): ChainWorld {
  const world = new ChainWorld(build)
  world.provide('diego', 1_000_000_000n, POOLED)
  world.deposit('alice', 'buyBackVault', 1_000_000_000n)
  world.pay(800_000_000_000n, 0n)
  world.does('diego', 'buyBackVault', 'poke')
  move?.(world)
  world.wait(HALF_HOUR)
  return world
}
