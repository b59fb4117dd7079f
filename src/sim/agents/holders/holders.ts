/**
 * Holders: keep their AMT and claim every `every` days, each on a fixed day of the cycle.
 *
 * They act during the day. A claim of one payment is `charge`, a claim of several `chargeFromTo` over all
 * payments since the last claim. The holders whose turn it is are found by index, so a day costs as much as
 * its claims, however many holders there are. They need AMT and no approvals.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Amt } from '../../../model/kernel/units.ts'
import { call, namesOf, zipfShares, type Agent, type Plan } from '../../agent.ts'
import { atStartOf } from '../../view/history.ts'
import type { AgentView } from '../../view/agent-view.ts'

/** Parameters of {@link holders}: number of accounts, AMT base units, days between claims. */
export interface Holders {
  /** Name of the agent and prefix of its accounts: `weekly` gives `weekly-1`, … */
  readonly name: string
  readonly count: number
  /** AMT of all of them together, distributed by Zipf's law. */
  readonly amt: Amt
  /** Days from one claim to the next, at least 1. */
  readonly every: number
}

/** Holders that only claim their payouts. */
export function holders({ name, count, amt, every }: Holders): Agent {
  const names = namesOf(name, count)
  const shares = zipfShares(amt, count)
  const people = names.map((person, index) => ({ name: person, amt: shares[index]! }))
  return { ...claimsOf(name, names, every), people }
}

/** An agent that only claims, for accounts that belong to another agent. */
export function claimsOf(name: string, names: readonly Account[], every: number): Agent {
  return {
    name,
    people: [],
    phase: 'day',
    act: (view) => {
      const unclaimed = paymentsSince(view, every)
      if (unclaimed === undefined) return []
      return onTheirDay(names, every, view.day).map((person) => claimPlan(person, unclaimed))
    },
  }
}

/** Inclusive range of payment ids. */
export interface Payments {
  readonly from: bigint
  readonly to: bigint
}

/** Payments of today and of the `days - 1` days before; undefined if there are none. */
export function paymentsSince(view: AgentView, days: number): Payments | undefined {
  const from = atStartOf(view.history, Math.max(0, view.day - days + 1)).payments + 1n
  const to = view.payments()
  return from > to ? undefined : { from, to }
}

/** Accounts that act on `day` in a cycle of `every` days: the n-th on days n, n + every, … */
export function onTheirDay(names: readonly Account[], every: number, day: number): readonly Account[] {
  const due: Account[] = []
  for (let index = day % every; index < names.length; index += every) due.push(names[index]!)
  return due
}

/** Claims these payments by one call. */
export function claimPlan(by: Account, { from, to }: Payments): Plan {
  return [
    from === to ? call(by, 'master.charge', { snapId: from }) : call(by, 'master.chargeFromTo', { from, to }),
  ]
}
