/**
 * Coverage that a run must reach of the staking vault.
 */
import { NO_KEY, type Entries, type Entry } from '../coverage-entry.ts'

export const vaultHarvest: Entry = [['ok', 'NothingToHarvest', 'SnapshotNonexistent', 'Panic(0x11)']]
export const vaultSettle: Entry = [['ok', 'NotHarvested', 'NothingToSettle']]
export const vaultDeposit: Entry = [
  ['ok', 'ZeroAmount', 'Panic(0x11)', 'InsufficientAllowance', 'InsufficientBalance'],
  { TransferFromZero: NO_KEY },
]
export const vaultWithdraw: Entry = [['ok', 'InsufficientDeposit', 'Panic(0x11)']]

export const STAKING_VAULT_COVERAGE = {
  'stakingVault.harvest': vaultHarvest,
  'stakingVault.settle': vaultSettle,
  'stakingVault.deposit': vaultDeposit,
  'stakingVault.withdraw': vaultWithdraw,
} as const satisfies Entries
