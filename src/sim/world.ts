/**
 * World: what an agent or a recorder sees on a day, read-only.
 *
 * Everything is read from the economy through its public views, as anyone on the chain could, beside the day's market and what earlier
 * days left behind. Nothing here can act: only actions do, and only the run applies them.
 *
 * Units: base units; rates are BTCB wei per whole AMT (1e18 wei of it), rounded down.
 */
import type { Account, Pair, Token } from '../model/accounts.ts'
import type { PoolReserves } from '../model/arbitrage/pools.ts'
import type { Observed, View, ViewName } from '../model/observation.ts'
import type { Value } from '../model/outcome.ts'
import { ONE, type Amt, type Btcb, type Timestamp } from '../model/units.ts'
import type { History } from './history.ts'
import type { Market } from './market.ts'

export interface World {
  /** Counted from 0. */
  readonly day: number
  readonly now: Timestamp
  readonly market: Market
  readonly history: History
  /** What `holder` has of a token, or of a pair's LP tokens. */
  balance(token: Token | Pair, holder: Account): bigint
  supply(token: Token | Pair): bigint
  /** Reserves of the AMT/BTCB pair. */
  pool(): PoolReserves
  /** BTCB in the RCL. */
  backing(): Btcb
  /** Payments so far; they are numbered from 1. */
  payments(): bigint
  /** Payment `id` (from 1): what it set aside, and the AMT that it was shared by. */
  payment(id: bigint): Payment
  /** AMT that `holder` had at payment `id`. */
  amtAt(id: bigint, holder: Account): Amt
  /** Whether `holder` has claimed payment `id`. */
  hasClaimed(id: bigint, holder: Account): boolean
  /** Any other view; `vaults.ts` and `stall.ts` ask about the later systems. */
  ask(view: View): Value
}

export interface Payment {
  /** BTCB for those who held AMT outside the pool, and for liquidity providers. */
  readonly holders: Btcb
  readonly providers: Btcb
  /** AMT in existence, and the part of it in the pool, when the payment was made. */
  readonly supply: Amt
  readonly inPair: Amt
}

/** A day's world over whatever answers views: the economy, or the chain. */
export function worldOf(
  observed: Observed,
  today: Pick<World, 'day' | 'now' | 'market' | 'history'>,
  tokenOrder: readonly Token[],
): World {
  const amtIsToken0 = tokenOrder.indexOf('amt') < tokenOrder.indexOf('btcb')
  const read = (on: Account, fn: ViewName, ...args: (Account | bigint)[]): bigint =>
    observed.read({ on, fn, args }) as bigint
  const { day, now, market, history } = today
  return {
    day,
    now,
    market,
    history,
    balance: (token, holder) => read(token, 'balanceOf', holder),
    supply: (token) => read(token, 'totalSupply'),
    pool: () => {
      const [first, second] = observed.read({ on: 'pair', fn: 'getReserves', args: [] }) as [bigint, bigint]
      const [amt, btcb] = amtIsToken0 ? [first, second] : [second, first]
      return { amt: amt as Amt, btcb: btcb as Btcb }
    },
    backing: () => read('btcb', 'balanceOf', 'burnVault') as Btcb,
    payments: () => read('amt', 'getCurrentSnapshotId'),
    payment: (id) => ({
      holders: read('master', 'pays', id) as Btcb,
      providers: read('master', 'liqPays', id) as Btcb,
      supply: read('amt', 'totalSupplyAt', id) as Amt,
      inPair: read('amt', 'balanceOfAt', 'pair', id) as Amt,
    }),
    amtAt: (id, holder) => read('amt', 'balanceOfAt', holder, id) as Amt,
    hasClaimed: (id, holder) =>
      observed.read({ on: 'master', fn: 'alreadyCharged', args: [holder, id] }) as boolean,
    ask: (view) => observed.read(view),
  }
}

/** The pool's spot price, BTCB wei per AMT: `floor(Y·1e18/X)`, zero if the pool is empty. */
export function spotPriceDown(world: World): bigint {
  const { amt, btcb } = world.pool()
  return amt === 0n ? 0n : (btcb * ONE) / amt
}

/** The RCL's redemption rate, BTCB wei per AMT: `floor(V·1e18/S)`, zero if there is no AMT. */
export function redemptionRateDown(world: World): bigint {
  const supply = world.supply('amt')
  return supply === 0n ? 0n : (world.backing() * ONE) / supply
}
