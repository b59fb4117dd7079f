/**
 * Canaries: what a lockstep run must catch to be believed.
 *
 * A mutant shows that a difference would be seen, a false invariant that a violation would be seen. Both go
 * through the same search as the run itself. A run whose canaries survive proves nothing and fails.
 */
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import { MASTER_MUTANTS } from '../systems/master/mutants.ts'
import { applyMutant, type Mutant } from './mutant.ts'
import type { TestSetup } from '../compare/run-sequence.ts'
import { search } from '../shrink/search.ts'

/** False: redeeming lowers it, and so it should. */
export const BACKING_NEVER_FALLS: AnyInvariant = {
  name: 'canary: the backing never falls',
  statement: 'The BTCB in the RCL never becomes less.',
  source: 'nobody: it is false',
  start: (observed) => observed.read({ on: 'btcb', fn: 'balanceOf', args: ['burnVault'] }),
  next(before, { observed }) {
    const after = observed.read({ on: 'btcb', fn: 'balanceOf', args: ['burnVault'] })
    if ((after as bigint) < (before as bigint)) return { violation: `it fell from ${before} to ${after}` }
    return { state: after }
  },
}

/** The mutant that every run must find. */
export const CANARY_MUTANT: Mutant = MASTER_MUTANTS.find(({ name }) => name === 'a claim rounds up')!

/** Sequences within which a canary must be caught. */
const CANARY_SEQUENCES = 500

export interface Canaries {
  /** Number of the sequence that caught it, from 1; undefined if it survived. */
  readonly mutant: number | undefined
  readonly invariant: number | undefined
}

/** Searches for both canaries with the setup of the run. */
export async function releaseCanaries(
  { build, rules }: TestSetup,
  seed: number,
  maxActions: number,
  mutant: Mutant = CANARY_MUTANT,
  invariant: AnyInvariant = BACKING_NEVER_FALLS,
  sequences: number = CANARY_SEQUENCES,
): Promise<Canaries> {
  const options = { sequences, maxActions, seed, shrinkAttempts: 0 }
  const mutated = await applyMutant(mutant)
  const setup =
    mutant.side === 'contracts' ? { build: mutated.build, rules } : { build, rules: mutated.rules }
  return {
    mutant: search({ ...setup, invariants: [] }, options)?.sequence,
    invariant: search({ build, rules, invariants: [invariant] }, options)?.sequence,
  }
}
