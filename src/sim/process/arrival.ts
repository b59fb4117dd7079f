/**
 * Arrival: a fleet with one purchase of machines on a given day.
 *
 * For questions about a purchase of a known size. Unit: TH/s, whole. Draws nothing.
 */
import { inRange } from './process.ts'
import type { Process } from './process.ts'
import type { Fleet } from './purchases.ts'

/** Mean number of arrivals a day. */
export interface ArrivalParameters {
  /** TH/s on day 0, and TH/s that arrive on `day`, at least 1. */
  readonly ths: number
  readonly bought: number
  readonly day: number
}

/**
 * Hash rate in TH/s.
 *
 * @throws {ParameterOutOfRange} when a parameter is outside its range.
 */
export function arrival({ ths, bought, day }: ArrivalParameters): Process<Fleet> {
  inRange('arrival', 'ths', ths, 0, 1e12)
  inRange('arrival', 'bought', bought, 0, 1e12)
  inRange('arrival', 'day', day, 1)
  return {
    name: 'hash-rate-purchases',
    initial: { ths: Math.floor(ths), bought: 0 },
    step: (state, _stream, today) =>
      today === day
        ? { ths: state.ths + Math.floor(bought), bought: Math.floor(bought) }
        : { ...state, bought: 0 },
  }
}
