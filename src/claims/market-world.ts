/**
 * Market world: the Market beside the pools AMT/BTCB and BTCB/USDT, how its worlds begin and go on.
 *
 * The Market's first rate is 150 USDT per 100 AMT. The pools begin at 1.40 USDT per AMT.
 */
import { call, type Action } from '../model/interface/action.ts'
import type { Account, Token } from '../model/interface/accounts.ts'
import { UINT256_MAX } from '../model/kernel/uint256.ts'
import { PEOPLE } from './draw.ts'
import { buy, LIQUIDITY_ALLOWANCES, provided } from './liquidity-moves.ts'
import * as moves from './moves.ts'
import type { Move } from './moves.ts'
import type { Facts } from './step.ts'

/** USDT from Binance. */
export function usdtFor(who: Account, amount: bigint): readonly Action[] {
  return [call('binance', 'usdt.mint', { amount }), call('binance', 'usdt.transfer', { to: who, amount })]
}

/** A swap along a path, whatever it brings. */
export function swapped(who: Account, amountA: bigint, path: readonly Token[]): Action {
  return call(who, 'router.swapExactTokensForTokens', {
    amountA,
    limit: 0n,
    path,
    to: who,
    deadline: UINT256_MAX,
  })
}

/** Whether the Market's price of AMT is at least that of the pools, in USDT and before fees. */
export function isAbovePool(facts: Facts): boolean {
  const [x, y] = [facts.balance('amt', 'pair'), facts.balance('btcb', 'pair')]
  const [a, b] = [facts.balance('btcb', 'pair:btcb/usdt'), facts.balance('usdt', 'pair:btcb/usdt')]
  return x > 0n && a > 0n && facts.marketRate() * x * a >= 100n * y * b
}

const [BTCB, USDT] = [1_000_000n, 1_400_000n]

export const MARKET_START: readonly Action[] = [
  ...LIQUIDITY_ALLOWANCES,
  ...PEOPLE.flatMap((who) => [
    call(who, 'usdt.approve', { spender: 'market', amount: UINT256_MAX }),
    call(who, 'usdt.approve', { spender: 'router', amount: UINT256_MAX }),
  ]),
  ...provided('carol', BTCB),
  call('binance', 'btcb.mint', { amount: BTCB }),
  call('binance', 'btcb.transfer', { to: 'carol', amount: BTCB }),
  ...usdtFor('carol', USDT),
  call('carol', 'router.addLiquidity', {
    tokenA: 'btcb',
    tokenB: 'usdt',
    amountADesired: BTCB,
    amountBDesired: USDT,
    amountAMin: 0n,
    amountBMin: 0n,
    to: 'carol',
    deadline: UINT256_MAX,
  }),
  call('owner', 'master.mintMaster', { account: 'market', amount: 1_000_000n }),
]

/** USDT for the Market to buy with. */
const fundMarket: Move = (draw) => usdtFor('market', BigInt(draw.whole(1_000, 100_000)))

const setRate: Move = (draw) => [
  call('owner', 'market.setRate', { usdPer100Amt: BigInt(draw.whole(100, 220)) }),
]

const buyBitcoin: Move = (draw) => {
  const [who, amount] = [draw.person(), BigInt(draw.whole(1, 200_000))]
  return [...usdtFor(who, amount), swapped(who, amount, ['usdt', 'btcb'])]
}

export const MARKET_WORLD: readonly Move[] = [fundMarket, setRate, buyBitcoin, buy, moves.sell, moves.mint]
