import { expect, test } from 'vitest'

import { btcbForSelling } from '../../../../src/model/contracts/pancake/quotes.ts'
import { saleToLowerPrice } from '../../../../src/model/planning/great-reset/sale.ts'
import { ONE, type Amt } from '../../../../src/model/kernel/units.ts'
import { whale, WHALE } from '../../../../src/sim/agents/holders/whale.ts'
import { poolOf } from '../../../model/planning/arbitrage/small.ts'
import { madeUpView } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

test('the whale accepts its slippage below the quote of its slice', () => {
  const pool = poolOf(100n * ONE, ONE)
  const seller = whale({ amt: ONE as Amt, from: 0, impactBps: 1_000n, slippageBps: 300n })
  const slice = saleToLowerPrice(pool, { n: 10n, d: 9n }) as Amt
  expect(
    seller.act(madeUpView({ pool, balances: { [`${WHALE} amt`]: 20n * ONE } }), anyStream()),
  ).toMatchObject([[{ args: { amountA: slice, limit: (btcbForSelling(pool, slice) * 97n) / 100n } }]])
})
