/**
 * Swap sandwicher: buys before a pending purchase of AMT in the pool and sells after it.
 *
 * Acts only under transaction ordering by gas price, during the day, where it sees pending purchases and
 * their limits. It picks the purchase whose sandwich is most profitable, buys as much as the limit allows at
 * one wei per gas more, and sells at one wei less. Other plans with an offer in between are its risk. It
 * needs BTCB and approvals of the router.
 *
 * Not modelled: sandwiches around sales, several sandwiches a day. Amounts in base units.
 */
import type { Action, Call } from '../../../model/interface/action.ts'
import { swapPlan } from '../../../model/planning/arbitrage/plan.ts'
import type { Amt, Btcb } from '../../../model/kernel/units.ts'
import { approveAll, call, type Agent } from '../../agent.ts'
import { gasToday } from '../../view/gas.ts'
import { bestSandwich } from './buy-back-sandwicher.ts'
import { deadlineOf } from '../plans/swap.ts'

/** Parameters of {@link swapSandwicher}: capital and gas cost in BTCB wei. */
export interface SwapSandwicher {
  readonly capital: Btcb
  /** Gas cost of both swaps, in BTCB at 3 gwei. */
  readonly gas: Btcb
}

/** Account of the sandwicher. */
export const SWAP_SANDWICHER = 'swap-sandwicher'

/** Sandwiches the most profitable of the pending purchases in the pool. */
export function swapSandwicher({ capital, gas }: SwapSandwicher): Agent {
  const by = SWAP_SANDWICHER
  return {
    name: by,
    people: [{ name: by, btcb: capital }],
    phase: 'day',
    prepare: () => [approveAll(by, 'btcb', 'router'), approveAll(by, 'amt', 'router')],
    act: () => [],
    react: (view, pending) => {
      const [pool, available] = [view.pool(), view.balance('btcb', by) as Btcb]
      const [best] = pending
        .flatMap(({ plan, gasPrice }) => plan.filter(isPurchase).map((victim) => ({ victim, gasPrice })))
        .map(({ victim: { args }, gasPrice }) => ({
          gasPrice,
          trade: bestSandwich(pool, args.amountA as Btcb, args.limit as Amt, available),
        }))
        .toSorted((a, b) => Number(b.trade.profit - a.trade.profit))
      if (best === undefined || best.trade.profit <= gasToday(view, gas)) return []
      const { trade, gasPrice } = best
      const deadline = deadlineOf(view)
      // Exact output, since the sale is for that amount; the router may charge a wei more than the quote.
      const buy = call(by, 'router.swapTokensForExactTokens', {
        amountA: trade.buy,
        limit: trade.pay + 1n,
        path: ['btcb', 'amt'],
        to: by,
        deadline,
      })
      const sell = swapPlan(['amt', 'btcb'], trade.buy, 0n, by, deadline)
      return [
        { plan: [buy], gasPrice: gasPrice + 1n },
        { plan: [sell], gasPrice: gasPrice - 1n },
      ]
    },
  }
}

type Purchase = Call<'router.swapExactTokensForTokens'>

function isPurchase(action: Action): action is Purchase {
  return (
    'call' in action &&
    action.call === 'router.swapExactTokensForTokens' &&
    action.args.path.join() === 'btcb,amt'
  )
}
