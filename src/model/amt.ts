/**
 * AMT (AutoMiningToken): what it adds to OpenZeppelin's `ERC20Snapshot` and `Ownable`.
 *
 * The cap bounds the supply in circulation: what is burnt may be minted again.
 */
import type { Account } from './accounts.ts'
import { Refusal } from './refusal.ts'
import type { Step } from './state.ts'
import { create, destroy, onlyTokenOwner, totalSupply } from './token.ts'
import { CAP } from './units.ts'

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

/** More than 100,000,000 AMT would be in circulation. */
export class CapExceeded extends Refusal {
  readonly code = 'CapExceeded'
}
