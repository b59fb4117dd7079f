/**
 * Long runs: several years in the same world as the baseline, with weekly payments.
 *
 * Shared by the scenarios about the split of payments.
 */
import { treasury } from '../../sim/agents/operations/treasury.ts'
import type { Agent } from '../../sim/agent.ts'
import { integer, type Settings } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE } from './july-2023.ts'
import { MINING, treasuryOf } from './mining.ts'
import { PAYMENT } from './payment.ts'
import { PARTICIPANTS, participants } from './participants.ts'

export const LONG_RUN = {
  every: integer({
    title: 'Days between payments (weekly for speed; the floor at the end of a week is the same)',
    unit: 'days',
    default: '7',
    min: '1',
    max: '365',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...MINING,
  ...PARTICIPANTS,
}

export type LongRun = Settings<typeof LONG_RUN>

/** Treasury and participants. */
export function longRunAgents(settings: LongRun): readonly Agent[] {
  return [treasury({ ...treasuryOf(settings), every: settings.every }), ...participants(settings)]
}
