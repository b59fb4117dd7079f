/**
 * USDT market maker: opens the BTCB/USDT pair and trades it to the exogenous price of BTC every day.
 *
 * Acts in the payment phase, before all trades of the day. It stands for all trade of BTC against USDT on
 * PancakeSwap. A price within the pair's fee of the exogenous price is left alone. It needs BTCB, USDT and
 * approvals of the router.
 */
import { KEPT, OF } from '../../../model/contracts/pancake/quotes.ts'
import { isqrt, UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { ONE, type Btcb } from '../../../model/kernel/units.ts'
import { call, type Agent, type Plan } from '../../agent.ts'
import { usdPerBtc } from '../../recording/gauge.ts'
import { dollarsOf } from '../../view/market-quote.ts'
import { deadlineOf } from '../plans/swap.ts'
import type { AgentView } from '../../view/agent-view.ts'

/** Account of the market maker. */
export const DOLLAR_DESK = 'dollar-desk'

/** Reserves outside the pair, as a multiple of those in it. A hundredfold move of BTC takes nine. */
const RESERVE = 10n

/** Keeps the BTCB/USDT pair at the market price; `depth` in BTCB wei. */
export function usdtMarketMaker({ depth }: { readonly depth: Btcb }): Agent {
  return {
    name: DOLLAR_DESK,
    people: [{ name: DOLLAR_DESK, btcb: (depth * (1n + RESERVE)) as Btcb }],
    phase: 'payment',
    prepare: (view) => {
      const amountUsdt = (depth * usdPerBtc(view)) / ONE
      return [
        call('binance', 'usdt.mint', { amount: amountUsdt * (1n + RESERVE) }),
        call('binance', 'usdt.transfer', { to: DOLLAR_DESK, amount: amountUsdt * (1n + RESERVE) }),
        call(DOLLAR_DESK, 'usdt.approve', { spender: 'router', amount: UINT256_MAX }),
        call(DOLLAR_DESK, 'btcb.approve', { spender: 'router', amount: UINT256_MAX }),
        call(DOLLAR_DESK, 'router.addLiquidity', {
          tokenA: 'btcb',
          tokenB: 'usdt',
          amountADesired: depth,
          amountBDesired: amountUsdt,
          amountAMin: 0n,
          amountBMin: 0n,
          to: DOLLAR_DESK,
          deadline: deadlineOf(view),
        }),
      ]
    },
    act: (view) => rebalance(view),
  }
}

/** Swap to the reserves at the exogenous price, at a constant product and without regard to the fee. */
function rebalance(view: AgentView): readonly Plan[] {
  const { usdt, btcb } = dollarsOf(view)
  const price = usdPerBtc(view)
  const off = usdt * ONE - btcb * price
  if ((off < 0n ? -off : off) * OF <= btcb * price * (OF - KEPT)) return []
  const target = isqrt((usdt * btcb * ONE) / price)
  const [path, amountA] =
    target > btcb
      ? [['btcb', 'usdt'] as const, target - btcb]
      : [['usdt', 'btcb'] as const, (target * price) / ONE - usdt]
  // In a pair of some hundred wei the price may be off by more than the fee, and no whole wei be nearer.
  if (amountA <= 0n) return []
  return [
    [
      call(DOLLAR_DESK, 'router.swapExactTokensForTokens', {
        amountA,
        limit: 0n,
        path,
        to: DOLLAR_DESK,
        deadline: deadlineOf(view),
      }),
    ],
  ]
}
