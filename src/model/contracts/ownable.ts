/**
 * Ownership of a contract, for tokens, Master and Market.
 *
 * Mirrors OpenZeppelin 4.9's `Ownable`. No amounts; nothing is rounded. The functions return the next owner,
 * which the caller stores.
 */
import { Revert } from '../kernel/revert.ts'
import type { Account } from '../interface/accounts.ts'
import { emit, type Step } from '../state/economy-state.ts'

/** @throws {NotOwner} when `by` is not the owner. */
export function onlyOwner(owner: Account, by: Account): void {
  if (by !== owner) throw new NotOwner()
}

/**
 * Emits the transfer and returns the next owner.
 *
 * @throws {NotOwner | NewOwnerZero} in that order.
 */
export function transferOwnership(
  step: Step,
  on: Account,
  owner: Account,
  by: Account,
  to: Account,
): Account {
  onlyOwner(owner, by)
  if (to === 'zero') throw new NewOwnerZero()
  emit(step, on, 'OwnershipTransferred', [owner, to])
  return to
}

/**
 * Emits the transfer to the zero address and returns it.
 *
 * @throws {NotOwner}
 */
export function renounceOwnership(step: Step, on: Account, owner: Account, by: Account): Account {
  onlyOwner(owner, by)
  emit(step, on, 'OwnershipTransferred', [owner, 'zero'])
  return 'zero'
}

/** The caller is not the contract's owner. */
export class NotOwner extends Revert {
  readonly code = 'NotOwner'
}

/** The new owner is the zero address; `renounceOwnership` gives ownership up. */
export class NewOwnerZero extends Revert {
  readonly code = 'NewOwnerZero'
}
