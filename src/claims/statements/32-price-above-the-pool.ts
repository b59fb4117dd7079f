/** Claim 32: a Market price above the pool prevents arbitrage. */
import { call, type Action } from '../../model/interface/action.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'
import { isWait } from '../../model/interface/action.ts'
import type { Assumption, Claim, Violation } from '../claim.ts'
import { marketToPools } from '../proof/lemmas/trade.ts'
import { isAbovePool, MARKET_START, MARKET_WORLD, swapped, usdtFor } from '../market-world.ts'
import type { Facts } from '../step.ts'

/** Sizes of a round trip, in base units of USDT. */
const SIZES = [1_000n, 10_000n, 50_000n]

const TRADER = 'bob'

/** The first size for which buying at one place and selling at the other brings back more USDT. */
function gain(facts: Facts, trip: (facts: Facts, usdt: bigint) => readonly Action[]): Violation | undefined {
  if (!isAbovePool(facts)) return undefined
  for (const usdt of SIZES) {
    const funded = usdtFor(TRADER, usdt)
    const next = [...funded, ...trip(facts.after(funded), usdt)]
    const got = facts.after(next).balance('usdt', TRADER) - facts.balance('usdt', TRADER)
    if (got > usdt) return { text: `${TRADER} pays ${usdt} base units of USDT and gets ${got} back`, next }
  }
  return undefined
}

/** Buys from the Market, sells in the pool. */
function fromMarket(facts: Facts, amountUsdt: bigint): readonly Action[] {
  const buy = call(TRADER, 'market.buy', { amountUsdt })
  const bought = facts.after([buy])
  const amt = bought.balance('amt', TRADER) - facts.balance('amt', TRADER)
  return [buy, swapped(TRADER, amt, ['amt', 'btcb', 'usdt'])]
}

/** Buys in the pool, sells to the Market. */
function toMarket(facts: Facts, amountUsdt: bigint): readonly Action[] {
  const buy = swapped(TRADER, amountUsdt, ['usdt', 'btcb', 'amt'])
  const amountAmt = facts.after([buy]).balance('amt', TRADER) - facts.balance('amt', TRADER)
  return [
    buy,
    call(TRADER, 'amt.approve', { spender: 'market', amount: UINT256_MAX }),
    call(TRADER, 'market.sell', { amountAmt }),
  ]
}

const noUsdt: Assumption = {
  name: 'market-without-usdt',
  text: 'the Market holds no USDT',
  permits: (action) => isWait(action) || action.call !== 'usdt.transfer' || action.args.to !== 'market',
}

export default {
  number: 32,
  quotation:
    'Inicialmente algo arriba del precio del Liquidity Pool (pancakeswap), a efectos de evitar un ' +
    'arbitraje instantáneo',
  place: 'Mercado y Reserva Creciente de Liquidez',
  english:
    'Initially somewhat above the price of the liquidity pool (PancakeSwap), in order to avoid an ' +
    'instant arbitrage.',
  readings: [
    {
      by: 'search',
      name: 'from-the-market',
      property:
        'While the Market’s price is not below the pool’s, nobody gains by buying from the Market ' +
        'and selling in the pools.',
      start: MARKET_START,
      moves: MARKET_WORLD,
      violation: ({ after }) => gain(after, fromMarket),
      proof: marketToPools,
      restsOn: ['market-no-cheaper'],
    },
    {
      by: 'search',
      name: 'to-the-market',
      property:
        'While the Market’s price is not below the pool’s, nobody gains by buying in the pools and ' +
        'selling to the Market.',
      start: MARKET_START,
      moves: MARKET_WORLD,
      violation: ({ after }) => gain(after, toMarket),
      assumptions: [noUsdt],
      restsOn: [],
    },
  ],
  leavesOpen:
    'How far above: a price above the pool’s by more than all fees invites sales to the Market, as ' +
    'long as it holds USDT.',
} satisfies Claim
