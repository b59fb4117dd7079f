/**
 * Normal draws, by inverting the distribution function: one uniform gives one normal.
 *
 * Equal uniforms therefore give equal normals in two compared policies, and a smaller uniform never gives a
 * larger normal. The support is cut at about 8.21 standard deviations, where a tail of 2^-53 is left.
 */
import { normalQuantile } from '../math/normal.ts'
import type { Stream } from './stream.ts'
import { uniformOpen } from './uniform.ts'

/** Mean 0, standard deviation 1. Two words. */
export function standardNormal(stream: Stream): number {
  return normalQuantile(uniformOpen(stream))
}

/**
 * Mean `mean`, standard deviation `sd` >= 0. Two words.
 *
 * @throws {NegativeSpread} when `sd` is negative.
 */
export function normal(stream: Stream, mean: number, sd: number): number {
  if (!(sd >= 0)) throw new NegativeSpread(sd)
  return mean + sd * standardNormal(stream)
}

/** A standard deviation is at least 0. */
export class NegativeSpread extends RangeError {
  override readonly name = 'NegativeSpread'
  constructor(sd: number) {
    super(`expected a standard deviation of at least 0, got ${sd}`)
  }
}
