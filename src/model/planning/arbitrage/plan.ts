/**
 * Plans: a computed trade as a sequence of actions.
 *
 * Every swap specifies its input and, as the minimum output, the computed output. On the state that the trade
 * was computed on, the plan therefore pays exactly the computed amount; on any other state its first action
 * reverts or pays more. Whoever executes a plan stops at the first revert. Allowances (router, RCL) must be
 * given beforehand.
 */
import type { Account, Token } from '../../interface/accounts.ts'
import { call, type Action } from '../../interface/action.ts'
import type { Exit } from './exit.ts'
import type { FloorArbitrage } from './floor.ts'

/** Buys in the pool and redeems at the RCL. `deadline` in Unix seconds, as in the router. */
export function floorArbitragePlan(
  { pay, buy }: FloorArbitrage,
  by: Account,
  deadline: bigint,
): readonly Action[] {
  return [
    swapPlan(['btcb', 'amt'], pay, buy, by, deadline),
    call(by, 'burnVault.backingWithdraw', { amount: buy }),
  ]
}

/** The pool's part of an exit, then the RCL's; a part of zero is omitted. */
export function exitPlan({ sell, burn, proceeds }: Exit, by: Account, deadline: bigint): readonly Action[] {
  return [
    ...(sell === 0n ? [] : [swapPlan(['amt', 'btcb'], sell, proceeds, by, deadline)]),
    ...(burn === 0n ? [] : [call(by, 'burnVault.backingWithdraw', { amount: burn })]),
  ]
}

/** Swaps `input` of the path's first token for at least `output` of its last. */
export function swapPlan(
  path: readonly Token[],
  input: bigint,
  output: bigint,
  by: Account,
  deadline: bigint,
): Action {
  return call(by, 'router.swapExactTokensForTokens', {
    amountA: input,
    limit: output,
    path,
    to: by,
    deadline,
  })
}
