/**
 * Prices: what a base unit of each coin is worth in BTCB, from views.
 *
 * - AMT at the RCL's rate; at the pool's price while the RCL is empty.
 * - USDT at the price of the BTCB/USDT pair.
 * - LP shares at their part of the reserves.
 *
 * Where nothing gives a price, a base unit counts as one of BTCB: ranks then compare amounts.
 *
 * Prices are integers in units of 2^-192, rounded down: with amounts below 2^128 they are exact enough that
 * no amount of a coin with a price is worth nothing.
 */
import { PAIRS, tokensOf, type Coin, type Pair, type Token } from '../../model/interface/accounts.ts'
import { amountIn, type Ask, type Position } from './positions.ts'

export type Prices = ReadonlyMap<Coin, bigint>

const UNIT = 1n << 192n

/** Prices in a state. `tokenOrder`: tokens by ascending address. */
export function pricesIn(ask: Ask, tokenOrder: readonly Token[]): Prices {
  const reserves = (pair: Pair): ReadonlyMap<Token, bigint> => reservesOf(ask, pair, tokenOrder)
  const [backing, supply] = [
    amountIn(ask, 'btcb', 'balanceOf', ['burnVault']),
    amountIn(ask, 'amt', 'totalSupply', []),
  ]
  const amt = quotient(backing, supply) ?? priceIn(reserves('pair'), 'amt') ?? UNIT
  const usdt = priceIn(reserves('pair:btcb/usdt'), 'usdt') ?? UNIT
  const prices = new Map<Coin, bigint>([
    ['btcb', UNIT],
    ['amt', amt],
    ['usdt', usdt],
  ])
  for (const pair of PAIRS) {
    let worth = 0n
    for (const [token, amount] of reserves(pair)) worth += amount * (prices.get(token) ?? 0n)
    const shares = amountIn(ask, pair, 'totalSupply', [])
    prices.set(pair, shares === 0n || worth === 0n ? UNIT : worth / shares)
  }
  return prices
}

/** Worth of a position, in units of 2^-192 base units of BTCB. */
export function worthOf(position: Position, prices: Prices): bigint {
  let sum = 0n
  for (const [coin, amount] of position) sum += amount * (prices.get(coin) ?? 0n)
  return sum
}

/** Base units of BTCB, rounded away from zero, so that a gain or a loss never reads as none. */
export function inBtcb(worth: bigint): bigint {
  return worth < 0n ? -((-worth + UNIT - 1n) / UNIT) : (worth + UNIT - 1n) / UNIT
}

function reservesOf(ask: Ask, pair: Pair, tokenOrder: readonly Token[]): ReadonlyMap<Token, bigint> {
  const answer = ask({ on: pair, fn: 'getReserves', args: [] })
  if (!Array.isArray(answer)) return new Map()
  const tokens = tokensOf(pair).toSorted((a, b) => tokenOrder.indexOf(a) - tokenOrder.indexOf(b))
  return new Map(tokens.map((token, index) => [token, answer[index] as bigint]))
}

/** BTCB for a token in a pair with BTCB. */
function priceIn(reserves: ReadonlyMap<Token, bigint>, token: Token): bigint | undefined {
  return quotient(reserves.get('btcb') ?? 0n, reserves.get(token) ?? 0n)
}

function quotient(numerator: bigint, denominator: bigint): bigint | undefined {
  return numerator === 0n || denominator === 0n ? undefined : (numerator * UNIT) / denominator
}
