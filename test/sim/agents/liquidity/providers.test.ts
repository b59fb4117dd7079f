import { describe, expect, test } from 'vitest'

import { ONE, type Amt, type Btcb } from '../../../../src/model/kernel/units.ts'
import { approveAll, call, type Plan } from '../../../../src/sim/agent.ts'
import { providers, type Providers } from '../../../../src/sim/agents/liquidity/providers.ts'
import { amountBetween, integerBelow } from '../../../../src/sim/random/integer.ts'
import { poisson } from '../../../../src/sim/random/poisson.ts'
import { bernoulli } from '../../../../src/sim/random/uniform.ts'
import { poolOf } from '../../../model/planning/arbitrage/small.ts'
import { madeUpView, paymentOf } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

const spec: Providers = {
  name: 'provider',
  count: 3,
  deposit: 12n as Amt,
  btcb: 24n as Btcb,
  spare: 120n as Amt,
  every: 7,
  changesPerDay: 40,
}
/** 3 wei of BTCB for 7 wei of AMT, so that every remainder occurs. */
const pool = poolOf(7n, 3n)
const matching = (amountAmt: bigint): bigint => (amountAmt * 3n + 6n) / 7n

/** A day on which each owns so much AMT and liqAMT. */
const viewWith = (amt: bigint, liqAmt: bigint, payments = 0) =>
  madeUpView({
    pool,
    payments: Array.from({ length: payments }, () => paymentOf(1n, 10n)),
    balances: Object.fromEntries(
      [1, 2, 3].flatMap((n) => [
        [`provider-${n} amt`, amt],
        [`provider-${n} liqAmt`, liqAmt],
      ]),
    ),
  })

describe('providers', () => {
  test('have what they deposit and spare AMT, and BTCB, all by Zipf’s law', () => {
    expect(providers(spec).people).toEqual([
      { name: 'provider-1', amt: 74n, btcb: 14n },
      { name: 'provider-2', amt: 35n, btcb: 6n },
      { name: 'provider-3', amt: 23n, btcb: 4n },
    ])
  })

  test('deposit in the initial state with the matching BTCB, rounded up', () => {
    const deposits = [7n, 3n, 2n]
    expect(providers(spec).prepare!(viewWith(0n, 0n))).toEqual(
      deposits.flatMap((amountAmt, index) => {
        const by = `provider-${index + 1}`
        return [
          approveAll(by, 'amt', 'master'),
          approveAll(by, 'btcb', 'master'),
          approveAll(by, 'liqAmt', 'master'),
          // 3 of 7 AMT are exactly 3 BTCB; 9/7 and 6/7 are rounded up.
          call(by, 'master.addLiquidity', { amountAmt, amountBtcb: [3n, 2n, 1n][index]! }),
        ]
      }),
    )
    expect(providers({ ...spec, deposit: 0n as Amt }).prepare!(viewWith(0n, 0n))).toHaveLength(9)
  })

  test.each([
    [10n, 10n],
    [25n, 70n],
    [10n ** 20n, 10n ** 19n],
    [0n, 0n],
  ])('with %d AMT and %d liqAMT deposit or withdraw up to a tenth, as drawn', (amt, liqAmt) => {
    const draw = anyStream()
    const expected: Plan[] = []
    for (let left = poisson(draw, 40); left > 0; left--) {
      const by = `provider-${integerBelow(draw, 3) + 1}`
      const adds = bernoulli(draw, 0.5)
      const amount = amountBetween(draw, 0n, (adds ? amt : liqAmt) / 10n)
      if (amount === 0n) continue
      expected.push(
        adds
          ? [call(by, 'master.addLiquidity', { amountAmt: amount, amountBtcb: matching(amount) })]
          : [call(by, 'master.removeLiquidity', { amount })],
      )
    }
    expect(providers(spec).act(viewWith(amt, liqAmt), anyStream())).toEqual(expected)
    if (amt > 0n) expect(new Set(expected.map(([first]) => 'call' in first! && first.call)).size).toBe(2)
  })

  test('claim on their day, before they change anything, and nothing without payments', () => {
    const quiet = providers({ ...spec, changesPerDay: 0 })
    const claim = [call('provider-1', 'master.liqChargeFromTo', { from: 1n, to: 2n })]
    expect(quiet.act(viewWith(0n, 0n, 2), anyStream())).toEqual([claim])
    expect(quiet.act(viewWith(0n, 0n), anyStream())).toEqual([])
    expect(providers(spec).act(viewWith(ONE, ONE, 2), anyStream())[0]).toEqual(claim)
  })
})
