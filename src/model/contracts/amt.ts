/**
 * AMT: capped mint and burn. Shared token functions are in `erc20.ts` and `token.ts`.
 *
 * Mirrors `AutoMiningToken`: OpenZeppelin 4.9's `ERC20Snapshot` and `Ownable`, plus a cap. The cap bounds the
 * current supply: burned tokens may be minted again. The owner is Master.
 *
 * - Units: base units of AMT (1e18). Nothing is divided, so nothing is rounded.
 */
import { Revert } from '../kernel/revert.ts'
import { CAP } from '../kernel/units.ts'
import type { Account } from '../interface/accounts.ts'
import type { Step } from '../state/economy-state.ts'
import type { Handlers } from '../state/handler.ts'
import { snapshotTokenHandlers } from './erc20.ts'
import { create, destroy, onlyTokenOwner, totalSupply } from './token.ts'

/**
 * Owner only: mints `amount` to `to`.
 *
 * @throws {NotOwner}
 * @throws {CapExceeded} when `amount > cap - supply`.
 * @throws {MintToZero}
 */
export function mint(step: Step, by: Account, to: Account, amount: bigint): void {
  onlyTokenOwner(step, 'amt', by)
  if (amount > CAP - totalSupply(step.state, 'amt')) throw new CapExceeded()
  create(step, 'amt', to, amount)
}

/**
 * Anyone: burns own AMT.
 *
 * @throws {BurnFromZero | BurnExceedsBalance} in that order.
 */
export function burn(step: Step, by: Account, amount: bigint): void {
  destroy(step, 'amt', by, amount)
}

export const AMT: Handlers<'amt'> = {
  ...snapshotTokenHandlers('amt'),
  mint: (step, { by, args }) => mint(step, by, args.to, args.amount),
  burn: (step, { by, args }) => burn(step, by, args.amount),
}

/** The mint would raise the supply above 100,000,000 AMT. */
export class CapExceeded extends Revert {
  readonly code = 'CapExceeded'
}
