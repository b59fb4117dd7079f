/**
 * Conversion from float64 statistics to base units of a token: the only place where a float becomes money.
 *
 * The float64 is first rounded to 12 significant decimal digits, half away from zero (`toExponential`, which
 * ECMAScript specifies exactly), so that the last bits of a computation never reach a balance. The decimal is
 * then scaled exactly and rounded down to whole base units.
 */

/**

 * Base units of a token with `decimals` decimals worth `value`, rounded down.

 *

 * @throws {NotAnAmount} when `value` is negative or not finite.

 */
export function toBaseUnits(value: number, decimals = 18): bigint {
  if (!(value >= 0 && value < Infinity)) throw new NotAnAmount(value)
  const [significand = '', exponent = '0'] = value.toExponential(11).split('e')
  const digits = BigInt(significand.replace('.', ''))
  const places = Number(exponent) - 11 + decimals
  return places >= 0 ? digits * 10n ** BigInt(places) : digits / 10n ** BigInt(-places)
}

/** An amount is finite and not negative. */
export class NotAnAmount extends RangeError {
  override readonly name = 'NotAnAmount'
  constructor(value: number) {
    super(`expected a finite amount of at least 0, got ${value}`)
  }
}
