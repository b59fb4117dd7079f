import { describe, expect, test } from 'vitest'

import { approveAll, call } from '../../../../src/sim/agent.ts'
import { stakers, type Stakers } from '../../../../src/sim/agents/holders/stakers.ts'
import { AT_ANY_PRICE } from '../../../../src/sim/agents/plans/exit.ts'
import { sellAmt } from '../../../../src/sim/agents/plans/swap.ts'
import type { Amt } from '../../../../src/model/kernel/units.ts'
import { poolOf } from '../../../model/planning/arbitrage/small.ts'
import { madeUpView } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

const spec: Stakers = { name: 'staker', count: 2, amt: 41n as Amt, vault: 'stakingVault', leaveFrom: 3 }
const pool = poolOf(10n ** 20n, 10n ** 18n)

/** A day on which the vault has these deposits of the first and the second. */
const viewOn = (day: number, deposits: readonly [bigint, bigint]) =>
  madeUpView({
    day,
    pool,
    answers: {
      'stakingVault.depositOf staker-1': deposits[0],
      'stakingVault.depositOf staker-2': deposits[1],
    },
  })
const plansOn = (day: number, deposits: readonly [bigint, bigint], more: Partial<Stakers> = {}) =>
  stakers({ ...spec, ...more }).act(viewOn(day, deposits), anyStream())

describe('stakers', () => {
  test('have equal parts, rounded down, and deposit all of it in the initial state', () => {
    const agent = stakers(spec)
    expect(agent.people).toEqual([
      { name: 'staker-1', amt: 20n },
      { name: 'staker-2', amt: 20n },
    ])
    expect(agent.prepare!(viewOn(0, [0n, 0n]))).toEqual(
      ['staker-1', 'staker-2'].flatMap((by) => [
        approveAll(by, 'amt', 'stakingVault'),
        approveAll(by, 'amt', 'router'),
        call(by, 'stakingVault.deposit', { amount: 20n }),
      ]),
    )
  })

  test('withdraw their deposit from their day on, and sell it at any price', () => {
    expect(plansOn(2, [5_000n, 1n])).toEqual([])
    for (const day of [3, 4])
      expect(plansOn(day, [5_000n, 1n])).toEqual(
        (
          [
            ['staker-1', 5_000n],
            ['staker-2', 1n],
          ] as const
        ).map(([by, amount]) => [
          call(by, 'stakingVault.withdraw', { amount }),
          ...sellAmt(viewOn(day, [0n, 0n]), by, amount as Amt, AT_ANY_PRICE),
        ]),
      )
  })

  test('who have withdrawn do nothing', () => {
    expect(plansOn(3, [0n, 0n])).toEqual([])
    expect(plansOn(3, [0n, 7n])).toMatchObject([[{ by: 'staker-2' }, { by: 'staker-2' }]])
  })

  test('keep what they withdraw, or never withdraw, as they are told', () => {
    expect(plansOn(3, [5n, 0n], { sells: false })).toEqual([
      [call('staker-1', 'stakingVault.withdraw', { amount: 5n })],
    ])
    expect(plansOn(3, [5n, 0n], { sells: true })).toEqual(plansOn(3, [5n, 0n]))
    expect(plansOn(900, [5n, 5n], { leaveFrom: undefined })).toEqual([])
  })
})
