/**
 * Drawdown sellers: holders who sell a share of their AMT when the price has fallen from its recent high, as
 * stop-loss orders do.
 *
 * Each acts once a week during the day. The drawdown is measured from the highest close of the last
 * `lookBack` days. Thresholds are spread evenly between those of the first and the last seller, so one sale
 * can trigger the next. They need AMT and approvals of router and burn vault.
 */
import type { Amt } from '../../../model/kernel/units.ts'
import { namesOf, zipfShares, type Agent } from '../../agent.ts'
import { spotPriceDown, type AgentView } from '../../view/agent-view.ts'
import { approveExits, leave, type ExitBy } from '../plans/exit.ts'
import { onTheirDay } from './holders.ts'

/** Parameters of {@link drawdownSellers}. */
export interface DrawdownSellers {
  readonly name: string
  readonly count: number
  /** AMT of all of them together, distributed by Zipf's law. */
  readonly amt: Amt
  /** Days of closes in which the high is sought. */
  readonly lookBack: number
  /** Drawdowns, in percent, from which the first and the last of them sell. */
  readonly thresholds: readonly [first: number, last: number]
  /** Share of their remaining AMT that they sell each time, in percent. */
  readonly partPct: bigint
  readonly exit: ExitBy
  /** Accepted slippage in the pool, in basis points. */
  readonly slippageBps: bigint
}

const WEEK = 7

/** Holders that sell after a fall of the price. */
export function drawdownSellers(spec: DrawdownSellers): Agent {
  const { name, count, amt, lookBack, partPct, exit, slippageBps } = spec
  const names = namesOf(name, count)
  const shares = zipfShares(amt, count)
  const thresholds = new Map(names.map((person, index) => [person, thresholdOf(spec, index)]))
  return {
    name,
    people: names.map((person, index) => ({ name: person, amt: shares[index]! })),
    phase: 'day',
    prepare: () => names.flatMap(approveExits),
    act: (view) => {
      const fall = fallPct(view, lookBack)
      return onTheirDay(names, WEEK, view.day)
        .filter((person) => fall >= thresholds.get(person)!)
        .map((person) => {
          const part = (view.balance('amt', person) * partPct) / 100n
          return leave(view, person, part as Amt, exit, slippageBps)
        })
        .filter((plan) => plan.length > 0)
    },
  }
}

function thresholdOf({ count, thresholds: [first, last] }: DrawdownSellers, index: number): number {
  return count === 1 ? first : first + ((last - first) * index) / (count - 1)
}

/**
 * Drawdown of the spot price from the highest close of the last `lookBack` days, in whole percent, rounded
 * down; 0 before the first close.
 */
export function fallPct(view: AgentView, lookBack: number): number {
  const closes = view.history.slice(-lookBack)
  const highest = closes.reduce((most, { price }) => (price > most ? price : most), 0n)
  const price = spotPriceDown(view)
  return price >= highest ? 0 : Number(((highest - price) * 100n) / highest)
}
