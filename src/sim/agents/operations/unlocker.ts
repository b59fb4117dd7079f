/**
 * The unlocker: the project takes its liquidity back as soon as the locker lets it.
 *
 * It asks every day; the locker refuses until two years are over. What comes out, liqAMT, is turned into AMT and BTCB at once.
 */
import { approveAll, call, type Agent } from '../../agent.ts'

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
