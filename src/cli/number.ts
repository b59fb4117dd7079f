/**
 * Numbers on a command line: whole ones, within a range, or a complaint.
 */
import { SEED_LIMIT } from '../sim/random/seed.ts'
import { MOST_RANKED } from '../sim/study/tally.ts'
import { WrongInput } from './wrong-input.ts'

/** A whole number, inclusive on both ends, in decimal digits. */
export interface Range {
  readonly min: bigint
  readonly max: bigint
  /** What somebody may well mean: advice for whoever wrote something else. */
  readonly example: bigint
}

export const SEEDS: Range = { min: 0n, max: SEED_LIMIT - 1n, example: 7n }
/** A path is a 32-bit coordinate of the random streams. */
export const PATHS: Range = { min: 0n, max: 2n ** 32n - 1n, example: 7n }
/** A century: far beyond what any process claims to describe. */
export const DAYS: Range = { min: 1n, max: 36_500n, example: 365n }

/** Paths at one point of a study. */
export const RUNS: Range = { min: 1n, max: 10_000_000n, example: 1000n }
/** Paths in one file of a study. */
export const IN_SHARD: Range = { min: 1n, max: RUNS.max, example: 50n }
export const WORKERS: Range = { min: 1n, max: 256n, example: 2n }
/** Paths of a study that are replayed. */
export const REPLAYED: Range = { min: 1n, max: BigInt(MOST_RANKED), example: 3n }

/** @throws {WrongInput} if the text is not a whole number of the range. */
export function readWhole(option: string, text: string, { min, max, example }: Range): bigint {
  const value = /^\d{1,30}$/.test(text) ? BigInt(text) : undefined
  if (value === undefined || value < min || value > max)
    throw new WrongInput({
      expected: `a whole number from ${min} to ${max} for ${option}`,
      got: `"${text}"`,
      advice: `Write for example ${option} ${example}.`,
    })
  return value
}
