/**
 * Liquidity moves: what people do with the AMT/BTCB pool through Master, at the locker and on PancakeSwap,
 * and how time passes.
 *
 * Deposits are of equal amounts, so that a pool without trades keeps the ratio that Master's minimums need.
 */
import { call, type Action } from '../model/interface/action.ts'
import type { Account } from '../model/interface/accounts.ts'
import { UINT256_MAX } from '../model/kernel/uint256.ts'
import { SECONDS_PER_DAY } from '../model/kernel/units.ts'
import { PEOPLE } from './draw.ts'
import type { Move } from './moves.ts'

/** Before the moves: everybody, the owner included, lets Master and the router take what they provide. */
export const LIQUIDITY_ALLOWANCES: readonly Action[] = [...PEOPLE, 'owner'].flatMap((who) => [
  call(who, 'amt.approve', { spender: 'master', amount: UINT256_MAX }),
  call(who, 'btcb.approve', { spender: 'master', amount: UINT256_MAX }),
  call(who, 'liqAmt.approve', { spender: 'master', amount: UINT256_MAX }),
  call(who, 'amt.approve', { spender: 'router', amount: UINT256_MAX }),
  call(who, 'btcb.approve', { spender: 'router', amount: UINT256_MAX }),
])

/** AMT from the owner and BTCB from Binance, the same amount of each. */
export function endowed(who: Account, amount: bigint): readonly Action[] {
  return [
    call('owner', 'master.mintMaster', { account: who, amount }),
    call('binance', 'btcb.mint', { amount }),
    call('binance', 'btcb.transfer', { to: who, amount }),
  ]
}

/** The owner's liquidity, locked for two years. */
export function locked(amount: bigint): readonly Action[] {
  return [
    ...endowed('owner', amount),
    call('owner', 'master.addLiquidityLocking', { amountAmt: amount, amountBtcb: amount }),
  ]
}

/** Liquidity straight on PancakeSwap. */
export function provided(who: Account, amount: bigint): readonly Action[] {
  return [
    ...endowed(who, amount),
    call(who, 'router.addLiquidity', {
      tokenA: 'amt',
      tokenB: 'btcb',
      amountADesired: amount,
      amountBDesired: amount,
      amountAMin: 0n,
      amountBMin: 0n,
      to: who,
      deadline: UINT256_MAX,
    }),
  ]
}

/** Liquidity through Master, for liqAMT. The first deposit must exceed 1,000 LP shares. */
export const wrap: Move = (draw) => {
  const [person, amount] = [draw.person(), 2_000n + draw.amount()]
  return [
    ...endowed(person, amount),
    call(person, 'master.addLiquidity', { amountAmt: amount, amountBtcb: amount }),
  ]
}

export const unwrap: Move = (draw) => [
  call(draw.person(), 'master.removeLiquidity', { amount: draw.amount() }),
]

export const provide: Move = (draw) => provided(draw.person(), 2_000n + draw.amount())

/** LP shares change hands, or go to Master as a gift. */
export const sendShares: Move = (draw) => [
  call(draw.person(), 'pair.transfer', { to: draw.pick([...PEOPLE, 'master']), amount: draw.amount() }),
]

export const liqClaim: Move = (draw) => [
  call(draw.person(), 'master.liqCharge', { snapId: BigInt(draw.whole(1, 3)) }),
]

export const release: Move = (draw) => [call(draw.actor(), 'locker.release', {})]

/** The owner takes out liquidity for which it holds liqAMT. */
export const ownerUnwraps: Move = (draw) => [
  call('owner', 'master.removeLiquidity', { amount: draw.amount() }),
]

/** From a day to two years. */
export const wait: Move = (draw) => [
  { wait: BigInt(draw.pick([1, 30, 364, 365, 366, 730])) * SECONDS_PER_DAY },
]

/** A purchase of AMT in the pool. */
export const buy: Move = (draw) => {
  const [person, amount] = [draw.person(), draw.amount()]
  return [
    call('binance', 'btcb.mint', { amount }),
    call('binance', 'btcb.transfer', { to: person, amount }),
    call(person, 'router.swapExactTokensForTokens', {
      amountA: amount,
      limit: 0n,
      path: ['btcb', 'amt'],
      to: person,
      deadline: UINT256_MAX,
    }),
  ]
}
