/**
 * Day close: the world and the totals when a day ends, and what the history keeps of it.
 */
import { payoutPerAmtDown, spotPriceDown, type World } from '../view/agent-view.ts'
import { BEFORE, type DayEnd, type SoFar } from '../view/history.ts'
import type { Tally } from './tally.ts'

/** A day at its close. */
export interface Today {
  readonly world: World
  readonly tally: Tally
}

/** The end of a day, as it closed. */
export function endOf({ world, tally }: Today): DayEnd {
  const before: SoFar = world.history.at(-1) ?? BEFORE
  const payments = world.payments()
  let payoutPerAmt = before.payoutPerAmt
  for (let id = before.payments + 1n; id <= payments; id++)
    payoutPerAmt += payoutPerAmtDown(world.payment(id))
  return {
    payments,
    payoutPerAmt,
    price: spotPriceDown(world),
    issued: tally.issued,
    market: world.market,
  }
}
