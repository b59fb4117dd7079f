/**
 * Morris's method: screening of parameters by elementary effects along random one-at-a-time walks.
 *
 * M. D. Morris, "Factorial Sampling Plans for Preliminary Computational Experiments" (1991), with the mean of
 * absolute effects of F. Campolongo, J. Cariboni, A. Saltelli (2007). Walks go on the grid 0, 1/3, 2/3, 1 of
 * every side in steps of 2/3, so that every level is equally frequent. An effect is the change of the output
 * over the change of the parameter, both ends of whose range are one apart.
 */
import { checkLevel } from './level.ts'
import { byName, checkCount, namesIn, outputsAt, type Output, type Ranges } from './ranges.ts'
import { studentQuantile } from './student.ts'
import { shuffle } from '../sim/random/shuffle.ts'
import { integerBelow } from '../sim/random/integer.ts'
import { fnv1a32 } from '../sim/random/stream-id.ts'
import { source, stream, type Source } from '../sim/random/stream.ts'

/** p/(2(p-1)) for p = 4 levels. */
const STEP = 2 / 3
const THIRD = 1 / 3

/**
 * A walk: its start, and the dimension that each step changes. Steps go up from the lower half and down from
 * the upper.
 */
interface Walk {
  readonly start: readonly number[]
  readonly order: readonly number[]
}

/** The effect of one parameter on one output. */
export interface Effect {
  /** Mean of the effects: the direction, unless effects cancel. */
  readonly mu: number
  /** Mean of the absolute effects: the strength. */
  readonly muStar: number
  /** Half width of the interval of muStar, by Student's t over the walks; absent with one walk. */
  readonly muStarError?: number
  /**
   * Standard deviation of the effects: zero if the output is linear in the parameter, without interactions.
   */
  readonly sigma: number
}

/** Number of walks and of levels. */
export interface MorrisOptions {
  /**
   * Walks; the function is called `walks · (inputs + 1)` times.
   *
   * @default 20
   */
  readonly walks?: number
  /**
   * Probability with which the interval of muStar covers the truth, about.
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
 * Elementary effects of each input on `f`, in the unit of the output: the change over the whole range of the
 * input.
 *
 * @throws {InvalidRange} when a range is not ascending and finite.
 * @throws {InvalidOutput} when the function's value is no finite number.
 * @throws {TooFew} when there is no walk.
 * @throws {InvalidLevel} when the level is not between 0 and 1.
 * @throws {InvalidSeed} when the seed is out of range.
 */
export function morris<Name extends string>(
  f: Output<Name>,
  ranges: Ranges<Name>,
  { walks = 20, level = 0.95, seed = 1n }: MorrisOptions = {},
): Readonly<Record<Name, Effect>> {
  const names = namesIn(ranges)
  checkLevel(level)
  const places = morrisPoints(names.length, checkCount('walks', walks, 1), source(seed, 0))
  return byName(names, morrisEffects(places, outputsAt(f, ranges, places), level))
}

/** `walks` walks of dimensions + 1 points each, one after the other, in the closed unit cube. */
export function morrisPoints(
  dimensions: number,
  walks: number,
  from: Source,
): readonly (readonly number[])[] {
  return Array.from({ length: walks }, (_, index) => pointsOf(walkOf(dimensions, index, from))).flat()
}

/** Effects by dimension, from the output at all of {@link morrisPoints}, in their order. */
export function morrisEffects(
  points: readonly (readonly number[])[],
  outputs: ArrayLike<number>,
  level = 0.95,
): readonly Effect[] {
  const dimensions = points[0]?.length ?? 0
  const effects: number[][] = Array.from({ length: dimensions }, () => [])
  for (let first = 0; first < points.length; first += dimensions + 1)
    for (let i = first + 1; i <= first + dimensions; i++) {
      const side = points[i]!.findIndex((place, d) => place !== points[i - 1]![d])
      const change = points[i]![side]! - points[i - 1]![side]!
      effects[side]!.push((outputs[i]! - outputs[i - 1]!) / change)
    }
  return effects.map((own) => effectOf(own, level))
}

function effectOf(effects: readonly number[], level: number): Effect {
  const [mu, sigma] = meanAndDeviation(effects)
  const [muStar, spread] = meanAndDeviation(effects.map(Math.abs))
  const walks = effects.length
  if (walks < 2) return { mu, muStar, sigma }
  return { mu, muStar, muStarError: (spread * studentQuantile(walks - 1, level)) / Math.sqrt(walks), sigma }
}

function meanAndDeviation(values: readonly number[]): readonly [mean: number, deviation: number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  return [mean, values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1))]
}

function walkOf(dimensions: number, index: number, from: Source): Walk {
  const draw = stream(from, fnv1a32('design/morris'), index)
  return {
    start: Array.from({ length: dimensions }, () => [0, THIRD, STEP, 1][integerBelow(draw, 4)]!),
    order: shuffle(
      draw,
      Array.from({ length: dimensions }, (_, side) => side),
    ),
  }
}

function pointsOf({ start, order }: Walk): readonly (readonly number[])[] {
  const points = [start]
  for (const side of order)
    points.push(points.at(-1)!.map((place, d) => (d === side ? stepped(place) : place)))
  return points
}

/** The other level a step away: 0 ↔ 2/3, 1/3 ↔ 1. */
function stepped(place: number): number {
  if (place === 0) return STEP
  if (place === STEP) return 0
  return place === 1 ? THIRD : 1
}
