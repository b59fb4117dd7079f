/**
 * e^x with the same bits on every engine: only `+ - *` and `Math.floor`, which ECMAScript specifies exactly.
 *
 * `Math.exp` is implementation-defined, and engines differ in its last bits. Method: x = k ln 2 + r with |r|
 * <= ln(2)/2, the Taylor series of e^r, a scaling by 2^k. Error below 0.53 ulp for normal results, below 1
 * ulp for subnormal ones (measured against 40 digits in the tests; the analysis is in the comments).
 */
import { scaleByPowerOfTwo } from './float64.ts'

/**
 * ln 2 in two parts. The high part keeps the first 44 binary places, of which the last two are 0, so that
 * `k * LN2_HIGH` is exact for |k| < 2^11; the low part is the float64 nearest to the rest.
 */
export const LN2_HIGH = 0xb17217f7d1c / 0x100000000000
export const LN2_LOW = 5.497923018708371e-14
const INVERSE_LN2 = 1.4426950408889634

/** Above this e^x exceeds the largest float64; below the other it is nearer to 0 than to the smallest. */
const OVERFLOW = 709.782712893384
const UNDERFLOW = -745.1332191019412

/** e^x. `exp(NaN)` is NaN, `exp(Infinity)` Infinity, `exp(-Infinity)` 0. */
export function exp(x: number): number {
  return expOfSum(x, 0)
}

/** e^(x + low), where `low` is a correction below 2^-40 in magnitude: what {@link pow} needs. */
export function expOfSum(x: number, low: number): number {
  if (Number.isNaN(x)) return x
  if (x > OVERFLOW) return Infinity
  if (x < UNDERFLOW) return 0
  const k = Math.floor(x * INVERSE_LN2 + 0.5)
  // Exact: both are multiples of 2^-54 at least, and their difference is below 0.36.
  const a = x - k * LN2_HIGH
  const b = k * LN2_LOW - low
  const r = a - b
  const c = a - r - b
  // e^r = 1 + r + q. The first term left out is r^14/14! < 2^-57 of the result. 1 + r is summed exactly as t
  // + e, so what is rounded besides the last addition is below 0.06 * 2^-52.
  const q = r * r * tail(r)
  const t = 1 + r
  const e = r - (t - 1)
  return scaleByPowerOfTwo(t + (e + (q + (c + c * r))), k)
}

/** (e^r - 1 - r) / r^2 by its Taylor polynomial: coefficients 1/2!, 1/3!, … 1/13!. */
function tail(r: number): number {
  const high =
    1 / 362880 + r * (1 / 3628800 + r * (1 / 39916800 + r * (1 / 479001600 + r * (1 / 6227020800))))
  const middle = 1 / 720 + r * (1 / 5040 + r * (1 / 40320 + r * high))
  return 1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * middle)))
}
