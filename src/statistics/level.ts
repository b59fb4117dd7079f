/**
 * Level of an interval: the probability with which it covers the truth. Probability of a quantile.
 */

/** `level`, if it is between 0 and 1, both excluded. */
export function checkLevel(level: number): number {
  if (!(level > 0 && level < 1)) throw new InvalidLevel(level)
  return level
}

/** A level or a probability is not between 0 and 1. */
export class InvalidLevel extends RangeError {
  override readonly name = 'InvalidLevel'
  constructor(level: number) {
    super(`expected a level or probability between 0 and 1, both excluded (0.95 for 95%), got ${level}`)
  }
}
