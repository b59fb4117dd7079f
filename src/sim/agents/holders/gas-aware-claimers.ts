/**
 * Thrifty holders: claim when gas takes no more than a part of what the claim brings; they look once a week.
 *
 * Claiming `n` payments costs `(g0 + g1·n)` gas, at the day's price in gwei, of BNB at a price in USD (docs/reference/economics.md). What a claim brings
 * they reckon at the day's price of BTC. Both are opinions and no balances.
 */
import { Decimal } from 'decimal.js'

import type { Account } from '../../../model/interface/accounts.ts'
import type { Amt } from '../../../model/kernel/units.ts'
import { call, type Agent } from '../../agent.ts'
import { type World, payoutPerAmtDown } from '../../view/agent-view.ts'
import { onTheirDay } from './holders.ts'

/** What a claim takes: gas of one transaction, and of each payment in it. */
export interface ClaimGas {
  readonly base: number
  readonly perPayment: number
  readonly usdPerBnb: Decimal
}

/** The same at a gas price. */
export interface Gas extends ClaimGas {
  readonly gwei: Decimal
}

/** At the day's gas price. */
export const gasAt = (gas: ClaimGas, { market }: Pick<World, 'market'>): Gas => ({
  ...gas,
  gwei: new Decimal(market.gas.gwei),
})

export interface ThriftyHolders {
  readonly holders: readonly { readonly name: Account; readonly amt: Amt }[]
  readonly gas: ClaimGas
  /** The part of a claim that gas may take. */
  readonly mostPart: Decimal
}

const WEEK = 7
const GWEI_PER_BNB = 1e9

/** USD for so much gas. */
export const usdOfGas = ({ gwei, usdPerBnb }: Pick<Gas, 'gwei' | 'usdPerBnb'>, amount: number): Decimal =>
  gwei.mul(amount).mul(usdPerBnb).div(GWEI_PER_BNB)

/** USD for a claim of `payments` payments. */
export const costOfClaim = (gas: Gas, payments: number): Decimal =>
  usdOfGas(gas, gas.base + gas.perPayment * payments)

export function thriftyHolders({ holders, gas, mostPart }: ThriftyHolders): Agent {
  const names = holders.map(({ name }) => name)
  return {
    name: 'thrifty-holders',
    people: holders,
    phase: 'day',
    act: (world) => {
      const to = world.payments()
      const today = gasAt(gas, world)
      return onTheirDay(names, WEEK, world.day).flatMap((by) => {
        const from = firstUnclaimed(world, by)
        if (from > to) return []
        const worth = usdOf(world, owedSince(world, from, world.balance('amt', by)))
        const cost = costOfClaim(today, Number(to - from) + 1)
        return cost.gt(worth.mul(mostPart)) ? [] : [[call(by, 'master.chargeFromTo', { from, to })]]
      })
    },
  }
}

/** The first payment that somebody has not claimed who claims from the first on without gaps; one past the last if there is none. */
export function firstUnclaimed(world: World, by: Account): bigint {
  let [low, high] = [1n, world.payments() + 1n]
  while (low < high) {
    const middle = (low + high) / 2n
    if (world.hasClaimed(middle, by)) low = middle + 1n
    else high = middle
  }
  return low
}

/** BTCB wei times 1e18 for `amt` since payment `from`, at what each AMT was paid. */
function owedSince(world: World, from: bigint, amt: bigint): bigint {
  let perAmt = 0n
  for (let id = from; id <= world.payments(); id++) perAmt += payoutPerAmtDown(world.payment(id))
  return perAmt * amt
}

const usdOf = (world: World, owed: bigint): Decimal =>
  new Decimal(owed.toString()).div('1e36').mul(world.market.btc.usd)
