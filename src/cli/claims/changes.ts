/**
 * Changes: what each action of a counterexample changes, before and after it: balances, supplies, pots of
 * payments, and what the vaults owe. By symbols and numbers alone, so that it reads in every language.
 */
import { DEPLOYMENT } from '../../claims/deployment.ts'
import { IN_TOKENS } from '../../claims/readable.ts'
import { symbolOf } from '../../lockstep/report/story.ts'
import { RULES } from '../../lockstep/compare/rules.ts'
import type { Action } from '../../model/interface/action.ts'
import { isPair, type Account } from '../../model/interface/accounts.ts'
import { fromBase } from '../../model/kernel/units.ts'
import type { View } from '../../model/surface/observation.ts'
import { NoAnswer } from '../../model/surface/views.ts'

export interface Change {
  /** `alice AMT`, `RCL BTCB`, `payment 1`. */
  readonly what: string
  readonly before: Shown
  readonly after: Shown
}

/** An amount in plain decimals: in base units, or in tokens where that is easier to read. */
export interface Shown {
  readonly value: string
  /** Whether it is in base units; zero needs no unit. */
  readonly isBase: boolean
}

/** The changes of each action, in order of the actions, from deployment on. */
export function changesOf(actions: readonly Action[]): readonly (readonly Change[])[] {
  let before = RULES.deployEconomy(DEPLOYMENT)
  return actions.map((action) => {
    const { economy: after } = RULES.apply(before, action)
    const changes: Change[] = []
    for (const view of RULES.changedViews(before, after)) {
      const what = nameOf(view)
      if (what === undefined) continue
      const [old, now] = [valueIn(before, view), valueIn(after, view)]
      if (old !== now) changes.push({ what, before: amount(old), after: amount(now) })
    }
    before = after
    return changes
  })
}

/** A view that did not exist before, such as a balance in a new pair, was zero. */
function valueIn(economy: Parameters<typeof RULES.read>[0], view: View): bigint {
  try {
    return RULES.read(economy, view) as bigint
  } catch (error) {
    if (error instanceof NoAnswer) return 0n
    throw error
  }
}

/** Undefined for what is not shown: what follows from other changes, or needs no amount. */
function nameOf({ on, fn, args }: View): string | undefined {
  const [first] = args
  switch (fn) {
    case 'balanceOf':
      return `${holder(first as Account)} ${symbolOf(on)}`
    case 'totalSupply':
      return `Σ ${symbolOf(on)}`
    case 'pays':
      return `pays(${first}) BTCB`
    case 'liqPays':
      return `liqPays(${first}) BTCB`
    case 'depositOf':
      return `${on} ${holder(first as Account)} AMT`
    case 'owedTo':
      return `${on} ${holder(first as Account)} BTCB`
    default:
      return undefined
  }
}

function holder(account: Account): string {
  if (account === 'burnVault') return 'RCL'
  return isPair(account) ? symbolOf(account).replace('LP', 'pool') : account
}

function amount(value: bigint): Shown {
  return value < IN_TOKENS
    ? { value: String(value), isBase: value > 0n }
    : { value: fromBase(value), isBase: false }
}
