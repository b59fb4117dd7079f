/**
 * The dollar desk: has opened the BTCB/USDT pair, and brings it to the outside price of BTC every morning.
 *
 * It stands for everybody who trades BTC against dollars on PancakeSwap. Within the pair's fee of the outside price it leaves it alone.
 */
import { KEPT, OF } from '../../../model/contracts/pancake/quotes.ts'
import { isqrt, UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { ONE, type Btcb } from '../../../model/kernel/units.ts'
import { call, type Agent, type Plan } from '../../agent.ts'
import { usdPerBtc } from '../../recording/gauge.ts'
import { dollarsOf } from '../../view/market-quote.ts'
import { deadlineOf } from '../plans/swap.ts'
import type { AgentView } from '../../view/agent-view.ts'

const NAME = 'dollar-desk'

/** What it has beside the pair, in times of what is in it: enough for BTC to rise or fall a hundredfold, which takes nine. */
const RESERVE = 10n

export function usdtMarketMaker({ depth }: { readonly depth: Btcb }): Agent {
  return {
    name: NAME,
    people: [{ name: NAME, btcb: (depth * (1n + RESERVE)) as Btcb }],
    phase: 'payment',
    prepare: (view) => {
      const dollars = (depth * usdPerBtc(view)) / ONE
      return [
        call('binance', 'usdt.mint', { amount: dollars * (1n + RESERVE) }),
        call('binance', 'usdt.transfer', { to: NAME, amount: dollars * (1n + RESERVE) }),
        call(NAME, 'usdt.approve', { spender: 'router', amount: UINT256_MAX }),
        call(NAME, 'btcb.approve', { spender: 'router', amount: UINT256_MAX }),
        call(NAME, 'router.addLiquidity', {
          tokenA: 'btcb',
          tokenB: 'usdt',
          amountADesired: depth,
          amountBDesired: dollars,
          amountAMin: 0n,
          amountBMin: 0n,
          to: NAME,
          deadline: deadlineOf(view),
        }),
      ]
    },
    act: (view) => rebalance(view),
  }
}

/** To the reserves whose product is what it is and whose ratio is the outside price, fee aside. */
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
  return [
    [
      call(NAME, 'router.swapExactTokensForTokens', {
        amountA,
        limit: 0n,
        path,
        to: NAME,
        deadline: deadlineOf(view),
      }),
    ],
  ]
}
