import { expect, test } from 'vitest'

import type { Amt } from '../../../../src/model/kernel/units.ts'
import { call } from '../../../../src/sim/agent.ts'
import { savers } from '../../../../src/sim/agents/holders/savers.ts'
import { madeUpView, paymentOf } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

const saver = savers({ name: 'saver', each: 5n as Amt, exit: 'rcl', days: [3] })
const exit = call('saver-3', 'burnVault.backingWithdraw', { amount: 5n })

/** Its plans on a day after so many payments. */
const plansOn = (day: number, payments: number) =>
  saver.act(
    madeUpView({
      day,
      balances: { 'saver-3 amt': 5n },
      payments: Array.from({ length: payments }, () => paymentOf(1n, 10n)),
    }),
    anyStream(),
  )

test('savers claim all payments, then exit; without payments they only exit', () => {
  expect(plansOn(3, 2)).toEqual([[call('saver-3', 'master.chargeFromTo', { from: 1n, to: 2n }), exit]])
  expect(plansOn(3, 1)).toEqual([[call('saver-3', 'master.chargeFromTo', { from: 1n, to: 1n }), exit]])
  expect(plansOn(3, 0)).toEqual([[exit]])
  expect([2, 4].flatMap((day) => plansOn(day, 2))).toEqual([])
})
