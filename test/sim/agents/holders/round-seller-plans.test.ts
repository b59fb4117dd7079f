/** Plans of the round seller, by stated purchases. */
import { describe, expect, test } from 'vitest'

import { ONE, type Amt } from '../../../../src/model/kernel/units.ts'
import { roundSellers, SELLER } from '../../../../src/sim/agents/holders/round-sellers.ts'
import { AT_ANY_PRICE } from '../../../../src/sim/agents/plans/exit.ts'
import { sellAmt } from '../../../../src/sim/agents/plans/swap.ts'
import { poolOf } from '../../../model/planning/arbitrage/small.ts'
import { madeUpView, type Stated } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

const NOW = 1_689_120_000n
const DAY = 86_400n
const NONE = { 'buyBackVault.rounds': 0n, 'buyBackVault.boughtAt': 0n }

/** A day after a purchase for `spent`. */
const after = (spent: bigint): Stated['answers'] & object => ({
  'buyBackVault.rounds': 3n,
  'buyBackVault.boughtAt': NOW - DAY,
  'buyBackVault.round 2': [3n, spent, 1n, 0n],
})
const viewWith = (answers: NonNullable<Stated['answers']>, more: Partial<Stated> = {}) =>
  madeUpView({
    now: NOW,
    pool: poolOf(100n * ONE, ONE),
    balances: { [`${SELLER} amt`]: 5n * ONE },
    answers,
    ...more,
  })
const plansOn = (view: ReturnType<typeof viewWith>, part = 10_000n) =>
  roundSellers({ amt: ONE as Amt, part }).act(view, anyStream())

describe('the round seller', () => {
  test('sells everything if the pool has no more BTCB than it wants', () => {
    const view = viewWith(after(ONE))
    expect(plansOn(view)).toEqual([sellAmt(view, SELLER, (5n * ONE) as Amt, AT_ANY_PRICE)])
    // A wei less takes all but a wei of the pool, for more than it owns.
    expect(plansOn(viewWith(after(ONE - 1n)))).toEqual(plansOn(view))
  })

  test('sells for a single wei, and for its part rounded down', () => {
    expect(plansOn(viewWith(after(1n)))).toMatchObject([[{ args: { amountA: 101n } }]])
    expect(plansOn(viewWith(after(1n)), 9_999n)).toEqual([])
  })

  test('sells nothing without a purchase, whatever the pool and the time', () => {
    expect(plansOn(viewWith(NONE))).toEqual([])
    expect(plansOn(viewWith(NONE, { pool: poolOf(0n, 0n) }))).toEqual([])
    // Without a purchase the vault answers time 0, which is no day before.
    expect(plansOn(viewWith(NONE, { now: DAY }))).toEqual([])
    const earlier = { ...after(ONE), 'buyBackVault.boughtAt': NOW - 2n * DAY }
    expect(plansOn(viewWith(earlier))).toEqual([])
  })
})
