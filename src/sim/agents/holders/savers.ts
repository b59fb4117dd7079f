/**
 * Savers: hold until a fixed day, then claim all payments at once and exit by the RCL or the pool.
 *
 * Each acts once, at the close of their day. The BTCB that they then own is the exact total return of the
 * holding period. All own the same amount, small enough not to move the pool. They need AMT and approvals of
 * router and burn vault.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Amt } from '../../../model/kernel/units.ts'
import { call, type Agent } from '../../agent.ts'
import { AT_ANY_PRICE, approveExits, leave, type ExitBy } from '../plans/exit.ts'

/** Parameters of {@link savers}. */
export interface Savers {
  readonly name: string
  /** AMT of each saver. */
  readonly each: Amt
  readonly exit: ExitBy
  /** Days of exit, one saver for each. */
  readonly days: readonly number[]
}

/** Account of the saver who exits on `day`, such as `saver-365`. */
export const saverOf = (name: string, day: number): Account => `${name}-${day}`

/** Holders of equal amounts who claim everything and leave, each on a day of their own. */
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
