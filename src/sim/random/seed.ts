/**
 * Seed: any whole number from 0 to 2^64 - 1, the key of all random streams of a run.
 *
 * On a command line it is decimal or 0x-hexadecimal text; a JavaScript number is taken only where it is
 * exact.
 */
export type Seed = bigint

/** The first number that is no seed. */
export const SEED_LIMIT = 1n << 64n

/**
 * Reads a seed.
 *
 * @throws {InvalidSeed} when the value is not a seed.
 */
export function parseSeed(value: string | number | bigint): Seed {
  if (typeof value === 'string' && !/^(\d+|0x[\da-f]+)$/i.test(value)) throw new InvalidSeed(value)
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new InvalidSeed(value)
  const seed = BigInt(value)
  if (seed < 0n || seed >= SEED_LIMIT) throw new InvalidSeed(value)
  return seed
}

/** The value is not a whole number from 0 to 2^64 - 1. */
export class InvalidSeed extends RangeError {
  override readonly name = 'InvalidSeed'
  constructor(value: string | number | bigint) {
    super(
      `expected a seed from 0 to ${SEED_LIMIT - 1n} (a whole number), got ${JSON.stringify(String(value))}`,
    )
  }
}
