/**
 * Parameters of the scenario `liquidity-flight`, with their units, ranges and sources.
 */
import { LOCK_SECONDS } from '../../model/contracts/locker.ts'
import { SECONDS_PER_DAY } from '../../model/kernel/units.ts'
import { flag, percent, type Settings } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE, NEARLY_UNLOCKED } from '../shared/july-2023.ts'
import { MINING } from '../shared/mining.ts'
import { PARTICIPANTS } from '../shared/participants.ts'
import { PAYMENT } from '../shared/payment.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'

export const PARAMETERS = {
  projectLeaves: flag({
    title: 'Whether the project withdraws its liquidity when the lock ends',
    default: 'true',
  }),
  flight: percent({
    title: 'Share of the other liquidity withdrawn five days after the lock ends (assumption)',
    default: '50',
    min: '0',
    max: '100',
  }),
  whale: percent({
    title:
      'Share of the AMT supply that a whale exits with at the end, out of all wallets in proportion, and then the reserve (assumption)',
    default: '5',
    min: '0',
    max: '50',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...POOL_TERMS,
  daysSinceLaunch: {
    ...POOL_TERMS.daysSinceLaunch,
    title:
      'Days from the launch to 12 July 2023, so that the lock of 730 days ends within the run (given by the question)',
    default: String(NEARLY_UNLOCKED),
  },
  ...MINING,
  ...PARTICIPANTS,
}

export type Flight = Settings<typeof PARAMETERS>

const LOCK_DAYS = Number(LOCK_SECONDS / SECONDS_PER_DAY)

/** Days of a run on which the lock ends, the other liquidity leaves, and the whale exits. */
export function daysOf({ daysSinceLaunch }: Pick<Flight, 'daysSinceLaunch'>): {
  readonly unlocked: number
  readonly flight: number
  readonly whale: number
} {
  const unlocked = Math.max(0, LOCK_DAYS - daysSinceLaunch)
  return { unlocked, flight: unlocked + 5, whale: unlocked + 9 }
}
