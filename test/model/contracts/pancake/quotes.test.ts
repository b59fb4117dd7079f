import { expect, test } from 'vitest'

import { deployEconomy } from '../../../../src/model/economy.ts'
import { dollarReserves, poolReserves } from '../../../../src/model/contracts/pancake/quotes.ts'
import { PEOPLE, START, TOKEN_ORDER } from '../../../support/model-world.ts'

test('without pools there are no reserves', () => {
  const economy = deployEconomy({
    people: PEOPLE,
    tokenOrder: TOKEN_ORDER,
    timestamp: START,
  })
  expect(poolReserves(economy)).toEqual({ amt: 0n, btcb: 0n })
  const none = { ...economy, pools: { ...economy.pools, pair: undefined } }
  expect(poolReserves(none)).toEqual({ amt: 0n, btcb: 0n })
  expect(dollarReserves(economy)).toEqual({ usdt: 0n, btcb: 0n })
})
