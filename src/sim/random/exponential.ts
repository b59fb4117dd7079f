/**
 * Exponential draws, by inversion.
 */
import { log } from '../math/log.ts'
import type { Stream } from './stream.ts'
import { uniformOpen } from './uniform.ts'

/**
 * Exponential with mean `mean` >= 0, in the unit of `mean`; at most 36.8 means. Two words.
 *
 * @throws {NegativeMean} when the mean is negative or not finite.
 */
export function exponential(stream: Stream, mean: number): number {
  if (!(mean >= 0 && mean < Infinity)) throw new NegativeMean(mean)
  return -mean * log(uniformOpen(stream))
}

/** A mean of waiting times or counts is finite and at least 0. */
export class NegativeMean extends RangeError {
  override readonly name = 'NegativeMean'
  constructor(mean: number) {
    super(`expected a finite mean of at least 0, got ${mean}`)
  }
}
