/**
 * Units: every amount is a bigint in base units, branded by its token.
 *
 * - Base units: all tokens here have 18 decimals, so `btcb('1.5')` is `1_500_000_000_000_000_000n`.
 * - A brand exists at compile time only. The compiler rejects adding AMT to BTCB.
 * - Conversions from text are exact: more than 18 decimals is an error, never rounded.
 */
declare const unit: unique symbol

type Branded<Unit extends string> = bigint & { readonly [unit]: Unit }

export type Amt = Branded<'AMT'>
export type LiqAmt = Branded<'liqAMT'>
export type Btcb = Branded<'BTCB'>
export type Usdt = Branded<'USDT'>
export type Lp = Branded<'LP'>

/** Seconds since 1970-01-01, as `block.timestamp`. */
export type Timestamp = bigint & { readonly [unit]: 'seconds' }

/** Base units in one token: 1e18. */
export const ONE = 1_000_000_000_000_000_000n

/** Basis points in 100%. One basis point is 0.01%. */
export const BASIS_POINTS = 10_000n

/** Base units of BTC or BTCB in one satoshi: 18 decimals against 8. */
export const BASE_UNITS_PER_SAT = 10_000_000_000n

/** Seconds in one day, as `block.timestamp` counts them: no leap seconds. */
export const SECONDS_PER_DAY = 86_400n

/** AMT's cap in base units: 100,000,000 AMT (whitepaper, "Podrán existir como máximo"). */
export const CAP = (100_000_000n * ONE) as Amt

export const amt = (text: string): Amt => toBase(text) as Amt
export const btcb = (text: string): Btcb => toBase(text) as Btcb
export const usdt = (text: string): Usdt => toBase(text) as Usdt
export const lp = (text: string): Lp => toBase(text) as Lp
export const liqAmt = (text: string): LiqAmt => toBase(text) as LiqAmt

/**
 * Converts decimal text such as `'1000000.25'` to base units. Underscores between digits are allowed.
 *
 * @throws {InvalidAmount} when the text is not a non-negative decimal with at most 18 decimals.
 */
export function toBase(text: string): bigint {
  const match = /^(\d+(?:_\d+)*)(?:\.(\d{1,18}))?$/.exec(text)
  if (match === null) throw new InvalidAmount(text)
  const whole = BigInt(match[1]!.replaceAll('_', ''))
  return whole * ONE + BigInt((match[2] ?? '').padEnd(18, '0'))
}

/** Converts base units to exact decimal text without trailing zeros; the inverse of {@link toBase}. */
export function fromBase(amount: bigint): string {
  if (amount < 0n) return `-${fromBase(-amount)}`
  const digits = amount.toString()
  const { length } = digits
  let end = length
  while (end > 0 && digits.charCodeAt(end - 1) === ZERO) end--
  if (length <= DECIMALS) return end === 0 ? '0' : `0.${'0'.repeat(DECIMALS - length)}${digits.slice(0, end)}`
  const whole = digits.slice(0, -DECIMALS)
  return end <= length - DECIMALS ? whole : `${whole}.${digits.slice(-DECIMALS, end)}`
}

const DECIMALS = 18

/** Character code of `0`. */
const ZERO = 48

/** A text is not a decimal number of tokens. */
export class InvalidAmount extends Error {
  override readonly name = 'InvalidAmount'
  readonly text: string
  constructor(text: string) {
    super(`expected a non-negative decimal with at most 18 decimals, such as "49.5", got "${text}"`)
    this.text = text
  }
}
