/**
 * Drawdown of a series of values: how far, and how long, it stays below what it had reached.
 *
 * Values are positive (a price, the value of a position); steps are equally long, such as days.
 */

export interface Drawdown {
  /** Largest fall from a peak, as a fraction of the peak: 0 for a series that never falls. */
  readonly share: number
  /** Index of the peak; of the first largest fall, the last peak before it. */
  readonly peak: number
  /** Index of the first lowest value after that peak. */
  readonly trough: number
  /** Index of the first value that reaches the peak again; absent if none does. */
  readonly recovery?: number
}

/**
 * The largest fall of the series.
 *
 * @throws {NotPositive} when a value is not positive and finite, or there is none.
 */
export function maximumDrawdown(series: ArrayLike<number>): Drawdown {
  const values = positive(series)
  let [peak, worst] = [0, { share: 0, peak: 0, trough: 0 }]
  values.forEach((value, index) => {
    if (value >= values[peak]!) peak = index
    const share = (values[peak]! - value) / values[peak]!
    if (share > worst.share) worst = { share, peak, trough: index }
  })
  const recovery = values.findIndex((value, index) => index > worst.trough && value >= values[worst.peak]!)
  return { ...worst, ...(recovery < 0 || worst.share === 0 ? {} : { recovery }) }
}

/** Days below an earlier peak: in total, and the most in a row. */
export interface UnderWater {
  /** Steps whose value is below an earlier one. */
  readonly total: number
  /** The most such steps in a row. */
  readonly longest: number
  /** `total` as a fraction of all steps after the first value; 0 if there is only one value. */
  readonly share: number
  /** Whether the last value is below an earlier one, so that the last spell is not over. */
  readonly atEnd: boolean
}

/**
 * How long the series is below the highest value before.
 *
 * @throws {NotPositive} when a value is not positive and finite, or there is none.
 */
export function timeUnderWater(series: ArrayLike<number>): UnderWater {
  const values = positive(series)
  let [top, total, run, longest] = [0, 0, 0, 0]
  for (const value of values) {
    run = value < top ? run + 1 : 0
    if (run > 0) total++
    top = Math.max(top, value)
    longest = Math.max(longest, run)
  }
  return { total, longest, share: values.length < 2 ? 0 : total / (values.length - 1), atEnd: run > 0 }
}

function positive(series: ArrayLike<number>): readonly number[] {
  const values = Array.from(series)
  const wrong = values.findIndex((value) => !(value > 0 && value < Infinity))
  if (values.length === 0 || wrong >= 0) throw new NotPositive(wrong, values[wrong])
  return values
}

/** A series has a value that is not positive and finite, or no value. */
export class NotPositive extends RangeError {
  override readonly name = 'NotPositive'
  constructor(index: number, value: number | undefined) {
    super(
      value === undefined
        ? 'expected at least one value, got none'
        : `expected positive, finite values, got ${value} at index ${index}`,
    )
  }
}
