/** Decimal: fractions as text, exact to the digits asked for. */

/** `numerator / denominator` of non-negative integers, rounded half up to `digits` decimals. */
export function decimal(numerator: bigint, denominator: bigint, digits: number): string {
  const scaled = (2n * numerator * 10n ** BigInt(digits) + denominator) / (2n * denominator)
  const text = scaled.toString().padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** A share as percent, to one decimal. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`
}

/** Decimals of {@link exact}. */
const DIGITS = 40

/**
 * A decimal of a table as an integer, times 10^40: such integers compare exactly.
 *
 * @throws {NotDecimal} when the text is not a plain decimal of at most 40 digits after the point.
 */
export function exact(text: string): bigint {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === undefined || fraction.length > DIGITS) throw new NotDecimal(text)
  const value = BigInt(whole + fraction.padEnd(DIGITS, '0'))
  return sign === '-' ? -value : value
}

/** A cell or metric is no number, such as the word `never`. */
export class NotDecimal extends Error {
  override readonly name = 'NotDecimal'
  constructor(got: string) {
    super(
      `expected a plain decimal with at most ${DIGITS} digits after the point, got ${JSON.stringify(got)}`,
    )
  }
}
