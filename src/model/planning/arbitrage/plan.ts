/**
 * Plans: a reckoned trade as the actions that carry it out, in order.
 *
 * Every swap names its input and, as the least that it accepts, the output that was reckoned with; so on the state that the trade was
 * reckoned on it pays what the trade says to the wei, and on any other the first action refuses or more comes out. Whoever carries
 * out a plan stops at the first refusal. Allowances (router, RCL) are the trader's to give beforehand.
 */
import type { Account, Token } from '../../interface/accounts.ts'
import { call, type Action } from '../../interface/action.ts'
import type { Exit } from './exit.ts'
import type { FloorArbitrage } from './floor.ts'

/** Pool to RCL. `deadline` in seconds, as the router has it. */
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

/** The pool's part of an exit, then the RCL's; a part that is nothing is left out. */
export function exitPlan({ sell, burn, proceeds }: Exit, by: Account, deadline: bigint): readonly Action[] {
  return [
    ...(sell === 0n ? [] : [swapPlan(['amt', 'btcb'], sell, proceeds, by, deadline)]),
    ...(burn === 0n ? [] : [call(by, 'burnVault.backingWithdraw', { amount: burn })]),
  ]
}

/** `input` of the path's first token for at least `output` of its last. */
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
