/**
 * Market customers: buy AMT at the Market contract with USDT if its premium over the pool is acceptable.
 *
 * They act during the day. The number of customers is Poisson; their spending is exponential, and so is the
 * premium that each accepts for a fixed price instead of two swaps. One account buys for all of them. It
 * needs USDT and an approval of the Market.
 *
 * Not modelled: customers who sell, and what they do with the AMT.
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

/** Parameters of {@link customers}: USDT base units, purchases a day, mean size in USD. */
export interface Customers {
  readonly usdt: Usdt
  /** Mean number of customers a day. */
  readonly perDay: number
  /** Mean spending of a customer, in USD. */
  readonly meanUsd: number
  /** Mean premium that a customer accepts, as a fraction. */
  readonly meanPremium: number
}

/** Account of the Market's customers. */
export const CUSTOMERS = 'customers'

/** Customers that buy from the Market if they accept its premium. */
export function customers({ usdt, perDay, meanUsd, meanPremium }: Customers): Agent {
  return {
    name: CUSTOMERS,
    people: [{ name: CUSTOMERS }],
    phase: 'day',
    prepare: () => [
      call('binance', 'usdt.mint', { amount: usdt }),
      call('binance', 'usdt.transfer', { to: CUSTOMERS, amount: usdt }),
      call(CUSTOMERS, 'usdt.approve', { spender: 'market', amount: UINT256_MAX }),
    ],
    act: (view, draw) => {
      const premium = premiumOf(view)
      const plans: Plan[] = []
      for (let left = poisson(draw, perDay); left > 0; left--) {
        const amountUsdt = toBaseUnits(exponential(draw, meanUsd))
        if (exponential(draw, meanPremium) >= premium)
          plans.push([call(CUSTOMERS, 'market.buy', { amountUsdt })])
      }
      return plans
    },
  }
}

/**
 * Premium of the Market price over the pool price, as a fraction; a float, since it only enters a decision.
 */
function premiumOf(view: AgentView): number {
  const usd = Number((spotPriceDown(view) * usdPerBtc(view)) / ONE)
  return (Number(marketQuoteOf(view).rate) * 1e16) / usd - 1
}
