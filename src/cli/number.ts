/**
 * Numbers: integers on the command line, with their ranges.
 */
import { SEED_LIMIT } from '../sim/random/seed.ts'
import { MOST_RANKED } from '../sim/study/tally.ts'
import { WrongInput } from './wrong-input.ts'

/** A range of integers, inclusive on both ends. */
export interface Range {
  readonly min: bigint
  readonly max: bigint
  /** A typical value, shown in error messages. */
  readonly example: bigint
}

export const SEEDS: Range = { min: 0n, max: SEED_LIMIT - 1n, example: 7n }
/** A path is a 32-bit coordinate of the random streams. */
export const PATHS: Range = { min: 0n, max: 2n ** 32n - 1n, example: 7n }
/** At most a century, beyond the validity of any process. */
export const DAYS: Range = { min: 1n, max: 36_500n, example: 365n }

/** Further paths of a run; a study has more. */
export const FAN_PATHS: Range = { min: 0n, max: 1000n, example: 20n }

/** Paths at one point of a study. */
export const RUNS: Range = { min: 1n, max: 10_000_000n, example: 1000n }
/** Paths in one file of a study. */
export const IN_SHARD: Range = { min: 1n, max: RUNS.max, example: 50n }
export const WORKERS: Range = { min: 1n, max: 256n, example: 2n }
/** Paths of a study that are replayed on the EVM. */
export const REPLAYED: Range = { min: 1n, max: BigInt(MOST_RANKED), example: 3n }

/** Probability to seek, in percent. */
export const GOALS: Range = { min: 1n, max: 99n, example: 95n }

/** Percent of the paths that are the tail of a return. */
export const WORST_PARTS: Range = { min: 1n, max: 50n, example: 5n }

/**
 * Parses an integer in decimal digits.
 *
 * @throws {WrongInput} when the text is not an integer within the range.
 */
export function readWhole(option: string, text: string, { min, max, example }: Range): bigint {
  const value = /^\d{1,30}$/.test(text) ? BigInt(text) : undefined
  if (value === undefined || value < min || value > max)
    throw new WrongInput({
      expected: `an integer from ${min} to ${max} for ${option}`,
      got: `"${text}"`,
      advice: `Example: ${option} ${example}.`,
    })
  return value
}
