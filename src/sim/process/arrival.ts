/**
 * Arrival: machines that run from one day on, and no others come or go.
 *
 * For questions about a purchase of a known size. Unit: TH/s, whole. Draws nothing.
 */
import { inRange } from './process.ts'
import type { Process } from './process.ts'
import type { Fleet } from './purchases.ts'

export interface ArrivalParameters {
  /** TH/s that run from day 0 on, and that come on `day`, from 1 on. */
  readonly ths: number
  readonly bought: number
  readonly day: number
}

/** Hash rate in TH/s. Throws {@link ParameterOutOfRange}. */
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
