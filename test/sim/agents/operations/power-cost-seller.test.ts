import { describe, expect, test } from 'vitest'

import { btcbForSelling } from '../../../../src/model/contracts/pancake/quotes.ts'
import { amtToSellUp } from '../../../../src/model/economics/costs.ts'
import { FARM } from '../../../../src/model/economics/mining.ts'
import { amt, type Amt } from '../../../../src/model/kernel/units.ts'
import { powerCostSeller, UTILITY } from '../../../../src/sim/agents/operations/power-cost-seller.ts'
import { daysWork, type Treasury } from '../../../../src/sim/agents/operations/treasury.ts'
import { calls, anyStream, viewWith, finalBalance, runAgents } from '../../../support/run-agents.ts'

const spec: Treasury = { costs: 'retained', farm: FARM, vaultShare: 20n }

describe('the power-cost seller', () => {
  const { summary, result } = runAgents([powerCostSeller(spec)], 6)
  const initial = summary.start.view
  const sales = calls(result, 'router.swapExactTokensForTokens').map(
    ({ args }) => args as { amountA: Amt; limit: bigint; to: string },
  )

  test('sells the least AMT that covers the cost, and sends the proceeds to the utility', () => {
    const { power } = daysWork(spec, initial.environment)
    const [{ amountA, limit, to }] = sales as [(typeof sales)[number]]
    expect(to).toBe(UTILITY)
    const proceeds = btcbForSelling(initial.pool(), amountA)
    expect(proceeds).toBeGreaterThanOrEqual(power)
    expect(btcbForSelling(initial.pool(), (amountA - 1n) as Amt)).toBeLessThan(power)
    expect(limit).toBe((proceeds * 90n) / 100n)
    expect(summary.closes[0]!.view.balance('btcb', UTILITY)).toBe(proceeds)
  })

  test('sells all that is left if that is not enough, and nothing afterwards', () => {
    // Some 0.3 BTCB a day: on the fourth day the pool of 1 BTCB would need more than the owner's 500 AMT.
    const owned = summary.closes.map(({ view }) => view.balance('amt', 'owner'))
    const last = owned.indexOf(0n)
    expect(last).toBeGreaterThan(0)
    expect(sales).toHaveLength(last + 1)
    expect(sales.at(-1)!.amountA).toBe(owned[last - 1])
    const before = summary.closes[last - 1]!.view.pool()
    const { power } = daysWork(spec, summary.closes[last]!.view.environment)
    expect(amtToSellUp(power, before) ?? amt('1000000')).toBeGreaterThan(owned[last - 1]!)
    expect(finalBalance(summary, 'amt', 'owner')).toBe(0n)
    expect(result.reverts).toEqual({})
  })

  test('sells everything if the pool has less than the cost, and nothing if there is no cost', () => {
    const at = (value: number) =>
      powerCostSeller(spec).act(viewWith(initial, { environment: { power: { value } } }), anyStream())
    expect(at(10)).toMatchObject([[{ args: { amountA: amt('500') } }]])
    expect(at(0)).toEqual([])
  })
})
