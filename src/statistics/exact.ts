/**
 * Exact decimals: the value of a metric's text as an integer and a number of decimals.
 *
 * Sums and differences are exact, so they do not depend on the order in which paths finish. No rounding.
 */

/** `digits / 10^decimals`. */
export interface Exact {
  readonly digits: bigint
  readonly decimals: number
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/** Reads plain decimal notation; undefined for any other text, such as `never`. */
export function readExact(text: string): Exact | undefined {
  const match = DECIMAL.exec(text)
  if (match === null) return undefined
  const [, sign, whole, decimals = ''] = match
  const digits = BigInt(whole! + decimals)
  return { digits: sign === '-' ? -digits : digits, decimals: decimals.length }
}

/** Digits of the same number with `decimals` decimals, at least its own. */
export function digitsAt({ digits, decimals: own }: Exact, decimals: number): bigint {
  return decimals === own ? digits : digits * 10n ** BigInt(decimals - own)
}

/** `a - b`. */
export function difference(a: Exact, b: Exact): Exact {
  const decimals = Math.max(a.decimals, b.decimals)
  return { digits: digitsAt(a, decimals) - digitsAt(b, decimals), decimals }
}

/** The nearest float64, for charts, sketches and statistics. */
export function numberOf({ digits, decimals }: Exact): number {
  // ECMAScript reads decimal text to the nearest float64, whatever its length.
  return Number(`${digits}e-${decimals}`)
}
