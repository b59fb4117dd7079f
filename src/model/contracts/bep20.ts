/**
 * Binance-Peg BEP-20 rules, as BTCB and USDT follow them: tokens move first, then the allowance is reduced, infinite or not.
 *
 * Binance mints to itself as it takes coins into custody, and anyone may burn their own.
 */
import type { Account, Coin } from '../interface/accounts.ts'
import type { Step } from '../state/economy-state.ts'
import {
  allowanceOf,
  approve,
  create,
  destroy,
  InsufficientAllowance,
  move,
  onlyTokenOwner,
  tokenHandlers,
} from './token.ts'
import type { ArgsOf } from '../interface/action.ts'
import type { Handlers } from '../state/handler.ts'

export function transfer(step: Step, coin: Coin, by: Account, to: Account, amount: bigint): true {
  move(step, coin, by, to, amount)
  return true
}

/** The move's checks, then `InsufficientAllowance`. Emits `Transfer`, then `Approval`. */
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

/** The owner mints to itself. */
export function mint(step: Step, coin: Coin, by: Account, amount: bigint): true {
  onlyTokenOwner(step, coin, by)
  create(step, coin, by, amount)
  return true
}

export function burn(step: Step, coin: Coin, by: Account, amount: bigint): true {
  destroy(step, coin, by, amount)
  return true
}

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
