/**
 * Numbers on a command line: whole ones, within a range, or a complaint.
 */
import { SEED_LIMIT } from '../sim/random/seed.ts'
import { WrongInput } from './wrong-input.ts'

/** A whole number, inclusive on both ends, in decimal digits. */
export interface Range {
  readonly min: bigint
  readonly max: bigint
}

export const SEEDS: Range = { min: 0n, max: SEED_LIMIT - 1n }
/** A path is a 32-bit coordinate of the random streams. */
export const PATHS: Range = { min: 0n, max: 2n ** 32n - 1n }
/** A century: far beyond what any process claims to describe. */
export const DAYS: Range = { min: 1n, max: 36_500n }

/** Paths at one point of a study. */
export const RUNS: Range = { min: 1n, max: 10_000_000n }
export const WORKERS: Range = { min: 1n, max: 256n }

/** @throws {WrongInput} if the text is not a whole number of the range. */
export function readWhole(option: string, text: string, { min, max }: Range): bigint {
  const value = /^\d{1,30}$/.test(text) ? BigInt(text) : undefined
  if (value === undefined || value < min || value > max)
    throw new WrongInput({
      expected: `a whole number from ${min} to ${max} for ${option}`,
      got: `"${text}"`,
      advice: `Write for example ${option} ${min === 0n ? '7' : '365'}.`,
    })
  return value
}
