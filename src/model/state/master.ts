/**
 * State of Master: roles, payments and claims.
 *
 * Its token balances are in the tokens' ledgers. Payments and claims are kept for two sides: holders of AMT
 * and liquidity providers, who hold liqAMT.
 */
import { NO_FLAGS, type Flags } from '../kernel/flags.ts'
import type { Btcb } from '../kernel/units.ts'
import { vector, type Vector } from '../kernel/vector.ts'
import type { Account } from '../interface/accounts.ts'

/** One side's part of a payment. */
export interface Payment {
  /** BTCB set aside for this side. */
  readonly pot: Btcb
  /** Units that have claimed, in base units of the side's token. */
  readonly claimedUnits: bigint
  /** BTCB transferred so far, to claimants and as dust. */
  readonly paid: Btcb
}

/** Payments and claims of one side. */
export interface Claims {
  /** By snapshot id. */
  readonly payments: Vector<Payment>
  /** Whether the claim was made, by account index, then by snapshot id. */
  readonly made: Vector<Flags>
}

export interface Master {
  readonly owner: Account
  /** The only account that may call `payRent`. */
  readonly payerWallet: Account
  /** Whether the project's liquidity is locked. */
  readonly liqLocked: boolean
  /** Claims over AMT: `charge`. */
  readonly holders: Claims
  /** Claims over liqAMT: `liqCharge`. */
  readonly providers: Claims
}

const NO_PAYMENT: Payment = { pot: 0n as Btcb, claimedUnits: 0n, paid: 0n as Btcb }

const NO_CLAIMS: Claims = { payments: vector(NO_PAYMENT), made: vector(NO_FLAGS) }

/** Master as deployed. */
export function newMaster(owner: Account, payerWallet: Account): Master {
  return { owner, payerWallet, liqLocked: false, holders: NO_CLAIMS, providers: NO_CLAIMS }
}
