import { expect, test } from 'vitest'

import { btcb, amt, ONE, type Amt, type Btcb } from '../../../src/model/kernel/units.ts'
import { cellsOf } from '../../../src/sim/recording/recorder.ts'
import type { Summary } from '../../../src/sim/recording/summary.ts'
import { runScenario } from '../../../src/sim/run.ts'
import {
  payoutPerAmtDown,
  redemptionRateDown,
  spotPriceDown,
  viewOf,
} from '../../../src/sim/view/agent-view.ts'
import { deployedWorld, stockedWorld } from '../../support/model-world.ts'
import { initialStateWith, simWorld } from '../../support/sim-world.ts'

test('a view answers as the economy does, whichever token is token0 of the pair', () => {
  let run: Summary | undefined
  runScenario(simWorld([]), { seed: 1n, days: 0, onEnd: (summary) => (run = summary) })
  const { view } = run!.start
  expect(view.pool()).toEqual({ amt: amt('100'), btcb: btcb('1') })
  expect(view.backing()).toBe(10n * ONE)
  expect(view.supply('amt')).toBe(amt('1000'))
  expect(view.balance('amt', 'alice')).toBe(amt('300'))
  expect(view.payments()).toBe(0n)
  const mirrored = initialStateWith(btcb('10'), ['btcb', 'amt', 'liqAmt', 'usdt'])
  const { tables } = runScenario(simWorld([], { initialState: mirrored }), { seed: 1n, days: 1 })
  expect(['poolAmt', 'poolBtcb'].map((name) => cellsOf(tables[0]!, name))).toEqual([['100'], ['1']])
})

test('rates are zero where there is no AMT to divide by', () => {
  const payment = { holders: 7n as Btcb, providers: 0n as Btcb, supply: 5n as Amt, inPair: 5n as Amt }
  expect(payoutPerAmtDown(payment)).toBe(0n)
  const world = deployedWorld()
  const view = () => viewOf(world.economy, { day: 0, environment: undefined as never, history: [] })
  expect([redemptionRateDown(view()), spotPriceDown(view())]).toEqual([0n, 0n])
  world.ok('binance', 'btcb.mint', { amount: 3n })
  world.ok('binance', 'btcb.transfer', { to: 'burnVault', amount: 3n })
  expect(redemptionRateDown(view())).toBe(0n)
  // And for a single wei of AMT they are not.
  world.ok('owner', 'master.mintMaster', { account: 'alice', amount: 1n })
  expect(redemptionRateDown(view())).toBe(3n * ONE)
})

test('the AMT of a payment is that of its snapshot', () => {
  const world = stockedWorld()
  world.ok('payer', 'master.payRent', { amountBtcb: 1_000n, vaultParticipation: 0n })
  world.ok('alice', 'amt.transfer', { to: 'bruno', amount: 7n })
  world.ok('payer', 'master.payRent', { amountBtcb: 1_000n, vaultParticipation: 0n })
  const view = viewOf(world.economy, { day: 0, environment: undefined as never, history: [] })
  expect([1n, 2n].map((id) => view.amtAt(id, 'alice'))).toEqual([amt('1000'), amt('1000') - 7n])
  expect([1n, 2n].map((id) => view.amtAt(id, 'bruno'))).toEqual([amt('1000'), amt('1000') + 7n])
})
