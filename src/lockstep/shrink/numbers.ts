/**
 * Numbers: smaller and rounder ones in the place of a number, for shrinking.
 *
 * A round number has few significant decimal digits: 1000, 2.5e18.
 */
import { UINT256_MAX } from '../../model/kernel/uint256.ts'
import { ONE } from '../../model/kernel/units.ts'

/** Numbers that read well, and 101: the least payment is above 100. */
export const PLAIN_NUMBERS: readonly bigint[] = [0n, 101n, 1000n, ONE]

/** A number of so few digits is round. */
const ROUND = 2

/** Digits up to which a number is rounded. */
const MOST_DIGITS = 4

/**
 * Rounder numbers of about the same size, the roundest first: down and up to 1, then 2 … digits. None for two
 * digits.
 */
export function rounderNumbers(value: bigint): readonly bigint[] {
  const found = new Set<bigint>()
  const own = significantDigits(value)
  if (own <= ROUND) return []
  const length = value.toString().length
  for (let digits = 1; digits <= MOST_DIGITS && digits < own; digits++) {
    const unit = 10n ** BigInt(length - digits)
    const down = (value / unit) * unit
    found.add(down)
    if (down + unit <= UINT256_MAX) found.add(down + unit)
  }
  return [...found]
}

/** Decimal digits up to the last one that is not 0; 1 for 0. */
export function significantDigits(value: bigint): number {
  return Math.max(1, value.toString().replace(/0+$/, '').length)
}
