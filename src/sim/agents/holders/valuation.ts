/**
 * Worth: what those who value AMT by what it pays hold it to be worth.
 *
 * The floor plus a perpetuity of the last days' payouts at the yearly return that they require. It looks back only: neither a halving
 * nor a growing difficulty is foreseen. A float, since it is an opinion and not money: BTCB wei per AMT.
 */
import { atStartOf } from '../../view/history.ts'
import { redemptionRateDown, type AgentView } from '../../view/agent-view.ts'

/** Worth of one AMT by the payouts of the last `lookBack` days, or of as many as there are; undefined on the first day. */
export function fairValue(view: AgentView, requiredReturn: number, lookBack: number): number | undefined {
  const days = Math.min(lookBack, view.history.length)
  if (days === 0) return undefined
  const paid =
    atStartOf(view.history, view.day).payoutPerAmt - atStartOf(view.history, view.day - days).payoutPerAmt
  const yearly = (Number(paid) / days) * 365
  return Number(redemptionRateDown(view)) + yearly / requiredReturn
}
