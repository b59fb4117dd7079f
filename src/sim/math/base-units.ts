/**
 * From a statistic to money: a float64 becomes base units of a token, and nothing else does.
 *
 * The float64 is first rounded to 12 significant decimal digits, half away from zero (`toExponential`, which ECMAScript
 * specifies exactly), so that the last bits of a computation never reach a balance. The decimal is then scaled exactly
 * and what lies below one base unit is dropped: rounding is down, towards zero.
 */

/** Base units of a token with `decimals` decimals worth `value`, rounded down. Throws {@link NotAnAmount}. */
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
