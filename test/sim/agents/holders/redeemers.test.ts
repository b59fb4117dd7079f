import { describe, expect, test } from 'vitest'

import type { Amt } from '../../../../src/model/kernel/units.ts'
import { redeemers } from '../../../../src/sim/agents/holders/redeemers.ts'
import { integerBelow } from '../../../../src/sim/random/integer.ts'
import { poisson } from '../../../../src/sim/random/poisson.ts'
import { madeUpView } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

const COUNT = 5
const redeeming = (redemptionsPerDay: number, count = COUNT) =>
  redeemers({ name: 'redeemer', count, amt: 140n as Amt, redemptionsPerDay })

/** Redemptions of a day, of accounts that own `owned` wei each: who redeems how much. */
const redeemed = (perDay: number, owned: bigint) =>
  redeeming(perDay)
    .act(
      madeUpView({
        balances: Object.fromEntries(
          Array.from({ length: COUNT }, (_, index) => [`redeemer-${index + 1} amt`, owned]),
        ),
      }),
      anyStream(),
    )
    .map((plan) => (plan as readonly { by: string; args: { amount: bigint } }[])[0]!)

describe('redeemers', () => {
  test('have AMT by Zipf’s law', () => {
    // 140 by 1, 1/2, 1/3, 1/4 and 1/5: 61.3, 30.7, 20.4, 15.3 and 12.3, rounded down, and the remainder of 2.
    expect(redeeming(0.5).people.map(({ name, amt }) => [name, amt])).toEqual([
      ['redeemer-1', 63n],
      ['redeemer-2', 30n],
      ['redeemer-3', 20n],
      ['redeemer-4', 15n],
      ['redeemer-5', 12n],
    ])
  })

  test('redeem a uniform part of what they own, from nothing, which is no plan, to all of it', () => {
    const amounts = redeemed(2_000, 3n).map(({ args }) => args.amount)
    // 0, 1, 2 and 3 are as likely: Poisson of 500 each, with a standard deviation of 22; five of them.
    for (const amount of [1n, 2n, 3n])
      expect(Math.abs(amounts.filter((each) => each === amount).length - 500)).toBeLessThan(112)
    expect(new Set(amounts)).toEqual(new Set([1n, 2n, 3n]))
    // Of a single wei all or nothing: Poisson of 1,000, with a standard deviation of 32; five of them.
    expect(Math.abs(redeemed(2_000, 1n).length - 1_000)).toBeLessThan(158)
  })

  test('do nothing without AMT, nor if there are none', () => {
    expect(redeemed(50, 0n)).toEqual([])
    expect(redeeming(50, 0).act(madeUpView({}), anyStream())).toEqual([])
  })

  test('plan in the order of their draws', () => {
    const draw = anyStream()
    poisson(draw, 40)
    const first = `redeemer-${integerBelow(draw, COUNT) + 1}`
    const plans = redeemed(40, 10n ** 30n)
    expect(plans[0]!.by).toBe(first)
    expect(plans.at(-1)!.by).not.toBe(first)
  })
})
