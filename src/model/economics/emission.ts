/**
 * Emission: allocates newly issued AMT.
 *
 * The whitepaper ("Emisión inicial de AMT"): 75% to the miner who provides the hash rate, 20% for public
 * sale, 5% for administration and marketing. It does not specify rounding. Here the sale's and the
 * administration's parts round down and the miner receives the remainder. The emission exists for the miner's
 * hash rate, so neither part at the project's disposal can exceed its percentage.
 *
 * Units: base units. The miner's part exceeds 75% by at most 2 wei.
 */
import type { Account } from '../interface/accounts.ts'
import { call, type Action } from '../interface/action.ts'
import { checkCap } from './hash-rate-ledger.ts'
import type { Amt } from '../kernel/units.ts'

/** Parts of one emission; their sum is the emission. */
export interface Split {
  readonly miner: Amt
  readonly sale: Amt
  readonly administration: Amt
}

/** Recipient of each part. */
export type Recipients = Readonly<Record<keyof Split, Account>>

const SALE_PERCENT = 20n
const ADMINISTRATION_PERCENT = 5n

/**
 * Splits an emission of `amount` at a circulating `supply`.
 *
 * @throws {AboveCap} if `supply + amount` exceeds the cap.
 */
export function splitEmission(amount: Amt, supply: Amt): Split {
  checkCap(supply, amount)
  const sale = (amount * SALE_PERCENT) / 100n
  const administration = (amount * ADMINISTRATION_PERCENT) / 100n
  return {
    miner: (amount - sale - administration) as Amt,
    sale: sale as Amt,
    administration: administration as Amt,
  }
}

/** The emission as actions of Master's owner: one mint for each part above zero. */
export function emissionPlan(split: Split, to: Recipients, owner: Account): readonly Action[] {
  return (['miner', 'sale', 'administration'] as const)
    .filter((part) => split[part] > 0n)
    .map((part) => call(owner, 'master.mintMaster', { account: to[part], amount: split[part] }))
}
