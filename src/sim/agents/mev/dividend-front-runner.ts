/**
 * Dividend front-runner: a dividend sniper that reacts to a pending payment and outbids it.
 *
 * Acts only under transaction ordering by gas price, where it sees `payRent` pending. It buys at one wei per
 * gas more than the payment offers, and claims and sells at one wei less, within the same phase of the day.
 * The payment is known, so its profit is exactly that of the closed form, unless another plan with an offer
 * in between trades. Needs BTCB and approvals of the router.
 *
 * Not modelled: competition between several front-runners.
 */
import { swapPlan } from '../../../model/planning/arbitrage/plan.ts'
import { bestSnipe, type Due } from '../../../model/planning/arbitrage/snipe.ts'
import type { Action } from '../../../model/interface/action.ts'
import type { Amt, Btcb } from '../../../model/kernel/units.ts'
import { approveAll, call, type Agent } from '../../agent.ts'
import { gasToday } from '../../view/gas.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { deadlineOf } from '../plans/swap.ts'

/** Parameters of {@link dividendFrontRunner}: stake and gas cost in BTCB wei. */
export interface DividendFrontRunner {
  readonly stake: Btcb
  /** Gas cost of buying, claiming and selling together, in BTCB at 3 gwei. */
  readonly gas: Btcb
}

/** Buys right before a payment by a higher gas price, and sells after it. */
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

/** What a pending payment sets aside for claims: its amount less the share of the RCL. */
function dueOf(action: Action, view: AgentView): readonly Due[] {
  if (!('call' in action) || action.call !== 'master.payRent') return []
  const { amountBtcb, vaultParticipation } = action.args
  const net = amountBtcb - (amountBtcb * vaultParticipation) / 100n
  return [{ net: net as Btcb, supply: view.supply('amt') as Amt }]
}
