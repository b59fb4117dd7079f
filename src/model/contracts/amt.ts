/**
 * AMT (AutoMiningToken): what it adds to OpenZeppelin's `ERC20Snapshot` and `Ownable`.
 *
 * The cap bounds the supply in circulation: what is burnt may be minted again.
 */
import type { Account } from '../interface/accounts.ts'
import { Revert } from '../kernel/revert.ts'
import type { Step } from '../state/economy-state.ts'
import { create, destroy, onlyTokenOwner, totalSupply } from './token.ts'
import { CAP } from '../kernel/units.ts'
import type { Handlers } from '../state/handler.ts'
import { snapshotTokenHandlers } from './erc20.ts'

/** `NotOwner`, `CapExceeded`, `MintToZero`. */
export function mint(step: Step, by: Account, to: Account, amount: bigint): void {
  onlyTokenOwner(step, 'amt', by)
  if (amount > CAP - totalSupply(step.state, 'amt')) throw new CapExceeded()
  create(step, 'amt', to, amount)
}

/** Anyone may burn their own. */
export function burn(step: Step, by: Account, amount: bigint): void {
  destroy(step, 'amt', by, amount)
}

export const AMT: Handlers<'amt'> = {
  ...snapshotTokenHandlers('amt'),
  mint: (step, { by, args }) => mint(step, by, args.to, args.amount),
  burn: (step, { by, args }) => burn(step, by, args.amount),
}

/** More than 100,000,000 AMT would be in circulation. */
export class CapExceeded extends Revert {
  readonly code = 'CapExceeded'
}
