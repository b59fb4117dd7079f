/**
 * State of an ERC-20 token: ledger, allowances, owner, snapshots.
 */
import { NO_ALLOWANCES, type Allowances } from '../kernel/allowances.ts'
import { EMPTY_LEDGER, type Ledger } from '../kernel/ledger.ts'
import type { Account } from '../interface/accounts.ts'
import { NO_SNAPSHOTS, type Snapshots } from './snapshots.ts'

export interface TokenState {
  readonly ledger: Ledger
  readonly allowances: Allowances
  /** `zero` for LP shares, which have no owner. */
  readonly owner: Account
  /** Taken by AMT and liqAMT only. */
  readonly snapshots: Snapshots
}

/** A token without supply. */
export function newToken(owner: Account): TokenState {
  return { ledger: EMPTY_LEDGER, allowances: NO_ALLOWANCES, owner, snapshots: NO_SNAPSHOTS }
}
