/**
 * Token handlers: transfers, allowances and ownership of AMT, liqAMT, BTCB and USDT.
 *
 * The transitions are in `token.ts`; `erc20.ts` and `bep20.ts` supply the transfer functions.
 */
import type { Account, Coin, Token } from '../interface/accounts.ts'
import type { ArgsOf } from '../interface/action.ts'
import type { Step } from '../state/economy-state.ts'
import {
  approve,
  decreaseAllowance,
  increaseAllowance,
  renounceTokenOwnership,
  transferTokenOwnership,
} from './token.ts'

/** Part of a call that the shared handlers read. */
export interface TokenCall<N extends 'transfer' | 'approve' | 'transferFrom' | 'transferOwnership'> {
  readonly by: Account
  readonly args: ArgsOf<`amt.${N}`>
}

/** Transfer functions, in which the ERC-20 implementations differ. */
export interface TransferRules {
  transfer(step: Step, coin: Coin, by: Account, to: Account, amount: bigint): true
  transferFrom(step: Step, coin: Coin, by: Account, from: Account, to: Account, amount: bigint): true
}

/** Handlers that the four tokens share. `rules` are the token's own transfer functions. */
export function tokenHandlers(coin: Token, rules: TransferRules) {
  return {
    transfer: (step: Step, { by, args }: TokenCall<'transfer'>) =>
      rules.transfer(step, coin, by, args.to, args.amount),
    approve: (step: Step, { by, args }: TokenCall<'approve'>) =>
      approve(step, coin, by, args.spender, args.amount),
    transferFrom: (step: Step, { by, args }: TokenCall<'transferFrom'>) =>
      rules.transferFrom(step, coin, by, args.from, args.to, args.amount),
    increaseAllowance: (step: Step, { by, args }: TokenCall<'approve'>) =>
      increaseAllowance(step, coin, by, args.spender, args.amount),
    decreaseAllowance: (step: Step, { by, args }: TokenCall<'approve'>) =>
      decreaseAllowance(step, coin, by, args.spender, args.amount),
    transferOwnership: (step: Step, { by, args }: TokenCall<'transferOwnership'>) =>
      transferTokenOwnership(step, coin, by, args.to),
    renounceOwnership: (step: Step, { by }: { readonly by: Account }) =>
      renounceTokenOwnership(step, coin, by),
  }
}
