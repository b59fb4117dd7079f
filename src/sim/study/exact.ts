/**
 * Exact decimals: what a metric's text says, as a whole number of units of its last decimal.
 *
 * Sums and differences of these are exact and so do not depend on the order in which paths finish. Nothing here rounds.
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

/** The same number's digits with more decimals: `decimals` is at least the number's own. */
export function digitsAt({ digits, decimals: own }: Exact, decimals: number): bigint {
  return decimals === own ? digits : digits * 10n ** BigInt(decimals - own)
}

/** `a - b`. */
export function difference(a: Exact, b: Exact): Exact {
  const decimals = Math.max(a.decimals, b.decimals)
  return { digits: digitsAt(a, decimals) - digitsAt(b, decimals), decimals }
}

/** The nearest float64, for charts, buckets and statistics that begin where exactness ends. */
export function numberOf({ digits, decimals }: Exact): number {
  // ECMAScript reads decimal text to the nearest float64, whatever its length.
  return Number(`${digits}e-${decimals}`)
}
