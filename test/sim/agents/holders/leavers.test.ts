import { describe, expect, test } from 'vitest'

import type { Amt } from '../../../../src/model/kernel/units.ts'
import { call } from '../../../../src/sim/agent.ts'
import { leavers } from '../../../../src/sim/agents/holders/leavers.ts'
import { madeUpView } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

const COUNT = 400
const leaver = leavers({ name: 'leaver', count: COUNT, amt: 4_000n as Amt, exit: 'rcl', from: 6, days: 4 })

/** The plans of a day on which each of them owns as much as `owned` says of its number. */
const plansOn = (day: number, owned: (number: number) => bigint) =>
  leaver.act(
    madeUpView({
      day,
      balances: Object.fromEntries(
        Array.from({ length: COUNT }, (_, index) => [`leaver-${index + 1} amt`, owned(index + 1)]),
      ),
    }),
    anyStream(),
  )

describe('leavers', () => {
  test('leave with probability one over the remaining days', () => {
    expect(plansOn(5, () => 10n)).toEqual([])
    // Binomial: a standard deviation of at most √(400/4) = 10; five of them.
    for (const [day, share] of [
      [6, 1 / 4],
      [7, 1 / 3],
      [8, 1 / 2],
    ] as const)
      expect(Math.abs(plansOn(day, () => 10n).length - COUNT * share)).toBeLessThan(50)
  })

  test('all try on the last day and after it, each with everything', () => {
    for (const day of [9, 10, 50])
      expect(plansOn(day, BigInt)).toEqual(
        Array.from({ length: COUNT }, (_, index) => [
          call(`leaver-${index + 1}`, 'burnVault.backingWithdraw', { amount: BigInt(index + 1) }),
        ]),
      )
  })

  test('who have left do nothing', () => {
    expect(plansOn(9, () => 0n)).toEqual([])
    expect(plansOn(9, (number) => (number === 7 ? 1n : 0n))).toEqual([
      [call('leaver-7', 'burnVault.backingWithdraw', { amount: 1n })],
    ])
  })
})
