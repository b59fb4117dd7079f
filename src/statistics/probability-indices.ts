/**
 * Sensitivity of a probability: Sobol' indices of the indicator of an event.
 *
 * The output is 1 where the event happens and 0 elsewhere; its mean is the probability, and an index is the
 * share of its variance that an input explains (L. Li, Z. Lu, J. Feng, B. Wang, "Moment-independent
 * importance measure of basic variable and its state dependent parameter solution", Structural Safety 38,
 * 2012; "target sensitivity analysis" of H. Raguet, A. Marrel, 2018). Rare events need many rows: with a
 * probability of 1%, a hundredth of the points tells anything.
 */
import { outputsAt, namesIn, checkCount, byName, type Output, type Ranges } from './ranges.ts'
import { checkLevel } from './level.ts'
import { ratioEstimate, REPLICATES } from './replicates.ts'
import { indicesOf, saltelliPoints, type Indices, type SobolOptions } from './sobol-indices.ts'
import { source } from '../sim/random/stream.ts'
import type { Estimate } from './student.ts'

/** Sobol' indices of the probability of an event. */
export interface ProbabilityIndices<Name extends string> {
  /** The probability of the event, with its interval. */
  readonly probability: Estimate
  /** Indices by input; absent if the event happens at all points or at none. */
  readonly indices?: Readonly<Record<Name, Indices>>
}

/**
 * The probability of an event over the inputs' ranges, and first-order and total indices of each input on it.
 *
 * @param f the function; its inputs are independent, each uniform over its range
 * @param event whether it happens at an output
 * @throws {InvalidRange} when a range is not ascending and finite.
 * @throws {InvalidOutput} when the function's value is no finite number.
 * @throws {TooFew} when there are no rows, or fewer than two replicates.
 * @throws {TooManyDimensions} when there are more than 32 inputs.
 * @throws {InvalidLevel} when the level is not between 0 and 1.
 * @throws {InvalidSeed} when the seed is out of range.
 */
export function probabilityIndices<Name extends string>(
  f: Output<Name>,
  ranges: Ranges<Name>,
  event: (output: number) => boolean,
  options: SobolOptions = {},
): ProbabilityIndices<Name> {
  const { rows = 128, replicates = REPLICATES, level = 0.95, seed = 1n } = options
  const names = namesIn(ranges)
  checkLevel(level)
  const all = checkCount('rows', rows, 1) * checkCount('replicates', replicates, 2)
  const places = saltelliPoints(names, all, source(seed, 0), replicates)
  const happened = outputsAt(f, ranges, places).map((output) => (event(output) ? 1 : 0))
  const counts = Array.from({ length: replicates }, (_, r) => {
    const [start, end] = [r * rows, (r + 1) * rows]
    return (total(happened, start, end) + total(happened, all + start, all + end)) / 2
  })
  const indices = indicesOf(names.length, happened, replicates, level)
  return {
    probability: ratioEstimate(
      counts,
      counts.map(() => rows),
      level,
    ),
    ...(indices === undefined ? {} : { indices: byName(names, indices) }),
  }
}

function total(values: Float64Array, start: number, end: number): number {
  return values.subarray(start, end).reduce((sum, value) => sum + value, 0)
}
