/**
 * Binance-Peg BEP-20: BTCB and USDT.
 *
 * Mirrors `BEP20` in `contracts/outside`. `transferFrom` moves the tokens first and reduces the allowance
 * second, an infinite allowance included. The owner, Binance, mints to itself; anyone may burn own tokens.
 *
 * - Units: base units of the coin (1e18). Nothing is rounded.
 */
import type { Account, Coin } from '../interface/accounts.ts'
import type { ArgsOf } from '../interface/action.ts'
import type { Step } from '../state/economy-state.ts'
import type { Handlers } from '../state/handler.ts'
import { tokenHandlers } from './token-handlers.ts'
import {
  allowanceOf,
  approve,
  create,
  destroy,
  InsufficientAllowance,
  move,
  onlyTokenOwner,
} from './token.ts'

/** Moves own tokens. Reverts as `move` of `token.ts`. */
export function transfer(step: Step, coin: Coin, by: Account, to: Account, amount: bigint): true {
  move(step, coin, by, to, amount)
  return true
}

/**
 * Moves `from`'s tokens: reverts as `move`, then `InsufficientAllowance`. Emits `Transfer`, then `Approval`.
 */
export function transferFrom(
  step: Step,
  coin: Coin,
  by: Account,
  from: Account,
  to: Account,
  amount: bigint,
): true {
  move(step, coin, from, to, amount)
  const allowed = allowanceOf(step.state, coin, from, by)
  if (amount > allowed) throw new InsufficientAllowance()
  return approve(step, coin, from, by, allowed - amount)
}

/**
 * Owner only: mints to itself.
 *
 * @throws {NotOwner | ArithmeticPanic} in that order.
 */
export function mint(step: Step, coin: Coin, by: Account, amount: bigint): true {
  onlyTokenOwner(step, coin, by)
  create(step, coin, by, amount)
  return true
}

/**
 * Anyone: burns own tokens.
 *
 * @throws {BurnFromZero | BurnExceedsBalance} in that order.
 */
export function burn(step: Step, coin: Coin, by: Account, amount: bigint): true {
  destroy(step, coin, by, amount)
  return true
}

/** Part of a call that `mint` and `burn` read. */
type AmountCall = { readonly by: Account; readonly args: ArgsOf<'btcb.mint'> }

function bep20Handlers(coin: 'btcb' | 'usdt') {
  return {
    ...tokenHandlers(coin, { transfer, transferFrom }),
    mint: (step: Step, { by, args }: AmountCall) => mint(step, coin, by, args.amount),
    burn: (step: Step, { by, args }: AmountCall) => burn(step, coin, by, args.amount),
  }
}

export const BTCB: Handlers<'btcb'> = bep20Handlers('btcb')
export const USDT: Handlers<'usdt'> = bep20Handlers('usdt')
