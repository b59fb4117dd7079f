/**
 * Unsigned 256-bit arithmetic as a contract sees it.
 *
 * bigint hides overflow; the chain does not. Each function refuses with `Panic(0x11)` or `Panic(0x12)` where Solidity 0.8 would, and keeps
 * the brand of its operands. The rounding direction is in the name.
 */
import { ArithmeticPanic, DivisionPanic } from './revert.ts'

export const UINT256_MAX = (1n << 256n) - 1n
export const UINT112_MAX = (1n << 112n) - 1n

/** `a + b`. */
export function add<T extends bigint>(a: T, b: T): T {
  const sum = a + b
  if (sum > UINT256_MAX) throw new ArithmeticPanic()
  return sum as T
}

/** `a - b`. */
export function sub<T extends bigint>(a: T, b: T): T {
  if (b > a) throw new ArithmeticPanic()
  return ((a as bigint) - b) as T
}

/** `a * b`, without a unit. */
export function mul(a: bigint, b: bigint): bigint {
  const product = a * b
  if (product > UINT256_MAX) throw new ArithmeticPanic()
  return product
}

/** `floor(pot * part / whole)` with a checked product: the share of `pot` that `part` of `whole` is owed. */
export function proRataDown<T extends bigint>(pot: T, part: bigint, whole: bigint): T {
  const product = mul(pot, part)
  if (whole === 0n) throw new DivisionPanic()
  return (product / whole) as T
}

/** Integer square root, rounding down, of any non-negative bigint. */
export function isqrt(value: bigint): bigint {
  if (value < EXACT_IN_FLOATS) return BigInt(Math.floor(Math.sqrt(Number(value))))
  let root = rootOrMore(value)
  // Newton's method from above falls until it is there.
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

const EXACT_IN_FLOATS = 1n << 52n
const LARGEST_FLOAT = 1n << 1023n

/**
 * Not less than the root, and a little more at most: two of Newton's steps from it for a uint256.
 *
 * A float's root falls short by less than a 2^52nd, and by one more for its fraction; a 2^50th and two are added.
 */
function rootOrMore(value: bigint): bigint {
  if (value >= LARGEST_FLOAT) return (isqrt(value >> 512n) + 1n) << 256n
  const root = BigInt(Math.floor(Math.sqrt(Number(value))))
  return root + (root >> 50n) + 2n
}
