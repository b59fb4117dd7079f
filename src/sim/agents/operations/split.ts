/**
 * Split: the RCL's share v of a payment, in whole percent. The whitepaper calls it variable and expects it to
 * settle with the token's development in the market, without a rule. These are three readings.
 *
 * - constant: v does not change.
 * - settling: v goes from a first share to a last one, and halves what is left of the way in a half-life.
 * - by premium: v is full while the pool price is far above the floor, and falls in proportion to zero where
 *   both meet, so that payouts come first when the market thinks little of AMT.
 *
 * People who discount expected payouts know the first two rules. Under the third they expect today's share.
 * Shares are rounded to the nearest percent, halves up, since `payRent` takes whole percent.
 */
import { pow } from '../../math/pow.ts'
import { redemptionRateDown, spotPriceDown, type AgentView } from '../../view/agent-view.ts'

/** Rules for the RCL's share of payments. */
export const SPLIT_RULES = ['constant', 'settling', 'premium'] as const

/** Share of a payment that goes to the RCL, in percent as `bigint`. */
export interface Split {
  /** Share of a payment that is made now, whole percent from 0 to 100. */
  readonly now: (view: AgentView) => bigint
  /** Share that people expect in a coming month, in percent; the current month is 0. */
  readonly expected: (view: AgentView) => (month: number) => number
}

/** The same share for every payment. @param share whole percent from 0 to 100 */
export function constantSplit(share: bigint): Split {
  return { now: () => share, expected: () => () => Number(share) }
}

/** Rule by which the RCL's share falls over time to a last value. */
export interface Settling {
  /** Share on the first day, in percent. */
  readonly first: number
  /** Share in the long run, in percent. */
  readonly last: number
  /** Days in which half of the way is made; above 0. */
  readonly halfLife: number
}

/** A share that settles. */
export function settlingSplit({ first, last, halfLife }: Settling): Split {
  const at = (day: number): number => last + (first - last) * pow(0.5, day / halfLife)
  return {
    now: ({ day }) => whole(at(day)),
    expected:
      ({ day }) =>
      (month) =>
        at(day + month * DAYS_PER_MONTH),
  }
}

/** Rule by which the RCL's share depends on the pool price over the floor. */
export interface ByPremium {
  /** Share while the price is at least `premium` times the floor, in percent. */
  readonly share: number
  /** Ratio of pool price to floor; above 1. */
  readonly premium: number
}

/** A share that falls as the pool price nears the floor. */
export function premiumSplit({ share, premium }: ByPremium): Split {
  const now = (view: AgentView): bigint => {
    const floor = Number(redemptionRateDown(view))
    if (floor === 0) return whole(share)
    const above = Number(spotPriceDown(view)) / floor - 1
    return whole(share * Math.min(1, Math.max(0, above / (premium - 1))))
  }
  return { now, expected: (view) => () => Number(now(view)) }
}

const DAYS_PER_MONTH = 365 / 12

const whole = (percent: number): bigint => BigInt(Math.round(percent))
