/**
 * Double-double numbers: an unevaluated sum `high + low` with |low| <= ulp(high)/2, some 106 bits.
 *
 * Error-free transformations after Dekker (1971) and Knuth (TAOCP 4.2.2), on `+ - *` alone, since JavaScript
 * has no fused multiply-add. Not modelled: overflow in the splitting (operands stay below 2^996).
 */
export interface DoubleDouble {
  readonly high: number
  readonly low: number
}

/** 2^27 + 1: splits 53 bits into two halves of at most 26 (Veltkamp). */
const SPLITTER = 134217729

/** `a + b` exactly, whatever their magnitudes. */
export function twoSum(a: number, b: number): DoubleDouble {
  const high = a + b
  const bPart = high - a
  return { high, low: a - (high - bPart) + (b - bPart) }
}

/** `a * b` exactly. */
export function twoProduct(a: number, b: number): DoubleDouble {
  const high = a * b
  const aBig = SPLITTER * a
  const aHigh = aBig - (aBig - a)
  const aLow = a - aHigh
  const bBig = SPLITTER * b
  const bHigh = bBig - (bBig - b)
  const bLow = b - bHigh
  return { high, low: aLow * bLow - (high - aHigh * bHigh - aLow * bHigh - aHigh * bLow) }
}

/** `a + b` with a relative error of about 2^-104, unless the two nearly cancel. */
export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const sum = twoSum(a.high, b.high)
  return renormalise(sum.high, sum.low + (a.low + b.low))
}

/** `a * b` with a relative error of about 2^-102. */
export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const product = twoProduct(a.high, b.high)
  return renormalise(product.high, product.low + (a.high * b.low + a.low * b.high))
}

/** `a / b` with a relative error of about 2^-102. */
export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const quotient = a.high / b.high
  const product = twoProduct(quotient, b.high)
  const rest = a.high - product.high - product.low + a.low - quotient * b.low
  return renormalise(quotient, rest / b.high)
}

/** A float64 as a double-double. */
export function exactly(high: number): DoubleDouble {
  return { high, low: 0 }
}

/** The sum again, with |low| <= ulp(high)/2; needs |high| >= |low|. */
function renormalise(high: number, low: number): DoubleDouble {
  const sum = high + low
  return { high: sum, low: low - (sum - high) }
}
