/**
 * liqAMT: receipt token for the LP shares in Master's custody, one for one.
 *
 * Mirrors `LiquidityToken`: like AMT without a cap and without `burn`. Master, its owner, burns it through
 * `burnFrom` when liquidity is withdrawn. Units: base units (1e18), nothing is rounded.
 */
import type { Account } from '../interface/accounts.ts'
import type { Step } from '../state/economy-state.ts'
import type { Handlers } from '../state/handler.ts'
import { snapshotTokenHandlers } from './erc20.ts'
import { create, onlyTokenOwner } from './token.ts'

/**
 * Owner only: mints `amount` to `to`.
 *
 * @throws {NotOwner | MintToZero | ArithmeticPanic} in that order.
 */
export function mint(step: Step, by: Account, to: Account, amount: bigint): void {
  onlyTokenOwner(step, 'liqAmt', by)
  create(step, 'liqAmt', to, amount)
}

export const LIQ_AMT: Handlers<'liqAmt'> = {
  ...snapshotTokenHandlers('liqAmt'),
  mint: (step, { by, args }) => mint(step, by, args.to, args.amount),
}
