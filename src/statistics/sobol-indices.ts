/**
 * Sobol' indices: the share of an output's variance that each parameter explains, first-order and total.
 *
 * Sampling by two matrices A and B and, for each parameter, A with B's column of it (A. Saltelli and others,
 * "Variance based sensitivity analysis of model output", 2010): N(k+2) points. First order by the estimator
 * of that paper, `Σ fB(fABi - fA) / (N·V)`; total by M. J. W. Jansen (1999), `Σ (fA - fABi)² / (2N·V)`.
 * Outputs are centred on their mean first, which changes nothing but rounding. Intervals come from resampling
 * the N rows (percentile bootstrap) with random numbers of their own.
 */
import { fnv1a32 } from '../sim/random/stream-id.ts'
import { integerBelow } from '../sim/random/integer.ts'
import { stream, type Source } from '../sim/random/stream.ts'
import { sobolPoints } from './sobol-sequence.ts'

export interface Indices {
  readonly first: Estimate
  readonly total: Estimate
}

export interface Estimate {
  readonly value: number
  /** Bounds of the central 95% of the resamples. */
  readonly low: number
  readonly high: number
}

/** Resamples for the intervals. */
const RESAMPLES = 200

/** N(k+2) points in the open unit cube: all of A, all of B, then A with column 1 of B, and so on. */
export function saltelliPoints(
  names: readonly string[],
  rows: number,
  shift?: Source,
): readonly (readonly number[])[] {
  const k = names.length
  const both = sobolPoints([...names, ...names.map((name) => `${name}/B`)], rows, shift)
  const a = both.map((point) => point.slice(0, k))
  const b = both.map((point) => point.slice(k))
  const mixed = names.flatMap((_name, side) =>
    a.map((point, row) => point.map((place, d) => (d === side ? b[row]![d]! : place))),
  )
  return [...a, ...b, ...mixed]
}

/**
 * Indices by parameter, from the output at all of {@link saltelliPoints}; undefined if the output does not
 * vary.
 */
export function sobolIndices(
  parameters: number,
  outputs: ArrayLike<number>,
  from: Source,
): readonly Indices[] | undefined {
  const rows = outputs.length / (parameters + 2)
  const centred = centre(outputs)
  const all = Array.from({ length: rows }, (_, row) => row)
  if (!(varianceOver(centred, rows, all) > 0)) return undefined
  const draw = stream(from, fnv1a32('study/bootstrap'))
  const resamples = Array.from({ length: RESAMPLES }, () => all.map(() => integerBelow(draw, rows)))
  return Array.from({ length: parameters }, (_, side) => {
    const of = (sample: readonly number[]) => estimate(centred, rows, side, sample)
    const value = of(all)
    const spread = resamples.map(of)
    return {
      first: withInterval(
        value.first,
        spread.map(({ first }) => first),
      ),
      total: withInterval(
        value.total,
        spread.map(({ total }) => total),
      ),
    }
  })
}

function estimate(
  outputs: Float64Array,
  rows: number,
  side: number,
  sample: readonly number[],
): { readonly first: number; readonly total: number } {
  let [first, total] = [0, 0]
  for (const row of sample) {
    const [a, b] = [outputs[row]!, outputs[rows + row]!]
    const change = outputs[(2 + side) * rows + row]! - a
    first += b * change
    total += change * change
  }
  const scale = sample.length * varianceOver(outputs, rows, sample)
  // A resample may consist of one row, without variance.
  return scale > 0 ? { first: first / scale, total: total / (2 * scale) } : { first: 0, total: 0 }
}

/** Variance of the output over the sample's rows of A and B together. */
function varianceOver(outputs: Float64Array, rows: number, sample: readonly number[]): number {
  let [sum, squares] = [0, 0]
  for (const row of sample) {
    const [a, b] = [outputs[row]!, outputs[rows + row]!]
    sum += a + b
    squares += a * a + b * b
  }
  const n = 2 * sample.length
  return squares / n - (sum / n) * (sum / n)
}

function centre(outputs: ArrayLike<number>): Float64Array {
  const centred = Float64Array.from(outputs)
  const mean = centred.reduce((sum, value) => sum + value, 0) / centred.length
  return centred.map((value) => value - mean)
}

function withInterval(value: number, resampled: readonly number[]): Estimate {
  const sorted = resampled.toSorted((a, b) => a - b)
  const cut = Math.floor(sorted.length / 40)
  return { value, low: sorted[cut]!, high: sorted[sorted.length - 1 - cut]! }
}
