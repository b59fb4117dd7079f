/**
 * liqAMT (liqAutoMiningToken): the receipt for LP shares that Master safeguards, one for one.
 *
 * AMT's rules without a cap, and without `burn`: Master burns it against liquidity through `burnFrom`.
 */
import type { Account } from '../interface/accounts.ts'
import type { Step } from '../state/economy-state.ts'
import { create, onlyTokenOwner } from './token.ts'
import type { Handlers } from '../state/handler.ts'
import { snapshotTokenHandlers } from './erc20.ts'

/** `NotOwner`, `MintToZero`, `Panic(0x11)`. */
export function mint(step: Step, by: Account, to: Account, amount: bigint): void {
  onlyTokenOwner(step, 'liqAmt', by)
  create(step, 'liqAmt', to, amount)
}

export const LIQ_AMT: Handlers<'liqAmt'> = {
  ...snapshotTokenHandlers('liqAmt'),
  mint: (step, { by, args }) => mint(step, by, args.to, args.amount),
}
