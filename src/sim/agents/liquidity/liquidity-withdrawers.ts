/**
 * LiquidityWithdrawers: wrapped liquidity providers, whom another agent brings, who take a part of their liquidity out on one day.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import { call, type Agent } from '../../agent.ts'
import { BASIS_POINTS } from '../../../model/kernel/units.ts'

export interface LiquidityWithdrawers {
  readonly names: readonly Account[]
  readonly day: number
  /** What they take out, in ten-thousandths of their liqAMT; they have allowed Master to burn it. */
  readonly part: bigint
}

export function liquidityWithdrawers({ names, day, part }: LiquidityWithdrawers): Agent {
  return {
    name: 'deserters',
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
