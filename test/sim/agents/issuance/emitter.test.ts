import { describe, expect, test } from 'vitest'

import { AboveCap } from '../../../../src/model/economics/hash-rate-ledger.ts'
import { CAP, ONE, type Amt } from '../../../../src/model/kernel/units.ts'
import { call } from '../../../../src/sim/agent.ts'
import { BUYERS, emitter, MINER, mintPlan } from '../../../../src/sim/agents/issuance/emitter.ts'
import { madeUpView } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

/** 1,000 AMT, backed by so much BTCB. */
const viewWith = (backing: bigint, day = 4) =>
  madeUpView({ day, backing, supply: { amt: 1_000n * ONE, btcb: 7n * ONE } })
const plansOf = (amount: bigint, depositMatch: bigint, view = viewWith(10n * ONE)) =>
  emitter({ day: 4, amount: amount as Amt, depositMatch }).act(view, anyStream())

describe('the emitter', () => {
  test('has the accounts of miners, then of buyers', () => {
    expect(emitter({ day: 4, amount: ONE as Amt, depositMatch: 0n }).people).toEqual([
      { name: MINER },
      { name: BUYERS },
    ])
  })

  test('mints, then deposits what keeps the floor', () => {
    const view = viewWith(10n * ONE)
    const deposit = ONE / 10n
    expect(plansOf(10n * ONE, 10_000n)).toEqual([
      [
        ...mintPlan(view, (10n * ONE) as Amt),
        call('binance', 'btcb.mint', { amount: deposit }),
        call('binance', 'btcb.transfer', { to: 'burnVault', amount: deposit }),
      ],
    ])
  })

  test('deposits nothing where there is no backing to match, or no match', () => {
    const view = viewWith(0n)
    expect(plansOf(10n * ONE, 10_000n, view)).toEqual([mintPlan(view, (10n * ONE) as Amt)])
    expect(plansOf(10n * ONE, 0n)).toEqual([mintPlan(view, (10n * ONE) as Amt)])
  })

  test('issues up to the cap of AMT, and no further', () => {
    const near = madeUpView({ day: 4, supply: { amt: CAP - 5n } })
    expect(plansOf(5n, 0n, near)).toHaveLength(1)
    expect(() => plansOf(6n, 0n, near)).toThrow(AboveCap)
  })

  test('issues a single wei, and nothing of nothing or on another day', () => {
    expect(plansOf(1n, 0n)).toEqual([mintPlan(viewWith(0n), 1n as Amt)])
    expect(plansOf(0n, 0n)).toEqual([])
    for (const day of [3, 5]) expect(plansOf(ONE, 0n, viewWith(0n, day))).toEqual([])
  })
})
