/** Plans of the USDT market maker, by stated reserves. */
import { describe, expect, test } from 'vitest'

import { btcb, ONE, usdt } from '../../../../src/model/kernel/units.ts'
import { approveAll, call } from '../../../../src/sim/agent.ts'
import { DOLLAR_DESK, usdtMarketMaker } from '../../../../src/sim/agents/liquidity/usdt-market-maker.ts'
import { madeUpView } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

const desk = usdtMarketMaker({ depth: btcb('5') })

const viewWith = (usd: number, reserves: readonly [btcb: bigint, usdt: bigint] = [0n, 0n]) =>
  madeUpView({
    environment: { btc: { usd } },
    balances: { 'pair:btcb/usdt btcb': reserves[0], 'pair:btcb/usdt usdt': reserves[1] },
  })

describe('the USDT market maker', () => {
  test('has ten times as much outside the pair as in it, of either token', () => {
    const view = viewWith(30_000)
    expect(desk.people).toEqual([{ name: DOLLAR_DESK, btcb: btcb('55') }])
    expect(desk.prepare!(view)).toEqual([
      call('binance', 'usdt.mint', { amount: usdt('1650000') }),
      call('binance', 'usdt.transfer', { to: DOLLAR_DESK, amount: usdt('1650000') }),
      approveAll(DOLLAR_DESK, 'usdt', 'router'),
      approveAll(DOLLAR_DESK, 'btcb', 'router'),
      call(DOLLAR_DESK, 'router.addLiquidity', {
        tokenA: 'btcb',
        tokenB: 'usdt',
        amountADesired: btcb('5'),
        amountBDesired: usdt('150000'),
        amountAMin: 0n,
        amountBMin: 0n,
        to: DOLLAR_DESK,
        deadline: view.now + 1_200n,
      }),
    ])
  })

  test('does not trade at a 400th from the price, and trades a wei beyond it', () => {
    const plans = (usdtReserve: bigint) => desk.act(viewWith(1, [400n * ONE, usdtReserve]), anyStream())
    expect(plans(401n * ONE)).toEqual([])
    expect(plans(399n * ONE)).toEqual([])
    expect(plans(401n * ONE + 1n)).toHaveLength(1)
    expect(plans(399n * ONE - 1n)).toHaveLength(1)
  })

  test('sells BTCB into a pair that pays too much for it, and buys it from one that asks too little', () => {
    // A product of 4 and 1: two and two.
    expect(desk.act(viewWith(1, [ONE, 4n * ONE]), anyStream())).toMatchObject([
      [{ args: { amountA: ONE, path: ['btcb', 'usdt'] } }],
    ])
    expect(desk.act(viewWith(1, [4n * ONE, ONE]), anyStream())).toMatchObject([
      [{ args: { amountA: ONE, path: ['usdt', 'btcb'] } }],
    ])
    expect(desk.act(viewWith(1, [1n, 4n]), anyStream())).toMatchObject([
      [{ args: { amountA: 1n, path: ['btcb', 'usdt'] } }],
    ])
    // A wei of 100 is more than the fee, but no whole wei brings the pair nearer.
    expect(desk.act(viewWith(1, [100n, 101n]), anyStream())).toEqual([])
    expect(desk.act(viewWith(1, [101n, 100n]), anyStream())).toEqual([])
    expect(desk.act(viewWith(1e-18, [1n, 0n]), anyStream())).toEqual([])
    // Also at a price of ten wei of USDT for 1 BTCB.
    expect(desk.act(viewWith(1e-17, [400n * ONE, 4_400n]), anyStream())).toMatchObject([
      [{ args: { path: ['btcb', 'usdt'] } }],
    ])
  })
})
