/** Plans of drawdown sellers, by stated falls of the price. */
import { describe, expect, test } from 'vitest'

import { btcbForSelling } from '../../../../src/model/contracts/pancake/quotes.ts'
import { ONE, type Amt } from '../../../../src/model/kernel/units.ts'
import { drawdownSellers } from '../../../../src/sim/agents/holders/drawdown-sellers.ts'
import { poolOf } from '../../../model/planning/arbitrage/small.ts'
import { endsOf, madeUpView } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

/** The pool after a fall, in percent, from 0.01 BTCB per AMT. */
const poolAt = (fall: number) => poolOf(100n * ONE, (ONE * BigInt(100 - fall)) / 100n)

const sellers = (count: number, thresholds: readonly [number, number]) =>
  drawdownSellers({
    name: 'seller',
    count,
    amt: 12n as Amt,
    lookBack: 30,
    thresholds,
    partPct: 50n,
    exit: 'pool',
    slippageBps: 300n,
  })

/** Plans of all days of a week at this fall, in percent, if each owns as much. */
const plansAt = (count: number, thresholds: readonly [number, number], fall: number, owned = ONE) =>
  Array.from({ length: 7 }, (_, day) =>
    sellers(count, thresholds).act(
      madeUpView({
        day,
        pool: poolAt(fall),
        history: endsOf([{ payments: 0n, price: ONE / 100n }]),
        balances: Object.fromEntries(
          Array.from({ length: count }, (_each, index) => [`seller-${index + 1} amt`, owned]),
        ),
      }),
      anyStream(),
    ),
  ).flat()

describe('drawdown sellers', () => {
  test('have AMT by Zipf’s law', () => {
    expect(sellers(3, [20, 60]).people).toEqual([
      { name: 'seller-1', amt: 7n },
      { name: 'seller-2', amt: 3n },
      { name: 'seller-3', amt: 2n },
    ])
  })

  test('have thresholds in equal steps from the first to the last, at which they sell', () => {
    const sold = (fall: number) => plansAt(3, [20, 60], fall).length
    expect([19, 20, 39, 40, 59, 60].map(sold)).toEqual([0, 1, 1, 2, 2, 3])
    // One alone has the first.
    expect([19, 20].map((fall) => plansAt(1, [20, 60], fall).length)).toEqual([0, 1])
    expect([39, 40].map((fall) => plansAt(2, [0, 40], fall).length)).toEqual([1, 2])
  })

  test('sell their part within their slippage, and nothing of nothing', () => {
    expect(plansAt(1, [20, 20], 50)).toMatchObject([
      [
        {
          by: 'seller-1',
          args: { amountA: ONE / 2n, limit: (btcbForSelling(poolAt(50), (ONE / 2n) as Amt) * 97n) / 100n },
        },
      ],
    ])
    expect(plansAt(3, [20, 60], 90, 1n)).toEqual([])
  })
})
