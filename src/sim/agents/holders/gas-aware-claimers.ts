/**
 * Gas-aware claimers: small holders who claim once gas costs no more than a given share of the claim.
 *
 * Each acts once a week during the day and claims everything that is unclaimed. A claim of `n` payments costs
 * `g0 + g1·n` gas at the day's gas price, converted at a fixed price of BNB (docs/reference/economics.md);
 * the claim is valued at the day's price of BTC. Both are estimates in USD, not balances. They need AMT and
 * no approvals.
 *
 * Not modelled: a moving price of BNB.
 */
import { Decimal } from 'decimal.js'

import type { Account } from '../../../model/interface/accounts.ts'
import type { Amt } from '../../../model/kernel/units.ts'
import { call, type Agent } from '../../agent.ts'
import { type AgentView, payoutPerAmtDown } from '../../view/agent-view.ts'
import { onTheirDay } from './holders.ts'

/** Gas of a claim: per transaction and per payment in it, and the price of BNB. */
export interface ClaimGas {
  readonly base: number
  readonly perPayment: number
  readonly usdPerBnb: Decimal
}

/** {@link ClaimGas} at a gas price in gwei. */
export interface Gas extends ClaimGas {
  readonly gwei: Decimal
}

/** `gas` at the day's gas price. */
export const gasAt = (gas: ClaimGas, { environment }: Pick<AgentView, 'environment'>): Gas => ({
  ...gas,
  gwei: new Decimal(environment.gas.gwei),
})

/** Parameters of {@link gasAwareClaimers}. */
export interface GasAwareClaimers {
  readonly holders: readonly { readonly name: Account; readonly amt: Amt }[]
  readonly gas: ClaimGas
  /** Largest share of a claim that gas may cost, as a fraction. */
  readonly mostPart: Decimal
}

const WEEK = 7
const GWEI_PER_BNB = 1e9

/** Cost of `amount` gas, in USD. */
export const usdOfGas = ({ gwei, usdPerBnb }: Pick<Gas, 'gwei' | 'usdPerBnb'>, amount: number): Decimal =>
  gwei.mul(amount).mul(usdPerBnb).div(GWEI_PER_BNB)

/** Gas cost of a claim of `payments` payments, in USD. */
export const costOfClaim = (gas: Gas, payments: number): Decimal =>
  usdOfGas(gas, gas.base + gas.perPayment * payments)

/** Holders that claim when gas is a small enough part of the claim. */
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

/**
 * First payment that `by` has not claimed, if `by` claims in order from payment 1 on; one past the last if
 * all are claimed.
 */
export function firstUnclaimed(view: AgentView, by: Account): bigint {
  let [low, high] = [1n, view.payments() + 1n]
  while (low < high) {
    const middle = (low + high) / 2n
    if (view.hasClaimed(middle, by)) low = middle + 1n
    else high = middle
  }
  return low
}

/** Payout to `amt` AMT wei since payment `from`, in BTCB wei times 1e18. */
function owedSince(view: AgentView, from: bigint, amt: bigint): bigint {
  let perAmt = 0n
  for (let id = from; id <= view.payments(); id++) perAmt += payoutPerAmtDown(view.payment(id))
  return perAmt * amt
}

const usdOf = (view: AgentView, owed: bigint): Decimal =>
  new Decimal(owed.toString()).div('1e36').mul(view.environment.btc.usd)
