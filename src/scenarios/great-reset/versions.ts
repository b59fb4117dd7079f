/**
 * Versions of the reset, and their plans from a view.
 *
 * - `literal`: the whitepaper's text, "all holders of the moment": every address outside the project that
 *   holds AMT receives `(φ-1)` times its balance. Nobody looks through contracts: AMT in a vault or in the
 *   pool earns its owner nothing. An entry for the contract itself would reach nobody: a vault knows
 *   deposits, not its balance, and anyone may take what a pair holds beyond its reserves.
 * - `spot`: looked through to the people behind vaults and liquidity, compensated at the pool price.
 * - `execution`: likewise, and compensated for the proceeds of selling.
 */
import { Decimal } from 'decimal.js'

import type { Policy } from '../../model/planning/great-reset/compensation.ts'
import { largestFactor } from '../../model/planning/great-reset/largest-factor.ts'
import { isFeasible, type Reset } from '../../model/planning/great-reset/reset.ts'
import type { Factor } from '../../model/planning/great-reset/sale.ts'
import { resetOn, type Coverage } from '../../sim/agents/operations/reset-operator.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import type { AgentView } from '../../sim/view/agent-view.ts'
import { listedAmong } from '../shared/representatives.ts'

export const VERSIONS = ['literal', 'spot', 'execution'] as const
export type Version = (typeof VERSIONS)[number]

/** Whose loss is compensated, and by which policy. */
export interface Terms {
  readonly policy: Policy
  readonly coverage: Coverage
}

/** `eligible`: part of every holding on the list, from 0 to 1. */
export const termsOf = (version: Version, eligible: Decimal): Terms => ({
  policy: version === 'execution' ? 'execution' : 'spot',
  coverage: { looksThrough: version !== 'literal', eligibleBps: BigInt(eligible.mul(10_000).toFixed(0)) },
})

const MILLIONTHS = 1_000_000

export const factorOf = (factor: Decimal): Factor => ({
  n: BigInt(factor.mul(MILLIONTHS).toFixed(0)),
  d: BigInt(MILLIONTHS),
})

/** Plans of one version by factor. */
export type Planner = (factor: Factor) => Reset

/** Plans a version of the reset for the people of a run from one of its views. */
export function planner(
  { people }: Pick<Summary, 'people'>,
  view: AgentView,
  version: Version,
  eligible: Decimal,
): Planner {
  const names = listedAmong(people)
  const terms = termsOf(version, eligible)
  return (factor) => resetOn(view, { ...terms, factor, names })
}

/** Factors above this are not searched. */
const LIMIT = 100n

/** The largest factor that the reserve can pay for. */
export function largestOf(plan: Planner): Decimal {
  const { n, d } = largestFactor(plan, LIMIT)
  return new Decimal(n.toString()).div(d.toString())
}

/**
 * The largest eligible part, in percent, at which a plan is feasible, to a basis point; undefined if the
 * reserve cannot even pay for the sale.
 */
export function largestEligible(planFor: (eligible: Decimal) => Reset): Decimal | undefined {
  const isPayable = (bps: number): boolean => isFeasible(planFor(new Decimal(bps).div(ALL_BPS)))
  if (!isPayable(0)) return undefined
  let [low, high] = [0, ALL_BPS + 1]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isPayable(middle)) low = middle
    else high = middle
  }
  return new Decimal(low).div(100)
}

const ALL_BPS = 10_000

/** Why a reset cannot be carried out, or `yes`. */
export function verdict(reset: Reset): string {
  if (isFeasible(reset)) return 'yes'
  const { impossible } = reset
  if (impossible.length > 0) return `nobody can make ${impossible.length} whole`
  return 'the reserve lacks AMT'
}
