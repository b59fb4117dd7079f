/**
 * Readings: a deterministic price through given points, log-linear between them and constant after the last.
 *
 * For historical or hypothetical price paths. Unit: USD per BTC. Draws nothing.
 */
import { exp } from '../math/exp.ts'
import { log } from '../math/log.ts'
import type { Price } from './gbm.ts'
import { inRange } from './process.ts'
import type { Process } from './process.ts'

/** A value that was read on a day, with its source. */
export interface Reading {
  readonly day: number
  readonly usd: number
}

/**
 * BTC in USD through `points`, in ascending order of days, the first on day 0.
 *
 * @throws {UnorderedReadings} when the days are not in that order.
 * @throws {ParameterOutOfRange} when a price is not positive.
 */
export function readings(points: readonly Reading[]): Process<Price> {
  for (const [i, { day, usd }] of points.entries()) {
    inRange('readings', `points[${i}].usd`, usd, Number.MIN_VALUE)
    if (i > 0 && !(day > points[i - 1]!.day)) throw new UnorderedReadings(points)
  }
  if (points[0]?.day !== 0) throw new UnorderedReadings(points)
  return {
    name: 'btc-price',
    initial: { usd: points[0].usd },
    step: (_state, _stream, day) => ({ usd: between(points, day) }),
  }
}

function between(points: readonly Reading[], day: number): number {
  const index = points.findLastIndex((point) => point.day <= day)
  const [from, to] = [points[index]!, points[index + 1]]
  if (to === undefined || from.day === day) return from.usd
  return from.usd * exp((log(to.usd / from.usd) * (day - from.day)) / (to.day - from.day))
}

/** The points do not start on day 0 in ascending order. */
export class UnorderedReadings extends RangeError {
  override readonly name = 'UnorderedReadings'
  constructor(points: readonly Reading[]) {
    super(
      `expected readings from day 0 in ascending order, got days ${points.map(({ day }) => day).join(', ') || 'none'}`,
    )
  }
}
