/**
 * Liquidity withdrawers: wrapped liquidity providers who withdraw a share of their liquidity on one day.
 *
 * They act during day `day`. The accounts belong to another agent, which must have approved Master for
 * liqAMT.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import { call, type Agent } from '../../agent.ts'
import { BASIS_POINTS } from '../../../model/kernel/units.ts'

export interface LiquidityWithdrawers {
  readonly names: readonly Account[]
  readonly day: number
  /** Share of their liqAMT that they withdraw, in basis points. */
  readonly part: bigint
}

export function liquidityWithdrawers({ names, day, part }: LiquidityWithdrawers): Agent {
  return {
    name: 'liquidity-withdrawers',
    people: [],
    phase: 'day',
    act: (view) =>
      view.day !== day
        ? []
        : names.flatMap((by) => {
            const amount = (view.balance('liqAmt', by) * part) / BASIS_POINTS
            return amount === 0n ? [] : [[call(by, 'master.removeLiquidity', { amount })]]
          }),
  }
}
