/**
 * Accumulators: holders who claim every so many days and buy AMT with it, each on their own day of the cycle.
 *
 * Claim and purchase are one plan, so what they spend is reckoned beforehand: `floor(H·a/(S-p))` for each payment, as Master pays it. If the
 * price runs away from them between the look and the purchase, what they have claimed waits for the next time.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import { proRataDown } from '../../../model/kernel/uint256.ts'
import type { Amt, Btcb } from '../../../model/kernel/units.ts'
import { approveAll, call, namesOf, zipfShares, type Agent } from '../../agent.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { onTheirDay, paymentsSince, type Payments } from './holders.ts'
import { buyAmt } from '../plans/swap.ts'

export interface Accumulators {
  readonly name: string
  readonly count: number
  /** What they own together, shared out by Zipf's law. */
  readonly amt: Amt
  /** Days from one claim to the next, at least 1. */
  readonly every: number
  /** Slippage that they accept, in basis points. */
  readonly slippageBps: bigint
}

export function accumulators({ name, count, amt, every, slippageBps }: Accumulators): Agent {
  const names = namesOf(name, count)
  const shares = zipfShares(amt, count)
  return {
    name,
    people: names.map((person, index) => ({ name: person, amt: shares[index]! })),
    phase: 'day',
    prepare: () => names.map((person) => approveAll(person, 'btcb', 'router')),
    act: (view) => {
      const unclaimed = paymentsSince(view, every)
      if (unclaimed === undefined) return []
      return onTheirDay(names, every, view.day).flatMap((by) => {
        const owed = owedFor(view, by, unclaimed)
        if (owed === 0n) return []
        const pay = (view.balance('btcb', by) + owed) as Btcb
        return [[call(by, 'master.chargeFromTo', unclaimed), ...buyAmt(view, by, pay, slippageBps)]]
      })
    },
  }
}

/** What `by` gets for these payments if none of them is claimed. */
function owedFor(view: AgentView, by: Account, { from, to }: Payments): Btcb {
  let owed = 0n
  for (let id = from; id <= to; id++) {
    const { holders, supply, inPair } = view.payment(id)
    const held = view.amtAt(id, by)
    if (held > 0n) owed += proRataDown(holders, held, supply - inPair)
  }
  return owed as Btcb
}
