/**
 * Emission: who gets newly issued AMT.
 *
 * The whitepaper ("Emisión inicial de AMT"): 75% to the miner who brings the hash power, 20% for public sale, 5% for administration and
 * marketing. It does not say who gets what rounding leaves. Here the sale's and the administration's parts round down and the miner gets the rest:
 * the emission happens for their hash power, and so neither part that the project disposes of can ever exceed its percentage.
 *
 * Base units. The rest is at most 2 wei above 75%.
 */
import type { Account } from '../interface/accounts.ts'
import { call, type Action } from '../interface/action.ts'
import { checkCap } from './hash-rate-ledger.ts'
import type { Amt } from '../kernel/units.ts'

/** The parts of one emission; they add up to it. */
export interface Split {
  readonly miner: Amt
  readonly sale: Amt
  readonly administration: Amt
}

/** Who receives the parts. */
export type Recipients = Readonly<Record<keyof Split, Account>>

const SALE_PERCENT = 20n
const ADMINISTRATION_PERCENT = 5n

/** Throws {@link AboveCap} if `supply` in circulation and `amount` are more than the cap together. */
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

/** The emission as Master's owner carries it out: one mint for each part that is not nothing. */
export function emissionPlan(split: Split, to: Recipients, owner: Account): readonly Action[] {
  return (['miner', 'sale', 'administration'] as const)
    .filter((part) => split[part] > 0n)
    .map((part) => call(owner, 'master.mintMaster', { account: to[part], amount: split[part] }))
}
