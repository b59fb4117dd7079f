/**
 * Leavers: people who all want out within a few days, with everything they have, by one of the exits.
 *
 * A bank run, or, alone and with one day, a whale. Each owns the same, so that what they get can be compared. On every day of the run
 * each who is still there leaves with probability one over the days that are left, so that everybody's day is uniform; a plan that
 * is refused is tried again the next day, and on the last day and after it everybody who is left tries.
 */
import type { Amt } from '../../../model/kernel/units.ts'
import { namesOf, type Agent } from '../../agent.ts'
import { bernoulli } from '../../random/uniform.ts'
import { AT_ANY_PRICE, approveExits, leave, type ExitBy } from '../plans/exit.ts'

export interface Leavers {
  readonly name: string
  readonly count: number
  /** What they own together, in equal parts; the remainder stays with nobody. */
  readonly amt: Amt
  readonly exit: ExitBy
  /** First day of the run, and how many days it takes, at least 1. */
  readonly from: number
  readonly days: number
  /** Slippage that they accept in the pool, in basis points; any unless told otherwise. */
  readonly slippageBps?: bigint
}

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
        // Everybody draws, gone or not, so that one person's day moves nobody else's.
        const goes = bernoulli(draw, 1 / left)
        const amount = view.balance('amt', person) as Amt
        return goes && amount > 0n ? [leave(view, person, amount, exit, slippageBps)] : []
      })
    },
  }
}
