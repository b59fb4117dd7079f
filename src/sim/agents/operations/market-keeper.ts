/**
 * The Environment's keeper: the owner stocks it once and sets its rate, a premium above the pool, when the run opens and every so many days.
 *
 * The rate is whole USDT per 100 AMT, so it is rounded up: at 0.33 USD an AMT a step is 3%.
 */
import type { Action } from '../../../model/interface/action.ts'
import { LOT } from '../../../model/contracts/market.ts'
import { ONE, type Amt, type Usdt, BASIS_POINTS } from '../../../model/kernel/units.ts'
import { call, type Agent } from '../../agent.ts'
import { usdPerBtc } from '../../recording/gauge.ts'
import { marketQuoteOf } from '../../view/market-quote.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { divideUp } from '../../../model/kernel/division.ts'

export interface MarketKeeper {
  readonly stock: Amt
  /** What it can buy AMT with. */
  readonly usdt: Usdt
  /** Above the pool's price, in ten-thousandths. */
  readonly premium: bigint
  /** What a seller leaves behind, per mille. */
  readonly fee: bigint
  /** Days from one rate to the next; never after the opening if 0. */
  readonly every: number
}

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
