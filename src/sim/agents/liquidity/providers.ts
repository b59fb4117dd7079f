/**
 * Liquidity providers: deposit through Master, hold liqAMT and claim its payouts.
 *
 * They deposit in the initial state and claim every `every` days with `liqChargeFromTo`, during the day. At
 * random times one deposits up to a tenth of their AMT or withdraws up to a tenth of their liqAMT. Master's
 * 98% minimums revert either if the price has moved too far since the decision. They need AMT, BTCB and
 * approvals of Master.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Amt, Btcb } from '../../../model/kernel/units.ts'
import { approveAll, call, namesOf, sharesBy, zipfShares, type Agent, type Plan } from '../../agent.ts'
import { amountBetween, integerBelow } from '../../random/integer.ts'
import { poisson } from '../../random/poisson.ts'
import type { Stream } from '../../random/stream.ts'
import { bernoulli } from '../../random/uniform.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { onTheirDay, paymentsSince } from '../holders/holders.ts'

/** Parameters of {@link providers}. */
export interface Providers {
  readonly name: string
  readonly count: number
  /** AMT that all of them together deposit in the initial state. */
  readonly deposit: Amt
  /** BTCB of all of them together; at least what the deposit needs. */
  readonly btcb: Btcb
  /** AMT that they own in addition. */
  readonly spare: Amt
  /** Weights of that AMT, one for each of them. @default by Zipf's law */
  readonly weights?: readonly bigint[] | undefined
  /** Days from one claim to the next. */
  readonly every: number
  /** Mean number of changes to liquidity a day, half of them deposits. */
  readonly changesPerDay: number
}

/** A change moves at most a tenth of the balance. */
const LARGEST_PART = 10n

/** Providers of wrapped liquidity, which claim payouts. */
export function providers(spec: Providers): Agent {
  const names = namesOf(spec.name, spec.count)
  const deposits = zipfShares(spec.deposit, spec.count)
  const spares = sharesBy(spec.spare, spec.count, spec.weights)
  const purses = zipfShares(spec.btcb as bigint as Amt, spec.count)
  return {
    name: spec.name,
    people: names.map((name, index) => ({
      name,
      amt: (deposits[index]! + spares[index]!) as Amt,
      btcb: purses[index]! as bigint as Btcb,
    })),
    phase: 'day',
    prepare: (view) =>
      names.flatMap((name, index) => [
        approveAll(name, 'amt', 'master'),
        approveAll(name, 'btcb', 'master'),
        approveAll(name, 'liqAmt', 'master'),
        ...add(view, name, deposits[index]!),
      ]),
    act: (view, draw) => {
      const unclaimed = paymentsSince(view, spec.every)
      const due = unclaimed === undefined ? [] : onTheirDay(names, spec.every, view.day)
      const plans: Plan[] = due.map((name) => [call(name, 'master.liqChargeFromTo', unclaimed!)])
      for (let left = poisson(draw, spec.changesPerDay); left > 0; left--)
        plans.push(change(view, draw, names[integerBelow(draw, names.length)]!))
      return plans.filter((plan) => plan.length > 0)
    },
  }
}

/** Deposits up to a tenth of the provider's AMT, or withdraws up to a tenth of their liqAMT. */
function change(view: AgentView, draw: Stream, by: Account): Plan {
  const adds = bernoulli(draw, 0.5)
  const most = view.balance(adds ? 'amt' : 'liqAmt', by) / LARGEST_PART
  const amount = amountBetween(draw, 0n, most)
  if (adds) return add(view, by, amount)
  return amount === 0n ? [] : [call(by, 'master.removeLiquidity', { amount })]
}

/**
 * Deposit of `amountAmt` AMT with the matching BTCB at the pool price, rounded up so that all AMT is used;
 * empty for zero.
 */
function add(view: AgentView, by: Account, amountAmt: bigint): Plan {
  if (amountAmt === 0n) return []
  const pool = view.pool()
  const amountBtcb = (amountAmt * pool.btcb + pool.amt - 1n) / pool.amt
  return [call(by, 'master.addLiquidity', { amountAmt, amountBtcb })]
}
