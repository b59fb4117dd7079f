/**
 * Savers: people who hold until a day of their own, then claim everything that was paid in between and leave, at the RCL or in the pool.
 *
 * What they own in BTCB afterwards is what the whole time has brought them, to the wei. Each has the same, little enough not to move the pool.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Amt } from '../../../model/kernel/units.ts'
import { call, type Agent } from '../../agent.ts'
import { AT_ANY_PRICE, approveExits, leave, type ExitBy } from '../plans/exit.ts'

export interface Savers {
  readonly name: string
  /** What each of them owns. */
  readonly each: Amt
  readonly exit: ExitBy
  /** The days on which they leave, one saver for each; at the close, after everybody else. */
  readonly days: readonly number[]
}

/** `saver-365` leaves on day 365. */
export const saverOf = (name: string, day: number): Account => `${name}-${day}`

export function savers({ name, each, exit, days }: Savers): Agent {
  return {
    name,
    people: days.map((day) => ({ name: saverOf(name, day), amt: each })),
    phase: 'close',
    prepare: () => days.flatMap((day) => approveExits(saverOf(name, day))),
    act: (view) => {
      if (!days.includes(view.day)) return []
      const by = saverOf(name, view.day)
      const to = view.payments()
      const claim = to === 0n ? [] : [call(by, 'master.chargeFromTo', { from: 1n, to })]
      return [[...claim, ...leave(view, by, view.balance('amt', by) as Amt, exit, AT_ANY_PRICE)]]
    },
  }
}
