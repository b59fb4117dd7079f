/**
 * Classes of reverts: codes that say the same thing in different contracts.
 *
 * A code that is in no class is a class of its own, and so is every text that the lab does not know.
 */
import type { RevertCode } from '../model/surface/reverts.ts'

const CLASSES = {
  authority: ['NotOwner', 'NotPayer', 'PancakeForbidden'],
  balance: [
    'InsufficientBalance',
    'BurnExceedsBalance',
    'InsufficientDeposit',
    'InsufficientInventory',
    'InsufficientUsdt',
  ],
  allowance: ['InsufficientAllowance', 'AllowanceBelowZero'],
  address: [
    'ZeroAddress',
    'NewOwnerZero',
    'TransferFromZero',
    'TransferToZero',
    'ApproveFromZero',
    'ApproveToZero',
    'MintToZero',
    'BurnFromZero',
    'FactoryZeroAddress',
    'LibraryZeroAddress',
  ],
  arithmetic: ['Panic(0x11)', 'Panic(0x12)', 'MathAddOverflow', 'MathSubUnderflow', 'MathMulOverflow'],
  time: ['StillLocked', 'DeadlinePassed', 'Expired', 'NotExpired', 'RouterExpired', 'TooSoon'],
  repetition: ['AlreadyCharged', 'AlreadyClaimed', 'AlreadyLocked', 'AlreadyDeployed', 'PairExists'],
  nothing: [
    'NothingToCharge',
    'NothingToHarvest',
    'NothingToSettle',
    'NothingToRelease',
    'NothingToReclaim',
    'NothingToSpend',
    'NothingBought',
    'NothingPaid',
    'ZeroAmount',
  ],
  snapshot: ['SnapshotIdZero', 'SnapshotNonexistent', 'NotHarvested'],
  range: ['BadRange', 'RateOutOfRange', 'FeeTooHigh', 'ShareOutOfRange', 'PaymentTooSmall', 'CapExceeded'],
} as const satisfies Readonly<Record<string, readonly RevertCode[]>>

const CLASS_OF = new Map<string, string>(
  Object.entries(CLASSES).flatMap(([name, codes]) => codes.map((code) => [code, name] as const)),
)

/** The class of a code; the code itself where it has none. */
export function revertClassOf(code: string): string {
  return CLASS_OF.get(code) ?? code
}
