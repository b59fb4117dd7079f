/**
 * State of the Market: owner, price, fee and the wallet that receives the proceeds.
 */
import type { Account } from '../interface/accounts.ts'

export interface Market {
  readonly owner: Account
  /** Whole USDT per 100 AMT. */
  readonly rate: bigint
  /** Fee on sales to the Market, per mille. */
  readonly fee: bigint
  /** Receives buyers' USDT and sellers' AMT. */
  readonly adminWallet: Account
}

/** The lab's deployment: 1.50 USDT per AMT, the whitepaper's launch price, and a fee of 1%. */
export function newMarket(): Market {
  return { owner: 'owner', rate: 150n, fee: 10n, adminWallet: 'admin' }
}
