/**
 * State of an ERC-20 token: ledger, allowances, owner and snapshots.
 */
import { NO_ALLOWANCES, type Allowances } from '../kernel/allowances.ts'
import { EMPTY_LEDGER, type Ledger } from '../kernel/ledger.ts'
import type { Account } from '../interface/accounts.ts'
import { NO_SNAPSHOTS, type Snapshots } from './snapshots.ts'

export interface TokenState {
  readonly ledger: Ledger
  readonly allowances: Allowances
  /** `zero` for the LP shares, which nobody owns. */
  readonly owner: Account
  /** Only AMT and liqAMT take any. */
  readonly snapshots: Snapshots
}

export function newToken(owner: Account): TokenState {
  return { ledger: EMPTY_LEDGER, allowances: NO_ALLOWANCES, owner, snapshots: NO_SNAPSHOTS }
}
