import { describe, expect, test } from 'vitest'

import { btcbForSelling } from '../../../../src/model/contracts/pancake/quotes.ts'
import { amt, btcb, type Amt, type Btcb } from '../../../../src/model/kernel/units.ts'
import { approveAll, call, type Agent, type Plan } from '../../../../src/sim/agent.ts'
import { buyBackKeeper } from '../../../../src/sim/agents/operations/buy-back-keeper.ts'
import { roundSellers } from '../../../../src/sim/agents/holders/round-sellers.ts'
import { roundAt } from '../../../../src/sim/view/vaults.ts'
import { finalBalance, runAgents } from '../../../support/run-agents.ts'
import { scriptedAgent, dailyPayer } from '../../../support/sim-world.ts'

const depositor: Agent = scriptedAgent('depositor', [], {
  prepare: () => [
    approveAll('alice', 'amt', 'buyBackVault'),
    call('alice', 'buyBackVault.deposit', { amount: amt('90') }),
  ],
})

/** The buy-back buys on day 2 and on every day after it. */
const demand = [dailyPayer, depositor, buyBackKeeper({ every: 3, slippageBps: 100n })]

describe('round sellers', () => {
  const sales = (owned: string, part: bigint, days = 4) => {
    const { summary, result } = runAgents([...demand, roundSellers({ amt: amt(owned), part })], days)
    expect(result.reverts).toEqual({})
    return { summary, sold: summary.trades.filter(({ by }) => by === 'seller') }
  }

  test('sell the least AMT whose proceeds equal the BTCB of the previous day’s purchase', () => {
    const { summary, sold } = sales('20', 10_000n)
    expect(sold.map(({ day, kind }) => [day, kind])).toEqual([[3, 'sell']])
    const { spent } = roundAt(summary.closes[2]!.view, 0)
    expect(spent).toBe(btcb('0.0025'))
    const pool = summary.closes[2]!.view.pool()
    const { amt: amount, btcb: got } = sold[0]!
    expect(got).toBe(spent)
    expect(btcbForSelling(pool, (amount - 1n) as Amt)).toBeLessThan(spent)
  })

  test('sell for the given part of it, and at most their balance', () => {
    const half = sales('20', 5_000n).sold[0]!
    // A wei of AMT is a hundredth of a wei of BTCB, so the least that raises it raises no wei more.
    expect(half.btcb).toBe(btcb('0.00125'))
    const { sold, summary } = sales('0.3', 10_000n, 6)
    expect(sold.map(({ amt: amount }) => amount).reduce((sum, amount) => sum + amount, 0n)).toBe(amt('0.3'))
    expect(finalBalance(summary, 'amt', 'seller')).toBe(0n)
  })

  test('sell nothing without a purchase the day before, nor at a part of zero', () => {
    const alone = runAgents([dailyPayer, roundSellers({ amt: amt('20'), part: 10_000n })], 5)
    expect(alone.summary.trades).toEqual([])
    expect(sales('20', 0n, 6).sold).toEqual([])
    // A tenth of 90% of 0.01 BTCB is 0.0009 and so one purchase, on day 2, the third day's payment being the
    // only one.
    const once = scriptedAgent('once', [], {
      phase: 'payment',
      prepare: () => [approveAll('payer', 'btcb', 'master')],
      act: ({ day }) => (day === 2 ? [pay(btcb('0.01'))] : []),
    })
    const few = runAgents([once, ...demand.slice(1), roundSellers({ amt: amt('20'), part: 10_000n })], 8)
    expect(few.summary.trades.map(({ day, by, btcb: got }) => [day, by, got])).toEqual([
      [3, 'seller', btcb('0.0009')],
    ])
  })
})

const pay = (amountBtcb: Btcb): Plan => [
  call('binance', 'btcb.mint', { amount: amountBtcb }),
  call('binance', 'btcb.transfer', { to: 'payer', amount: amountBtcb }),
  call('payer', 'master.payRent', { amountBtcb, vaultParticipation: 0n }),
]
