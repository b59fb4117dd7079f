/**
 * Holders: keep their AMT and claim every so many days, each on their own day of the cycle.
 *
 * Daily claimers call `charge`, the others `chargeFromTo` over what has been paid since they last came. Whom a day concerns is known
 * by counting, so a day costs as much as there are claims in it.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Amt } from '../../../model/kernel/units.ts'
import { call, namesOf, zipfShares, type Agent, type Plan } from '../../agent.ts'
import { atStartOf } from '../../view/history.ts'
import type { AgentView } from '../../view/agent-view.ts'

export interface Holders {
  /** The agent's name and the stem of its people's: `weekly` gives `weekly-1`, … */
  readonly name: string
  readonly count: number
  /** What they own together, shared out by Zipf's law. */
  readonly amt: Amt
  /** Days from one claim to the next, at least 1. */
  readonly every: number
}

export function holders({ name, count, amt, every }: Holders): Agent {
  const names = namesOf(name, count)
  const shares = zipfShares(amt, count)
  const people = names.map((person, index) => ({ name: person, amt: shares[index]! }))
  return { ...claimsOf(name, names, every), people }
}

/** The claims alone, for people whom another agent brings. */
export function claimsOf(name: string, names: readonly Account[], every: number): Agent {
  return {
    name,
    people: [],
    phase: 'day',
    act: (view) => {
      const unclaimed = paymentsSince(view, every)
      if (unclaimed === undefined) return []
      return onTheirDay(names, every, view.day).map((person) => claim(person, unclaimed))
    },
  }
}

/** Payments from one id to another, both included. */
export interface Payments {
  readonly from: bigint
  readonly to: bigint
}

/** What was paid today and on the `days - 1` days before; undefined if nothing was. */
export function paymentsSince(view: AgentView, days: number): Payments | undefined {
  const from = atStartOf(view.history, Math.max(0, view.day - days + 1)).payments + 1n
  const to = view.payments()
  return from > to ? undefined : { from, to }
}

/** The people whose turn it is when everybody comes every `every` days: the n-th on days n, n + every, … */
export function onTheirDay(names: readonly Account[], every: number, day: number): readonly Account[] {
  const due: Account[] = []
  for (let index = day % every; index < names.length; index += every) due.push(names[index]!)
  return due
}

function claim(by: Account, { from, to }: Payments): Plan {
  return [
    from === to ? call(by, 'master.charge', { snapId: from }) : call(by, 'master.chargeFromTo', { from, to }),
  ]
}
