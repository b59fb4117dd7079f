/**
 * Deposits at a payment: stores both vaults' deposits, to which the payment belongs.
 *
 * Replaces the settlement that `DepositVault` makes before a deposit changes. Amounts in base units of AMT.
 */
import { set } from '../../kernel/vector.ts'
import type { Deposits, VaultName } from '../../state/deposits.ts'

/** Both vaults with their current deposits stored under the payment's snapshot id. */
export function keepDeposits(
  vaults: Readonly<Record<VaultName, Deposits>>,
  snapId: bigint,
): Record<VaultName, Deposits> {
  return { stakingVault: kept(vaults.stakingVault, snapId), buyBackVault: kept(vaults.buyBackVault, snapId) }
}

function kept(deposits: Deposits, snapId: bigint): Deposits {
  const putAt = set(deposits.putAt, Number(snapId), deposits.put)
  return putAt === deposits.putAt ? deposits : { ...deposits, putAt }
}
