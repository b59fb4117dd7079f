/**
 * Abstract states of time that passes.
 */
import { SECONDS_PER_DAY } from '../../model/kernel/units.ts'
import { passage, type AbstractState } from './abstract-state.ts'

const WRAP = 1n << 32n

export const TIME_STATES: readonly AbstractState[] = [
  passage('time: none', 'A wait of zero seconds.', ({ wait }) => wait === 0n),
  passage('time: a second', 'A wait of one second.', ({ wait }) => wait === 1n),
  passage(
    'time: within the window',
    'A wait of less than 30 minutes.',
    ({ wait }) => wait > 1n && wait < 1_800n,
  ),
  passage('time: a day', 'A wait of exactly a day.', ({ wait }) => wait === SECONDS_PER_DAY),
  passage(
    'time: a year',
    'A wait of more than 300 days.',
    ({ wait }) => wait > 300n * SECONDS_PER_DAY && wait < WRAP,
  ),
  passage('time: wraps', 'The 32-bit clock of the pairs wraps.', ({ before, after }) => {
    return before.timestamp / WRAP < after.timestamp / WRAP
  }),
  passage('time: to the deadline', 'The clock stops at the deadline of the airdrop.', ({ after, wait }) => {
    return wait > 0n && after.timestamp === after.distributor?.deadline
  }),
]
