/**
 * Effects: who has more or less on the chain than in the model, and what that is worth.
 *
 * From the balances that differ after an action. For an action that the model reverts this is what the action
 * moved on the chain.
 */
import type { Economy } from '../../model/economy.ts'
import { COINS, PRIVILEGED_ACCOUNTS, type Account, type Coin } from '../../model/interface/accounts.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import { NoAnswer } from '../../model/surface/views.ts'
import type { Rules } from '../../lockstep/compare/rules.ts'
import type { DifferentView } from './difference.ts'

/** What an account has more on the chain than in the model, in base units; less if negative. */
export interface Effect {
  readonly account: Account
  readonly coin: Coin
  readonly amount: bigint
}

/** The balances among differing views, losses first. */
export function effectsOf(views: readonly DifferentView[]): readonly Effect[] {
  return views
    .flatMap(({ view, model, chain }): readonly Effect[] => {
      if (view.fn !== 'balanceOf' || !isCoin(view.on) || !model.ok || !chain.ok) return []
      const amount = (chain.value as bigint) - (model.value as bigint)
      return amount === 0n ? [] : [{ account: view.args[0] as Account, coin: view.on, amount }]
    })
    .toSorted((a, b) => (a.amount < b.amount ? -1 : a.amount > b.amount ? 1 : 0))
}

/** The largest part of a coin's supply that is lost or gained, from 0 to 1, and of which coin. */
export function weightOf(effects: readonly Effect[], rules: Rules, economy: Economy): Weight {
  let largest: Weight = { weight: 0 }
  for (const { coin, amount } of effects) {
    const supply = supplyOf(coin, rules, economy)
    const size = amount < 0n ? -amount : amount
    // In billionths: a quotient of bigints, so the ranking is the same on every machine.
    const part = supply > 0n ? Number((size * 1_000_000_000n) / supply) / 1_000_000_000 : 0
    const weight = Math.min(part, 1)
    if (weight > largest.weight) largest = { weight, coin }
  }
  return largest
}

export interface Weight {
  readonly weight: number
  /** Undefined if nothing moves. */
  readonly coin?: Coin
}

function supplyOf(coin: Coin, rules: Rules, economy: Economy): bigint {
  try {
    return rules.read(economy, { on: coin, fn: 'totalSupply', args: [] }) as bigint
  } catch (error) {
    // The pair does not exist yet.
    if (error instanceof NoAnswer) return 0n
    throw error
  }
}

/** Whether somebody but the actor has less on the chain than in the model. */
export function harmsOthers(effects: readonly Effect[], actor: Account | undefined): boolean {
  return effects.some(({ account, amount }) => amount < 0n && account !== actor)
}

/** Who makes the last action; undefined for a wait, or without any action. */
export function actorOf(actions: readonly Action[]): Account | undefined {
  const last = actions.at(-1)
  return last === undefined || isWait(last) ? undefined : last.by
}

/** Whether an account has a role: the project or an operator holds it. */
export function isPrivileged(account: Account | undefined): boolean {
  return account !== undefined && (PRIVILEGED_ACCOUNTS as readonly string[]).includes(account)
}

function isCoin(account: Account): account is Coin {
  return (COINS as readonly string[]).includes(account)
}
