import { expect, test } from 'vitest'

import type { Amt, Btcb } from '../../../../src/model/kernel/units.ts'
import { call } from '../../../../src/sim/agent.ts'
import { rawProviders } from '../../../../src/sim/agents/liquidity/raw-providers.ts'
import { madeUpView } from '../../../support/made-up-view.ts'

const view = madeUpView({})
const raw = (deposit: bigint) =>
  rawProviders({ name: 'raw', count: 3, deposit: deposit as Amt, btcb: 24n as Btcb })

/** Their deposits in the initial state. */
const added = (deposit: bigint) =>
  raw(deposit).prepare!(view).filter((action) => 'call' in action && action.call === 'router.addLiquidity')

test('raw providers deposit what they have, without minimums', () => {
  expect(raw(12n).people).toEqual([
    { name: 'raw-1', amt: 7n, btcb: 14n },
    { name: 'raw-2', amt: 3n, btcb: 6n },
    { name: 'raw-3', amt: 2n, btcb: 4n },
  ])
  expect(added(12n)).toEqual(
    [
      [7n, 14n],
      [3n, 6n],
      [2n, 4n],
    ].map(([amountADesired, amountBDesired], index) =>
      call(`raw-${index + 1}`, 'router.addLiquidity', {
        tokenA: 'amt',
        tokenB: 'btcb',
        amountADesired: amountADesired!,
        amountBDesired: amountBDesired!,
        amountAMin: 0n,
        amountBMin: 0n,
        to: `raw-${index + 1}`,
        deadline: view.now + 1_200n,
      }),
    ),
  )
})

test('raw providers without AMT deposit nothing', () => {
  // The only wei is the first one’s.
  expect(added(1n)).toMatchObject([{ by: 'raw-1', args: { amountADesired: 1n } }])
  expect(added(0n)).toEqual([])
})
