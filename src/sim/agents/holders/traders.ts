/**
 * Traders: buy and sell AMT in the pool, more of the one or the other as the price lies below or above what they hold it to be worth.
 *
 * Worth is the floor plus a perpetuity of the last 30 days' payouts at the return that they require. Most of a day's trades are
 * noise all the same: the odds of buying lean by the gap, within bounds. How many trade is Poisson, how much is exponential in the
 * pool's BTCB, who it is is uniform. Amounts that exceed what somebody owns become all that they own.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import { ONE, type Amt, type Btcb } from '../../../model/kernel/units.ts'
import {
  approveAll,
  namesOf,
  zipfShares,
  type Agent,
  type Bid,
  type Plan,
  type Proposal,
} from '../../agent.ts'
import { gasPriceOf } from '../../environment.ts'
import { toBaseUnits } from '../../math/base-units.ts'
import { exponential } from '../../random/exponential.ts'
import { integerBelow } from '../../random/integer.ts'
import { poisson } from '../../random/poisson.ts'
import type { Stream } from '../../random/stream.ts'
import { bernoulli } from '../../random/uniform.ts'
import { spotPriceDown, type AgentView } from '../../view/agent-view.ts'
import { buyAmt, sellAmt } from '../plans/swap.ts'
import { fairValue } from './valuation.ts'

export interface Traders {
  readonly name: string
  readonly count: number
  readonly amt: Amt
  readonly btcb: Btcb
  /** Mean number of trades a day. */
  readonly tradesPerDay: number
  /** Mean size of a trade as a fraction of the pool's BTCB. */
  readonly meanSize: number
  /** The yearly return in BTC that they require, as a fraction. */
  readonly requiredReturn: number
  /** The odds of buying move by this much for each 100% that the price is off. */
  readonly conviction: number
  /** Slippage that they accept, in basis points. */
  readonly slippageBps: bigint
  /** Mean of what they offer above the day's gas price, in gwei, where the order goes by it; nobody offers anything unless told otherwise. */
  readonly meanTip?: number
}

/** However far the price is off, one trade in ten goes the other way. */
const LEAST_ODDS = 0.1

/** Days of payouts that a trader looks back on. */
const LOOK_BACK = 30

export function traders(spec: Traders): Agent {
  const names = namesOf(spec.name, spec.count)
  const [amtShares, btcbShares] = [
    zipfShares(spec.amt, spec.count),
    zipfShares(spec.btcb as bigint as Amt, spec.count),
  ]
  return {
    name: spec.name,
    people: names.map((name, index) => ({
      name,
      amt: amtShares[index]!,
      btcb: btcbShares[index]! as bigint as Btcb,
    })),
    phase: 'day',
    prepare: () =>
      names.flatMap((name) => [approveAll(name, 'amt', 'router'), approveAll(name, 'btcb', 'router')]),
    act: (view, draw) => {
      const price = spotPriceDown(view)
      if (price === 0n) return []
      const odds = oddsOfBuying(view, price, spec)
      const proposals: Proposal[] = []
      for (let left = poisson(draw, spec.tradesPerDay); left > 0; left--) {
        const plan = trade(view, draw, names[integerBelow(draw, names.length)]!, odds, price, spec)
        const proposal = spec.meanTip === undefined ? plan : tipped(plan, view, draw, spec.meanTip)
        if (plan.length > 0) proposals.push(proposal)
      }
      return proposals
    },
  }
}

const WEI_PER_GWEI = 1e9

/** Exponential above the day's gas price, in whole wei. */
function tipped(plan: Plan, { environment }: AgentView, draw: Stream, meanTip: number): Bid {
  const tip = BigInt(Math.floor(exponential(draw, meanTip * WEI_PER_GWEI)))
  return { plan, gasPrice: gasPriceOf(environment) + tip }
}

function trade(
  view: AgentView,
  draw: Stream,
  by: Account,
  odds: number,
  price: bigint,
  { meanSize, slippageBps }: Traders,
): Plan {
  const buys = bernoulli(draw, odds)
  const size = (view.pool().btcb * toBaseUnits(exponential(draw, meanSize))) / ONE
  if (buys) {
    const pay = least(size, view.balance('btcb', by)) as Btcb
    return pay === 0n ? [] : buyAmt(view, by, pay, slippageBps)
  }
  const sell = least((size * ONE) / price, view.balance('amt', by)) as Amt
  return sell === 0n ? [] : sellAmt(view, by, sell, slippageBps)
}

/** The chance that a trade is a purchase: one half, leaning to where the price is off. */
function oddsOfBuying(view: AgentView, price: bigint, { requiredReturn, conviction }: Traders): number {
  const worth = fairValue(view, requiredReturn, LOOK_BACK)
  if (worth === undefined) return 0.5
  const lean = (worth / Number(price) - 1) * conviction
  return Math.min(1 - LEAST_ODDS, Math.max(LEAST_ODDS, 0.5 + lean))
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
