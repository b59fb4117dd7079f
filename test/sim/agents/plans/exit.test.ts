import { describe, expect, test } from 'vitest'

import { afterSelling, btcbForSelling } from '../../../../src/model/contracts/pancake/quotes.ts'
import { ONE, type Amt } from '../../../../src/model/kernel/units.ts'
import { call } from '../../../../src/sim/agent.ts'
import { approveAll } from '../../../../src/sim/agent.ts'
import { approveExits, EXITS, leave, sellOrRedeem } from '../../../../src/sim/agents/plans/exit.ts'
import { sellAmt } from '../../../../src/sim/agents/plans/swap.ts'
import { poolOf } from '../../../model/planning/arbitrage/small.ts'
import { madeUpView } from '../../../support/made-up-view.ts'

/** A price of 0.01 BTCB, and a floor of so much BTCB for 1,000 AMT. */
const viewWith = (backing: bigint) => madeUpView({ pool: poolOf(100n * ONE, ONE), backing })

describe('exits', () => {
  test('are by RCL, by pool, or by the best of both', () => {
    expect(EXITS).toEqual(['rcl', 'pool', 'best'])
    expect(approveExits('alice')).toEqual([
      approveAll('alice', 'amt', 'router'),
      approveAll('alice', 'amt', 'burnVault'),
    ])
  })

  test.each(EXITS)('by %s have no plan for nothing, and one for a wei', (exit) => {
    // A floor above the pool, so that the best is to redeem.
    expect(leave(viewWith(20n * ONE), 'alice', 0n as Amt, exit, 0n)).toEqual([])
    expect(leave(viewWith(20n * ONE), 'alice', 1n as Amt, exit, 0n)).toHaveLength(1)
  })

  test('by pool accept less than the quote by their slippage', () => {
    const view = viewWith(0n)
    const quote = btcbForSelling(view.pool(), ONE as Amt)
    expect(leave(view, 'alice', ONE as Amt, 'pool', 300n)).toEqual([
      call('alice', 'router.swapExactTokensForTokens', {
        amountA: ONE,
        limit: (quote * 9_700n) / 10_000n,
        path: ['amt', 'btcb'],
        to: 'alice',
        deadline: view.now + 1_200n,
      }),
    ])
  })
})

describe('selling or redeeming', () => {
  const SOLD = (50n * ONE) as Amt
  const after = afterSelling(viewWith(0n).pool(), SOLD)
  /** Backing at which the floor is the price after the sale: what is above is rounded up. */
  const equal = (after.btcb * 1_000n * ONE) / after.amt

  test('is a sale while the price stays above the floor, and else the best of both', () => {
    for (const backing of [0n, equal / 2n, equal]) {
      const view = viewWith(backing)
      expect(sellOrRedeem(view, 'alice', SOLD, 300n)).toEqual(sellAmt(view, 'alice', SOLD, 300n))
    }
    for (const backing of [equal + 1n, 8n * ONE, 100n * ONE]) {
      const view = viewWith(backing)
      expect(sellOrRedeem(view, 'alice', SOLD, 300n)).toEqual(leave(view, 'alice', SOLD, 'best', 300n))
    }
  })

  test('is the best of both where the price falls to the floor exactly', () => {
    // A supply of as much AMT as the pool then has, and as much backing as it has BTCB.
    const view = madeUpView({
      pool: poolOf(100n * ONE, ONE),
      supply: { amt: after.amt },
      backing: after.btcb,
    })
    const best = leave(view, 'alice', SOLD, 'best', 300n)
    expect(best).not.toEqual(sellAmt(view, 'alice', SOLD, 300n))
    expect(sellOrRedeem(view, 'alice', SOLD, 300n)).toEqual(best)
  })
})
