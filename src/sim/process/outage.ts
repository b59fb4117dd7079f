/**
 * Outages of the bridge: on most days it works, at times it is down for a while.
 *
 * A Markov chain on two states; it moves at the start of a day. Up-times and outages are geometric with the given means, so
 * the bridge is up for a share meanUp / (meanUp + meanDown) of the time. The means are this project's assumptions.
 */
import { bernoulli } from '../random/uniform.ts'
import { inRange } from './process.ts'
import type { Process } from './process.ts'

export interface Bridge {
  readonly up: boolean
}

export interface OutageParameters {
  /** Mean days between the end of an outage and the start of the next, at least 1. */
  readonly meanUpDays: number
  /** Mean days of an outage, at least 1. */
  readonly meanDownDays: number
}

/** Two outages a year of three days each, on average. */
export const BRIDGE_OUTAGES: OutageParameters = { meanUpDays: 180, meanDownDays: 3 }

/** The bridge, up on day 0. Two words a day. Throws {@link ParameterOutOfRange}. */
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
