/**
 * Ranges: the uncertain inputs of a function, each uniform between two ends, and the function over them.
 *
 * An input with another distribution is a uniform one that the function maps by its quantile function, such
 * as {@link normalQuantile} of `src/sim/math`.
 */

/** Ends by input, in the unit of the input. */
export type Ranges<Name extends string> = Readonly<Record<Name, readonly [low: number, high: number]>>

/** A value of each input. */
export type Point<Name extends string> = Readonly<Record<Name, number>>

/** Any deterministic function of the inputs, in any unit. */
export type Output<Name extends string> = (point: Point<Name>) => number

/** Names in the order of the object. */
export function namesIn<Name extends string>(ranges: Ranges<Name>): readonly Name[] {
  const names = Object.keys(ranges) as Name[]
  if (names.length === 0) throw new InvalidRange('inputs', [])
  for (const name of names) {
    const [low, high] = ranges[name]
    if (!(Number.isFinite(low) && Number.isFinite(high) && low < high && Number.isFinite(high - low)))
      throw new InvalidRange(name, ranges[name])
  }
  return names
}

/** The outputs at places in the unit cube, one coordinate for each of `names`. */
export function outputsAt<Name extends string>(
  f: Output<Name>,
  ranges: Ranges<Name>,
  places: readonly (readonly number[])[],
): Float64Array {
  const names = namesIn(ranges)
  return Float64Array.from(places, (place) => {
    const point = Object.fromEntries(
      names.map((name, side) => [name, valueAt(ranges[name], place[side]!)]),
    ) as Point<Name>
    const output = f(point)
    if (!Number.isFinite(output)) throw new InvalidOutput(point, output)
    return output
  })
}

function valueAt([low, high]: readonly [number, number], place: number): number {
  return place === 1 ? high : low + (high - low) * place
}

/** `measures`, in the order of `names`, by name. */
export function byName<Name extends string, Measure>(
  names: readonly Name[],
  measures: readonly Measure[],
): Readonly<Record<Name, Measure>> {
  return Object.fromEntries(names.map((name, side) => [name, measures[side]!])) as Record<Name, Measure>
}

/** `count`, if it is a whole number of at least `least`. */
export function checkCount(what: string, count: number, least: number): number {
  if (!(Number.isSafeInteger(count) && count >= least)) throw new TooFew(what, count, least)
  return count
}

/** The ends of a range are not finite, ascending numbers, or there is no range. */
export class InvalidRange extends RangeError {
  override readonly name = 'InvalidRange'
  constructor(input: string, range: readonly number[]) {
    super(`${input}: expected [low, high] with finite ends, low below high, got [${range.join(', ')}]`)
  }
}

/** The function's value at a point is no finite number. */
export class InvalidOutput extends RangeError {
  override readonly name = 'InvalidOutput'
  constructor(point: Readonly<Record<string, number>>, output: number) {
    super(`expected a finite output at ${JSON.stringify(point)}, got ${output}`)
  }
}

/** A count is too small, or no whole number. */
export class TooFew extends RangeError {
  override readonly name = 'TooFew'
  constructor(what: string, count: number, least: number) {
    super(`expected at least ${least} ${what} (a whole number), got ${count}`)
  }
}
