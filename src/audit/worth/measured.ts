/**
 * Measured: what a difference comes to, from equal states: at once, and once everybody has taken out all that
 * is theirs.
 *
 * What the chain reverts moves nothing, and a trade that is not made is nobody's loss. So for such an action
 * both worlds exit from the state before it, and the end counts only if the same function reverts there.
 */
import type { Chain } from '../../evm/chain.ts'
import type { Rules } from '../../lockstep/compare/rules.ts'
import type { Applied, Economy } from '../../model/economy.ts'
import type { Account } from '../../model/interface/accounts.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import { exitsFrom, type Exits, type Reverted } from './exits.ts'
import { askChain, askModel, NO_CHANGE, worthAgainstModel, type WorthChange } from './net-worth.ts'
import { shortfallsIn, type Shortfall } from './shortfalls.ts'

export interface Measured {
  /** Right after the action, what is owed included. */
  readonly worth: WorthChange
  /** After everybody's exit; undefined where another difference, or what is not modelled, prevents it. */
  readonly exit: WorthChange | undefined
  /** Exits that this difference makes revert. */
  readonly blocked: readonly Reverted[]
  /** Whether one more payment came before the exits: without it, they come to the same. */
  readonly afterPayment: boolean
  /** Contracts that hold less than they owe on the chain, and not, or not as much, in the model. */
  readonly shortfalls: readonly Shortfall[]
}

export const UNMEASURED: Measured = {
  worth: NO_CHANGE,
  exit: undefined,
  blocked: [],
  afterPayment: false,
  shortfalls: [],
}

export interface MeasuredAction {
  readonly chain: Chain
  readonly rules: Rules
  readonly lacks: ReadonlySet<string>
  readonly people: readonly Account[]
  readonly action: Action
  /** The equal state before the action. */
  readonly before: Economy
  /** What the model makes of the action; undefined where it does not cover it. */
  readonly predicted: Applied | undefined
  /** Applies the action to the chain; whether it is done. */
  act(): boolean
}

/** Measures an action. The chain is as before afterwards. */
export function measured(what: MeasuredAction): Measured {
  const { chain, rules, people, action, before, predicted, act } = what
  const mark = chain.checkpoint()
  const done = act()
  const economy = predicted?.economy ?? before
  const worth = worthAgainstModel(chain, rules, economy, people)
  const shortfalls = shortfallsIn(askChain(chain), askModel(rules, economy), people)
  const from = (state: Economy, pays: boolean): Exits | undefined =>
    exitsFrom({ ...what, economy: state }, pays)
  if (!done) {
    chain.rewind(mark)
    return { worth, ...ofBlocked(from(before, false), action), shortfalls }
  }
  const plain = from(economy, false)
  // What a payment shows beyond roundings, where there is nothing without one.
  const paid = plain !== undefined && isEmpty(plain) ? from(economy, true) : undefined
  const end = paid !== undefined && !isEmpty(paid) && sizeOf(paid) > ROUNDINGS ? paid : plain
  chain.rewind(mark)
  const control = end === undefined || isEmpty(end) ? end : from(before, end.afterPayment)
  const isOwn = control !== undefined && (control === end || isEmpty(control))
  const { change: exit, blocked = [], afterPayment = false } = (isOwn ? end : undefined) ?? {}
  return { worth, exit, blocked, afterPayment, shortfalls }
}

function isEmpty({ change, blocked }: Exits): boolean {
  return change.changes.length + blocked.length === 0
}

/** More payments round a part down once more. Base units of BTCB. */
const ROUNDINGS = 100n

function sizeOf({ change }: Exits): bigint {
  return change.changes.reduce((most, { btcb }) => {
    const size = btcb < 0n ? -btcb : btcb
    return size > most ? size : most
  }, 0n)
}

/** The exits from the state before an action that the chain reverts, as far as they revert as it does. */
function ofBlocked(
  control: Exits | undefined,
  action: Action,
): Pick<Measured, 'exit' | 'blocked' | 'afterPayment'> {
  const blocked =
    control?.blocked.filter(({ action: exit }) => !isWait(action) && exit.call === action.call) ?? []
  return { exit: blocked.length === 0 ? undefined : control?.change, blocked, afterPayment: false }
}
