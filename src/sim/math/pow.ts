/**
 * x^y with the same bits on every engine, as e^(y log x) with the logarithm and the product to more than 64
 * bits.
 *
 * `Math.pow` differs between versions of one engine by 1 ulp in a tenth of its inputs. Error below 0.6 ulp
 * for normal results, below 1 ulp for subnormal ones (measured). Special cases are ECMAScript's: `pow(1,
 * Infinity)` is NaN.
 */
import { twoProduct } from './double-double.ts'
import { expOfSum } from './exp.ts'
import { logDoubleDouble } from './log.ts'

/** Beyond this |y log x| the result is infinite or 0 whatever the last bits. */
const FAR = 800

/** x^y. Negative `x` needs an integer `y`, else NaN. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN
  if (!Number.isFinite(y)) return powOfInfinity(Math.abs(x), y)
  if (x === 1) return 1
  if (x < 0 || Object.is(x, -0)) return powOfNegative(x, y)
  if (x === 0 || x === Infinity) return (x === 0) === y > 0 ? 0 : Infinity
  const logarithm = logDoubleDouble(x)
  const rough = y * logarithm.high
  if (rough > FAR) return Infinity
  if (rough < -FAR) return 0
  const product = twoProduct(y, logarithm.high)
  return expOfSum(product.high, product.low + y * logarithm.low)
}

/** |x|^(±Infinity); at 1 it is NaN in ECMAScript. */
function powOfInfinity(magnitude: number, y: number): number {
  if (magnitude === 1) return NaN
  return magnitude > 1 === y > 0 ? Infinity : 0
}

function powOfNegative(x: number, y: number): number {
  if (x !== 0 && x !== -Infinity && !Number.isInteger(y)) return NaN
  const odd = Number.isInteger(y) && Math.abs(y % 2) === 1
  const magnitude = pow(-x, y)
  return odd ? -magnitude : magnitude
}
