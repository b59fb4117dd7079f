/**
 * Market trades: arbitrage between the Market and the pool in both directions, with dollars on the BTCB/USDT
 * pair or off-chain.
 */
import { call } from '../../../src/lockstep/generate/context.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import { ONE, type Usdt } from '../../../src/model/kernel/units.ts'
import type { Exchange, MarketTrade } from '../../../src/model/planning/arbitrage/market-trade.ts'
import type { Planning } from './planning.ts'
import { usdPerBtc, type Situation } from './situation.ts'
import {
  better,
  count,
  execute,
  received,
  sizesAround,
  sizesUpTo,
  smaller,
  type TradeKind,
} from './trade-kind.ts'
import { FOREVER, swap, TRADER, TradingWorld } from './trading-world.ts'

export type Direction = 'buy' | 'sell'

/** Largest AMT sale that the Market's USDT pays for, by bisection. */
function mostSold({ rate, fee, stockUsdt }: Situation): bigint {
  const paid = (sold: bigint): bigint => (((sold * rate) / 100n) * (1000n - fee)) / 1000n
  let [low, high] = [0n, 1n << 128n]
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (paid(middle) <= stockUsdt) low = middle
    else high = middle
  }
  return low
}

/** Attempts a trade of `size`: USDT paid, or BTCB when selling to the Market with off-chain dollars. */
export function attemptAtMarket(
  world: TradingWorld,
  situation: Situation,
  direction: Direction,
  onChain: boolean,
  size: bigint,
): void {
  if (direction === 'buy') {
    const bought = received(world, 'amt', call(TRADER, 'market.buy', { amountUsdt: size }))
    if (bought > 0n) world.attempt(swap(onChain ? ['amt', 'btcb', 'usdt'] : ['amt', 'btcb'], bought))
    return
  }
  const bought = received(world, 'amt', swap(onChain ? ['usdt', 'btcb', 'amt'] : ['btcb', 'amt'], size))
  const sold = smaller(bought, mostSold(situation))
  // A sale above the limit first, so that the contracts confirm the Market's limit.
  if (sold < bought && world.attempt(call(TRADER, 'market.sell', { amountAmt: sold + 1n })))
    throw new Error('expected a sale above the Market’s USDT to revert')
  if (sold > 0n) world.attempt(call(TRADER, 'market.sell', { amountAmt: sold }))
}

export function withMarket(direction: Direction, onChain: boolean): TradeKind {
  const route = direction === 'buy' ? 'Market to pool' : 'pool to Market'
  return {
    name: `${route}, dollars ${onChain ? 'on the pair' : 'off-chain'}`,
    spread: 600_000n,
    check({ marketTrade, marketPlan, pools }, situation, _draw, coverage) {
      const world = TradingWorld.open(situation)
      const price = usdPerBtc(situation)
      const marketQuote = marketPlan.marketQuoteOf(world.economy)
      const [pool, pair] = [pools.poolReserves(world.economy), pools.dollarReserves(world.economy)]
      const exchange: Exchange = onChain ? pair : { usdPerBtc: price }
      const capital = situation.capitalUsdt as Usdt
      const best = direction === 'buy' ? marketTrade.buyAtMarket : marketTrade.sellToMarket
      const trade = best(marketQuote, pool, exchange, capital)
      const worth = onChain ? (): bigint => world.balance('usdt') : offChainWorth(world, price)
      const attempt = (size: bigint): void => attemptAtMarket(world, situation, direction, onChain, size)
      const inBtcb = direction === 'sell' && !onChain
      const most = inBtcb ? (capital * ONE) / price : smaller(capital, 4n * situation.pairUsdt)
      if (trade === undefined) {
        count(coverage, 'none')
        const sizes = sizesUpTo(smaller(most, 4n * situation.pairUsdt))
        return better(world, worth, { sizes, attempt }, 0n)
      }
      count(coverage, 'traded')
      if (trade.pay > capital) return `the plan pays ${trade.pay} of ${capital}`
      const size = inBtcb ? trade.btcb : trade.pay
      const coarse = inBtcb ? 1n : trade.pay / trade.btcb + 1n
      if (size + coarse > most) count(coverage, 'all the capital')
      const sizes = sizesAround(size, coarse, most)
      const known = new Set(world.reverts)
      const complaint = better(world, worth, { sizes, attempt }, trade.profit)
      if (complaint !== undefined) return complaint
      for (const code of world.reverts) if (!known.has(code)) count(coverage, code)
      return execute(world, planOf(marketPlan, direction, onChain, trade), worth, trade.profit)
    },
  }
}

export function planOf(
  marketPlan: Planning['marketPlan'],
  direction: Direction,
  onChain: boolean,
  trade: MarketTrade,
): readonly Action[] {
  const plan = direction === 'buy' ? marketPlan.buyAtMarketPlan : marketPlan.sellToMarketPlan
  return plan(trade, onChain ? 'on-chain' : 'outside', TRADER, FOREVER)
}

/** USDT balance plus the change of the BTCB balance, valued off-chain and rounded against the trader. */
export function offChainWorth(world: TradingWorld, price: bigint): () => bigint {
  const had = world.balance('btcb')
  return () => {
    const more = world.balance('btcb') - had
    const dollars = more >= 0n ? (more * price) / ONE : -((-more * price + ONE - 1n) / ONE)
    return world.balance('usdt') + dollars
  }
}
