import { describe, expect, test } from 'vitest'

import { amt, btcb } from '../../../../src/model/kernel/units.ts'
import { costSellers } from '../../../../src/sim/agents/operations/cost-sellers.ts'
import { constantProcess } from '../../../../src/sim/environment.ts'
import type { Fleet } from '../../../../src/sim/process/purchases.ts'
import { spotPriceDown } from '../../../../src/sim/view/agent-view.ts'
import { calls, runAgents } from '../../../support/run-agents.ts'
import { dailyPayer } from '../../../support/sim-world.ts'

const FLEET = constantProcess<Fleet>('fleet', { ths: 1000, bought: 0 })

/** Two miners with 20 and 10 AMT, who settle every second day. */
const miners = (usdPerThDay: number) =>
  costSellers({ name: 'miner', count: 2, amt: amt('30'), every: 2, usdPerThDay })

describe('miners who sell for their costs', () => {
  test('sell what payouts leave uncovered, each in proportion to their AMT, and claim', () => {
    const { result, summary } = runAgents([miners(0.3)], 3, { backing: btcb('1'), fleet: FLEET })
    const { view } = summary.start
    const usd = view.environment.btc.usd
    const sold = summary.trades.map(({ by, day, amt: amount }) => [by, day, Number(amount)] as const)
    expect(sold.map(([by, day]) => [by, day])).toEqual([
      ['miner-1', 0],
      ['miner-2', 1],
      ['miner-1', 2],
    ])
    // One day of 300 USD of which the first miner bears two thirds, at the price of the day's start.
    expect(sold[0]![2]).toBeCloseTo((((300 / usd) * 2) / 3 / (Number(spotPriceDown(view)) / 1e18)) * 1e18, -6)
    expect(result.reverts).toEqual({})
  })

  test('sell nothing while payouts cover the costs', () => {
    // 0.0008 BTCB a day for each AMT, against 300 USD a day.
    const { result, summary } = runAgents([dailyPayer, miners(0.0001)], 6, {
      fleet: FLEET,
      backing: btcb('1'),
    })
    expect(summary.trades.filter(({ day }) => day > 1)).toEqual([])
    expect(calls(result, 'master.chargeFromTo').length).toBeGreaterThan(2)
  })

  test('sell no more than they own', () => {
    const { summary } = runAgents([miners(1e6)], 5, { backing: btcb('1'), fleet: FLEET })
    const end = summary.closes.at(-1)!.view
    expect([end.balance('amt', 'miner-1'), end.balance('amt', 'miner-2')]).toEqual([0n, 0n])
  })
})
