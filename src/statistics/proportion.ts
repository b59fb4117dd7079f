/**
 * Interval of a probability, from a number of successes in independent trials.
 *
 * The interval of C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in
 * the case of the binomial", Biometrika 26 (1934): each tail has at most half of what `level` leaves, so it
 * covers the true probability with at least `level`, whatever the probability.
 */
import { inverseIncompleteBeta } from './beta.ts'
import { checkLevel } from './level.ts'

/** Lower and upper bound, in the unit of what they bound. */
export interface Bounds {
  readonly low: number
  readonly high: number
}

/**
 * The exact interval of a probability.
 *
 * @param successes whole number from 0 to `trials`
 * @param trials whole number, at least 1
 * @param level probability with which the interval covers the truth, at least; 0.95 for 95%
 * @throws {InvalidCount} when the counts are not whole numbers with 0 <= successes <= trials and trials >= 1.
 * @throws {InvalidLevel} when the level is not between 0 and 1.
 */
export function clopperPearson(successes: number, trials: number, level = 0.95): Bounds {
  if (!(Number.isSafeInteger(trials) && trials >= 1 && Number.isInteger(successes)))
    throw new InvalidCount(successes, trials)
  if (!(successes >= 0 && successes <= trials)) throw new InvalidCount(successes, trials)
  const tail = (1 - checkLevel(level)) / 2
  return {
    low: successes === 0 ? 0 : inverseIncompleteBeta(tail, successes, trials - successes + 1),
    high: successes === trials ? 1 : inverseIncompleteBeta(1 - tail, successes + 1, trials - successes),
  }
}

/** Successes and trials that cannot be counts. */
export class InvalidCount extends RangeError {
  override readonly name = 'InvalidCount'
  constructor(successes: number, trials: number) {
    super(
      `expected whole numbers of successes and trials, 0 <= successes <= trials and trials >= 1, got ${successes} of ${trials}`,
    )
  }
}
