import { describe, expect, test } from 'vitest'

import { btcb, type Amt, type Btcb } from '../../../../src/model/kernel/units.ts'
import { call, type Bid } from '../../../../src/sim/agent.ts'
import { bestSandwich } from '../../../../src/sim/agents/mev/buy-back-sandwicher.ts'
import { SWAP_SANDWICHER, swapSandwicher } from '../../../../src/sim/agents/mev/swap-sandwicher.ts'
import { anyStream, viewOn } from '../../../support/run-agents.ts'
import { scriptedAgent } from '../../../support/sim-world.ts'

const GAS_PRICE = 5_000_000_000n
const OWNED = btcb('0.5')

const view = viewOn([scriptedAgent('purse', [], { people: [{ name: SWAP_SANDWICHER, btcb: OWNED }] })], 0)

/** A pending purchase of AMT for `amountA` without a limit. */
const purchase = (amountA: bigint, gasPrice = GAS_PRICE): Bid => ({
  plan: [
    call('alice', 'router.swapExactTokensForTokens', {
      amountA,
      limit: 0n,
      path: ['btcb', 'amt'],
      to: 'alice',
      deadline: view.now,
    }),
  ],
  gasPrice,
})
// Its capital at the start differs from what it owns on the day.
const attacker = swapSandwicher({ capital: btcb('9'), gas: 0n as Btcb })
const reactionsTo = (pending: readonly Bid[]) => attacker.react!(view, pending, anyStream())

describe('the swap sandwicher reacts to a pending purchase', () => {
  test('with a purchase at a wei per gas more and a sale at a wei less, within what it owns', () => {
    const trade = bestSandwich(view.pool(), btcb('0.2'), 0n as Amt, OWNED)
    const deadline = view.now + 1200n
    expect(reactionsTo([purchase(btcb('0.2'))])).toEqual([
      {
        plan: [
          call(SWAP_SANDWICHER, 'router.swapTokensForExactTokens', {
            amountA: trade.buy,
            limit: trade.pay + 1n,
            path: ['btcb', 'amt'],
            to: SWAP_SANDWICHER,
            deadline,
          }),
        ],
        gasPrice: GAS_PRICE + 1n,
      },
      {
        plan: [
          call(SWAP_SANDWICHER, 'router.swapExactTokensForTokens', {
            amountA: trade.buy,
            limit: 0n,
            path: ['amt', 'btcb'],
            to: SWAP_SANDWICHER,
            deadline,
          }),
        ],
        gasPrice: GAS_PRICE - 1n,
      },
    ])
  })

  test('to the most profitable one of them, in whatever order they are pending', () => {
    const [small, middle, large] = [btcb('0.1'), btcb('0.2'), btcb('0.3')].map((amount, index) =>
      purchase(amount, GAS_PRICE + 10n * BigInt(index)),
    ) as [Bid, Bid, Bid]
    const alone = reactionsTo([large])
    for (const pending of [
      [small, middle, large],
      [small, large, middle],
      [middle, large, small],
      [large, small, middle],
    ])
      expect(reactionsTo(pending)).toEqual(alone)
    // Of two that are as profitable, to the first.
    const [one, other] = [purchase(btcb('0.2'), GAS_PRICE), purchase(btcb('0.2'), GAS_PRICE + 50n)]
    expect(reactionsTo([one, other])).toEqual(reactionsTo([one]))
    expect(reactionsTo([other, one])).toEqual(reactionsTo([other]))
    // Of two that differ by a wei, to the better one.
    const profitOf = (amount: bigint) => bestSandwich(view.pool(), amount as Btcb, 0n as Amt, OWNED).profit
    let more = btcb('0.2') as bigint
    while (profitOf(more) !== profitOf(btcb('0.2')) + 1n) more++
    const better = purchase(more, GAS_PRICE + 90n)
    expect(reactionsTo([one, better])).toEqual(reactionsTo([better]))
    expect(reactionsTo([better, one])).toEqual(reactionsTo([better]))
    // Also within one plan.
    const both: Bid = { plan: [...small.plan, ...large.plan], gasPrice: large.gasPrice }
    expect(reactionsTo([both])).toEqual(alone)
  })
})
