/**
 * Uniform integers without modulo bias, by rejection sampling.
 *
 * A draw is accepted with probability above 1/2, so more than k tries have a probability below 2^-k.
 */
import { uint32 } from './stream.ts'
import type { Stream } from './stream.ts'

const TWO_32 = 0x100000000
const TWO_53 = 0x20000000000000

/**
 * Uniform over 0 … `n` - 1, for an integer `n` from 1 to 2^53. One word a try up to 2^32, two above.
 *
 * @throws {EmptyRange} when `n` is out of range.
 */
export function integerBelow(stream: Stream, n: number): number {
  if (!(Number.isInteger(n) && n >= 1 && n <= TWO_53)) throw new EmptyRange(n)
  const size = n <= TWO_32 ? TWO_32 : TWO_53
  // The largest multiple of n: below it every residue is equally frequent.
  const limit = size - (size % n)
  for (;;) {
    const value = size === TWO_32 ? uint32(stream) : (uint32(stream) >>> 11) * TWO_32 + uint32(stream)
    if (value < limit) return value % n
  }
}

/**
 * Uniform over 0 … `n` - 1, for any `n` >= 1. One word a try for every 32 bits of `n` - 1.
 *
 * @throws {EmptyRange} when the range is empty.
 */
export function bigintBelow(stream: Stream, n: bigint): bigint {
  if (n < 1n) throw new EmptyRange(n)
  const bits = bitLength(n - 1n)
  for (;;) {
    let value = 0n
    for (let have = 0; have < bits; have += 32) value = (value << 32n) | BigInt(uint32(stream))
    const candidate = BigInt.asUintN(bits, value)
    if (candidate < n) return candidate
  }
}

/**
 * Uniform over `low` … `high`, both included, in the unit of both. Throws {@link EmptyRange} if `low` >
 * `high`.
 */
export function amountBetween<Amount extends bigint>(stream: Stream, low: Amount, high: Amount): Amount {
  return (BigInt(low) + bigintBelow(stream, BigInt(high) - BigInt(low) + 1n)) as Amount
}

function bitLength(n: bigint): number {
  return n === 0n ? 0 : n.toString(2).length
}

/** There is no whole number to draw. */
export class EmptyRange extends RangeError {
  override readonly name = 'EmptyRange'
  constructor(size: number | bigint) {
    super(`expected a whole number of at least 1 outcomes (2^53 at most if not a bigint), got ${size}`)
  }
}
