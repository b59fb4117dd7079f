/**
 * Unlocker: the owner releases the locked liquidity as soon as the locker allows it, and withdraws it from
 * the pool.
 *
 * Acts during the day, every day while the locker holds liqAMT; `release` reverts until two years have
 * passed. The withdrawal is in the same plan. It needs an approval of Master.
 */
import { approveAll, call, type Agent } from '../../agent.ts'

/** Withdraws the locked liquidity when its lock ends. */
export function unlocker(): Agent {
  return {
    name: 'unlocker',
    people: [],
    phase: 'day',
    prepare: () => [approveAll('owner', 'liqAmt', 'master')],
    act: (view) => {
      const amount = view.balance('liqAmt', 'locker')
      return amount === 0n
        ? []
        : [[call('owner', 'locker.release', {}), call('owner', 'master.removeLiquidity', { amount })]]
    },
  }
}
