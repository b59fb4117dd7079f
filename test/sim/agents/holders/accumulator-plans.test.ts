/** Plans of accumulators, by stated payments. */
import { expect, test } from 'vitest'

import { ONE, type Amt, type Btcb } from '../../../../src/model/kernel/units.ts'
import { call } from '../../../../src/sim/agent.ts'
import { accumulators } from '../../../../src/sim/agents/holders/accumulators.ts'
import { buyAmt } from '../../../../src/sim/agents/plans/swap.ts'
import { poolOf } from '../../../model/planning/arbitrage/small.ts'
import { endsOf, madeUpView, paymentOf, type Stated } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

const agent = accumulators({ name: 'saver', count: 3, amt: 12n as Amt, every: 2, slippageBps: 0n })

const viewWith = (stated: Stated) =>
  madeUpView({
    day: 2,
    pool: poolOf(100n * ONE, ONE),
    history: endsOf([{ payments: 1n }, { payments: 2n }]),
    ...stated,
  })

test('accumulators have AMT by Zipf’s law', () => {
  expect(agent.people.map(({ amt }) => amt)).toEqual([7n, 3n, 2n])
})

test('accumulators spend what each payment pays on the AMT that they had at it, and what they own', () => {
  const view = viewWith({
    // 600 for 6 of 30 AMT, 10 of them in the pool, then 1,000 for 5 of 50: 180 and 100.
    payments: [paymentOf(1n, 1n), paymentOf(600n, 30n, 10n), paymentOf(1_000n, 50n)],
    amtAt: { 'saver-1 2': 6n, 'saver-1 3': 5n, 'saver-1 1': 9n },
    balances: { 'saver-1 btcb': 7n },
  })
  const pay = (180n + 100n + 7n) as Btcb
  expect(agent.act(view, anyStream())).toEqual([
    [call('saver-1', 'master.chargeFromTo', { from: 2n, to: 3n }), ...buyAmt(view, 'saver-1', pay, 0n)],
  ])
})

test('accumulators are owed nothing at a payment at which they had nothing, even with all AMT in the pool', () => {
  const view = viewWith({
    payments: [paymentOf(1n, 1n), paymentOf(600n, 30n, 30n), paymentOf(8n, 8n)],
    amtAt: { 'saver-1 3': 1n },
  })
  expect(agent.act(view, anyStream())).toMatchObject([[{ by: 'saver-1' }, { args: { amountA: 1n } }]])
})
