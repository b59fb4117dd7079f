/**
 * Shock: a named episode of the past as relative effects, by the day since its start.
 *
 * Day 0 is the last day before the episode and has no effect. Between two points an effect is linear; after
 * the last one it stays. Effects are exact decimal text; a process reads them as the nearest float64.
 */

/** Points of a piecewise-linear path, by ascending day since the start, from day 1 on. */
export type Path = readonly (readonly [day: number, value: string])[]

/** A shock of the past: what it did to the environment, day by day, with its source. */
export interface Shock {
  /** Lower-case letters, digits and hyphens. */
  readonly name: string
  readonly title: string
  /** The last day before the episode, as YYYY-MM-DD. */
  readonly from: string
  /** The last day of its record; points after it are assumptions. */
  readonly to: string
  /** Factor of the BTC price. */
  readonly btc?: Path
  /**
   * Factor of difficulty and hash rate. With it, the network does not see the shock's BTC price, since the
   * recorded response is already in the path. Without it, the network responds as its own model does.
   */
  readonly difficulty?: Path
  /** Added to the fees of a block, as a share of its subsidy. */
  readonly fees?: Path
  /** Factor of the gas price of BNB Smart Chain. */
  readonly gas?: Path
  /** Whether the next halving comes on day 1. */
  readonly halving?: boolean
  /** Where dates and effects come from. At least one. */
  readonly sources: readonly string[]
  /** What is known of the episode and is not in these effects. */
  readonly leavesOut: readonly string[]
}

/**
 * The value of a path on a day since the start; `neutral` on day 0 and before.
 *
 * @throws {InvalidPath} when the days are not ascending from 1 on, or a value is no decimal number above 0.
 */
export function valueOn(path: Path, day: number, neutral: number): number {
  let [fromDay, from] = [0, neutral]
  for (const [toDay, text] of path) {
    const to = Number(text)
    if (!(Number.isSafeInteger(toDay) && toDay > fromDay && DECIMAL.test(text) && (to > 0 || neutral === 0)))
      throw new InvalidPath(path)
    if (day <= fromDay) return from
    if (day <= toDay) return from + ((to - from) * (day - fromDay)) / (toDay - fromDay)
    ;[fromDay, from] = [toDay, to]
  }
  return day <= 0 ? neutral : from
}

const DECIMAL = /^\d+(?:\.\d{1,18})?$/

/** The points of a path are out of order, or a value cannot be read. */
export class InvalidPath extends RangeError {
  override readonly name = 'InvalidPath'
  constructor(path: Path) {
    const points = path.map(([day, value]) => `${day}: ${value}`).join(', ')
    super(`expected ascending whole days from 1 on, each with a decimal number above 0, got ${points}`)
  }
}
