/**
 * Sobol' indices: the share of an output's variance that each input explains, first-order and total.
 *
 * Sampling by two matrices A and B and, for each input, A with B's column of it (A. Saltelli and others,
 * "Variance based sensitivity analysis of model output", 2010): N(k+2) points. First order by the estimator
 * of that paper, `Σ fB(fABi - fA) / (N·V)`; total by M. J. W. Jansen (1999), `Σ (fA - fABi)² / (2N·V)`.
 * Outputs are centred on their mean first, which changes nothing but rounding. The N rows are blocks of
 * independently shifted Sobol' sequences, whose spread gives the intervals (see `replicates.ts`).
 *
 * Not modelled: dependent inputs.
 */
import { source, type Source } from '../sim/random/stream.ts'
import { checkLevel } from './level.ts'
import { byName, checkCount, namesIn, outputsAt, type Output, type Ranges } from './ranges.ts'
import { ratioEstimate, REPLICATES } from './replicates.ts'
import { sobolPoints } from './sobol-sequence.ts'
import type { Estimate } from './student.ts'

/** First-order and total index of a parameter, with intervals. */
export interface Indices {
  /** Share of the variance that the input explains alone. */
  readonly first: Estimate
  /** The same with all interactions with other inputs. */
  readonly total: Estimate
}

/** Number of points, and of replicates for intervals. */
export interface SobolOptions {
  /**
   * Rows of each replicate, N / replicates; best a power of two. The function is called `rows · replicates ·
   * (inputs + 2)` times.
   *
   * @default 128
   */
  readonly rows?: number
  /**
   * Independent replicates; at least 2.
   *
   * @default 8
   */
  readonly replicates?: number
  /**
   * Probability with which an interval covers the truth, about.
   *
   * @default 0.95
   */
  readonly level?: number
  /**
   * From 0 to 2^64 - 1.
   *
   * @default 1n
   */
  readonly seed?: bigint
}

/**
 * First-order and total Sobol' indices of `f`, by input, with intervals of Student's t over the replicates;
 * undefined if the output does not vary.
 *
 * @param f the function; its inputs are independent, each uniform over its range
 * @throws {InvalidRange} when a range is not ascending and finite.
 * @throws {InvalidOutput} when the function's value is no finite number.
 * @throws {TooFew} when there are no rows, or fewer than two replicates.
 * @throws {TooManyDimensions} when there are more than 32 inputs.
 * @throws {InvalidLevel} when the level is not between 0 and 1.
 * @throws {InvalidSeed} when the seed is out of range.
 */
export function sobolIndices<Name extends string>(
  f: Output<Name>,
  ranges: Ranges<Name>,
  options: SobolOptions = {},
): Readonly<Record<Name, Indices>> | undefined {
  const { rows = 128, replicates = REPLICATES, level = 0.95, seed = 1n } = options
  const names = namesIn(ranges)
  checkLevel(level)
  const all = checkCount('rows', rows, 1) * checkCount('replicates', replicates, 2)
  const places = saltelliPoints(names, all, source(seed, 0), replicates)
  const indices = indicesOf(names.length, outputsAt(f, ranges, places), replicates, level)
  return indices === undefined ? undefined : byName(names, indices)
}

/** Replicates into which `rows` rows are divided if nothing else is said: as equal as can be. */
export function replicatesOf(rows: number): number {
  return Math.min(rows, REPLICATES)
}

/** The first row of a replicate; the last of all is `rows`. */
function startOf(replicate: number, rows: number, replicates: number): number {
  return Math.floor((replicate * rows) / replicates)
}

/**
 * N(k+2) points in the open unit cube: all of A, all of B, then A with column 1 of B, and so on. The rows of
 * each replicate are the start of a Sobol' sequence with shifts of its own.
 */
export function saltelliPoints(
  names: readonly string[],
  rows: number,
  shift: Source,
  replicates = replicatesOf(rows),
): readonly (readonly number[])[] {
  const k = names.length
  const sides = [...names, ...names.map((name) => `${name}/B`)]
  const both = Array.from({ length: replicates }, (_, r) =>
    sobolPoints(sides, startOf(r + 1, rows, replicates) - startOf(r, rows, replicates), shift, r),
  ).flat()
  const a = both.map((point) => point.slice(0, k))
  const b = both.map((point) => point.slice(k))
  const mixed = names.flatMap((_name, side) =>
    a.map((point, row) => point.map((place, d) => (d === side ? b[row]![d]! : place))),
  )
  return [...a, ...b, ...mixed]
}

/**
 * Indices by input, from the output at all of {@link saltelliPoints}; undefined if the output does not vary.
 * There are no intervals with one replicate.
 */
export function indicesOf(
  inputs: number,
  outputs: ArrayLike<number>,
  replicates = replicatesOf(outputs.length / (inputs + 2)),
  level = 0.95,
): readonly Indices[] | undefined {
  const rows = outputs.length / (inputs + 2)
  const centred = centre(outputs, 2 * rows)
  const blocks = Array.from(
    { length: replicates },
    (_, r) => [startOf(r, rows, replicates), startOf(r + 1, rows, replicates)] as const,
  )
  /** Sum of a term over the rows of each replicate. */
  const sums = (term: (row: number) => number): readonly number[] =>
    blocks.map(([start, end]) => {
      let total = 0
      for (let row = start; row < end; row++) total += term(row)
      return total
    })
  const a = (row: number): number => centred[row]!
  const b = (row: number): number => centred[rows + row]!
  const variances = sums((row) => (a(row) * a(row) + b(row) * b(row)) / 2)
  if (!variances.some((variance) => variance > 0)) return undefined
  return Array.from({ length: inputs }, (_, side) => {
    const change = (row: number): number => centred[(2 + side) * rows + row]! - a(row)
    return {
      first: ratioEstimate(
        sums((row) => b(row) * change(row)),
        variances,
        level,
      ),
      total: ratioEstimate(
        sums((row) => (change(row) * change(row)) / 2),
        variances,
        level,
      ),
    }
  })
}

/** Outputs less the mean of the first `count`, those of A and B. Equal outputs become exactly 0. */
function centre(outputs: ArrayLike<number>, count: number): Float64Array {
  const first = outputs[0]!
  let total = 0
  for (let i = 0; i < count; i++) total += outputs[i]! - first
  const mean = first + total / count
  return Float64Array.from(outputs, (output) => output - mean)
}
