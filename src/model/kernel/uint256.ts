/**
 * Checked unsigned 256-bit arithmetic, as in Solidity 0.8.
 *
 * bigint does not overflow; uint256 does. Each function reverts with `Panic(0x11)` or `Panic(0x12)` where
 * Solidity 0.8 does, and keeps the brand of its operands. The rounding direction is in the name.
 */
import { ArithmeticPanic, DivisionPanic } from './revert.ts'

export const UINT256_MAX = (1n << 256n) - 1n
export const UINT112_MAX = (1n << 112n) - 1n

/**
 * `a + b`.
 *
 * @throws {ArithmeticPanic} on overflow.
 */
export function add<T extends bigint>(a: T, b: T): T {
  const sum = a + b
  if (sum > UINT256_MAX) throw new ArithmeticPanic()
  return sum as T
}

/**
 * `a - b`.
 *
 * @throws {ArithmeticPanic} on underflow.
 */
export function sub<T extends bigint>(a: T, b: T): T {
  if (b > a) throw new ArithmeticPanic()
  return ((a as bigint) - b) as T
}

/**
 * `a * b`, without a unit.
 *
 * @throws {ArithmeticPanic} on overflow.
 */
export function mul(a: bigint, b: bigint): bigint {
  const product = a * b
  if (product > UINT256_MAX) throw new ArithmeticPanic()
  return product
}

/**
 * Pro-rata share `floor(pot * part / whole)`, with a checked product.
 *
 * @throws {ArithmeticPanic} when the product overflows; checked first.
 * @throws {DivisionPanic} when `whole` is zero.
 */
export function proRataDown<T extends bigint>(pot: T, part: bigint, whole: bigint): T {
  const product = mul(pot, part)
  if (whole === 0n) throw new DivisionPanic()
  return (product / whole) as T
}

/** `floor(sqrt(value))` of any non-negative bigint. */
export function isqrt(value: bigint): bigint {
  if (value < EXACT_IN_FLOATS) return BigInt(Math.floor(Math.sqrt(Number(value))))
  let root = rootOrMore(value)
  // Newton's method from an upper bound decreases monotonically until it reaches the root.
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

const EXACT_IN_FLOATS = 1n << 52n
const LARGEST_FLOAT = 1n << 1023n

/**
 * Tight upper bound of the square root: at most two Newton steps away for a uint256.
 *
 * The float estimate is low by a relative error below 2^-52, plus less than 1 for the truncated fraction.
 * Adding a 2^-50 part and 2 makes it an upper bound.
 */
function rootOrMore(value: bigint): bigint {
  if (value >= LARGEST_FLOAT) return (isqrt(value >> 512n) + 1n) << 256n
  const root = BigInt(Math.floor(Math.sqrt(Number(value))))
  return root + (root >> 50n) + 2n
}
