/**
 * Day close: view and totals at the close of a day, and the entry that it leaves in the history.
 */
import { payoutPerAmtDown, spotPriceDown, type AgentView } from '../view/agent-view.ts'
import { BEFORE, type DayEnd, type CumulativePayouts } from '../view/history.ts'
import type { Tally } from './tally.ts'

/** State at the close of a day, or after a stage of the initial state. */
export interface DayClose {
  readonly view: AgentView
  readonly tally: Tally
}

/** The history entry of a day, from its close. */
export function endOf({ view, tally }: DayClose): DayEnd {
  const before: CumulativePayouts = view.history.at(-1) ?? BEFORE
  const payments = view.payments()
  let payoutPerAmt = before.payoutPerAmt
  for (let id = before.payments + 1n; id <= payments; id++) payoutPerAmt += payoutPerAmtDown(view.payment(id))
  return {
    payments,
    payoutPerAmt,
    price: spotPriceDown(view),
    issued: tally.issued,
    environment: view.environment,
  }
}
