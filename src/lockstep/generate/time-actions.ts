/**
 * Commands of the clock: seconds, days, the lock's end, and once in a while long enough to wrap the pair's
 * 32-bit clock.
 */
import { LOCK_SECONDS } from '../../model/contracts/locker.ts'
import { SECONDS_PER_DAY } from '../../model/kernel/units.ts'
import type { Command } from './context.ts'

const WRAP = 1n << 32n

export const wait: Command = (context, entropy) => {
  const untilRelease = context.domain.lockerExists
    ? (context.read({ on: 'locker', fn: 'releaseTime', args: [] }) as bigint) - context.now
    : LOCK_SECONDS
  const soon = untilRelease > 0n ? untilRelease : 0n
  const seconds = entropy.weighted([
    [5, BigInt(1 + entropy.below(3600))],
    [5, SECONDS_PER_DAY],
    [2, BigInt(entropy.below(365)) * SECONDS_PER_DAY],
    [1, soon],
    [0.5, soon > 0n ? soon - 1n : 0n],
    [0.2, 0n],
    [0.3, 1n],
    [0.2, WRAP],
  ])
  return [{ wait: seconds }]
}
