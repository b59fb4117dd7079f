/**
 * The power bill: the project sells AMT that it has kept, for what the day's power costs.
 *
 * Under the cost policy `retained` everything that was mined is paid out, and power, which the utility wants to have paid all the same, comes from the
 * project's own AMT. Each day as much is sold in the pool as raises the bill, or all that is left; what is missing then stays unpaid. The
 * proceeds go to `utility`, so that its BTCB is what power has been paid.
 *
 * Not modelled: what the project's AMT earns meanwhile, which goes to its own wallet and could pay a part of the bill.
 */
import { amtToSellUp } from '../../../model/economics/costs.ts'
import { btcbForSelling } from '../../../model/contracts/pancake/quotes.ts'
import { approveAll, call, type Agent } from '../../agent.ts'
import { deadlineOf } from '../plans/swap.ts'
import { daysWork, type Treasury } from './treasury.ts'

export const UTILITY = 'utility'

/** Slippage that the project accepts: it has to pay today. */
const LEAST_PERCENT = 90n

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
