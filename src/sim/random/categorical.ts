/**
 * Categorical draws: one of several outcomes, in proportion to weights.
 */
import type { Stream } from './stream.ts'
import { uniform } from './uniform.ts'

/**
 * The index of an outcome, drawn in proportion to its weight; a weight of 0 is never drawn. Two words.
 *
 * Weights are finite, not negative, not all 0, and need not sum to 1.
 *
 * @throws {InvalidWeights} when a weight is negative or not finite, or all are 0.
 */
export function categorical(stream: Stream, weights: readonly number[]): number {
  let total = 0
  let last = -1
  for (const [index, weight] of weights.entries()) {
    if (!(weight >= 0)) throw new InvalidWeights(weights)
    total += weight
    if (weight > 0) last = index
  }
  if (!(total > 0 && total < Infinity)) throw new InvalidWeights(weights)
  const point = uniform(stream) * total
  let cumulated = 0
  const found = weights.findIndex((weight) => {
    cumulated += weight
    return point < cumulated
  })
  // The product may round up to the total itself.
  return found === -1 ? last : found
}

/** Weights must be finite, at least 0, and not all 0. */
export class InvalidWeights extends RangeError {
  override readonly name = 'InvalidWeights'
  constructor(weights: readonly number[]) {
    super(`expected finite weights of at least 0 with a positive sum, got [${weights.join(', ')}]`)
  }
}
