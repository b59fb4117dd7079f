import { describe, expect, test } from 'vitest'

import { amtBought } from '../../../../src/model/contracts/pancake/quotes.ts'
import { btcb, type Amt, type Btcb } from '../../../../src/model/kernel/units.ts'
import { approveAll, call } from '../../../../src/sim/agent.ts'
import { dividendSniper } from '../../../../src/sim/agents/mev/dividend-sniper.ts'
import type { Token } from '../../../../src/model/interface/accounts.ts'
import { bestSnipe } from '../../../../src/model/planning/arbitrage/snipe.ts'
import { anyStream, runAgents, viewOn, viewWith } from '../../../support/run-agents.ts'
import { dailyPayer } from '../../../support/sim-world.ts'

const sniper = dividendSniper({ stake: btcb('0.01'), gas: 0n as Btcb, every: 1 })
const plansOn = (day: number) => sniper.act(viewOn([dailyPayer, sniper], day, 'close'), anyStream())

describe('the plans of the dividend sniper', () => {
  test('buy with a slippage of 1%, right after the first payment', () => {
    const view = viewOn([dailyPayer, sniper], 0, 'close')
    const { pay } = bestSnipe(
      view.pool(),
      { net: btcb('0.8'), supply: view.supply('amt') as Amt },
      btcb('0.01'),
    )!
    expect(plansOn(0)).toEqual([
      [
        call('sniper', 'router.swapExactTokensForTokens', {
          amountA: pay,
          limit: (amtBought(view.pool(), pay) * 99n) / 100n,
          path: ['btcb', 'amt'],
          to: 'sniper',
          deadline: view.now + 1200n,
        }),
      ],
    ])
  })

  test('claim today’s payment, then sell without a limit', () => {
    expect(plansOn(1)).toMatchObject([
      [
        { call: 'master.charge', args: { snapId: 2n } },
        { call: 'router.swapExactTokensForTokens', args: { limit: 0n, path: ['amt', 'btcb'] } },
      ],
    ])
  })

  test('sell a single wei as well', () => {
    const { view } = runAgents([dailyPayer, sniper], 2).summary.closes[1]!
    const wei = Object.assign(Object.create(view) as typeof view, { balance: () => 1n })
    expect(sniper.act(wei, anyStream())).toMatchObject([
      [{ call: 'master.charge' }, { args: { amountA: 1n, path: ['amt', 'btcb'] } }],
    ])
  })

  test('buy only for more than the gas, by a single wei', () => {
    const view = viewOn([dailyPayer, sniper], 0, 'close')
    const due = { net: btcb('0.8'), supply: view.supply('amt') as Amt }
    const { profit } = bestSnipe(view.pool(), due, btcb('0.01'))!
    const plans = (gas: bigint) =>
      dividendSniper({ stake: btcb('0.01'), gas: gas as Btcb, every: 1 }).act(view, anyStream())
    expect(plans(profit)).toEqual([])
    expect(plans(profit - 1n)).toHaveLength(1)
  })

  test('wait while today has no payment, although yesterday had one', () => {
    const { view } = runAgents([dailyPayer, sniper], 1).summary.closes[0]!
    expect(view.balance('amt', 'sniper')).toBeGreaterThan(0n)
    const tomorrow = Object.assign(viewWith(view, { day: 1 }), {
      history: [{ payments: 1n, payoutPerAmt: 0n, price: 1n, issued: 1n, environment: view.environment }],
    })
    expect(sniper.act(tomorrow, anyStream())).toEqual([])
    // Also while it holds a single wei.
    const almost = Object.assign(Object.create(tomorrow) as typeof view, {
      balance: (token: Token) => (token === 'amt' ? 1n : btcb('0.01')),
    })
    expect(sniper.act(almost, anyStream())).toEqual([])
  })

  test('approve BTCB, then AMT', () => {
    const { result } = runAgents([sniper], 0)
    expect(result.actions.slice(-2)).toEqual([
      approveAll('sniper', 'btcb', 'router'),
      approveAll('sniper', 'amt', 'router'),
    ])
  })
})
