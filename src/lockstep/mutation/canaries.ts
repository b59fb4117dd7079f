/**
 * Canaries: what a lockstep run must catch to be believed.
 *
 * A mutant shows that a difference would be seen, a false invariant that a violation would be seen. Both go
 * through the same search as the run itself. A run whose canaries survive proves nothing and fails. A finding
 * that the setup shows without the canary is not its kill.
 *
 * The mutant of the project's contracts is an edit of them. Another build has no known source: there an
 * executed instruction of its own code is replaced.
 */
import { projectBuild, sameCode } from '../../evm/build.ts'
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import { MASTER_MUTANTS } from '../systems/master/mutants.ts'
import { loadShortLists } from '../corpus/corpus.ts'
import { bytecodeMutants, type RoleFunction } from './bytecode-mutant.ts'
import { applyMutant, type Mutant } from './mutant.ts'
import { aboutWhat } from '../compare/comparison.ts'
import { runActions, type TestSetup } from '../compare/run-sequence.ts'
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

/** Functions in which an instruction of another build is replaced. */
export const CHANGED_FUNCTIONS: readonly RoleFunction[] = ['master.charge', 'burnVault.backingWithdraw']

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
  const plain = { build, rules, invariants: [] }
  const kill = (changed: TestSetup): number | undefined => {
    const found = search(changed, options)
    if (found === undefined) return undefined
    const without = runActions(plain, found.amtSorts, found.finding.actions).finding
    const isOwn = without !== undefined && aboutWhat(without) === aboutWhat(found.finding)
    return isOwn ? undefined : found.sequence
  }
  const caught = (await injected(plain, mutant, seed)).map((changed) => kill({ ...plain, ...changed }))
  return {
    mutant: caught.find((sequence) => sequence !== undefined),
    invariant: kill({ ...plain, invariants: [invariant] }),
  }
}

/** What the mutants change of the setup: of another build the first of each function. */
async function injected(
  { build }: TestSetup,
  mutant: Mutant,
  seed: number,
): Promise<readonly Partial<TestSetup>[]> {
  if (!sameCode(build, projectBuild())) {
    const first = CHANGED_FUNCTIONS.map((fn) => bytecodeMutants(build, fn, loadShortLists(), seed).mutants[0])
    return first.filter((found) => found !== undefined).map((found) => ({ build: found.build }))
  }
  const mutated = await applyMutant(mutant)
  return [mutant.side === 'contracts' ? { build: mutated.build } : { rules: mutated.rules }]
}
