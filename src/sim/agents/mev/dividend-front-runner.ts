/**
 * Dividend front-runner: a sniper who waits until the payment is on its way, and outbids it.
 *
 * Where the order goes by gas price, `payRent` lies open before it is done. The front-runner offers one wei per gas more to buy before it and one
 * less to claim and sell after it, all within one block: nobody's trade is in between unless they offer as much, and the payment is
 * known. Its profit is then the closed form's, to the wei. In random order it does nothing.
 */
import { swapPlan } from '../../../model/planning/arbitrage/plan.ts'
import { bestSnipe, type Due } from '../../../model/planning/arbitrage/snipe.ts'
import type { Action } from '../../../model/interface/action.ts'
import type { Amt, Btcb } from '../../../model/kernel/units.ts'
import { approveAll, call, type Agent } from '../../agent.ts'
import { gasToday } from '../../view/gas.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { deadlineOf } from '../swap.ts'

export interface DividendFrontRunner {
  readonly stake: Btcb
  /** Cost of buying, claiming and selling, in BTCB at 3 gwei. */
  readonly gas: Btcb
}

export function dividendFrontRunner({ stake, gas }: DividendFrontRunner): Agent {
  const name = 'sniper'
  return {
    name,
    people: [{ name, btcb: stake }],
    phase: 'payment',
    prepare: () => [approveAll(name, 'btcb', 'router'), approveAll(name, 'amt', 'router')],
    act: () => [],
    react: (view, pending) => {
      for (const { plan, gasPrice } of pending) {
        const due = plan.flatMap((action) => dueOf(action, view))[0]
        if (due === undefined) continue
        const best = bestSnipe(view.pool(), due, view.balance('btcb', name) as Btcb)
        if (best === undefined || best.profit <= gasToday(view, gas)) return []
        const deadline = deadlineOf(view)
        const buy = swapPlan(['btcb', 'amt'], best.pay, best.buy, name, deadline)
        const claim = call(name, 'master.charge', { snapId: view.payments() + 1n })
        const sell = swapPlan(['amt', 'btcb'], best.buy, 0n, name, deadline)
        return [
          { plan: [buy], gasPrice: gasPrice + 1n },
          { plan: [claim, sell], gasPrice: gasPrice - 1n },
        ]
      }
      return []
    },
  }
}

/** What a payment that is on its way leaves for claims. */
function dueOf(action: Action, view: AgentView): readonly Due[] {
  if (!('call' in action) || action.call !== 'master.payRent') return []
  const { amountBtcb, vaultParticipation } = action.args
  const net = amountBtcb - (amountBtcb * vaultParticipation) / 100n
  return [{ net: net as Btcb, supply: view.supply('amt') as Amt }]
}
