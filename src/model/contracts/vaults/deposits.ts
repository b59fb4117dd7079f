/**
 * Deposits at a payment: the vaults keep what is deposited, since the payment belongs to it.
 */
import { set } from '../../kernel/vector.ts'
import type { Deposits, VaultName } from '../../state/deposits.ts'

/** The vaults at a payment: what is deposited now earns from it. */
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
