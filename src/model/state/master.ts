/**
 * Master: what it remembers.
 *
 * Its tokens are in the tokens' ledgers; here are its roles and, for holders and for liquidity providers, each payment's pot and who has claimed.
 */
import type { Account } from '../interface/accounts.ts'
import type { Btcb } from '../kernel/units.ts'
import { vector, type Vector } from '../kernel/vector.ts'

/** One side's part of a payment. */
export interface Payment {
  readonly pot: Btcb
  /** Tokens whose holders have claimed, in base units of the side's token. */
  readonly claimedUnits: bigint
  /** What went out, to claimants and as dust. */
  readonly paid: Btcb
}

/** Holders' or providers' payments and claims. */
export interface Claims {
  /** By snapshot id. */
  readonly payments: Vector<Payment>
  /** By account index, then by snapshot id. */
  readonly made: Vector<Vector<boolean>>
}

export interface Master {
  readonly owner: Account
  readonly payerWallet: Account
  readonly liqLocked: boolean
  /** Claims over AMT: `charge`. */
  readonly holders: Claims
  /** Claims over liqAMT: `liqCharge`. */
  readonly providers: Claims
}

const NO_PAYMENT: Payment = { pot: 0n as Btcb, claimedUnits: 0n, paid: 0n as Btcb }

const NO_CLAIMS: Claims = { payments: vector(NO_PAYMENT), made: vector(vector(false)) }

export function newMaster(owner: Account, payerWallet: Account): Master {
  return { owner, payerWallet, liqLocked: false, holders: NO_CLAIMS, providers: NO_CLAIMS }
}
