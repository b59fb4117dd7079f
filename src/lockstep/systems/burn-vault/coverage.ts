/**
 * Coverage that a run must reach of the RCL.
 */
import { NO_KEY, type Entries } from '../coverage-entry.ts'

export const BURN_VAULT_COVERAGE = {
  'burnVault.backingWithdraw': [
    ['ok', 'NoSupply', 'Panic(0x11)', 'InsufficientAllowance', 'BurnExceedsBalance'],
    { ApproveFromZero: NO_KEY },
  ],
} as const satisfies Entries
