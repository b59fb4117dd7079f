/**
 * Conversion from float64 statistics to base units of a token: the only place where a float becomes money.
 *
 * The float64 is first rounded to 12 significant decimal digits, half away from zero (`toExponential`, which
 * ECMAScript specifies exactly), so that the last bits of a computation never reach a balance. The decimal is
 * then scaled exactly and rounded down to whole base units.
 */

/** Powers of ten by exponent; larger ones are computed. */
const POWERS = Array.from({ length: 64 }, (_, exponent) => 10n ** BigInt(exponent))

/**
 * Base units of a token with `decimals` decimals worth `value`, rounded down.
 *
 * @throws {NotAnAmount} when `value` is negative or not finite.
 */
export function toBaseUnits(value: number, decimals = 18): bigint {
  if (!(value >= 0 && value < Infinity)) throw new NotAnAmount(value)
  // One digit, the point, eleven digits, and the exponent behind an e.
  const text = value.toExponential(11)
  const digits = BigInt(Number(text[0]! + text.slice(2, 13)))
  const places = Number(text.slice(14)) - 11 + decimals
  return places >= 0 ? digits * powerOfTen(places) : digits / powerOfTen(-places)
}

function powerOfTen(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent)
}

/** An amount is finite and not negative. */
export class NotAnAmount extends RangeError {
  override readonly name = 'NotAnAmount'
  constructor(value: number) {
    super(`expected a finite amount of at least 0, got ${value}`)
  }
}
