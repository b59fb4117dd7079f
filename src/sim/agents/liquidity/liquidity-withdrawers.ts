/**
 * Liquidity withdrawers: providers who withdraw a share of their liquidity on one day, wrapped by Master or
 * raw on PancakeSwap.
 *
 * They act during day `day`; raw providers withdraw without minimums. The accounts belong to other agents,
 * which must have approved Master for liqAMT and the router for LP tokens.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import { BASIS_POINTS } from '../../../model/kernel/units.ts'
import { call, type Agent, type Plan } from '../../agent.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { deadlineOf } from '../plans/swap.ts'

/** Parameters of {@link liquidityWithdrawers}. */
export interface LiquidityWithdrawers {
  /** Providers who hold liqAMT. */
  readonly names: readonly Account[]
  /** Providers who hold LP tokens. @default [] */
  readonly raw?: readonly Account[]
  readonly day: number
  /** Share of their liqAMT or LP tokens that they withdraw, in basis points. */
  readonly part: bigint
}

/** Providers that withdraw part of their liquidity on a day. */
export function liquidityWithdrawers({ names, raw = [], day, part }: LiquidityWithdrawers): Agent {
  return {
    name: 'liquidity-withdrawers',
    people: [],
    phase: 'day',
    act: (view) => {
      if (view.day !== day) return []
      const partOf = (token: 'liqAmt' | 'pair', by: Account): bigint =>
        (view.balance(token, by) * part) / BASIS_POINTS
      return [
        ...names.map((by) => unwrap(by, partOf('liqAmt', by))),
        ...raw.map((by) => withdraw(view, by, partOf('pair', by))),
      ].filter((plan) => plan.length > 0)
    },
  }
}

const unwrap = (by: Account, amount: bigint): Plan =>
  amount === 0n ? [] : [call(by, 'master.removeLiquidity', { amount })]

const withdraw = (view: AgentView, by: Account, liquidity: bigint): Plan =>
  liquidity === 0n
    ? []
    : [
        call(by, 'router.removeLiquidity', {
          tokenA: 'amt',
          tokenB: 'btcb',
          liquidity,
          amountAMin: 0n,
          amountBMin: 0n,
          to: by,
          deadline: deadlineOf(view),
        }),
      ]
