import { expect, test } from 'vitest'

import { btcb, amt, ONE } from '../../../src/model/kernel/units.ts'
import { cellsOf } from '../../../src/sim/recording/recorder.ts'
import type { Summary } from '../../../src/sim/recording/summary.ts'
import { runScenario } from '../../../src/sim/run.ts'
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
