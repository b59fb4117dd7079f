/**
 * History: what past days left that an agent may look up without walking through the chain.
 *
 * One entry per day, appended when a day ends; `payments` counts those made until then.
 */
import { ONE } from '../model/units.ts'
import type { Payment, World } from './world.ts'

export interface DayEnd {
  /** Number of payments made by the end of the day. */
  readonly payments: bigint
  /** BTCB wei that all payments so far have set aside per whole AMT, each rounded down. */
  readonly payoutPerAmt: bigint
}

/** Ends of the days before today, the first day's first. */
export type History = readonly DayEnd[]

const BEFORE: DayEnd = { payments: 0n, payoutPerAmt: 0n }

/** The state of things when `day` began. */
export function atStartOf(history: History, day: number): DayEnd {
  return history[Math.min(day, history.length) - 1] ?? BEFORE
}

/** What one payment gives per whole AMT outside the pool: `floor(H·1e18/(S-p))`, zero if all AMT is in the pool. */
export function payoutPerAmtDown({ holders, supply, inPair }: Payment): bigint {
  return supply === inPair ? 0n : (holders * ONE) / (supply - inPair)
}

/** The history with one more day, which is over. */
export function withDay(history: History, world: World): History {
  const before = history.at(-1) ?? BEFORE
  const payments = world.payments()
  let payoutPerAmt = before.payoutPerAmt
  for (let id = before.payments + 1n; id <= payments; id++)
    payoutPerAmt += payoutPerAmtDown(world.payment(id))
  return [...history, { payments, payoutPerAmt }]
}
