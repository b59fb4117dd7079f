/**
 * Unsigned 256-bit arithmetic as a contract sees it.
 *
 * bigint hides overflow; the chain does not. Each function refuses with `Panic(0x11)` or `Panic(0x12)` where Solidity 0.8 would, and keeps
 * the brand of its operands. The rounding direction is in the name.
 */
import { ArithmeticPanic, DivisionPanic } from './refusal.ts'

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

/**
 * Integer square root, rounding down, of any non-negative bigint (Newton's method from above).
 *
 * It starts from the leading digits' root, plus one so that it is not below: of x < 2^52 a float has the root's whole part exactly, and
 * value < (x + 1)·4^k <= (floor(√x) + 1)²·4^k.
 */
export function isqrt(value: bigint): bigint {
  if (value < 2n) return value
  const bits = 4 * value.toString(16).length
  // Even, so that a power of four is cut off; at most 52 bits stay.
  const cut = bits <= 52 ? 0 : (bits - 51) & ~1
  let root = BigInt(Math.floor(Math.sqrt(Number(value >> BigInt(cut)))) + 1) << BigInt(cut >> 1)
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}
