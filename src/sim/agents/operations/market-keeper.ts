/**
 * Market keeper: the owner stocks the Market contract once and sets its rate, a premium over the pool price.
 *
 * Stock, fee and first rate are part of the initial state. Every `every` days the rate is set again in the
 * payment phase, if it has changed. The rate is whole USDT per 100 AMT, rounded up: at 0.33 USD per AMT one
 * step is 3%. It needs AMT of the owner.
 */
import type { Action } from '../../../model/interface/action.ts'
import { LOT } from '../../../model/contracts/market.ts'
import { ONE, type Amt, type Usdt, BASIS_POINTS } from '../../../model/kernel/units.ts'
import { call, type Agent } from '../../agent.ts'
import { usdPerBtc } from '../../recording/gauge.ts'
import { marketQuoteOf } from '../../view/market-quote.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { divideUp } from '../../../model/kernel/division.ts'

/** Parameters of {@link marketKeeper}: stock and USDT in base units, premium, fee, days between updates. */
export interface MarketKeeper {
  readonly stock: Amt
  /** USDT with which the Market buys AMT. */
  readonly usdt: Usdt
  /** Premium over the pool price, in basis points. */
  readonly premium: bigint
  /** Fee of a sale to the Market, per mille. */
  readonly fee: bigint
  /** Days between two rates; 0 to keep the first. */
  readonly every: number
}

/** Stocks the Market and updates its rate. */
export function marketKeeper({ stock, usdt, premium, fee, every }: MarketKeeper): Agent {
  return {
    name: 'market-keeper',
    people: [],
    phase: 'payment',
    prepare: (view) => [
      call('owner', 'amt.transfer', { to: 'market', amount: stock }),
      call('binance', 'usdt.mint', { amount: usdt }),
      call('binance', 'usdt.transfer', { to: 'market', amount: usdt }),
      call('owner', 'market.setFee', { fee }),
      setRate(rateAt(view, premium)),
    ],
    act: (view) => {
      if (every === 0 || view.day === 0 || view.day % every !== 0) return []
      const rate = rateAt(view, premium)
      return rate === marketQuoteOf(view).rate ? [] : [[setRate(rate)]]
    },
  }
}

const setRate = (usdPer100Amt: bigint): Action => call('owner', 'market.setRate', { usdPer100Amt })

/** `ceil(100·P·q·(1 + premium))`, at least 1. */
function rateAt(view: AgentView, premium: bigint): bigint {
  const { amt, btcb } = view.pool()
  const rate = divideUp(LOT * btcb * usdPerBtc(view) * (BASIS_POINTS + premium), amt * ONE * BASIS_POINTS)
  return rate > 0n ? rate : 1n
}
