/**
 * Trial: a generated genesis, the actions before a Great Reset, and its terms.
 *
 * Any genesis of lockstep, without a distributor. Numbers only; commands interpret them against the state.
 */
import * as fc from 'fast-check'
import { POLICIES, type Policy } from '../../model/planning/great-reset/compensation.ts'
import type { Genesis } from '../generate/genesis.ts'
import { arbitraryGenesis, arbitraryChoices, type ChoiceSequence } from '../generate/sequence.ts'

/** Holdings, factor and policy of one rehearsal. */
export interface Trial {
  readonly genesis: Genesis
  /** What happens before the moment, and between the moment and the plan. */
  readonly steps: readonly ChoiceSequence[]
  readonly since: readonly ChoiceSequence[]
  /** States that few steps reach by chance. */
  readonly events: readonly TrialEvent[]
  /** By how much the price is to fall, in percent: 200 is by half. */
  readonly percent: bigint
  readonly policy: Policy
  /** What the reserve gets beforehand: what it lacks, a base unit less, or nothing. */
  readonly reserve: 'enough' | 'a unit less' | 'as it is'
  /** Whether the first of the people is the project's. */
  readonly projectHolds: boolean
  /** How entries are claimed, in which order and by whom. */
  readonly claims: ChoiceSequence
}

export const TRIAL_EVENTS = ['a purchase', 'gifts', 'another pair'] as const
export type TrialEvent = (typeof TRIAL_EVENTS)[number]

export const arbitraryTrial: fc.Arbitrary<Trial> = fc.record({
  genesis: arbitraryGenesis,
  steps: fc.noBias(fc.array(arbitraryChoices, { maxLength: 16, size: 'max' })),
  since: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(arbitraryChoices, { minLength: 1, maxLength: 3 }) },
  ),
  events: fc.subarray([...TRIAL_EVENTS]),
  percent: fc.oneof(
    { weight: 6, arbitrary: fc.bigInt({ min: 101n, max: 600n }) },
    { weight: 1, arbitrary: fc.constantFrom(100n, 101n, 1000n, 10_000n) },
  ),
  policy: fc.constantFrom(...POLICIES),
  reserve: fc.constantFrom('enough', 'enough', 'enough', 'a unit less', 'as it is'),
  projectHolds: fc.nat(5).map((n) => n === 1),
  claims: arbitraryChoices,
})

/** So many trials; equal seeds give equal ones. */
export function sampleTrials({
  count,
  seed,
}: {
  readonly count: number
  readonly seed: number
}): readonly Trial[] {
  return fc.sample(arbitraryTrial, { numRuns: count, seed })
}
