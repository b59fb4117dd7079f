/**
 * Natural logarithm with the same bits on every engine: only `+ - * /`, which ECMAScript specifies exactly.
 *
 * `Math.log` is implementation-defined. Method: x = 2^k m with m in [sqrt(1/2), sqrt 2), then log m = 2
 * artanh(s), s = (m-1)/(m+1), by its Taylor series. Error of {@link log} below 1 ulp, of {@link
 * logDoubleDouble} below 2^-66 of the result (both measured against 40 digits or more in the tests).
 */
import { add, divide, exactly, multiply, twoSum } from './double-double.ts'
import type { DoubleDouble } from './double-double.ts'
import { LN2_HIGH, LN2_LOW } from './exp.ts'
import { exponentOf, significandOf } from './float64.ts'

/** 2/3, 2/5 and 2/7: the terms that {@link logDoubleDouble} needs to more than 53 bits. */
const TWO_THIRDS = divide(exactly(2), exactly(3))
const TWO_FIFTHS = divide(exactly(2), exactly(5))
const TWO_SEVENTHS = divide(exactly(2), exactly(7))

/** log x. `log(0)` is -Infinity, `log(x < 0)` and `log(NaN)` are NaN, `log(Infinity)` is Infinity. */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return logOfEdge(x)
  const m = significandOf(x)
  const upper = m > Math.SQRT2
  const k = upper ? exponentOf(x) + 1 : exponentOf(x)
  const f = upper ? m / 2 - 1 : m - 1
  // 2 artanh(s) = f - (h - s (h + R)) with h = f^2/2 and R = 2 s^2 (1/3 + s^2/5 + …): f and k * LN2_HIGH are
  // exact, so only the small terms carry a rounding error into the last addition.
  const s = f / (2 + f)
  const z = s * s
  const h = 0.5 * f * f
  const correction = s * (h + shortSeries(z))
  if (k === 0) return f - (h - correction)
  return k * LN2_HIGH - (h - (correction + k * LN2_LOW) - f)
}

/** log x to some 66 bits, for finite x > 0: what {@link pow} multiplies by its exponent. */
export function logDoubleDouble(x: number): DoubleDouble {
  const m = significandOf(x)
  const upper = m > Math.SQRT2
  const k = upper ? exponentOf(x) + 1 : exponentOf(x)
  const f = upper ? m / 2 - 1 : m - 1
  const s = divide(exactly(f), twoSum(2, f))
  const z = multiply(s, s)
  // The terms from 2/9 on are below 2^-22 of the sum, so 53 bits of them are enough.
  let series = add(TWO_SEVENTHS, multiply(z, exactly(tail(z.high))))
  series = add(TWO_FIFTHS, multiply(z, series))
  series = add(TWO_THIRDS, multiply(z, series))
  series = add(exactly(2), multiply(z, series))
  return add(twoSum(k * LN2_HIGH, k * LN2_LOW), multiply(s, series))
}

/** 2z/3 + 2z^2/5 + … + 2z^10/21, odd and even powers apart, which a processor adds at the same time. */
function shortSeries(z: number): number {
  const w = z * z
  const odd = 2 / 3 + w * (2 / 7 + w * (2 / 11 + w * (2 / 15 + w * (2 / 19))))
  const even = 2 / 5 + w * (2 / 9 + w * (2 / 13 + w * (2 / 17 + w * (2 / 21))))
  return z * odd + w * even
}

/** 2/9 + 2z/11 + … + 2z^9/27; the first term left out is below 2^-75 of the logarithm. */
function tail(z: number): number {
  const high = 2 / 19 + z * (2 / 21 + z * (2 / 23 + z * (2 / 25 + z * (2 / 27))))
  return 2 / 9 + z * (2 / 11 + z * (2 / 13 + z * (2 / 15 + z * (2 / 17 + z * high))))
}

function logOfEdge(x: number): number {
  if (x === 0) return -Infinity
  return x === Infinity ? Infinity : NaN
}
