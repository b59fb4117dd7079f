/**
 * Words: numbers as an answer says them.
 *
 * Three significant digits, thousands grouped. A range over paths is from the 5% to the 95% quantile, each
 * the value of one path, as in reports.
 */

/** `1,234 sat`, `0.0567 BTC`, `12.3%`. Whole numbers above a thousand keep all digits. */
export function say(value: number, unit = '', digits = 3): string {
  return withUnit(shown(value, digits), unit)
}

/** `12.3 to 45.6 sat`; one number if both ends read the same. */
export function sayRange(values: readonly number[], unit = '', digits = 3): string {
  const [low, high] = [shown(Math.min(...values), digits), shown(Math.max(...values), digits)]
  return low === high ? withUnit(low, unit) : `${low} to ${withUnit(high, unit)}`
}

/** `58.7 sat (35.1 to 81.8)`: the median, and the range from 5 to 95%. */
export function saySpread(values: readonly number[], unit = '', digits = 3): string {
  const [low, median, high] = [5, 50, 95].map((level) => shown(quantile(values, level), digits))
  return low === high ? withUnit(low!, unit) : `${withUnit(median!, unit)} (${low} to ${high})`
}

/** The least value that at least `perCent` of the values do not exceed. */
export function quantile(values: readonly number[], perCent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((perCent * sorted.length) / 100) - 1)]!
}

/** `all 20 paths`, `none of 20 paths`, `3 of 20 paths`. */
export function sayCount(count: number, of: number, noun: string): string {
  if (count === of) return `all ${of} ${noun}`
  return `${count === 0 ? 'none' : count} of ${of} ${noun}`
}

/** `a, b and c`. */
export function list(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`
}

function shown(value: number, digits: number): string {
  const rounded = Math.abs(value) >= 10 ** digits ? Math.round(value) : Number(value.toPrecision(digits))
  const [whole, part] = plain(rounded).split('.')
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',')
  return part === undefined ? grouped : `${grouped}.${part}`
}

/** Decimal text without an exponent: `toFixed` has up to a hundred digits. */
function plain(value: number): string {
  const text = String(value)
  return text.includes('e-') ? value.toFixed(20).replace(/0+$/, '') : text
}

function withUnit(text: string, unit: string): string {
  if (unit === '') return text
  return unit === '%' ? `${text}%` : `${text} ${unit}`
}
