/**
 * Hash-rate ledger: the project's TH/s and the AMT issued against them.
 *
 * The whitepaper issues AMT as hash rate is acquired, and expects AMT per TH/s to fall over time. It gives
 * two readings: 70,000 TH/s at 625 AMT each at launch, and 223,446 TH/s at 246.3 in July 2023, with
 * 55,035,719 AMT issued.
 *
 * - Units: TH/s as whole numbers, AMT in base units; ratios in AMT per TH/s, in base units where they
 *   determine an emission.
 * - Rounding: emissions round down, so a policy never issues more than its ratio allows; purchased hash rate
 *   rounds down to whole TH/s.
 * - Cap: it bounds the circulating supply, as in the contract; burnt AMT may be issued again.
 * - Not modelled: recipients of an emission (`emission.ts`), earnings of the machines (`mining.ts`).
 */
import type { Decimal } from 'decimal.js'

import { Digits40, type Wad } from './mining.ts'
import { amt, CAP, ONE, type Amt } from '../kernel/units.ts'

/** Hash rate bought and retired to date, TH/s. */
export interface HashRateLedger {
  /** The project's hash rate. */
  readonly ths: bigint
  /** AMT ever issued. */
  readonly issued: Amt
  /** AMT burnt by redemption at the RCL or by its owners. */
  readonly burnt: Amt
}

/**
 * AMT issued for a purchase of hash rate.
 *
 * - `per-th`: a fixed amount for each TH/s bought.
 * - `keep-ratio`: the amount that keeps AMT per TH/s constant.
 * - `to-ratio`: the amount that raises AMT per TH/s to a target; zero at or above the target.
 * - `fixed`: an amount independent of the purchase, even of a purchase of zero: unbacked emission.
 */
export type EmissionPolicy =
  | { readonly kind: 'per-th'; readonly amtPerTh: Amt }
  | { readonly kind: 'keep-ratio' }
  | { readonly kind: 'to-ratio'; readonly amtPerTh: Amt }
  | { readonly kind: 'fixed'; readonly amount: Amt }

const NONE = 0n as Amt

/** Reading at launch (whitepaper): 70,000 TH/s at 625 AMT each, 43,750,000 AMT. */
export const AT_LAUNCH: HashRateLedger = { ths: 70_000n, issued: amt('43750000'), burnt: NONE }

/** Reading of 12 July 2023 (whitepaper). */
export const IN_JULY_2023: HashRateLedger = { ths: 223_446n, issued: amt('55035719'), burnt: NONE }

/** AMT issued per TH/s, to 40 digits. Requires `ths` above zero. */
export function amtPerTh({ ths, issued }: HashRateLedger): Decimal {
  return perTh(issued, ths)
}

/** AMT issued per TH/s added between two readings, to 40 digits. Requires `to.ths` above `from.ths`. */
export function marginalAmtPerTh(from: HashRateLedger, to: HashRateLedger): Decimal {
  return perTh(to.issued - from.issued, to.ths - from.ths)
}

/** Circulating supply. */
export function circulating({ issued, burnt }: HashRateLedger): Amt {
  return (issued - burnt) as Amt
}

/** AMT that `policy` issues for `bought` TH/s, without regard to the cap; rounded down. */
export function emissionFor(policy: EmissionPolicy, ledger: HashRateLedger, bought: bigint): Amt {
  switch (policy.kind) {
    case 'per-th':
      return (bought * policy.amtPerTh) as Amt
    case 'keep-ratio':
      return (ledger.ths === 0n ? 0n : (ledger.issued * bought) / ledger.ths) as Amt
    case 'to-ratio': {
      const missing = (ledger.ths + bought) * policy.amtPerTh - ledger.issued
      return (missing > 0n ? missing : 0n) as Amt
    }
    case 'fixed':
      return policy.amount
  }
}

/** {@link emissionFor}, cut to the room below the cap. */
export function emissionWithinCap(policy: EmissionPolicy, ledger: HashRateLedger, bought: bigint): Amt {
  const asked = emissionFor(policy, ledger, bought)
  const left = CAP - circulating(ledger)
  return (asked < left ? asked : left) as Amt
}

/** Records a purchase and its emission. @throws {AboveCap} if the emission exceeds the cap. */
export function purchase(ledger: HashRateLedger, bought: bigint, policy: EmissionPolicy): HashRateLedger {
  return issue({ ...ledger, ths: ledger.ths + bought }, emissionFor(policy, ledger, bought))
}

/** Records an emission without a purchase. @throws {AboveCap} if it exceeds the cap. */
export function issue(ledger: HashRateLedger, amount: Amt): HashRateLedger {
  checkCap(circulating(ledger), amount)
  return { ...ledger, issued: (ledger.issued + amount) as Amt }
}

/** Records burnt AMT. {@link amtPerTh} is unchanged: it counts all AMT issued. @throws {AboveCirculation} */
export function burn(ledger: HashRateLedger, amount: Amt): HashRateLedger {
  if (amount > circulating(ledger)) throw new AboveCirculation(circulating(ledger), amount)
  return { ...ledger, burnt: (ledger.burnt + amount) as Amt }
}

/** Whole TH/s that the proceeds of `sold` AMT buy, rounded down; both prices in USD times 1e18. */
export function thsFundedDown(sold: Amt, usdPerAmt: Wad, usdPerTh: Wad): bigint {
  return (sold * usdPerAmt) / (usdPerTh * ONE)
}

/** @throws {AboveCap} if `supply + amount` exceeds the cap. */
export function checkCap(supply: Amt, amount: Amt): void {
  if (supply + amount > CAP) throw new AboveCap(supply, amount)
}

function perTh(amount: bigint, ths: bigint): Decimal {
  return new Digits40(amount.toString()).div((ths * ONE).toString())
}

/** The circulating supply would exceed the cap of 100,000,000 AMT. */
export class AboveCap extends RangeError {
  override readonly name = 'AboveCap'
  constructor(supply: Amt, amount: Amt) {
    super(
      `expected an emission of at most ${CAP - supply} wei of AMT, got ${amount}: the cap is 100,000,000 AMT`,
    )
  }
}

/** The amount to burn exceeds the circulating supply. */
export class AboveCirculation extends RangeError {
  override readonly name = 'AboveCirculation'
  constructor(supply: Amt, amount: Amt) {
    super(`expected at most ${supply} wei of AMT to burn, got ${amount}`)
  }
}
