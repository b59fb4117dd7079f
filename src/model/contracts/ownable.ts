/**
 * Ownership of a contract: OpenZeppelin's `Ownable`, whose owner passes it on or gives it up for good.
 */
import type { Account } from '../interface/accounts.ts'
import { Revert } from '../kernel/revert.ts'
import { emit, type Step } from '../state/economy-state.ts'

export function onlyOwner(owner: Account, by: Account): void {
  if (by !== owner) throw new NotOwner()
}

/** The next owner, announced. */
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

/** Nobody, announced. */
export function renounceOwnership(step: Step, on: Account, owner: Account, by: Account): Account {
  onlyOwner(owner, by)
  emit(step, on, 'OwnershipTransferred', [owner, 'zero'])
  return 'zero'
}

/** Only the contract's owner may do this. */
export class NotOwner extends Revert {
  readonly code = 'NotOwner'
}

/** Ownership is given up by renouncing it, not by transferring it to the zero address. */
export class NewOwnerZero extends Revert {
  readonly code = 'NewOwnerZero'
}
