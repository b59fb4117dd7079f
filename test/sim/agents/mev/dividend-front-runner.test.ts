import { describe, expect, test } from 'vitest'

import { bestSnipe } from '../../../../src/model/planning/arbitrage/snipe.ts'
import { amt, btcb, type Btcb } from '../../../../src/model/kernel/units.ts'
import { approveAll, call, type Bid } from '../../../../src/sim/agent.ts'
import { dividendFrontRunner } from '../../../../src/sim/agents/mev/dividend-front-runner.ts'
import { anyStream, viewOn } from '../../../support/run-agents.ts'
import { scriptedAgent } from '../../../support/sim-world.ts'

const GAS_PRICE = 5_000_000_000n
const STAKE = btcb('1000')

const view = viewOn([scriptedAgent('purse', [], { people: [{ name: 'sniper', btcb: STAKE }] })], 0, 'payment')

/** A pending payment, of which `vaultParticipation` percent go to the RCL. */
const payment = (amountBtcb: bigint, vaultParticipation: bigint): Bid => ({
  plan: [call('payer', 'master.payRent', { amountBtcb, vaultParticipation })],
  gasPrice: GAS_PRICE,
})
const reactionsTo = (pending: readonly Bid[], gas = 0n as Btcb) =>
  dividendFrontRunner({ stake: STAKE, gas }).react!(view, pending, anyStream())

// 0.251 BTCB, of which 80% go to the RCL, so that 0.0502 remain: 0.502% of the price of 0.01 BTCB for each AMT,
// a little above the break-even payout.
const pending = [payment(btcb('0.251'), 80n)]
const best = bestSnipe(view.pool(), { net: btcb('0.0502'), supply: amt('1000') }, STAKE)!

describe('the dividend front-runner reacts to a pending payment', () => {
  test('with the best purchase at a wei per gas more, then claim and sale at a wei less', () => {
    // An optimum within the stake, so that each number of the payment shows in it.
    expect(best.pay).toBeLessThan(STAKE)
    const deadline = view.now + 1200n
    const swap = { to: 'sniper', deadline }
    expect(reactionsTo(pending)).toEqual([
      {
        plan: [
          call('sniper', 'router.swapExactTokensForTokens', {
            ...swap,
            amountA: best.pay,
            limit: best.buy,
            path: ['btcb', 'amt'],
          }),
        ],
        gasPrice: GAS_PRICE + 1n,
      },
      {
        plan: [
          call('sniper', 'master.charge', { snapId: 1n }),
          call('sniper', 'router.swapExactTokensForTokens', {
            ...swap,
            amountA: best.buy,
            limit: 0n,
            path: ['amt', 'btcb'],
          }),
        ],
        gasPrice: GAS_PRICE - 1n,
      },
    ])
  })

  test('only for more than its gas, by a single wei', () => {
    expect(reactionsTo(pending, best.profit as Btcb)).toEqual([])
    expect(reactionsTo(pending, (best.profit - 1n) as Btcb)).toHaveLength(2)
  })

  test('and to nothing else', () => {
    const other: Bid = { plan: [approveAll('alice', 'amt', 'router'), { wait: 1n }], gasPrice: GAS_PRICE }
    expect(reactionsTo([other])).toEqual([])
    expect(reactionsTo([other, ...pending])).toEqual(reactionsTo(pending))
  })
})
