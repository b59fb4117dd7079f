/**
 * Leavers: holders who all exit within a few days, each with everything they own: a bank run.
 *
 * With `count: 1, days: 1` it is a whale that exits at once. Every holder owns the same amount, so that their
 * proceeds are comparable. They act during the day. From day `from` on, each remaining holder leaves with
 * probability one over the remaining days, so that the day of exit is uniform. A reverted exit is tried again
 * the next day; on the last day and after it, every remaining holder tries. They need AMT and approvals of
 * router and burn vault.
 */
import type { Amt } from '../../../model/kernel/units.ts'
import { namesOf, type Agent } from '../../agent.ts'
import { bernoulli } from '../../random/uniform.ts'
import { AT_ANY_PRICE, approveExits, leave, type ExitBy } from '../plans/exit.ts'

/** Parameters of {@link leavers}. */
export interface Leavers {
  readonly name: string
  readonly count: number
  /** AMT of all of them together, in equal parts; the remainder of the division is not issued. */
  readonly amt: Amt
  readonly exit: ExitBy
  /** First day of the exits, and the number of days over which they are spread, at least 1. */
  readonly from: number
  readonly days: number
  /** Accepted slippage in the pool, in basis points. @default 10_000n */
  readonly slippageBps?: bigint
}

/** Holders that leave one after the other, by pool or RCL. */
export function leavers({ name, count, amt, exit, from, days, slippageBps = AT_ANY_PRICE }: Leavers): Agent {
  const names = namesOf(name, count)
  return {
    name,
    people: names.map((person) => ({ name: person, amt: (amt / BigInt(count)) as Amt })),
    phase: 'day',
    prepare: () => names.flatMap(approveExits),
    act: (view, draw) => {
      if (view.day < from) return []
      const left = Math.max(1, from + days - view.day)
      return names.flatMap((person) => {
        // Every holder draws, gone or not, so that the day of one exit does not shift the draws of the
        // others.
        const goes = bernoulli(draw, 1 / left)
        const amount = view.balance('amt', person) as Amt
        return goes && amount > 0n ? [leave(view, person, amount, exit, slippageBps)] : []
      })
    },
  }
}
