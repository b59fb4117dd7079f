/**
 * Machine orders and the AMT issued for them. One parameter set ties hash power to supply in every scenario
 * with orders.
 *
 * Source: the whitepaper. AMT is issued as hash power is acquired, 75% of it to the miner who provides it,
 * and TH/s per AMT is to grow. The whitepaper gives no rate. The default, 73.55 AMT per TH/s, is the slope
 * between its two readings, launch and July 2023.
 */
import { emissionWithinCap, type EmissionPolicy } from '../../model/economics/hash-rate-ledger.ts'
import { amt, fromBase, type Amt } from '../../model/kernel/units.ts'
import type { Agent } from '../../sim/agent.ts'
import { BUYERS, MINER } from '../../sim/agents/issuance/emitter.ts'
import { claimsOf } from '../../sim/agents/holders/holders.ts'
import { orderEmitter } from '../../sim/agents/issuance/machine-order-emitter.ts'
import { choice, decimal, type Settings } from '../../sim/definition/parameter.ts'
import { GROWTH } from './exogenous-models.ts'
import type { DayClose } from '../../sim/recording/day-close.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

const POLICY_KINDS = ['per-th', 'keep-ratio', 'to-ratio', 'fixed'] as const

export const MACHINE_ORDERS = {
  ...GROWTH,
  orderPolicy: choice({
    title:
      'Emission policy for orders: AMT per TH/s; constant AMT per TH/s overall; towards a target ratio; a fixed amount',
    default: 'per-th',
    choices: POLICY_KINDS,
    onlyWith: 'ordersPerYear',
  }),
  orderAmtPerTh: decimal({
    title: 'AMT per TH/s for per-th and to-ratio (launch to July 2023: 11,285,719 AMT for 153,446 TH/s)',
    unit: 'AMT',
    default: '73.55',
    min: '0',
    max: '100000000',
    onlyWith: 'ordersPerYear',
  }),
  orderAmt: decimal({
    title: 'AMT per order with fixed (assumption)',
    unit: 'AMT',
    default: '0',
    min: '0',
    max: '100000000',
    onlyWith: 'ordersPerYear',
  }),
}

type Ordered = Settings<typeof MACHINE_ORDERS>

export function policyOf({ orderPolicy: kind, orderAmtPerTh, orderAmt }: Ordered): EmissionPolicy {
  switch (kind) {
    case 'keep-ratio':
      return { kind }
    case 'per-th':
    case 'to-ratio':
      return { kind, amtPerTh: amt(orderAmtPerTh.toFixed()) }
    case 'fixed':
      return { kind, amount: amt(orderAmt.toFixed()) }
  }
}

/** The emitter, and the monthly claims of the recipients. Empty if no machines are ordered. */
export function machineOrderAgents(settings: Ordered): readonly Agent[] {
  return settings.ordersPerYear.isZero()
    ? []
    : [orderEmitter(policyOf(settings)), claimsOf('order-claims', [MINER, BUYERS], 30)]
}

/**
 * Each day's emission equals the policy's emission for that day's increase in TH/s. Empty if no machines are
 * ordered.
 */
export function machineOrderHypotheses(settings: Ordered): readonly Hypothesis[] {
  return settings.ordersPerYear.isZero() ? [] : [issuedForOrders(policyOf(settings))]
}

const issuedForOrders = (policy: EmissionPolicy): Hypothesis => ({
  statement:
    'AMT is issued when machines arrive and at no other time, in the amount of the emission policy and within the cap',
  check: ({ start, closes }) => {
    let [orders, ths, deviations] = [0, 0n, 0]
    let before: DayClose = start
    for (const today of closes) {
      const { bought } = today.view.environment.fleet
      if (bought > 0) orders++
      ths += BigInt(bought)
      if (today.tally.issued - before.tally.issued !== dueOn(policy, before, today)) deviations++
      before = today
    }
    if (orders === 0) return undefined
    const issued = before.tally.issued - start.tally.issued
    return {
      found: `${orders} orders of ${ths} TH/s, ${fromBase(issued)} AMT issued; ${deviations} days with another amount`,
      asExpected: deviations === 0,
    }
  },
})

function dueOn(policy: EmissionPolicy, before: DayClose, today: DayClose): Amt {
  const [ths, now] = [before, today].map(({ view }) => BigInt(view.environment.fleet.ths)) as [bigint, bigint]
  if (now === ths) return 0n as Amt
  const { issued } = before.tally
  const ledger = { ths, issued, burnt: (issued - before.view.supply('amt')) as Amt }
  return emissionWithinCap(policy, ledger, now - ths)
}
