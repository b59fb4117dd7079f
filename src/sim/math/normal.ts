/**
 * The standard normal distribution: its quantile (inverse CDF) and its CDF, with the same bits on every
 * engine.
 *
 * - Quantile: algorithm AS 241, routine PPND16 (M. J. Wichura, "The Percentage Points of the Normal
 *   Distribution", Applied Statistics 37, 1988): three rational functions of degree 7, relative accuracy
 *   about 1e-16.
 * - CDF: the rational Chebyshev approximations of W. J. Cody ("Rational Chebyshev Approximations for the
 *   Error Function", Mathematics of Computation 23, 1969), in the form for the normal integral of his ANORM
 *   (ACM TOMS 19, 1993).
 *
 * Error bounds are stated at the functions and measured in the tests against series summed with `decimal.js`.
 */
import { exp } from './exp.ts'
import { log } from './log.ts'

/** AS 241: numerator and denominator for |p - 1/2| <= 0.425, lowest power first. */
const CENTRE = {
  above: [
    3.387132872796366608, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
    4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
  ],
  below: [
    1, 4.2313330701600911252e1, 6.871870074920579083e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
    3.930789580009271061e4, 2.8729085735721942674e4, 5.226495278852854561e3,
  ],
}

/** AS 241: the tails down to p = e^-25. */
const TAIL = {
  above: [
    1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
    1.27045825245236838258, 2.4178072517745061177e-1, 2.27238449892691845833e-2, 7.7454501427834140764e-4,
  ],
  below: [
    1, 2.05319162663775882187, 1.6763848301838038494, 6.8976733498510000455e-1, 1.4810397642748007459e-1,
    1.51986665636164571966e-2, 5.475938084995344946e-4, 1.05075007164441684324e-9,
  ],
}

/** AS 241: the far tails. */
const FAR_TAIL = {
  above: [
    6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 2.9656057182850489123e-1,
    2.6532189526576123093e-2, 1.2426609473880784386e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
  ],
  below: [
    1, 5.9983220655588793769e-1, 1.3692988092273580531e-1, 1.48753612908506148525e-2, 7.868691311456132591e-4,
    1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
  ],
}

/** Cody: Φ(x) - 1/2 = x * ratio(x^2) for |x| <= 0.67448975, the quartile. */
const CODY_CENTRE = {
  above: [
    1.8154981253343561249e4, 1.0676894854603709582e3, 1.6102823106855587881e2, 2.2352520354606839287,
    6.5682337918207449113e-2,
  ],
  below: [
    4.5507789335026729956e4, 1.0260932208618978205e4, 9.7609855173777669322e2, 4.720258190468824187e1, 1,
  ],
}
const QUARTILE = 0.67448975

/** Cody: the tail probability is e^(-x^2/2) * ratio(|x|) for |x| <= sqrt(32). */
const CODY_TAIL = {
  above: [
    9.8427148383839780218e3, 1.1602651437647350124e4, 6.8481904505362823326e3, 2.4945375852903726711e3,
    5.9727027639480026226e2, 9.3506656132177855979e1, 8.8831497943883759412, 3.9894151208813466764e-1,
    1.0765576773720192317e-8,
  ],
  below: [
    1.9685429676859990727e4, 3.8912003286093271411e4, 3.4900952721145977266e4, 1.8615571640885098091e4,
    6.485558298266760755e3, 1.519377599407554805e3, 2.3538790178262499861e2, 2.2266688044328115691e1, 1,
  ],
}
const ROOT_32 = 5.656854249492381

/** Cody: beyond, e^(-x^2/2) / |x| * (1/sqrt(2 pi) - ratio(1/x^2) / x^2). */
const CODY_FAR_TAIL = {
  above: [
    2.9112874951168792e-5, 1.421619193227893466e-3, 2.2235277870649807e-2, 1.274011611602473639e-1,
    2.1589853405795699e-1, 2.307344176494017303e-2,
  ],
  below: [
    7.29751555083966205e-5, 3.78239633202758244e-3, 6.59881378689285515e-2, 4.68238212480865118e-1,
    1.28426009614491121, 1,
  ],
}
const ONE_OVER_ROOT_2PI = 0.3989422804014327

interface Rational {
  readonly above: readonly number[]
  readonly below: readonly number[]
}

/**
 * The `z` with Φ(z) = p. Relative error below 8e-16 (8 ulp) for p in (0, 1), subnormal `p` included.
 *
 * `p` = 0 and 1 give -Infinity and Infinity; outside [0, 1] and for NaN the result is NaN. Odd about 1/2,
 * exactly, wherever `1 - p` is exact.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) return q * ratio(CENTRE, 0.180625 - q * q)
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p))
  const z = r <= 5 ? ratio(TAIL, r - 1.6) : ratio(FAR_TAIL, r - 5)
  return q < 0 ? -z : z
}

/**
 * Φ(x), the probability of a standard normal below `x`. Relative error below 2^-49 down to the smallest
 * normal float64.
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return NaN
  const y = Math.abs(x)
  if (y <= QUARTILE) return 0.5 + x * ratio(CODY_CENTRE, x * x)
  const tail = y <= ROOT_32 ? gauss(y) * ratio(CODY_TAIL, y) : farTail(y)
  return x < 0 ? tail : 1 - tail
}

function farTail(y: number): number {
  // e^(-39^2/2) is below half the smallest float64.
  if (y > 39) return 0
  const inverseSquare = 1 / (y * y)
  return (gauss(y) * (ONE_OVER_ROOT_2PI - inverseSquare * ratio(CODY_FAR_TAIL, inverseSquare))) / y
}

/** e^(-y^2/2), with y^2 split so that its rounding error does not grow in the exponential (Cody). */
function gauss(y: number): number {
  const coarse = Math.floor(y * 16) / 16
  const rest = (y - coarse) * (y + coarse)
  return exp(-coarse * coarse * 0.5) * exp(-rest * 0.5)
}

function ratio({ above, below }: Rational, x: number): number {
  return polynomial(above, x) / polynomial(below, x)
}

/** Horner's scheme, lowest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + (coefficients[i] ?? 0)
  return value
}
