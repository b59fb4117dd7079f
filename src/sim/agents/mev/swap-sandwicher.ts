/**
 * The sandwicher of swaps: buys before somebody's purchase in the pool, and sells after it, by outbidding them.
 *
 * Where the order goes by gas price, purchases lie open before they are done, with the least that their sender accepts. Of those the sandwicher
 * takes the one that pays most, buys for as much as its sender's limit allows at one wei per gas more, and sells at one less. What others at
 * the sender's price do in between is the sandwicher's risk. In random order it does nothing.
 *
 * Not modelled: sandwiches around sales, and several in one day. Amounts in base units.
 */
import type { Action, Call } from '../../../model/interface/action.ts'
import { swapPlan } from '../../../model/planning/arbitrage/plan.ts'
import type { Amt, Btcb } from '../../../model/kernel/units.ts'
import { approveAll, call, type Agent } from '../../agent.ts'
import { gasToday } from '../../view/gas.ts'
import { bestSandwich } from './buy-back-sandwicher.ts'
import { deadlineOf } from '../plans/swap.ts'

export interface SwapSandwicher {
  readonly capital: Btcb
  /** Cost of both swaps, in BTCB at 3 gwei. */
  readonly gas: Btcb
}

export const SWAP_SANDWICHER = 'swap-sandwicher'

export function swapSandwicher({ capital, gas }: SwapSandwicher): Agent {
  const by = SWAP_SANDWICHER
  return {
    name: by,
    people: [{ name: by, btcb: capital }],
    phase: 'day',
    prepare: () => [approveAll(by, 'btcb', 'router'), approveAll(by, 'amt', 'router')],
    act: () => [],
    react: (view, pending) => {
      const [pool, purse] = [view.pool(), view.balance('btcb', by) as Btcb]
      const [best] = pending
        .flatMap(({ plan, gasPrice }) => plan.filter(isPurchase).map((victim) => ({ victim, gasPrice })))
        .map(({ victim: { args }, gasPrice }) => ({
          gasPrice,
          trade: bestSandwich(pool, args.amountA as Btcb, args.limit as Amt, purse),
        }))
        .toSorted((a, b) => Number(b.trade.profit - a.trade.profit))
      if (best === undefined || best.trade.profit <= gasToday(view, gas)) return []
      const { trade, gasPrice } = best
      const deadline = deadlineOf(view)
      // It wants just so much AMT, since that is what it offers to sell; the router may ask for a wei more than the trade was reckoned with.
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
