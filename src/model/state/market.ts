/**
 * State of the Market: owner, price, fee and the wallet that receives the proceeds.
 */
import type { Account } from '../interface/accounts.ts'

export interface Market {
  readonly owner: Account
  /** Whole USDT per 100 AMT. */
  readonly rate: bigint
  /** What a seller leaves behind, per mille. */
  readonly fee: bigint
  /** Receives buyers' USDT and sellers' AMT. */
  readonly adminWallet: Account
}

/** As deployed by the lab: 1.50 USDT, the launch price of the whitepaper, and a fee of 1%. */
export function newMarket(): Market {
  return { owner: 'owner', rate: 150n, fee: 10n, adminWallet: 'admin' }
}
