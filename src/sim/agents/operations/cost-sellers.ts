/**
 * Miners: hold the AMT they were given for their hash rate, claim, and sell AMT when payouts do not cover
 * what their machines cost them.
 *
 * Each claims and settles every `every` days, during the day: BTCB that the claim brought pays the costs of
 * these days, the rest of the costs is raised by selling AMT. Costs are a price per TH/s and day in USD,
 * borne in proportion to the miner's AMT. They need AMT and approvals of router and burn vault.
 *
 * Not modelled: the payment of the costs; the BTCB stays in the miner's account and buys nothing.
 */
import { ONE, type Amt } from '../../../model/kernel/units.ts'
import { namesOf, sharesBy, type Agent, type Plan } from '../../agent.ts'
import { toBaseUnits } from '../../math/base-units.ts'
import { atStartOf } from '../../view/history.ts'
import { spotPriceDown, type AgentView } from '../../view/agent-view.ts'
import { approveExits, AT_ANY_PRICE, sellOrRedeem } from '../plans/exit.ts'
import { claimPlan, onTheirDay, paymentsSince } from '../holders/holders.ts'

/** Parameters of {@link costSellers}. */
export interface CostSellers {
  readonly name: string
  readonly count: number
  /** AMT of all of them together, distributed by Zipf's law. */
  readonly amt: Amt
  /** Weights of their AMT, one for each of them. @default by Zipf's law */
  readonly weights?: readonly bigint[] | undefined
  /** Days from one settlement to the next. */
  readonly every: number
  /** Costs of the whole fleet's machines that the miners bear, in USD per TH/s and day. */
  readonly usdPerThDay: number
}

/** Miners that sell AMT for the costs of their machines. */
export function costSellers(spec: CostSellers): Agent {
  const { name, count, every } = spec
  const names = namesOf(name, count)
  const shares = sharesBy(spec.amt, count, spec.weights)
  const share = new Map(names.map((person, index) => [person, shares[index]!]))
  return {
    name,
    people: names.map((person, index) => ({ name: person, amt: shares[index]! })),
    phase: 'day',
    prepare: () => names.flatMap(approveExits),
    act: (view) => {
      const unclaimed = paymentsSince(view, every)
      return onTheirDay(names, every, view.day).flatMap((person) => {
        const claims = unclaimed === undefined ? [] : [claimPlan(person, unclaimed)]
        const sale = coverCosts(view, person, share.get(person)!, spec)
        return sale.length === 0 ? claims : [...claims, sale]
      })
    },
  }
}

/** Sale that raises what payouts of the period leave uncovered; empty if they cover the costs. */
function coverCosts(view: AgentView, by: string, share: Amt, spec: CostSellers): Plan {
  const { environment, history, day } = view
  const days = Math.min(spec.every, day + 1)
  const usd = (spec.usdPerThDay * environment.fleet.ths * days) / environment.btc.usd
  const costs = spec.amt === 0n ? 0n : (toBaseUnits(usd) * share) / spec.amt
  const now = atStartOf(history, day).payoutPerAmt
  const then = atStartOf(history, Math.max(0, day - spec.every)).payoutPerAmt
  const owned = view.balance('amt', by)
  const income = ((now - then) * owned) / ONE
  const price = spotPriceDown(view)
  if (costs <= income || price === 0n) return []
  const wanted = ((costs - income) * ONE) / price
  const sold = (wanted < owned ? wanted : owned) as Amt
  return sellOrRedeem(view, by, sold, AT_ANY_PRICE)
}
