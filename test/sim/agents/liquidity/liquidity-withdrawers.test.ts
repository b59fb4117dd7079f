import { describe, expect, test } from 'vitest'

import { call } from '../../../../src/sim/agent.ts'
import { liquidityWithdrawers } from '../../../../src/sim/agents/liquidity/liquidity-withdrawers.ts'
import { madeUpView } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

const view = (balances: Readonly<Record<string, bigint>>, day = 3) => madeUpView({ day, balances })
const withdrawers = liquidityWithdrawers({ names: ['ana', 'bea'], raw: ['cid', 'dan'], day: 3, part: 2_500n })

const removal = (by: string, liquidity: bigint) =>
  call(by, 'router.removeLiquidity', {
    tokenA: 'amt',
    tokenB: 'btcb',
    liquidity,
    amountAMin: 0n,
    amountBMin: 0n,
    to: by,
    deadline: madeUpView({}).now + 1_200n,
  })

describe('liquidity withdrawers', () => {
  test('withdraw their part, wrapped first, without minimums, rounded down', () => {
    const all = { 'ana liqAmt': 40n, 'bea liqAmt': 7n, 'cid pair': 80n, 'dan pair': 11n }
    expect(withdrawers.act(view(all), anyStream())).toEqual([
      [call('ana', 'master.removeLiquidity', { amount: 10n })],
      [call('bea', 'master.removeLiquidity', { amount: 1n })],
      [removal('cid', 20n)],
      [removal('dan', 2n)],
    ])
    for (const day of [2, 4]) expect(withdrawers.act(view(all, day), anyStream())).toEqual([])
  })

  test('with too little for a wei do nothing', () => {
    const little = { 'ana liqAmt': 3n, 'bea liqAmt': 4n, 'cid pair': 3n, 'dan pair': 4n }
    expect(withdrawers.act(view(little), anyStream())).toEqual([
      [call('bea', 'master.removeLiquidity', { amount: 1n })],
      [removal('dan', 1n)],
    ])
    expect(withdrawers.act(view({}), anyStream())).toEqual([])
  })
})
