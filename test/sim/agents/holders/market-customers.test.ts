import { describe, expect, test } from 'vitest'

import { LOT } from '../../../../src/model/contracts/market.ts'
import { amt, usdt } from '../../../../src/model/kernel/units.ts'
import { customers, type Customers } from '../../../../src/sim/agents/holders/market-customers.ts'
import { marketKeeper } from '../../../../src/sim/agents/operations/market-keeper.ts'
import { calls, finalBalance, runAgents } from '../../../support/run-agents.ts'

const DAYS = 40
const spec: Customers = { usdt: usdt('1000000'), perDay: 10, meanUsd: 100, meanPremium: 0.1 }

describe('Market customers', () => {
  /** A run with the Market at this premium over the pool, in basis points, updated daily. */
  const run = (premium: bigint, who: Customers = spec) =>
    runAgents(
      [marketKeeper({ stock: amt('400'), usdt: usdt('0'), premium, fee: 0n, every: 1 }), customers(who)],
      DAYS,
    )

  const spent = (result: ReturnType<typeof run>['result']): readonly bigint[] =>
    calls(result, 'market.buy').map(({ args }) => (args as { amountUsdt: bigint }).amountUsdt)

  test('all buy if the Market is not more expensive than the pool', () => {
    const { result, summary } = run(-5_000n)
    const amounts = spent(result)
    expect(result.reverts).toEqual({})
    // Poisson with mean 400 and so a standard deviation of 20; the mean of so many exponentials of mean 100
    // has one of 5. Five of each.
    expect(Math.abs(amounts.length - 400)).toBeLessThan(100)
    const mean = Number(amounts.reduce((sum, amount) => sum + amount, 0n)) / amounts.length / 1e18
    expect(Math.abs(mean - 100)).toBeLessThan(25)
    expect(new Set(calls(result, 'market.buy').map(({ by }) => by))).toEqual(new Set(['customers']))
    // The rate moves with BTC and each purchase is at the day's rate, so the total lies between those at the
    // lowest and the highest rate.
    const rates = summary.closes.map(
      ({ view }) => view.ask({ on: 'market', fn: 'usdPer100Amt', args: [] }) as bigint,
    )
    const at = (rate: bigint): bigint => amounts.reduce((sum, amount) => sum + (LOT * amount) / rate, 0n)
    const [low, high] = rates.reduce(([l, h], r) => [r < l ? r : l, r > h ? r : h], [rates[0]!, rates[0]!])
    expect(finalBalance(summary, 'amt', 'customers')).toBeGreaterThan(at(high))
    expect(finalBalance(summary, 'amt', 'customers')).toBeLessThan(at(low))
  })

  test('do not buy above every accepted premium', () => {
    expect(spent(run(10_000n, { ...spec, meanPremium: 0.01 }).result)).toEqual([])
    expect(spent(run(-5_000n, { ...spec, perDay: 0 }).result)).toEqual([])
  })

  test('buy with probability 1/e at the mean premium', () => {
    const share = spent(run(1_000n).result).length / spent(run(-5_000n).result).length
    // Binomial of some 400: a standard deviation of √(e⁻¹(1-e⁻¹)/400) = 0.024; five of them. The runs draw
    // different numbers after the first customer who does not buy, which at most doubles the variance.
    expect(Math.abs(share - Math.exp(-1))).toBeLessThan(5 * 0.024 * Math.SQRT2)
  })
})
