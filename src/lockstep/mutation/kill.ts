/**
 * Kills: how soon lockstep kills a mutant, and which invariants the mutant violates by itself.
 */
import * as fc from 'fast-check'
import type { Account } from '../../model/interface/accounts.ts'
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { aboutWhat } from '../compare/comparison.ts'
import { peopleIn } from '../compare/run-sequence.ts'
import { genesisActions, peopleOf } from '../generate/genesis.ts'
import { loadCorpus } from '../corpus/corpus.ts'
import type { CorpusEntry } from '../corpus/entry.ts'
import type { AmtSorts } from '../corpus/model-run.ts'
import { search } from '../shrink/search.ts'
import { actionsOf, arbitrarySequence, type Sequence } from '../generate/sequence.ts'
import { DifferentialRunner } from '../compare/differential-runner.ts'
import { deploymentOf, deployedChainOf } from '../compare/deployed-chain.ts'
import { applyMutant, type Mutant, type MutatedSystem } from './mutant.ts'

/** Sequences and seed with which a mutant is to be killed. */
export interface KillOptions {
  readonly sequences: number
  readonly maxActions: number
  readonly seed: number
}

/** How a mutant was killed: the sequence, the action and the difference. */
export interface Caught {
  /** Number of the killing sequence, from 1; the entries of the corpus come first. */
  readonly sequence: number
  /** What diverged. */
  readonly about: string
}

/** Searches the corpus, then generated sequences, by comparison alone. Undefined if the mutant survives. */
export async function searchKill(
  mutant: Mutant,
  options: KillOptions,
  corpus: readonly CorpusEntry[] = loadCorpus(),
): Promise<Caught | undefined> {
  const mutated = await applyMutant(mutant)
  const found = search({ ...mutated, invariants: [] }, { ...options, corpus, shrinkAttempts: 0 })
  return found === undefined ? undefined : { sequence: found.sequence, about: aboutWhat(found.finding) }
}

/**
 * Names of the invariants that a mutant breaks on its own side, with nothing to compare it with: in the
 * corpus, then in generated sequences. Stops when all of `wanted` are broken.
 */
export async function invariantsBroken(
  mutant: Mutant,
  wanted: readonly string[],
  { sequences, maxActions, seed }: KillOptions,
  corpus: readonly CorpusEntry[] = loadCorpus(),
): Promise<ReadonlySet<string>> {
  const mutated = await applyMutant(mutant)
  const broken = new Set<string>()
  const isDone = (names: readonly string[]): boolean => {
    for (const name of names) broken.add(name)
    return wanted.every((name) => broken.has(name))
  }
  for (const entry of corpus) if (isDone(brokenByEntry(mutated, mutant.side, entry))) return broken
  fc.check(
    fc.property(
      arbitrarySequence(maxActions),
      (sequence) => !isDone(brokenIn(mutated, mutant.side, sequence, maxActions)),
    ),
    { numRuns: sequences, seed, endOnFailure: true },
  )
  return broken
}

/**
 * Names of the invariants broken by one sequence, run without comparison. An error of a side ends the
 * sequence and counts for no invariant.
 */
export function brokenIn(
  system: MutatedSystem,
  side: Mutant['side'],
  { genesis, steps }: Sequence,
  maxActions: number,
): readonly string[] {
  return brokenBy(system, side, genesis.amtSorts, peopleOf(genesis), (runner) => {
    for (const action of genesisActions(genesis)) runner.step(action)
    let left = maxActions
    for (const step of steps)
      for (const action of actionsOf(step, runner.context())) if (left-- > 0) runner.step(action)
  })
}

/** The same for an entry of the corpus. */
function brokenByEntry(
  system: MutatedSystem,
  side: Mutant['side'],
  { amtSorts, actions }: CorpusEntry,
): readonly string[] {
  return brokenBy(system, side, amtSorts, peopleIn(actions), (runner) => {
    for (const action of actions) runner.step(action)
  })
}

function brokenBy(
  { build, rules }: MutatedSystem,
  side: Mutant['side'],
  amtSorts: AmtSorts,
  people: readonly Account[],
  act: (runner: DifferentialRunner) => void,
): readonly string[] {
  const deployed = deployedChainOf(build, amtSorts)
  deployed.chain.rewind(deployed.start)
  const runner = new DifferentialRunner(rules, deployed.chain, deploymentOf(deployed, people), {
    invariants: INVARIANTS,
    compares: false,
  })
  try {
    act(runner)
  } catch (error) {
    if (!(error instanceof Error)) throw error
  }
  return runner.broken(side === 'model' ? 'model' : 'chain')
}
