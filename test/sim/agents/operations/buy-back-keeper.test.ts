import { describe, expect, test } from 'vitest'

import { amtBought } from '../../../../src/model/contracts/pancake/quotes.ts'
import { amt, btcb, type Btcb } from '../../../../src/model/kernel/units.ts'
import { approveAll, call, type Agent } from '../../../../src/sim/agent.ts'
import { buyBackKeeper } from '../../../../src/sim/agents/operations/buy-back-keeper.ts'
import { nextPurchase } from '../../../../src/sim/view/vaults.ts'
import { calls, runAgents } from '../../../support/run-agents.ts'
import { scriptedAgent } from '../../../support/sim-world.ts'

/** Alice deposits 90 AMT, a tenth of the AMT outside the pool. */
const depositor: Agent = scriptedAgent('depositor', [], {
  prepare: () => [
    approveAll('alice', 'amt', 'buyBackVault'),
    call('alice', 'buyBackVault.deposit', { amount: amt('90') }),
  ],
})

/** Pays `amountBtcb` on day 0, nothing to the RCL. */
const payer = (amountBtcb: Btcb): Agent =>
  scriptedAgent('payer', [], {
    phase: 'payment',
    prepare: () => [approveAll('payer', 'btcb', 'master')],
    act: ({ day }) =>
      day > 0
        ? []
        : [
            [
              call('binance', 'btcb.mint', { amount: amountBtcb }),
              call('binance', 'btcb.transfer', { to: 'payer', amount: amountBtcb }),
              call('payer', 'master.payRent', { amountBtcb, vaultParticipation: 0n }),
            ],
          ],
  })

const keeper = buyBackKeeper({ every: 3, slippageBps: 100n })

/** The keeper's calls by day. */
function days(agents: readonly Agent[], count: number) {
  const { result, summary } = runAgents(agents, count)
  const done = result.actions.reduce<string[][]>(
    (all, action) => {
      if ('wait' in action) return [...all, []]
      if (action.by === 'keeper') all.at(-1)!.push(action.call.slice('buyBackVault.'.length))
      return all
    },
    [[]],
  )
  // The order within a day is random.
  return { result, summary, done: done.slice(0, count).map((names) => names.toSorted()) }
}

describe('the buy-back’s keeper', () => {
  test('records the price the day before a purchase, and buys with the quote less slippage as limit', () => {
    // A tenth of 90% of 0.01 BTCB is 0.0009, less than the 400th of the pool, 0.0025, that a purchase may
    // spend.
    const { result, summary, done } = days([payer(btcb('0.01')), depositor, keeper], 6)
    expect(result.reverts).toEqual({})
    expect(done).toEqual([[], ['poke'], ['buyBack'], [], ['poke'], []])
    const spent = btcb('0.0009')
    const { closes } = summary
    expect(closes[2]!.view.pool().btcb - closes[1]!.view.pool().btcb).toBe(spent)
    const quote = amtBought(closes[1]!.view.pool(), spent)
    expect(calls(result, 'buyBackVault.buyBack').map(({ args }) => args)).toEqual([
      { minAmtOut: (quote * 99n) / 100n, deadline: closes[2]!.view.now + 1200n },
    ])
    expect(closes[2]!.view.balance('amt', 'buyBackVault')).toBe(amt('90') + quote)
  })

  test('buys on following days with what a purchase leaves', () => {
    // A tenth of 90% of 0.07 BTCB is 0.0063: two purchases of 400ths of a growing pool, and what is left.
    const { result, summary, done } = days([payer(btcb('0.07')), depositor, keeper], 6)
    expect(result.reverts).toEqual({})
    expect(done).toEqual([[], ['poke'], ['buyBack', 'poke'], ['buyBack', 'poke'], ['buyBack', 'poke'], []])
    const bought = summary.closes.map(({ view }) => view.pool().btcb)
    expect(bought[2]! - bought[1]!).toBe(btcb('0.0025'))
    expect(bought.at(-1)! - bought[0]!).toBe(btcb('0.0063'))
  })

  test('buys nothing without payments, nor without a price record', () => {
    expect(days([depositor, keeper], 6).done).toEqual([[], ['poke'], [], [], ['poke'], []])
    const { done, summary } = days(
      [payer(btcb('0.01')), depositor, buyBackKeeper({ every: 1, slippageBps: 100n })],
      1,
    )
    expect(nextPurchase(summary.start.view)).toBe(0n)
    expect(done).toEqual([['poke']])
  })
})
