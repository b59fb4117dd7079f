/**
 * Hash-rate ledger: the project's TH/s against the AMT that it has issued for them.
 *
 * The whitepaper means AMT to be issued as hash power is bought, and the AMT per TH/s to fall over time. It gives two readings: 70,000
 * TH/s at 625 AMT each when it began, and 223,446 TH/s at 246.3 in July 2023, with 55,035,719 AMT issued.
 *
 * - Units: TH/s as whole numbers, AMT in base units; a ratio is AMT per TH/s, in base units where it decides an emission.
 * - Rounding: emissions round down, so a policy never issues more than its ratio allows; machines bought round down to whole TH/s.
 * - The cap bounds what circulates, as the contract has it: what was burnt may be issued again.
 * - Not modelled: who gets what is issued (`emission.ts`), what machines earn (`mining.ts`).
 */
import type { Decimal } from 'decimal.js'

import { Digits40, type Wad } from './mining.ts'
import { amt, CAP, ONE, type Amt } from '../kernel/units.ts'

export interface HashRateLedger {
  /** TH/s that the project has. */
  readonly ths: bigint
  /** All AMT ever issued. */
  readonly issued: Amt
  /** The part of it that the RCL or its owners have burnt. */
  readonly burnt: Amt
}

/**
 * How much AMT a purchase of hash power brings with it.
 *
 * - `per-th`: so much for every TH/s bought.
 * - `keep-ratio`: as much as keeps AMT per TH/s where it is.
 * - `to-ratio`: as much as raises AMT per TH/s to a target; nothing if it is there or above.
 * - `fixed`: an amount whatever was bought, nothing included: emission that no hash power matches.
 */
export type EmissionPolicy =
  | { readonly kind: 'per-th'; readonly amtPerTh: Amt }
  | { readonly kind: 'keep-ratio' }
  | { readonly kind: 'to-ratio'; readonly amtPerTh: Amt }
  | { readonly kind: 'fixed'; readonly amount: Amt }

const NONE = 0n as Amt

/** 70,000 TH/s at 625 AMT each: 43,750,000 AMT. */
export const AT_LAUNCH: HashRateLedger = { ths: 70_000n, issued: amt('43750000'), burnt: NONE }

/** The whitepaper's reading of 12 July 2023. */
export const IN_JULY_2023: HashRateLedger = { ths: 223_446n, issued: amt('55035719'), burnt: NONE }

/** AMT per TH/s, to 40 digits. Needs hash power. */
export function amtPerTh({ ths, issued }: HashRateLedger): Decimal {
  return perTh(issued, ths)
}

/** AMT issued for each TH/s that came between two readings. Needs hash power to have come. */
export function marginalAmtPerTh(from: HashRateLedger, to: HashRateLedger): Decimal {
  return perTh(to.issued - from.issued, to.ths - from.ths)
}

/** AMT in circulation. */
export function circulating({ issued, burnt }: HashRateLedger): Amt {
  return (issued - burnt) as Amt
}

/** What `policy` issues for `bought` TH/s, before the cap. */
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

/** The same as far as the cap allows: the emission that would pass it is cut to what is left, and later ones to nothing. */
export function emissionWithinCap(policy: EmissionPolicy, ledger: HashRateLedger, bought: bigint): Amt {
  const asked = emissionFor(policy, ledger, bought)
  const left = CAP - circulating(ledger)
  return (asked < left ? asked : left) as Amt
}

/** A purchase with what the policy issues for it. Throws {@link AboveCap}. */
export function purchase(ledger: HashRateLedger, bought: bigint, policy: EmissionPolicy): HashRateLedger {
  return issue({ ...ledger, ths: ledger.ths + bought }, emissionFor(policy, ledger, bought))
}

/** AMT issued, with hash power or without. Throws {@link AboveCap}. */
export function issue(ledger: HashRateLedger, amount: Amt): HashRateLedger {
  checkCap(circulating(ledger), amount)
  return { ...ledger, issued: (ledger.issued + amount) as Amt }
}

/** AMT burnt: the ratio, which counts all that was issued, does not notice. Throws {@link AboveCirculation}. */
export function burn(ledger: HashRateLedger, amount: Amt): HashRateLedger {
  if (amount > circulating(ledger)) throw new AboveCirculation(circulating(ledger), amount)
  return { ...ledger, burnt: (ledger.burnt + amount) as Amt }
}

/** TH/s that selling `sold` AMT pays for, at USD per AMT and USD per TH/s, both times 1e18; rounded down to whole TH/s. */
export function thsFundedDown(sold: Amt, usdPerAmt: Wad, usdPerTh: Wad): bigint {
  return (sold * usdPerAmt) / (usdPerTh * ONE)
}

/** @throws {AboveCap} if `supply` and `amount` are more than the cap together. */
export function checkCap(supply: Amt, amount: Amt): void {
  if (supply + amount > CAP) throw new AboveCap(supply, amount)
}

function perTh(amount: bigint, ths: bigint): Decimal {
  return new Digits40(amount.toString()).div((ths * ONE).toString())
}

/** More than 100,000,000 AMT would circulate. */
export class AboveCap extends RangeError {
  override readonly name = 'AboveCap'
  constructor(supply: Amt, amount: Amt) {
    super(
      `expected an emission of at most ${CAP - supply} wei of AMT, got ${amount}: the cap is 100,000,000 AMT`,
    )
  }
}

/** More AMT would be burnt than circulates. */
export class AboveCirculation extends RangeError {
  override readonly name = 'AboveCirculation'
  constructor(supply: Amt, amount: Amt) {
    super(`expected at most ${supply} wei of AMT to burn, got ${amount}`)
  }
}
