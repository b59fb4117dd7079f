import { describe, expect, test } from 'vitest'

import { amtBought } from '../../../../src/model/contracts/pancake/quotes.ts'
import { amt, btcb } from '../../../../src/model/kernel/units.ts'
import { approveAll, type Agent } from '../../../../src/sim/agent.ts'
import { accumulators } from '../../../../src/sim/agents/holders/accumulators.ts'
import { buyAmt } from '../../../../src/sim/agents/plans/swap.ts'
import { calls, anyStream, finalBalance, runAgents } from '../../../support/run-agents.ts'
import { scriptedAgent, dailyPayer } from '../../../support/sim-world.ts'

/** Two accounts with 20 and 10 AMT; the first acts on days 0, 7, …, the second on days 1, 8, … */
const accumulating = (slippageBps = 0n): Agent =>
  accumulators({ name: 'saver', count: 2, amt: amt('30'), every: 7, slippageBps })

describe('accumulators', () => {
  test('spend each claim on AMT, on their own day of the cycle', () => {
    const { result, summary } = runAgents([dailyPayer, accumulating()], 9)
    expect(result.reverts).toEqual({})
    expect(calls(result, 'master.chargeFromTo').map(({ by, args }) => [by, args])).toEqual([
      ['saver-1', { from: 1n, to: 1n }],
      ['saver-2', { from: 1n, to: 2n }],
      ['saver-1', { from: 2n, to: 8n }],
      ['saver-2', { from: 3n, to: 9n }],
    ])
    // An AMT gets 0.0008 BTCB of each payment: 0.016 for 20 AMT, and 0.016 for 10 AMT of two.
    const [first, second] = summary.trades
    expect([first, second].map((trade) => [trade!.by, trade!.kind, trade!.day, trade!.btcb])).toEqual([
      ['saver-1', 'buy', 0, btcb('0.016')],
      ['saver-2', 'buy', 1, btcb('0.016')],
    ])
    expect(first!.amt).toBe(amtBought({ amt: amt('100'), btcb: btcb('1') }, btcb('0.016')))
  })

  test('hold more AMT with every cycle, earn on it, and keep no BTCB', () => {
    const { summary } = runAgents([dailyPayer, accumulating()], 16)
    const bought = summary.trades.filter(({ by }) => by === 'saver-1')
    expect(bought.map(({ day }) => day)).toEqual([0, 7, 14])
    expect(finalBalance(summary, 'amt', 'saver-1')).toBe(
      bought.reduce<bigint>((sum, trade) => sum + trade.amt, amt('20')),
    )
    expect(finalBalance(summary, 'btcb', 'saver-1')).toBe(0n)
    // Seven payments each: the claims are exactly the payouts on the balance at each payment.
    const { view } = summary.closes.at(-1)!
    const owed = (from: number): bigint =>
      [...Array(7).keys()].reduce((sum, index) => {
        const id = BigInt(from + index)
        const { holders, supply, inPair } = view.payment(id)
        return sum + (holders * view.amtAt(id, 'saver-1')) / (supply - inPair)
      }, 0n)
    expect(bought.slice(1).map(({ btcb: spent }) => spent)).toEqual([owed(2), owed(9)])
  })

  test('keep the claim for the next purchase if the price exceeds their limit', () => {
    const rush = scriptedAgent('rush', [], {
      prepare: () => [approveAll('alice', 'btcb', 'router')],
      act: (view) =>
        view.day === 0 ? [{ plan: buyAmt(view, 'alice', btcb('0.5'), 0n), gasPrice: 10n ** 12n }] : [],
    })
    const { result, summary } = runAgents([dailyPayer, rush, accumulating(100n)], 8, { ordering: 'gas' })
    expect(result.reverts).toEqual({ 'router.swapExactTokensForTokens: RouterInsufficientOutput': 1 })
    expect(summary.closes[0]!.view.balance('btcb', 'saver-1')).toBe(btcb('0.016'))
    expect(finalBalance(summary, 'btcb', 'saver-1')).toBe(0n)
  })

  test('do nothing without payments or without AMT', () => {
    expect(runAgents([accumulating()], 9).summary.trades).toEqual([])
    const penniless = accumulators({ name: 'saver', count: 1, amt: amt('0'), every: 1, slippageBps: 0n })
    const { view } = runAgents([dailyPayer, penniless], 1).summary.closes[0]!
    expect(view.payments()).toBe(1n)
    expect(penniless.act(view, anyStream())).toEqual([])
  })
})
