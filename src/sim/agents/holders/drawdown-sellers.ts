/**
 * Drawdown sellers: holders who sell into a falling market, as stop-loss orders and nerves do.
 *
 * Each looks once a week at how far the price has fallen from its highest close of the last `lookBack` days. From a threshold of their own
 * on, spread evenly between the first and the last seller's, they sell a part of what they still have, so that a fall begets the next one.
 */
import type { Amt } from '../../../model/kernel/units.ts'
import { namesOf, zipfShares, type Agent } from '../../agent.ts'
import { spotPriceDown, type AgentView } from '../../view/agent-view.ts'
import { approveExits, leave, type ExitBy } from '../plans/exit.ts'
import { onTheirDay } from './holders.ts'

export interface DrawdownSellers {
  readonly name: string
  readonly count: number
  /** What they own together, shared out by Zipf's law. */
  readonly amt: Amt
  readonly lookBack: number
  /** Falls, in percent, at which the first and the last of them begin to sell. */
  readonly thresholds: readonly [first: number, last: number]
  /** What they sell each time, in percent of what they have. */
  readonly partPct: bigint
  readonly exit: ExitBy
  readonly slippageBps: bigint
}

const WEEK = 7

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

/** How far the price is below its highest close of the last `lookBack` days, in whole percent, rounded down; 0 before there is one. */
export function fallPct(view: AgentView, lookBack: number): number {
  const closes = view.history.slice(-lookBack)
  const highest = closes.reduce((most, { price }) => (price > most ? price : most), 0n)
  const price = spotPriceDown(view)
  return price >= highest ? 0 : Number(((highest - price) * 100n) / highest)
}
