/**
 * Value holders: public holders who sell when AMT is dearer than they value it, or has fallen far from its
 * high, and buy when it is cheaper.
 *
 * Each looks every `every` days, on a fixed day of the cycle, during the day. Their opinions spread around a
 * common valuation by a constant ratio, in an order unrelated to their size; so do the drawdowns at which
 * they sell. They trade a part of what they own, selling in the pool, and at the RCL what the pool would take
 * below the floor. They need AMT, BTCB and approvals of router and burn vault.
 */
import type { Amt, Btcb } from '../../../model/kernel/units.ts'
import { approveAll, namesOf, sharesBy, zipfShares, type Agent, type Plan } from '../../agent.ts'
import { exp } from '../../math/exp.ts'
import { log } from '../../math/log.ts'
import type { Valuation } from '../../valuation/valuation.ts'
import { spotPriceDown, type AgentView } from '../../view/agent-view.ts'
import { approveExits, sellOrRedeem } from '../plans/exit.ts'
import { buyAmt } from '../plans/swap.ts'
import { fallPct } from './drawdown-sellers.ts'
import { onTheirDay } from './holders.ts'

/** Parameters of {@link valueHolders}. */
export interface ValueHolders {
  readonly name: string
  readonly count: number
  /** AMT and BTCB of all of them together, each distributed by Zipf's law. */
  readonly amt: Amt
  readonly btcb: Btcb
  /** Weights of their AMT, one for each of them. @default by Zipf's law */
  readonly weights?: readonly bigint[] | undefined
  /** Days from one look at the price to the next. */
  readonly every: number
  /** Their valuations; the n-th holder has the n-th, and so on round. At least one. */
  readonly valuations: readonly Valuation[]
  /** Opinions range from 1/spread to spread times the valuation; at least 1. */
  readonly spread: number
  /** Distance of the price from the own value that is tolerated, as a fraction of the value. */
  readonly band: number
  /** Share of their AMT sold, or of their BTCB spent, each time; in percent. */
  readonly partPct: bigint
  /**
   * Drawdowns from the highest close of `lookBack` days, in percent, at which the first and the last sell.
   */
  readonly stops: readonly [first: number, last: number]
  readonly lookBack: number
  /** Accepted slippage in the pool, in basis points. */
  readonly slippageBps: bigint
}

/** Fractional part of the golden ratio: its multiples modulo 1 are spread evenly and in no order. */
const GOLDEN = 0.6180339887498949

/** Holders that buy below their valuation and sell above it. */
export function valueHolders(spec: ValueHolders): Agent {
  const { name, count } = spec
  const names = namesOf(name, count)
  const amts = sharesBy(spec.amt, count, spec.weights)
  const btcbs = zipfShares(spec.btcb as bigint as Amt, count)
  const minds = new Map(names.map((person, index) => [person, mindOf(spec, index)]))
  return {
    name,
    people: names.map((person, index) => ({
      name: person,
      amt: amts[index]!,
      btcb: btcbs[index]! as bigint as Btcb,
    })),
    phase: 'day',
    prepare: () => names.flatMap((person) => [...approveExits(person), approveAll(person, 'btcb', 'router')]),
    act: (view) => {
      const due = onTheirDay(names, spec.every, view.day)
      if (due.length === 0) return []
      const values = spec.valuations.map((valuation) => valuation(view))
      const fall = fallPct(view, spec.lookBack)
      return due
        .map((person) => {
          const { opinion, stop, rule } = minds.get(person)!
          const value = values[rule]
          return decide(view, person, value === undefined ? undefined : value * opinion, fall >= stop, spec)
        })
        .filter((plan) => plan.length > 0)
    },
  }
}

/** What distinguishes a holder from the others. */
interface Mind {
  readonly opinion: number
  readonly stop: number
  readonly rule: number
}

function mindOf({ spread, stops: [first, last], valuations }: ValueHolders, index: number): Mind {
  const place = (index * GOLDEN) % 1
  return {
    opinion: exp((2 * place - 1) * log(spread)),
    stop: first + (last - first) * ((place + 0.5) % 1),
    rule: index % valuations.length,
  }
}

function decide(
  view: AgentView,
  by: string,
  value: number | undefined,
  stops: boolean,
  { band, partPct, slippageBps }: ValueHolders,
): Plan {
  const price = Number(spotPriceDown(view))
  const part = (whole: bigint): bigint => (whole * partPct) / 100n
  if (stops || (value !== undefined && price > value * (1 + band)))
    return sellOrRedeem(view, by, part(view.balance('amt', by)) as Amt, slippageBps)
  if (value === undefined || price >= value * (1 - band)) return []
  const pay = part(view.balance('btcb', by)) as Btcb
  return pay === 0n ? [] : buyAmt(view, by, pay, slippageBps)
}
