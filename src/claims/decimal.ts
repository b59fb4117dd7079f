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
