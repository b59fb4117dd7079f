import { describe, expect, test } from 'vitest'

import { saleToLowerPrice } from '../../../../src/model/planning/great-reset/sale.ts'
import { amt } from '../../../../src/model/kernel/units.ts'
import { whale, WHALE } from '../../../../src/sim/agents/holders/whale.ts'
import { finalBalance, runAgents } from '../../../support/run-agents.ts'

/** A price impact of 10% a day, from day 2 on. */
const spec = { amt: amt('20'), from: 2, impactBps: 1_000n, slippageBps: 0n }

describe('the whale', () => {
  const { summary, result } = runAgents([whale(spec)], 10)

  test('sells the least AMT a day that lowers the price by its impact', () => {
    const pools = summary.closes.map(({ view }) => view.pool())
    const [before, after] = [pools[1]!, pools[2]!]
    const [{ amt: sold, day }] = summary.trades as [(typeof summary.trades)[number]]
    expect(day).toBe(2)
    expect(after.btcb * before.amt * 10n).toBeLessThanOrEqual(before.btcb * after.amt * 9n)
    expect(sold).toBe(saleToLowerPrice(before, { n: 10n, d: 9n }))
    // √(10/9) - 1 of the pool's 100 AMT are 5.41, and a little less since the fee stays in it.
    expect(Number(sold) / 1e18).toBeGreaterThan(5.41)
    expect(Number(sold) / 1e18).toBeLessThan(5.42)
  })

  test('sells until nothing is left, the last slice being the rest', () => {
    expect(result.reverts).toEqual({})
    expect(summary.trades.map(({ by, kind, day }) => [by, kind, day])).toEqual(
      [2, 3, 4, 5].map((day) => [WHALE, 'sell', day]),
    )
    expect(summary.trades.reduce((sum, trade) => sum + trade.amt, 0n)).toBe(amt('20'))
    expect(finalBalance(summary, 'amt', WHALE)).toBe(0n)
    const [first, , , last] = summary.trades
    expect(last!.amt).toBeLessThan(first!.amt)
  })

  test('does nothing before its day', () => {
    expect(runAgents([whale({ ...spec, from: 5 })], 5).summary.trades).toEqual([])
  })
})
