/**
 * Number formatting: groups and rounds decimal text as text, so that nothing passes through a float.
 *
 * Data files and tables keep the exact text. Terminal output rounds to six significant digits, cards and
 * sentences to four (`unit.ts`), half away from zero.
 */

/** Decimal notation of cells, metrics and settings: `-1234.5`. */
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/** Significant digits of a readable number. */
const SIGNIFICANT = 6

/** Most zeros after the point before scientific notation is used: down to a satoshi, 0.00000001. */
const MOST_ZEROS = 7

/** Whether a text is plain decimal notation. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text)
}

/**
 * Adds thousands separators: `1234567.5` becomes `1,234,567.5`. Text that is not decimal is returned
 * unchanged.
 */
export function grouped(text: string): string {
  const match = DECIMAL.exec(text)
  if (match === null) return text
  const [, sign, whole, decimals] = match
  return `${sign}${group(whole!)}${decimals === undefined ? '' : `.${decimals}`}`
}

/**
 * Rounds to six significant digits, half away from zero, and adds thousands separators: `55035719.25` becomes
 * `55,035,719`, `0.0000495049504` becomes `0.000049505`.
 *
 * - Digits before the point are never rounded.
 * - Below 10⁻⁸ the notation is scientific: `0.000000000000017` becomes `1.7 × 10⁻¹⁴`.
 * - Text that is not decimal is returned unchanged.
 */
export function readable(text: string): string {
  return withDigits(text, SIGNIFICANT)
}

/** {@link readable} with another number of significant digits. */
export function withDigits(text: string, digits: number): string {
  const match = DECIMAL.exec(text)
  if (match === null) return text
  const [, sign, whole, decimals = ''] = match
  const leadingZeros =
    whole!.replace(/^0+/, '') === '' ? /^0*/.exec(decimals)![0].length : -wholeDigits(whole!)
  const keep = Math.max(0, digits + leadingZeros)
  if (leadingZeros > MOST_ZEROS && leadingZeros < decimals.length)
    return `${sign}${scientific(decimals.slice(leadingZeros), leadingZeros + 1, digits)}`
  if (decimals.length <= keep) return grouped(text)
  const scaled = BigInt(whole! + decimals.slice(0, keep)) + (decimals[keep]! >= '5' ? 1n : 0n)
  if (scaled === 0n) return '0'
  const all = scaled.toString().padStart(keep + 1, '0')
  const end = all.length - keep
  const rest = all.slice(end).replace(/0+$/, '')
  return `${sign}${group(all.slice(0, end))}${rest === '' ? '' : `.${rest}`}`
}

/** Formats a count with thousands separators: `12345` becomes `12,345`. */
export function count(value: number): string {
  return grouped(value.toString())
}

/** A count with its noun in singular or plural: `1 action`, `2,000 actions`. */
export function times(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`
}

/** Scientific notation: `d.igits × 10⁻exponent`. The first of `digits` is not zero. */
function scientific(digits: string, exponent: number, significant: number): string {
  const mantissa = withDigits(`${digits[0]}.${digits.slice(1) || '0'}`, significant).replace(/\.0$/, '')
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
