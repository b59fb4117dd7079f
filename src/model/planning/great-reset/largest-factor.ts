/**
 * Largest factor: how far a Great Reset can lower the price with what the reserve holds.
 *
 * Sale and airdrop both grow with the factor, so the feasible factors are an interval from 1 on. Found by
 * bisection, to a millionth, rounded down.
 */
import { isFeasible, type Reset } from './reset.ts'
import type { Factor } from './sale.ts'

/** Factors are searched in steps of `1 / STEPS`. */
export const STEPS = 1_000_000n

/**
 * The largest feasible factor up to `limit`, by the plan for each factor; 1 if the reserve can pay for
 * nothing.
 */
export function largestFactor(plan: (factor: Factor) => Reset, limit: bigint): Factor {
  const isPayable = (n: bigint): boolean => isFeasible(plan({ n, d: STEPS }))
  let [low, high] = [STEPS, limit * STEPS]
  if (isPayable(high)) return { n: high, d: STEPS }
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (isPayable(middle)) low = middle
    else high = middle
  }
  return { n: low, d: STEPS }
}
