/**
 * Traders: buy and sell AMT in the pool; the odds of buying lean towards what they value AMT at.
 *
 * They act during the day. Most trades are noise: the odds stay within bounds. The number of trades a day is
 * Poisson, the size of a trade exponential relative to the BTCB in the pool, the trader uniform. An amount
 * above a trader's balance is cut to the balance. They need AMT, BTCB and approvals of the router.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import { ONE, type Amt, type Btcb } from '../../../model/kernel/units.ts'
import {
  approveAll,
  namesOf,
  sharesBy,
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
import type { Valuation } from '../../valuation/valuation.ts'

/** Parameters of {@link traders}. */
export interface Traders {
  readonly name: string
  readonly count: number
  /** AMT and BTCB of all of them together, each distributed by Zipf's law. */
  readonly amt: Amt
  readonly btcb: Btcb
  /** Weights of their AMT, one for each of them. @default by Zipf's law */
  readonly weights?: readonly bigint[] | undefined
  /** Mean number of trades a day. */
  readonly tradesPerDay: number
  /** Mean size of a trade as a fraction of the pool's BTCB. */
  readonly meanSize: number
  /** Their valuations; the n-th trader has the n-th, and so on round. At least one. */
  readonly valuations: readonly Valuation[]
  /** Change of the odds of buying for each 100% between price and fair value. */
  readonly conviction: number
  /** Accepted slippage, in basis points. */
  readonly slippageBps: bigint
  /**
   * Mean priority fee above the day's gas price, in gwei; exponential. @default undefined, for no priority
   * fee and no draw
   */
  readonly meanTip?: number
}

/** Bound of the odds: at least one trade in ten goes against the valuation. */
const LEAST_ODDS = 0.1

/** Traders that buy and sell by odds which lean towards their valuation. */
export function traders(spec: Traders): Agent {
  const names = namesOf(spec.name, spec.count)
  const [amtShares, btcbShares] = [
    sharesBy(spec.amt, spec.count, spec.weights),
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
      if (price === 0n || names.length === 0) return []
      const { valuations, conviction } = spec
      const odds = valuations.map((value) => oddsOfBuying(value(view), price, conviction))
      const proposals: Proposal[] = []
      for (let left = poisson(draw, spec.tradesPerDay); left > 0; left--) {
        const index = integerBelow(draw, names.length)
        const plan = trade(view, draw, names[index]!, odds[index % odds.length]!, price, spec)
        const proposal = spec.meanTip === undefined ? plan : tipped(plan, view, draw, spec.meanTip)
        if (plan.length > 0) proposals.push(proposal)
      }
      return proposals
    },
  }
}

const WEI_PER_GWEI = 1e9

/** `plan` with an exponential priority fee above the day's gas price, in whole wei. */
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

/** Probability that a trade is a purchase: 1/2 at the valued price, more below it, less above it. */
function oddsOfBuying(value: number | undefined, price: bigint, conviction: number): number {
  if (value === undefined) return 0.5
  const lean = (value / Number(price) - 1) * conviction
  return Math.min(1 - LEAST_ODDS, Math.max(LEAST_ODDS, 0.5 + lean))
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
