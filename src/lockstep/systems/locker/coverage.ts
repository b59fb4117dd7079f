/**
 * Coverage that a run must reach of the liquidity locker.
 */
import type { Entries } from '../coverage-entry.ts'

export const LOCKER_COVERAGE = {
  'locker.charge': [
    [
      'ok',
      'NoContract',
      'AlreadyCharged',
      'SnapshotIdZero',
      'SnapshotNonexistent',
      'NothingToCharge',
      'Panic(0x11)',
    ],
  ],
  'locker.release': [['ok', 'NoContract', 'StillLocked', 'NothingToRelease']],
} as const satisfies Entries
