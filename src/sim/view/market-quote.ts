/**
 * The Market and the dollars as an agent sees them: what `arbitrage/market-trade.ts` reckons with, by public views.
 */
import type { DollarReserves } from '../../model/contracts/pancake/quotes.ts'
import type { Stall } from '../../model/planning/arbitrage/market-quote.ts'
import { ONE, type Amt, type Usdt, type Btcb } from '../../model/kernel/units.ts'
import type { World } from './agent-view.ts'

/** The Market's terms and stock. */
export function stallOf(world: World): Stall {
  return {
    rate: world.ask({ on: 'market', fn: 'usdPer100Amt', args: [] }) as bigint,
    fee: world.ask({ on: 'market', fn: 'fee', args: [] }) as bigint,
    amt: world.balance('amt', 'market') as Amt,
    usdt: world.balance('usdt', 'market') as Usdt,
  }
}

/** What the BTCB/USDT pair has; its reserves, as long as nobody sends it anything past the router. */
export function dollarsOf(world: World): DollarReserves {
  const pair = 'pair:btcb/usdt'
  return { usdt: world.balance('usdt', pair) as Usdt, btcb: world.balance('btcb', pair) as Btcb }
}

/** The pair's own price, USD per BTC times 1e18, rounded down; zero without BTCB. */
export function pairPriceDown(world: World): bigint {
  const { usdt, btcb } = dollarsOf(world)
  return btcb === 0n ? 0n : (usdt * ONE) / btcb
}
