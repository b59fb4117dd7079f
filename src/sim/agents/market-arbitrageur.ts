/**
 * The arbitrageur between Market and pool, with dollars on the BTCB/USDT pair: at the close, whichever way pays more than its gas.
 */
import { buyAtMarketPlan, sellToMarketPlan } from '../../model/arbitrage/market-plan.ts'
import { buyAtMarket, sellToMarket } from '../../model/arbitrage/market-trade.ts'
import { UINT256_MAX } from '../../model/uint256.ts'
import type { Usdt } from '../../model/units.ts'
import { approveAll, call, type Agent } from '../agent.ts'
import { gasToday } from '../gas.ts'
import { dollarsOf, stallOf } from '../stall.ts'
import { deadlineOf } from './swap.ts'

export interface MarketArbitrageur {
  readonly capital: Usdt
  /** Cost of a round, in USDT at 3 gwei. */
  readonly gas: Usdt
}

export const MARKET_ARBITRAGEUR = 'market-arbitrageur'

export function marketArbitrageur({ capital, gas }: MarketArbitrageur): Agent {
  const by = MARKET_ARBITRAGEUR
  return {
    name: by,
    people: [{ name: by }],
    phase: 'close',
    prepare: () => [
      call('binance', 'usdt.mint', { amount: capital }),
      call('binance', 'usdt.transfer', { to: by, amount: capital }),
      call(by, 'usdt.approve', { spender: 'market', amount: UINT256_MAX }),
      approveAll(by, 'usdt', 'router'),
      approveAll(by, 'amt', 'router'),
      approveAll(by, 'amt', 'market'),
    ],
    act: (world) => {
      const [stall, pool, dollars] = [stallOf(world), world.pool(), dollarsOf(world)]
      const purse = world.balance('usdt', by) as Usdt
      const deadline = deadlineOf(world)
      const cost = gasToday(world, gas)
      // Both ways cannot pay at once: the Market asks more than it bids.
      const buy = stall.amt === 0n ? undefined : buyAtMarket(stall, pool, dollars, purse)
      if (buy !== undefined && buy.profit > cost) return [buyAtMarketPlan(buy, 'on-chain', by, deadline)]
      const sell = stall.usdt === 0n ? undefined : sellToMarket(stall, pool, dollars, purse)
      if (sell !== undefined && sell.profit > cost) return [sellToMarketPlan(sell, 'on-chain', by, deadline)]
      return []
    },
  }
}
