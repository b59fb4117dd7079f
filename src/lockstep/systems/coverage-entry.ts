/**
 * Coverage entry: the expected outcomes of one function; with the reasons and entries that several functions
 * share.
 */
import type { FunctionName } from '../../model/interface/functions.ts'
import type { RevertCode } from '../../model/surface/reverts.ts'

export type Code = RevertCode | 'ok'
export type Unreachable = Partial<Record<Code, string>>
export type Entry = readonly [reached: readonly Code[], unreachable?: Unreachable]
export type Entries = Partial<Record<FunctionName, Entry>>

export const NO_KEY = 'the zero address has no key'

export const passOn: Entry = [['ok', 'NotOwner', 'NewOwnerZero']]
export const giveUp: Entry = [['ok', 'NotOwner']]
export const claim: Entry = [
  ['ok', 'AlreadyCharged', 'SnapshotIdZero', 'SnapshotNonexistent', 'NothingToCharge', 'Panic(0x11)'],
  { 'Panic(0x12)': 'whoever held some had a part of the claimable units, which are then not zero' },
]
