/**
 * Wealth at realisable value: what people and the project could take out of pool and RCL, in a view.
 *
 * Four measures stand side by side wherever a scenario judges somebody's gain (`model/planning/wealth`):
 *
 * - `spot`: at the pool's marginal price;
 * - `alone`: best exit by pool and RCL while nobody else trades;
 * - `joint`: best exit of everybody at once, the project included;
 * - `outside`: best exit at once of everybody but the project, which keeps its AMT.
 *
 * The project is always a party. Its stock in the Market is its own; its locked liquidity is no party's,
 * since nobody can withdraw it. BTCB in accounts is left out: it is worth itself.
 *
 * Units: BTCB base units, rounded down. Not modelled: unclaimed payouts, which an exit does not change, and
 * deposits in vaults beyond their last settlement.
 */
import type { Floor } from '../../model/contracts/burn-vault.ts'
import { protocolFee } from '../../model/contracts/pancake/formulas.ts'
import type { Account } from '../../model/interface/accounts.ts'
import type { Amt, Lp } from '../../model/kernel/units.ts'
import {
  atMarginDown,
  exitAloneDown,
  exitTogether,
  type Position,
  type Venues,
} from '../../model/planning/wealth/wealth.ts'
import { owned, sharesOf } from '../../sim/agents/operations/reset-operator.ts'
import type { AgentView } from '../../sim/view/agent-view.ts'

export const MEASURES = ['spot', 'alone', 'joint', 'outside'] as const
export type Measure = (typeof MEASURES)[number]

/** BTCB base units by measure; undefined where a measure says nothing about a party. */
export type Worth = Readonly<Record<Measure, bigint | undefined>>

/** Accounts of the project that can hold AMT. */
export const PROJECT: readonly Account[] = ['owner', 'payer', 'admin', 'market']

/** AMT of an account, base units. */
export type AmtOf = (account: Account) => Amt

export interface Wealth {
  /** One of the people outside the project. */
  of(person: Account): Worth
  /** All people outside the project. They cannot all be alone. */
  readonly people: Worth
  /** The project. It takes no part in `outside`. */
  readonly project: Worth
}

/** RCL as a view shows it. */
export const floorIn = (view: AgentView): Floor => ({
  backing: view.backing(),
  supply: view.supply('amt') as Amt,
})

/** Pool and RCL as a view shows them, with the protocol fee that the pair has yet to mint. */
export function venuesIn(view: AgentView, floor = floorIn(view)): Venues {
  const pool = view.pool()
  const kLast = view.ask({ on: 'pair', fn: 'kLast', args: [] }) as bigint
  const supply = view.supply('pair')
  const pending = kLast === 0n ? 0n : protocolFee(supply, pool.amt * pool.btcb, kLast)
  return { pool, shareSupply: supply + pending, floor }
}

/** AMT, by `amtOf`, and liquidity of these accounts together. */
function positionIn(view: AgentView, accounts: readonly Account[], amtOf: AmtOf): Position {
  const sum = (read: (account: Account) => bigint): bigint =>
    accounts.reduce((total, account) => total + read(account), 0n)
  return {
    amt: sum(amtOf) as Amt,
    shares: sum((account) => sharesOf(view, account)) as Lp,
  }
}

/**
 * Wealth of these people and of the project.
 *
 * @param people All people outside the project who could exit.
 * @param floor RCL at which AMT is redeemed. To compare two moments for one cause, such as a sale into the
 *   pool, value both at the same RCL: otherwise payments in between count as well. @default that of the view
 * @param amtOf AMT of a party. @default that in wallet and vaults, as of their last settlement
 */
export function wealthIn(
  view: AgentView,
  people: readonly Account[],
  floor?: Floor,
  amtOf: AmtOf = (account) => owned(view, account),
): Wealth {
  const venues = venuesIn(view, floor)
  const positions = people.map((person) => positionIn(view, [person], amtOf))
  const project = positionIn(view, PROJECT, amtOf)
  const joint = exitTogether(venues, [...positions, project])
  const outside = exitTogether(venues, positions)
  const places = new Map(people.map((person, index) => [person, index]))
  const projectPart = joint.parts.at(-1)!
  return {
    of: (person) => {
      const place = places.get(person)
      if (place === undefined) throw new NotAmongThePeople(person)
      return {
        spot: atMarginDown(venues, positions[place]!),
        alone: exitAloneDown(venues, positions[place]!),
        joint: joint.parts[place],
        outside: outside.parts[place],
      }
    },
    people: {
      spot: atMarginDown(venues, positionIn(view, people, amtOf)),
      alone: undefined,
      joint: joint.total - projectPart,
      outside: outside.total,
    },
    project: {
      spot: atMarginDown(venues, project),
      alone: exitAloneDown(venues, project),
      joint: projectPart,
      outside: undefined,
    },
  }
}

/** The account is not one of the people whose wealth was computed. */
export class NotAmongThePeople extends Error {
  override readonly name = 'NotAmongThePeople'
  constructor(person: Account) {
    super(`expected one of the people whose wealth was computed, got ${person}`)
  }
}
