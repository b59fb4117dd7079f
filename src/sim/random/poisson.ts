/**
 * Poisson draws: the number of independent events in an interval.
 *
 * Below a mean of 10 by inversion (one uniform, so a common random number stays common); from 10 on by
 * transformed rejection, algorithm PTRS (W. Hörmann, "The transformed rejection method for generating Poisson
 * random variables", Insurance: Mathematics and Economics 12, 1993), which needs some 1.1 to 1.3 tries.
 * The paper's quick acceptance is not quite within the exact one: at means from 25 to 35 some 3 tries in 10
 * million pass the quick one alone, which shifts a probability by as much at most.
 */
import { exp } from '../math/exp.ts'
import { logFactorial } from '../math/log-factorial.ts'
import { log } from '../math/log.ts'
import { NegativeMean } from './exponential.ts'
import type { Stream } from './stream.ts'
import { uniform } from './uniform.ts'

/** PTRS is proven for means from here on. */
const SMALLEST_REJECTION_MEAN = 10

/**
 * The test of acceptance subtracts numbers near k log k, whose rounding is 2^-53 of them: an error of the
 * acceptance probability below 1e-12 at a mean of 1000, and of 1e-5 at this one, which is where it stops to
 * be negligible.
 */
const LARGEST_MEAN = 1e9

/**
 * Poisson with mean `mean`, from 0 to 1e9.
 *
 * @throws {NegativeMean} or {MeanTooLarge} when the mean is out of range.
 */
export function poisson(stream: Stream, mean: number): number {
  if (!(mean >= 0 && mean < Infinity)) throw new NegativeMean(mean)
  if (mean > LARGEST_MEAN) throw new MeanTooLarge(mean)
  return mean < SMALLEST_REJECTION_MEAN ? byInversion(stream, mean) : byRejection(stream, mean)
}

/** The smallest k whose cumulated probability exceeds the uniform. Two words. */
function byInversion(stream: Stream, mean: number): number {
  const u = uniform(stream)
  let probability = exp(-mean)
  let cumulated = probability
  let k = 0
  // Rounding may leave the whole sum below the largest uniforms; then the search ends where the terms vanish.
  while (u >= cumulated && probability > 0) {
    k++
    probability *= mean / k
    cumulated += probability
  }
  return k
}

/** PTRS, in the paper's letters. Four words a try. */
function byRejection(stream: Stream, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const vr = 0.9277 - 3.6224 / (b - 2)
  const logMean = log(mean)
  for (;;) {
    const u = uniform(stream) - 0.5
    // From (0, 1], so that its logarithm exists.
    const v = 1 - uniform(stream)
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= vr) return k
    if (k < 0 || (us < 0.013 && v > us)) continue
    const bound = k * logMean - mean - logFactorial(k)
    if (log((v * inverseAlpha) / (a / (us * us) + b)) <= bound) return k
  }
}

/** Beyond this the test of acceptance loses its accuracy. */
export class MeanTooLarge extends RangeError {
  override readonly name = 'MeanTooLarge'
  constructor(mean: number) {
    super(`expected a mean of at most ${LARGEST_MEAN}, got ${mean}`)
  }
}
