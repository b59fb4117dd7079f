/**
 * Outages of the bridge: a Markov chain with the states up and down.
 *
 * It changes state at the start of a day. Up-times and outages are geometric with the given means, so the
 * long-run share of up-time is meanUp / (meanUp + meanDown). The means are assumptions.
 */
import { bernoulli } from '../random/uniform.ts'
import { inRange } from './process.ts'
import type { Process } from './process.ts'

export interface Bridge {
  readonly up: boolean
}

/** Mean days up and down of the bridge. */
export interface OutageParameters {
  /** Mean days between the end of an outage and the start of the next, at least 1. */
  readonly meanUpDays: number
  /** Mean days of an outage, at least 1. */
  readonly meanDownDays: number
}

/** Two outages a year of three days each, on average. */
export const BRIDGE_OUTAGES: OutageParameters = { meanUpDays: 180, meanDownDays: 3 }

/**
 * The bridge, up on day 0. Two words a day.
 *
 * @throws {ParameterOutOfRange} when a parameter is outside its range.
 */
export function bridge({ meanUpDays, meanDownDays }: OutageParameters = BRIDGE_OUTAGES): Process<Bridge> {
  inRange('bridge', 'meanUpDays', meanUpDays, 1)
  inRange('bridge', 'meanDownDays', meanDownDays, 1)
  return {
    name: 'bridge',
    initial: { up: true },
    step: (state, stream) => {
      const changes = bernoulli(stream, 1 / (state.up ? meanUpDays : meanDownDays))
      return { up: changes ? !state.up : state.up }
    },
  }
}
