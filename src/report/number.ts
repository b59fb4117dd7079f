/**
 * Numbers for the eye: exact decimal text, grouped or rounded as text, so that nothing passes through a float.
 *
 * Exact text stays the truth everywhere; only cards, captions and the terminal round, to six significant digits, half away from zero.
 */

/** What a cell, a metric or a setting looks like when it is a number: `-1234.5`. */
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/** Significant digits of a readable number. */
const SIGNIFICANT = 6

/** Zeros after the point that can still be read: down to a satoshi, 0.00000001. */
const MOST_ZEROS = 7

/** Whether a text is plain decimal notation, as every exact number here is. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text)
}

/** Exact, with thousands separators: `1234567.5` becomes `1,234,567.5`. Other text stays as it is. */
export function grouped(text: string): string {
  const match = DECIMAL.exec(text)
  if (match === null) return text
  const [, sign, whole, decimals] = match
  return `${sign}${group(whole!)}${decimals === undefined ? '' : `.${decimals}`}`
}

/**
 * Six significant digits and thousands separators: `55035719.25` becomes `55,035,719`, `0.0000495049504` becomes `0.000049505`.
 *
 * Whole digits are never rounded away. Below a hundred-millionth the zeros are counted instead: `0.000000000000017` becomes `1.7 × 10⁻¹⁴`.
 * Other text stays as it is.
 */
export function readable(text: string): string {
  const match = DECIMAL.exec(text)
  if (match === null) return text
  const [, sign, whole, decimals = ''] = match
  const leadingZeros =
    whole!.replace(/^0+/, '') === '' ? /^0*/.exec(decimals)![0].length : -wholeDigits(whole!)
  const keep = Math.max(0, SIGNIFICANT + leadingZeros)
  if (leadingZeros > MOST_ZEROS && leadingZeros < decimals.length)
    return `${sign}${scientific(decimals.slice(leadingZeros), leadingZeros + 1)}`
  if (decimals.length <= keep) return grouped(text)
  const scaled = BigInt(whole! + decimals.slice(0, keep)) + (decimals[keep]! >= '5' ? 1n : 0n)
  if (scaled === 0n) return '0'
  const digits = scaled.toString().padStart(keep + 1, '0')
  const end = digits.length - keep
  const rest = digits.slice(end).replace(/0+$/, '')
  return `${sign}${group(digits.slice(0, end))}${rest === '' ? '' : `.${rest}`}`
}

/** A count with thousands separators: `12345` becomes `12,345`. */
export function count(value: number): string {
  return grouped(value.toString())
}

/** `digits`, of which the first is not zero, with the point after the first, times ten to the minus `exponent`. */
function scientific(digits: string, exponent: number): string {
  const mantissa = readable(`${digits[0]}.${digits.slice(1) || '0'}`).replace(/\.0$/, '')
  return mantissa === '10'
    ? `1 × 10⁻${superscript(exponent - 1)}`
    : `${mantissa} × 10⁻${superscript(exponent)}`
}

function superscript(number: number): string {
  return number.toString().replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!)
}

function wholeDigits(whole: string): number {
  return whole.replace(/^0+/, '').length
}

function group(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ',')
}
