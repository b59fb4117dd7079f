/**
 * Paired comparison of two policies on common random numbers.
 *
 * Path `i` of either policy has the same random numbers, so shared variation cancels. The variance reduction
 * factor is how many times more independent paths would give an interval of the same width: `(Var x + Var y)
 * / Var(y - x)`.
 */
import { difference, readExact, type Exact } from '../../statistics/exact.ts'
import {
  deviationOf,
  meanOf,
  mergeMoments,
  momentsOf,
  NO_MOMENTS,
  rounded,
  varianceOf,
  type Moments,
} from '../../statistics/moments.ts'
import { halfWidthOfMean } from '../../statistics/student.ts'

export interface Comparison {
  /** The point that is compared with the first. */
  readonly point: number
  readonly metrics: Readonly<Record<string, Difference>>
}

/** Mean difference of a metric between two points on the same paths, with its 95% interval. */
export interface Difference {
  /** Paths on which both values are numbers. */
  readonly pairs: number
  /** Mean difference from the first point, and the half width of its 95% interval by Student's t. */
  readonly mean?: string
  readonly meanError?: string
  /** Number of pairs with a positive and with a negative difference. */
  readonly higher: number
  readonly lower: number
  /** `infinite` if the difference is the same on all paths. */
  readonly varianceReduction?: string
}

/** Totals of pairs; exact, so independent of their order. */
export interface PairTally {
  readonly first: Moments
  readonly second: Moments
  readonly difference: Moments
  readonly higher: number
  readonly lower: number
}

export const NO_PAIRS: PairTally = {
  first: NO_MOMENTS,
  second: NO_MOMENTS,
  difference: NO_MOMENTS,
  higher: 0,
  lower: 0,
}

/** Tally of pairs of values as text; pairs that are not both numbers are omitted. */
export function tallyPairs(pairs: readonly (readonly [string | undefined, string | undefined])[]): PairTally {
  const read = pairs.flatMap(([a, b]): readonly (readonly [Exact, Exact])[] => {
    const [first, second] = [readExact(a ?? ''), readExact(b ?? '')]
    return first === undefined || second === undefined ? [] : [[first, second]]
  })
  const differences = read.map(([first, second]) => difference(second, first))
  return {
    first: momentsOf(read.map(([first]) => first)),
    second: momentsOf(read.map(([, second]) => second)),
    difference: momentsOf(differences),
    higher: differences.filter(({ digits }) => digits > 0n).length,
    lower: differences.filter(({ digits }) => digits < 0n).length,
  }
}

export function mergePairs(a: PairTally, b: PairTally): PairTally {
  return {
    first: mergeMoments(a.first, b.first),
    second: mergeMoments(a.second, b.second),
    difference: mergeMoments(a.difference, b.difference),
    higher: a.higher + b.higher,
    lower: a.lower + b.lower,
  }
}

/** The difference that a tally of pairs shows. */
export function differenceOf({ first, second, difference: moments, higher, lower }: PairTally): Difference {
  const [mean, sd] = [meanOf(moments), deviationOf(moments)]
  const meanError = sd === undefined ? undefined : halfWidthOfMean(sd, moments.count)
  const factor = reductionFactor(first, second, moments)
  return {
    pairs: moments.count,
    ...(mean === undefined ? {} : { mean: rounded(mean) }),
    ...(meanError === undefined ? {} : { meanError: rounded(meanError) }),
    higher,
    lower,
    ...(factor === undefined ? {} : { varianceReduction: factor }),
  }
}

function reductionFactor(first: Moments, second: Moments, paired: Moments): string | undefined {
  const [one, two, both] = [varianceOf(first), varianceOf(second), varianceOf(paired)]
  if (one === undefined || two === undefined || both === undefined) return undefined
  const independent = one.add(two)
  // If nothing varies there is nothing to reduce.
  if (independent.isZero()) return undefined
  return both.isZero() ? 'infinite' : rounded(independent.div(both))
}
