/**
 * Power-cost seller: the project sells retained AMT for the cost of the day's power.
 *
 * For the cost policy `retained`, which pays out everything that was mined. Acts during the day: sells the
 * least AMT whose proceeds cover the cost, or all that is left; a shortfall stays unpaid. The proceeds go to
 * the account `utility`, so its BTCB balance is the total paid for power. It needs AMT of the owner and an
 * approval of the router.
 *
 * Not modelled: payouts on the project's AMT, which go to its own wallet and could pay a part of the cost.
 */
import { amtToSellUp } from '../../../model/economics/costs.ts'
import { btcbForSelling } from '../../../model/contracts/pancake/quotes.ts'
import { approveAll, call, type Agent } from '../../agent.ts'
import { deadlineOf } from '../plans/swap.ts'
import { daysWork, type Treasury } from './treasury.ts'

/** Account that is paid for power. */
export const UTILITY = 'utility'

/** Least proceeds, in percent of the quote. */
const LEAST_PERCENT = 90n

/** Sells AMT of the project for the cost of power. */
export function powerCostSeller(treasury: Treasury): Agent {
  return {
    name: 'power-bill',
    people: [{ name: UTILITY }],
    phase: 'day',
    prepare: () => [approveAll('owner', 'amt', 'router')],
    act: (view) => {
      const { power } = daysWork(treasury, view.environment)
      const left = view.balance('amt', 'owner')
      const needed = amtToSellUp(power, view.pool()) ?? left
      const sell = needed < left ? needed : left
      if (sell === 0n) return []
      const least = (btcbForSelling(view.pool(), sell) * LEAST_PERCENT) / 100n
      return [
        [
          call('owner', 'router.swapExactTokensForTokens', {
            amountA: sell,
            limit: least,
            path: ['amt', 'btcb'],
            to: UTILITY,
            deadline: deadlineOf(view),
          }),
        ],
      ]
    },
  }
}
