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
import { type AgentView, payoutPerAmtDown } from '../../view/agent-view.ts'
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
export const gasAt = (gas: ClaimGas, { environment }: Pick<AgentView, 'environment'>): Gas => ({
  ...gas,
  gwei: new Decimal(environment.gas.gwei),
})

export interface GasAwareClaimers {
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

export function gasAwareClaimers({ holders, gas, mostPart }: GasAwareClaimers): Agent {
  const names = holders.map(({ name }) => name)
  return {
    name: 'thrifty-holders',
    people: holders,
    phase: 'day',
    act: (view) => {
      const to = view.payments()
      const today = gasAt(gas, view)
      return onTheirDay(names, WEEK, view.day).flatMap((by) => {
        const from = firstUnclaimed(view, by)
        if (from > to) return []
        const worth = usdOf(view, owedSince(view, from, view.balance('amt', by)))
        const cost = costOfClaim(today, Number(to - from) + 1)
        return cost.gt(worth.mul(mostPart)) ? [] : [[call(by, 'master.chargeFromTo', { from, to })]]
      })
    },
  }
}

/** The first payment that somebody has not claimed who claims from the first on without gaps; one past the last if there is none. */
export function firstUnclaimed(view: AgentView, by: Account): bigint {
  let [low, high] = [1n, view.payments() + 1n]
  while (low < high) {
    const middle = (low + high) / 2n
    if (view.hasClaimed(middle, by)) low = middle + 1n
    else high = middle
  }
  return low
}

/** BTCB wei times 1e18 for `amt` since payment `from`, at what each AMT was paid. */
function owedSince(view: AgentView, from: bigint, amt: bigint): bigint {
  let perAmt = 0n
  for (let id = from; id <= view.payments(); id++) perAmt += payoutPerAmtDown(view.payment(id))
  return perAmt * amt
}

const usdOf = (view: AgentView, owed: bigint): Decimal =>
  new Decimal(owed.toString()).div('1e36').mul(view.environment.btc.usd)
