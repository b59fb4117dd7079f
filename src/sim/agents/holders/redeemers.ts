/**
 * Redeemers: holders who exit through the RCL at the floor, whatever the pool pays.
 *
 * They act during the day and do not compare prices; the scenario reports what that costs them. The number of
 * redemptions a day is Poisson; each is by a uniformly drawn holder, of a uniform share of their AMT. They
 * need AMT and an approval of the burn vault.
 */
import type { Amt } from '../../../model/kernel/units.ts'
import { approveAll, call, namesOf, sharesBy, type Agent, type Plan } from '../../agent.ts'
import { amountBetween, integerBelow } from '../../random/integer.ts'
import { poisson } from '../../random/poisson.ts'

/** Parameters of {@link redeemers}. */
export interface Redeemers {
  readonly name: string
  readonly count: number
  /** AMT of all of them together, distributed by Zipf's law. */
  readonly amt: Amt
  /** Weights of their AMT, one for each of them. @default by Zipf's law */
  readonly weights?: readonly bigint[] | undefined
  /** Mean number of redemptions a day. */
  readonly redemptionsPerDay: number
}

/** Holders that redeem at the RCL whatever the pool pays. */
export function redeemers({ name, count, amt, weights, redemptionsPerDay }: Redeemers): Agent {
  const names = namesOf(name, count)
  const shares = sharesBy(amt, count, weights)
  return {
    name,
    people: names.map((person, index) => ({ name: person, amt: shares[index]! })),
    phase: 'day',
    prepare: () => names.map((person) => approveAll(person, 'amt', 'burnVault')),
    act: (view, draw) => {
      if (names.length === 0) return []
      const plans: Plan[] = []
      for (let left = poisson(draw, redemptionsPerDay); left > 0; left--) {
        const by = names[integerBelow(draw, names.length)]!
        const most = view.balance('amt', by)
        const amount = amountBetween(draw, 0n, most)
        if (amount > 0n) plans.push([call(by, 'burnVault.backingWithdraw', { amount })])
      }
      return plans
    },
  }
}
