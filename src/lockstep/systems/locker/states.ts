/**
 * Abstract states of the liquidity locker: the seconds around its end, and what it holds besides the lock.
 */
import { balanceOf } from '../../../model/contracts/token.ts'
import { passage, state, type AbstractState } from '../abstract-state.ts'

export const LOCKER_STATES: readonly AbstractState[] = [
  state(
    'locker: released at its end',
    'The liquidity is released in the first possible second.',
    ['locker.release'],
    'ok',
    ({ before: { timestamp, locker } }) => timestamp === locker?.releaseTime,
  ),
  state(
    'locker: released a second later',
    'The liquidity is released in the second possible second.',
    ['locker.release'],
    'ok',
    ({ before: { timestamp, locker } }) => locker !== undefined && timestamp === locker.releaseTime + 1n,
  ),
  state(
    'locker: a second early',
    'A release comes one second too early.',
    ['locker.release'],
    'StillLocked',
    ({ before: { timestamp, locker } }) => locker !== undefined && timestamp + 1n === locker.releaseTime,
  ),
  state(
    'locker: LP without liqAMT',
    'A release of LP tokens only.',
    ['locker.release'],
    'ok',
    ({ before }) => balanceOf(before, 'liqAmt', 'locker') === 0n,
  ),
  state(
    'locker: liqAMT without LP',
    'A release of liqAMT only.',
    ['locker.release'],
    'ok',
    ({ before }) => balanceOf(before, 'pair', 'locker') === 0n,
  ),
  state(
    'locker: more than its own',
    'A release of more LP tokens than liqAMT: somebody has sent some.',
    ['locker.release'],
    'ok',
    ({ before }) => {
      const receipts = balanceOf(before, 'liqAmt', 'locker')
      return receipts > 0n && balanceOf(before, 'pair', 'locker') > receipts
    },
  ),
  state(
    'locker: claims and sweeps',
    'A claim sends BTCB along that somebody has sent to the locker.',
    ['locker.charge'],
    'ok',
    ({ before }) => balanceOf(before, 'btcb', 'locker') > 0n,
  ),
  state(
    'locker: claims after its release',
    'A claim for a payment before the release, made after it.',
    ['locker.charge'],
    'ok',
    ({ before }) => balanceOf(before, 'liqAmt', 'locker') === 0n,
  ),
  state('locker: no share', 'A claim that rounds to nothing.', ['locker.charge'], 'ok', ({ events }) =>
    events.every(({ name }) => name !== 'Transfer'),
  ),
  passage(
    'locker: time to its end',
    'The clock stops in the first second after the lock.',
    ({ after, wait }) => {
      return wait > 0n && after.timestamp === after.locker?.releaseTime
    },
  ),
]
