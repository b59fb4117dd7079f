/**
 * Coverage that a run must reach of the Great Reset distributor and its deployment.
 */
import type { Entries } from '../coverage-entry.ts'

export const DISTRIBUTOR_COVERAGE = {
  'deploy.distributor': [
    [
      'ok',
      'AlreadyDeployed',
      'UnequalLists',
      'ZeroAddress',
      'RootZero',
      'SnapshotIdZero',
      'SnapshotNonexistent',
      'DeadlinePassed',
    ],
  ],
  'distributor.claim': [
    [
      'ok',
      'NoContract',
      'Expired',
      'AlreadyClaimed',
      'InvalidProof',
      'TransferToZero',
      'InsufficientBalance',
    ],
  ],
  'distributor.reclaim': [
    ['ok', 'NoContract', 'NotExpired', 'NothingToReclaim'],
    { TransferToZero: 'the reserve is not the zero address' },
  ],
} as const satisfies Entries
