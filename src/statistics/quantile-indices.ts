/**
 * Sensitivity of a quantile: how much of what makes the output uncertain about its p-quantile an input
 * explains.
 *
 * The quantile-oriented index of J.-C. Fort, T. Klein, N. Rachdi, "New sensitivity analysis subordinated to a
 * contrast" (2016): 1 - E[L(Y | X)] / L(Y), where L is the expected pinball loss at the p-quantile of its
 * argument, `E[(Y - q)(p - 1{Y < q})]`. It is 0 if the conditional quantile does not depend on the input, and
 * 1 if the input alone decides the output. For a sum of normals it is 1 - √(1 - share of the variance).
 *
 * Estimated from one sample of points, as T. Browne, J.-C. Fort, B. Iooss, L. Le Gratiet, "Estimate of
 * quantile-oriented sensitivity indices" (2017): the points are sorted by the input and divided into bins of
 * equal size, which stand for conditional samples. A bin is not a point: the linear trend of the output
 * within it is taken out. A bin's quantile fits its own points too well: the jackknife over replicates, Latin
 * hypercubes, corrects for it and gives the interval.
 */
import { source } from '../sim/random/stream.ts'
import { checkLevel } from './level.ts'
import { rankOf } from './quantile-interval.ts'
import { byName, checkCount, namesIn, outputsAt, TooFew, type Output, type Ranges } from './ranges.ts'
import { jackknife, REPLICATES, sum } from './replicates.ts'
import { latinHypercube } from './latin-hypercube.ts'
import type { Estimate } from './student.ts'

/** Quantile, 0 to 1, and replicates. */
export interface QuantileIndicesOptions {
  /**
   * Points of each replicate; the function is called `points · replicates` times, for any number of inputs.
   *
   * @default 512
   */
  readonly points?: number
  /**
   * Independent replicates; at least 2.
   *
   * @default 8
   */
  readonly replicates?: number
  /**
   * Conditional samples of each input. By default each has some ten points beyond the quantile, and there are
   * at most as many as points in a sample.
   */
  readonly bins?: number
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
 * Quantile-oriented index of each input, with its interval; undefined if the output does not vary.
 *
 * @param f the function; its inputs are independent, each uniform over its range
 * @param p which quantile; 0.05 for the 5% quantile
 * @throws {InvalidRange} when a range is not ascending and finite.
 * @throws {InvalidOutput} when the function's value is no finite number.
 * @throws {TooFew} when there are fewer than two replicates, two bins, or two points in a bin.
 * @throws {InvalidLevel} when `p` or the level is not between 0 and 1.
 * @throws {InvalidSeed} when the seed is out of range.
 */
export function quantileIndices<Name extends string>(
  f: Output<Name>,
  ranges: Ranges<Name>,
  p: number,
  options: QuantileIndicesOptions = {},
): Readonly<Record<Name, Estimate>> | undefined {
  const { points = 512, replicates = REPLICATES, level = 0.95, seed = 1n } = options
  const names = namesIn(ranges)
  checkLevel(level)
  const all = checkCount('points', points, 1) * checkCount('replicates', replicates, 2)
  const bins = checkCount('bins', options.bins ?? binsOf(all, checkLevel(p)), 2)
  if (points * (replicates - 1) < 2 * bins) throw new TooFew('points for two in each bin', all, 2 * bins)
  const places = Array.from({ length: replicates }, (_, r) =>
    latinHypercube(names, points, source(seed, r)),
  ).flat()
  const outputs = outputsAt(f, ranges, places)
  if (outputs.every((output) => output === outputs[0])) return undefined
  const unconditional = (without: number | undefined): number =>
    lossOf(
      outputs.filter((_output, index) => Math.floor(index / points) !== without),
      p,
    )
  const losses = new Map([undefined, ...Array(replicates).keys()].map((r) => [r, unconditional(r)]))
  const measures = names.map((_name, side) => {
    const order = Array.from(places.keys()).toSorted((a, b) => places[a]![side]! - places[b]![side]!)
    return jackknife(replicates, level, (without) => {
      const kept = order.filter((index) => Math.floor(index / points) !== without)
      return 1 - binnedLoss(kept, outputs, bins, p, (index) => places[index]![side]!) / losses.get(without)!
    })
  })
  return byName(names, measures)
}

/** As many bins as leave ten points beyond the quantile in each, but at least 2 and at most √points. */
function binsOf(points: number, p: number): number {
  const beyond = Math.floor((points * Math.min(p, 1 - p)) / 10)
  return Math.max(2, Math.min(beyond, Math.floor(Math.sqrt(points))))
}

function binnedLoss(
  order: readonly number[],
  outputs: Float64Array,
  bins: number,
  p: number,
  inputOf: (index: number) => number,
): number {
  let total = 0
  for (let bin = 0; bin < bins; bin++) {
    const [start, end] = [bin, bin + 1].map((edge) => Math.floor((edge * order.length) / bins)) as [
      number,
      number,
    ]
    const own = order.slice(start, end)
    total +=
      own.length *
      lossOf(
        withoutSlope(
          own.map(inputOf),
          own.map((index) => outputs[index]!),
        ),
        p,
      )
  }
  return total / order.length
}

/** The outputs less their linear trend in the input, by least squares, about the bin's mean. */
function withoutSlope(xs: readonly number[], ys: readonly number[]): Float64Array {
  const [x, y] = [sum(xs) / xs.length, sum(ys) / ys.length]
  let [products, squares] = [0, 0]
  xs.forEach((each, index) => {
    products += (each - x) * (ys[index]! - y)
    squares += (each - x) * (each - x)
  })
  const slope = squares > 0 ? products / squares : 0
  return Float64Array.from(ys, (each, index) => each - slope * (xs[index]! - x))
}

/** Mean pinball loss of a sample at its own p-quantile, where it is least. */
function lossOf(sample: Float64Array, p: number): number {
  const quantile = sample.toSorted()[rankOf(sample.length, p) - 1]!
  let total = 0
  for (const y of sample) total += (y - quantile) * (y < quantile ? p - 1 : p)
  return total / sample.length
}
