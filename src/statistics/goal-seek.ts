/**
 * Goal seek: the value of an input at which an event reaches a stated probability.
 *
 * The event is observed on the same paths at every value (common random numbers). Each value has an exact
 * interval, and all of them hold together by Bonferroni's inequality. If the probability is monotone in the
 * input, the crossing therefore lies, with the stated confidence, between the last value that surely misses
 * the target and the first that surely reaches it. The estimate in between interpolates the isotonic
 * regression of the shares (M. Ayer et al., "An empirical distribution function for sampling with incomplete
 * information", 1955).
 *
 * All values are evaluated, not only those of a bisection: it is what shows that the response is not
 * monotone. Not shown: swings between neighbouring values.
 */
import { checkLevel } from './level.ts'
import { clopperPearson } from './proportion.ts'
import { checkCount } from './ranges.ts'

/** Target and level of confidence, 0 to 1. */
export interface GoalOptions {
  /** Paths at each value. @default 200 */
  readonly paths?: number
  /** Confidence of the whole answer. @default 0.95 */
  readonly level?: number
}

/** What was seen at one value, with bounds that hold for all values together. */
export interface GoalPoint {
  readonly value: number
  readonly count: number
  readonly paths: number
  readonly low: number
  readonly high: number
}

/** The value at which a probability has its target, or why there is none. */
export type Goal = { readonly points: readonly GoalPoint[] } & (
  | {
      readonly kind: 'crossing'
      /** Whether the probability rises with the input. */
      readonly rising: boolean
      /** Estimate; absent if the estimated probabilities stay on one side of the target. */
      readonly value?: number
      /** Bounds of the crossing among the values; absent where it may lie beyond them. */
      readonly low?: number
      readonly high?: number
    }
  /** The target is surely reached, or surely missed, at every value. */
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  /** Between these two values the probability surely moves against the direction between both ends. */
  | { readonly kind: 'not-monotone'; readonly between: readonly [number, number] }
)

/**
 * Where the probability of an event reaches `target`.
 *
 * @param happens whether the event happens at a value on a path, from 0; use equal random numbers for a path
 * @param values of the input, ascending, at least two
 * @param target probability, between 0 and 1
 * @throws {TooFew} when there are fewer than two values, or no paths.
 * @throws {NotAscending} when the values do not ascend.
 * @throws {InvalidLevel} when the target or the level is not between 0 and 1.
 */
export function goalSeek(
  happens: (value: number, path: number) => boolean,
  values: readonly number[],
  target: number,
  { paths = 200, level = 0.95 }: GoalOptions = {},
): Goal {
  checkCount('paths', paths, 1)
  return goalOf(
    values.map((value) => {
      let count = 0
      for (let path = 0; path < paths; path++) if (happens(value, path)) count++
      return { value, count, paths }
    }),
    target,
    level,
  )
}

/** {@link goalSeek} from counts that were observed elsewhere. */
export function goalOf(
  counts: readonly Pick<GoalPoint, 'value' | 'count' | 'paths'>[],
  target: number,
  level = 0.95,
): Goal {
  checkCount('values', counts.length, 2)
  checkLevel(target)
  counts.forEach(({ value }, index) => {
    if (index > 0 && !(value > counts[index - 1]!.value))
      throw new NotAscending(counts[index - 1]!.value, value)
  })
  const each = 1 - (1 - checkLevel(level)) / counts.length
  const points = counts.map((point) => ({ ...point, ...clopperPearson(point.count, point.paths, each) }))
  if (points.every(({ low }) => low >= target)) return { points, kind: 'always' }
  if (points.every(({ high }) => high < target)) return { points, kind: 'never' }
  const share = ({ count, paths }: GoalPoint): number => count / paths
  const rising = share(points.at(-1)!) >= share(points[0]!)
  const ordered = rising ? points : points.toReversed()
  const fall = fallIn(ordered)
  if (fall !== undefined) return { points, kind: 'not-monotone', between: fall }
  const last = ordered.findLast(({ high }) => high < target)?.value
  const first = ordered.find(({ low }) => low >= target)?.value
  const value = crossingOf(
    ordered,
    isotonic(
      ordered.map(share),
      ordered.map(({ paths }) => paths),
    ),
    target,
  )
  const [low, high] = rising ? [last, first] : [first, last]
  return {
    points,
    kind: 'crossing',
    rising,
    ...(value === undefined ? {} : { value }),
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
  }
}

/** The first two values between which the probability surely falls, ascending. */
function fallIn(ordered: readonly GoalPoint[]): readonly [number, number] | undefined {
  for (const [index, later] of ordered.entries()) {
    const earlier = ordered.slice(0, index).find(({ low }) => low > later.high)
    if (earlier !== undefined)
      return earlier.value < later.value ? [earlier.value, later.value] : [later.value, earlier.value]
  }
  return undefined
}

/** Least-squares ascending fit, by pooling adjacent violators. */
function isotonic(shares: readonly number[], weights: readonly number[]): readonly number[] {
  const blocks: { sum: number; weight: number; size: number }[] = []
  shares.forEach((share, index) => {
    let block = { sum: share * weights[index]!, weight: weights[index]!, size: 1 }
    for (;;) {
      const before = blocks.at(-1)
      if (before === undefined || before.sum * block.weight <= block.sum * before.weight) break
      blocks.pop()
      block = {
        sum: before.sum + block.sum,
        weight: before.weight + block.weight,
        size: before.size + block.size,
      }
    }
    blocks.push(block)
  })
  return blocks.flatMap(({ sum, weight, size }) => Array<number>(size).fill(sum / weight))
}

/**
 * Where the fit first reaches the target, by linear interpolation; undefined if it begins above or ends
 * below.
 */
function crossingOf(
  ordered: readonly GoalPoint[],
  fit: readonly number[],
  target: number,
): number | undefined {
  const at = fit.findIndex((share) => share >= target)
  if (at < 0) return undefined
  if (fit[at] === target) return ordered[at]!.value
  if (at === 0) return undefined
  const [from, to] = [ordered[at - 1]!.value, ordered[at]!.value]
  return from + ((to - from) * (target - fit[at - 1]!)) / (fit[at]! - fit[at - 1]!)
}

/** The values of an input do not ascend. */
export class NotAscending extends RangeError {
  override readonly name = 'NotAscending'
  constructor(before: number, value: number) {
    super(`expected ascending values, got ${value} after ${before}`)
  }
}
