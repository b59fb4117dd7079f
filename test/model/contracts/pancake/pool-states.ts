/**
 * States of a pool that only tokens which take a balance away lead to, written into an economy.
 */
import { NOWHERE, post } from '../../../../src/model/kernel/ledger.ts'
import { indexOf } from '../../../../src/model/kernel/names.ts'
import type { Account, Coin } from '../../../../src/model/interface/accounts.ts'
import type { Pool } from '../../../../src/model/state/pool.ts'
import type { Economy } from '../../../../src/model/economy.ts'
import { liquidWorld, modelWorldOf, stockedWorld, type ModelWorld } from '../../../support/model-world.ts'

export const LIQUID = liquidWorld().economy
export const STOCKED = stockedWorld().economy
/** Reserves of the AMT/BTCB pair in {@link LIQUID}. */
export const { reserve0: X, reserve1: Y } = LIQUID.pools.pair!

/** The economy with other values in the AMT/BTCB pool. */
export function withPool(economy: Economy, changes: Partial<Pool>): ModelWorld {
  const { pools } = economy
  return modelWorldOf({ ...economy, pools: { ...pools, pair: { ...pools.pair!, ...changes } } })
}

/** The economy with `amount` more of a coin, at an account. */
export function withMore(economy: Economy, coin: Coin, to: Account, amount: bigint): Economy {
  const token = economy.tokens[coin]
  const ledger = post(token.ledger, NOWHERE, indexOf(economy.names, to), amount)
  return { ...economy, tokens: { ...economy.tokens, [coin]: { ...token, ledger } } }
}

/** alice sends AMT and BTCB to the pair. */
export function send(world: ModelWorld, amt: bigint, btcb: bigint): void {
  world.ok('alice', 'amt.transfer', { to: 'pair', amount: amt })
  world.ok('alice', 'btcb.transfer', { to: 'pair', amount: btcb })
}
