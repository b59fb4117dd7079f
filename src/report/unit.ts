/**
 * Units as readers see them: prices per AMT in satoshi, which a price of 0.000000731845 BTC is easier to read
 * in. Data files keep BTC.
 */
import { isDecimal, readable, withDigits } from './number.ts'

/** Unit of prices and payouts per AMT in tables and metrics. */
const PER_AMT = 'BTC/AMT'

/** Satoshi in a bitcoin, as a power of ten. */
const SATOSHI = 8

/** Significant digits on cards and in sentences. */
export const FEW_DIGITS = 4

/** The unit in which a quantity is shown. */
export const shownUnit = (unit: string): string => (unit === PER_AMT ? 'sat/AMT' : unit)

/** Factor from a unit to the one in which it is shown. */
export const shownFactor = (unit: string): number => (unit === PER_AMT ? 10 ** SATOSHI : 1)

/** Decimal text in the unit in which it is shown, exactly. Words are returned unchanged. */
export function inShownUnit(text: string, unit: string): string {
  return unit === PER_AMT && isDecimal(text) ? shifted(text, SATOSHI) : text
}

/** A number on a card or in a sentence: in its shown unit, with four significant digits. */
export function brief(text: string, unit: string, digits = FEW_DIGITS): string {
  return withDigits(inShownUnit(text, unit), digits)
}

/** {@link readable} in the unit in which the quantity is shown. */
export const readableIn = (text: string, unit: string): string => readable(inShownUnit(text, unit))

/** A number with its unit: `69.18 sat/AMT`, `-12.3%`, `20 AMT`. Words have no unit. */
export function withUnit(text: string, unit: string, digits = FEW_DIGITS): string {
  const shown = brief(text, unit, digits)
  if (!isDecimal(text) || unit === '') return shown
  return unit === '%' || unit.startsWith('% ') ? `${shown}${unit}` : `${shown} ${shownUnit(unit)}`
}

/** Decimal text times 10^`places`, exactly. */
function shifted(text: string, places: number): string {
  const [sign, digits] = text.startsWith('-') ? ['-', text.slice(1)] : ['', text]
  const [whole, decimals = ''] = digits.split('.') as [string, string?]
  const padded = decimals.padEnd(places, '0')
  const units = (whole + padded.slice(0, places)).replace(/^0+(?=\d)/, '')
  const rest = padded.slice(places)
  return `${sign}${units}${rest === '' ? '' : `.${rest}`}`
}
