/**
 * Customers of the Environment: people with dollars who buy there if it is not too much dearer than the pool.
 *
 * How many come is Poisson, how much they spend exponential, and so is the premium up to which each of them prefers a fixed price to two
 * swaps. One account buys for all of them.
 */
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { ONE, type Usdt } from '../../../model/kernel/units.ts'
import { call, type Agent, type Plan } from '../../agent.ts'
import { usdPerBtc } from '../../recording/gauge.ts'
import { toBaseUnits } from '../../math/base-units.ts'
import { exponential } from '../../random/exponential.ts'
import { poisson } from '../../random/poisson.ts'
import { marketQuoteOf } from '../../view/market-quote.ts'
import { spotPriceDown, type AgentView } from '../../view/agent-view.ts'

export interface Customers {
  readonly usdt: Usdt
  readonly perDay: number
  /** Mean of what one of them spends, USD. */
  readonly meanUsd: number
  /** Mean of the premium that one of them accepts, as a fraction. */
  readonly meanPremium: number
}

const NAME = 'customers'

export function customers({ usdt, perDay, meanUsd, meanPremium }: Customers): Agent {
  return {
    name: NAME,
    people: [{ name: NAME }],
    phase: 'day',
    prepare: () => [
      call('binance', 'usdt.mint', { amount: usdt }),
      call('binance', 'usdt.transfer', { to: NAME, amount: usdt }),
      call(NAME, 'usdt.approve', { spender: 'market', amount: UINT256_MAX }),
    ],
    act: (view, draw) => {
      const premium = premiumOf(view)
      const plans: Plan[] = []
      for (let left = poisson(draw, perDay); left > 0; left--) {
        const amountUsdt = toBaseUnits(exponential(draw, meanUsd))
        if (exponential(draw, meanPremium) >= premium) plans.push([call(NAME, 'market.buy', { amountUsdt })])
      }
      return plans
    },
  }
}

/** How far the Environment's price is above the pool's, as a fraction: an opinion and not money. */
function premiumOf(view: AgentView): number {
  const usd = Number((spotPriceDown(view) * usdPerBtc(view)) / ONE)
  return (Number(marketQuoteOf(view).rate) * 1e16) / usd - 1
}
