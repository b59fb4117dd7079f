/**
 * Day close: the world and the totals when a day ends, and what the history keeps of it.
 */
import { payoutPerAmtDown, spotPriceDown, type AgentView } from '../view/agent-view.ts'
import { BEFORE, type DayEnd, type CumulativePayouts } from '../view/history.ts'
import type { Tally } from './tally.ts'

/** A day at its close. */
export interface DayClose {
  readonly view: AgentView
  readonly tally: Tally
}

/** The end of a day, as it closed. */
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
