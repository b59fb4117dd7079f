/**
 * Fair value: what AMT is worth to agents that value it by its payouts.
 *
 * The floor plus a perpetuity of recent payouts at a required yearly return. Backward-looking: neither a
 * halving nor growing difficulty is anticipated. A float in BTCB wei per AMT, since it only enters decisions.
 */
import { atStartOf } from '../../view/history.ts'
import { redemptionRateDown, type AgentView } from '../../view/agent-view.ts'

/**
 * Fair value of one AMT by the payouts of the last `lookBack` days, or of all days so far; undefined on day
 * 0.
 */
export function fairValue(view: AgentView, requiredReturn: number, lookBack: number): number | undefined {
  const days = Math.min(lookBack, view.history.length)
  if (days === 0) return undefined
  const paid =
    atStartOf(view.history, view.day).payoutPerAmt - atStartOf(view.history, view.day - days).payoutPerAmt
  const yearly = (Number(paid) / days) * 365
  return Number(redemptionRateDown(view)) + yearly / requiredReturn
}
