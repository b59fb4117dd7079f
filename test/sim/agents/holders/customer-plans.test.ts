/** Purchases of the Market's customers, at a stated premium. */
import { describe, expect, test } from 'vitest'

import { ONE, usdt } from '../../../../src/model/kernel/units.ts'
import { customers } from '../../../../src/sim/agents/holders/market-customers.ts'
import { toBaseUnits } from '../../../../src/sim/math/base-units.ts'
import { exponential } from '../../../../src/sim/random/exponential.ts'
import { poisson } from '../../../../src/sim/random/poisson.ts'
import { poolOf } from '../../../model/planning/arbitrage/small.ts'
import { madeUpView } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

/** Amounts bought at a rate in USD for 100 AMT, against 100 USD in the pool. */
const bought = (rate: bigint, meanPremium: number): readonly bigint[] =>
  customers({ usdt: usdt('1'), perDay: 30, meanUsd: 100, meanPremium })
    .act(
      madeUpView({
        pool: poolOf(100n * ONE, ONE),
        environment: { btc: { usd: 100 } },
        answers: { 'market.usdPer100Amt': rate, 'market.fee': 0n },
      }),
      anyStream(),
    )
    .map((plan) => (plan as unknown as readonly { args: { amountUsdt: bigint } }[])[0]!.args.amountUsdt)

describe('the Market’s customers', () => {
  test('all buy below the price of the pool, in the order of their draws', () => {
    const draw = anyStream()
    const amounts = Array.from({ length: poisson(draw, 30) }, () => {
      const spent = toBaseUnits(exponential(draw, 100))
      exponential(draw, 0.1)
      return spent
    })
    expect(bought(50n, 0.1)).toEqual(amounts)
  })

  test('who accept no premium buy at the price of the pool, and not above it', () => {
    expect(bought(100n, 0).length).toBeGreaterThan(0)
    expect(bought(101n, 0)).toEqual([])
  })
})
