/**
 * Coverage that a run must reach of the buy-back vault.
 */
import type { Entries } from '../coverage-entry.ts'
import { vaultDeposit, vaultHarvest, vaultSettle, vaultWithdraw } from '../staking-vault/coverage.ts'

export const BUY_BACK_VAULT_COVERAGE = {
  'buyBackVault.harvest': vaultHarvest,
  'buyBackVault.settle': vaultSettle,
  'buyBackVault.deposit': vaultDeposit,
  'buyBackVault.withdraw': vaultWithdraw,
  'buyBackVault.buyBack': [
    [
      'ok',
      'TooSoon',
      'Panic(0x11)',
      'NothingToSpend',
      'NoPrice',
      'PoolTooSmall',
      'RouterExpired',
      'RouterInsufficientOutput',
      'PairInsufficientOutput',
      'MathMulOverflow',
      'PairOverflow',
    ],
    {
      TransferFromFailed: 'the vault holds what is pending, and has allowed the router to take it',
      LibraryInsufficientLiquidity: 'there is no price of an empty pool',
    },
  ],
  'buyBackVault.poke': [['ok', 'TooSoon', 'NoPrice']],
} as const satisfies Entries
