/**
 * Accumulators: holders who claim every `every` days, each on a fixed day of the cycle, and spend the claim
 * on AMT.
 *
 * They act during the day. Claim and purchase are one plan, so the amount to spend is computed beforehand:
 * `floor(H·a/(S-p))` for each payment, as Master computes it. If the purchase reverts because the price has
 * risen beyond the slippage, the claimed BTCB is spent at the next claim. They need AMT and an approval of
 * the router.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import { proRataDown } from '../../../model/kernel/uint256.ts'
import type { Amt, Btcb } from '../../../model/kernel/units.ts'
import { approveAll, call, namesOf, zipfShares, type Agent } from '../../agent.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { onTheirDay, paymentsSince, type Payments } from './holders.ts'
import { buyAmt } from '../plans/swap.ts'

/** Parameters of {@link accumulators}. */
export interface Accumulators {
  readonly name: string
  readonly count: number
  /** AMT of all of them together, distributed by Zipf's law. */
  readonly amt: Amt
  /** Days from one claim to the next, at least 1. */
  readonly every: number
  /** Accepted slippage, in basis points. */
  readonly slippageBps: bigint
}

/** Holders that claim payouts and buy AMT with them. */
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

/** BTCB that `by` can claim for these payments if none of them is claimed yet. */
function owedFor(view: AgentView, by: Account, { from, to }: Payments): Btcb {
  let owed = 0n
  for (let id = from; id <= to; id++) {
    const { holders, supply, inPair } = view.payment(id)
    const held = view.amtAt(id, by)
    if (held > 0n) owed += proRataDown(holders, held, supply - inPair)
  }
  return owed as Btcb
}
