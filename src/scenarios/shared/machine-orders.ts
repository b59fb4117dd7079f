/**
 * Orders of machines, and the AMT that is issued for them: one truth for hash power and supply wherever machines are ordered.
 *
 * The whitepaper: AMT is issued over time as hash power is acquired, 75% of it to the miner who brings it, and the aim is ever more TH/s per AMT. At which rate
 * it does not say; its two readings, of the launch and of July 2023, are 73.55 AMT apart for each TH/s apart, and that is the default.
 */
import { emissionWithinCap, type EmissionPolicy } from '../../model/economics/hash-rate-ledger.ts'
import { amt, fromBase, type Amt } from '../../model/kernel/units.ts'
import type { Agent } from '../../sim/agent.ts'
import { BUYERS, MINER } from '../../sim/agents/issuance/emitter.ts'
import { claimsOf } from '../../sim/agents/holders/holders.ts'
import { orderEmitter } from '../../sim/agents/issuance/machine-order-emitter.ts'
import { choice, decimal, type Settings } from '../../sim/definition/parameter.ts'
import { GROWTH } from './exogenous-models.ts'
import type { Today } from '../../sim/recording/day-close.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'

const POLICY_KINDS = ['per-th', 'keep-ratio', 'to-ratio', 'fixed'] as const

export const MACHINE_ORDERS = {
  ...GROWTH,
  orderPolicy: choice({
    title:
      'AMT issued for an order: so much per TH/s; what keeps AMT per TH/s; what raises it to a target; an amount',
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
    title: 'AMT for each order by fixed (assumption)',
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

/** Who issues AMT for orders, and the monthly claims of those who get it; nobody where nothing is ordered. */
export function machineOrderAgents(settings: Ordered): readonly Agent[] {
  return settings.ordersPerYear.isZero()
    ? []
    : [orderEmitter(policyOf(settings)), claimsOf('order-claims', [MINER, BUYERS], 30)]
}

/** Stated where machines are ordered: what each day has issued against what the policy gives for the TH/s that it has more than the day before. */
export function machineOrderHypotheses(settings: Ordered): readonly Hypothesis[] {
  return settings.ordersPerYear.isZero() ? [] : [issuedForOrders(policyOf(settings))]
}

const issuedForOrders = (policy: EmissionPolicy): Hypothesis => ({
  statement:
    'AMT is issued when machines arrive and at no other time, as much as the policy gives for them below the cap',
  check: ({ start, closes }) => {
    let [orders, ths, others] = [0, 0n, 0]
    let before: Today = start
    for (const today of closes) {
      const { bought } = today.view.environment.fleet
      if (bought > 0) orders++
      ths += BigInt(bought)
      if (today.tally.issued - before.tally.issued !== dueOn(policy, before, today)) others++
      before = today
    }
    if (orders === 0) return undefined
    const issued = before.tally.issued - start.tally.issued
    return {
      found: `${orders} orders of ${ths} TH/s brought ${fromBase(issued)} AMT; ${others} days on which it was another amount`,
      asExpected: others === 0,
    }
  },
})

function dueOn(policy: EmissionPolicy, before: Today, today: Today): Amt {
  const [ths, now] = [before, today].map(({ view }) => BigInt(view.environment.fleet.ths)) as [bigint, bigint]
  if (now === ths) return 0n as Amt
  const { issued } = before.tally
  const ledger = { ths, issued, burnt: (issued - before.view.supply('amt')) as Amt }
  return emissionWithinCap(policy, ledger, now - ths)
}
