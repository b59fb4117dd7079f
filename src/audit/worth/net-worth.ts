/**
 * Net worth: who has more and who less, in BTCB, in one state than in another.
 *
 * A finding is measured on its shrunk example: the chain's state after it against the model's, both at the
 * prices of the model's state. Where the model reverts, that is what the action moves on the chain.
 */
import type { Chain } from '../../evm/chain.ts'
import type { Economy } from '../../model/economy.ts'
import type { Account } from '../../model/interface/accounts.ts'
import { NoAnswer } from '../../model/surface/views.ts'
import type { Rules } from '../../lockstep/compare/rules.ts'
import { answeredBy, Unanswered } from '../answered.ts'
import { positionsIn, type Ask, type Positions } from './positions.ts'
import { inBtcb, pricesIn, worthOf, type Prices } from './prices.ts'

/** What an account has more than it should, in base units of BTCB, rounded away from zero; not zero. */
export interface Change {
  readonly account: Account
  readonly btcb: bigint
}

export interface WorthChange {
  /** Losses first, the largest first. */
  readonly changes: readonly Change[]
  /** Worth of everybody who has something, in base units of BTCB. */
  readonly total: bigint
}

export const NO_CHANGE: WorthChange = { changes: [], total: 0n }

/** The change of everybody's net worth between two states, at given prices. */
export function worthChange(before: Positions, after: Positions, prices: Prices): WorthChange {
  const none = new Map()
  const changes: Change[] = []
  let total = 0n
  for (const account of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before, after].map((side) => worthOf(side.get(account) ?? none, prices))
    if (was! > 0n) total += was!
    if (is !== was) changes.push({ account, btcb: inBtcb(is! - was!) })
  }
  return {
    changes: changes.toSorted((a, b) => (a.btcb < b.btcb ? -1 : a.btcb > b.btcb ? 1 : 0)),
    total: inBtcb(total),
  }
}

/** The chain's state against the model's. */
export function worthAgainstModel(
  chain: Chain,
  rules: Rules,
  economy: Economy,
  people: readonly Account[],
): WorthChange {
  const model = askModel(rules, economy)
  return worthChange(
    positionsIn(model, people),
    positionsIn(askChain(chain), people),
    pricesIn(model, chain.tokenOrder),
  )
}

/** Answers of a chain; undefined where a view is missing, reverts or cannot be read. */
export function askChain(chain: Chain): Ask {
  return (view) => {
    const answer = answeredBy(() => chain.read(view))
    return answer instanceof Unanswered ? undefined : answer
  }
}

/** Answers of the model; undefined where it has none. */
export function askModel(rules: Rules, economy: Economy): Ask {
  return (view) => {
    try {
      return rules.read(economy, view)
    } catch (error) {
      if (error instanceof NoAnswer) return undefined
      throw error
    }
  }
}

/** Part of all wealth that others than `actor` lose, from 0 to 1. */
export function lostShare({ changes, total }: WorthChange, actor: Account | undefined): number {
  let lost = 0n
  for (const { account, btcb } of changes) if (btcb < 0n && account !== actor) lost -= btcb
  if (lost === 0n) return 0
  // In billionths: a quotient of bigints, so the ranking is the same on every machine.
  return lost >= total ? 1 : Number((lost * BILLION) / total) / Number(BILLION)
}

const BILLION = 1_000_000_000n
