/**
 * Uniform fractions and coins. Every function draws a fixed number of words, named in its comment.
 */
import { uint32 } from './stream.ts'
import type { Stream } from './stream.ts'

/** Uniform over the multiples of 2^-53 in [0, 1). Two words. */
export function uniform(stream: Stream): number {
  const high = uint32(stream) >>> 5
  return (high * 67108864 + (uint32(stream) >>> 6)) / 9007199254740992
}

/** Uniform over the odd multiples of 2^-53 in (0, 1): never 0, never 1, symmetric about 1/2. Two words. */
export function uniformOpen(stream: Stream): number {
  const high = uint32(stream) >>> 6
  return (high * 67108864 + (uint32(stream) >>> 6) + 0.5) / 4503599627370496
}

/** True with `probability`, rounded up to a multiple of 2^-53; 0 is never and 1 always. Two words. */
export function bernoulli(stream: Stream, probability: number): boolean {
  if (!(probability >= 0 && probability <= 1)) throw new NotAProbability(probability)
  return uniform(stream) < probability
}

/** A probability is from 0 to 1. */
export class NotAProbability extends RangeError {
  override readonly name = 'NotAProbability'
  constructor(value: number) {
    super(`expected a probability from 0 to 1, got ${value}`)
  }
}
