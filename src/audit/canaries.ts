/**
 * Canaries: what an audit must catch to be believed.
 *
 * One executed instruction of the audited build's own code is replaced, in a claim and in a redemption. The
 * changed build goes through the same comparison as the audit. Only the injected difference counts: what the
 * unchanged build shows in the same sequences is set aside. A false property is watched on the chain alone.
 */
import { loadShortLists } from '../lockstep/corpus/corpus.ts'
import type { CorpusEntry } from '../lockstep/corpus/entry.ts'
import { bytecodeMutants, type RoleFunction } from '../lockstep/mutation/bytecode-mutant.ts'
import { BACKING_NEVER_FALLS, CHANGED_FUNCTIONS } from '../lockstep/mutation/canaries.ts'
import { MAX_ACTIONS } from './census/campaign.ts'
import { Census } from './census/census.ts'
import type { CensusSetup } from './census/runner.ts'
import { counted } from './report/counted.ts'
import { watch } from './properties/watch.ts'

export interface Canary {
  /** What is injected; if it survived, what was tried. */
  readonly name: string
  /** Actions after which it was noticed; undefined if it survived. */
  readonly caughtAfter: number | undefined
  /** The signature of the difference that noticed it; undefined for a property, and if it survived. */
  readonly noticedBy: string | undefined
}

/** Actions within which a canary must be caught. */
const CANARY_ACTIONS = 3000

export interface CanaryOptions {
  readonly seed: number
  /** Actions within which each must be caught. @default 3000 */
  readonly budget?: number
}

/** Injects each canary into the build, and into the properties. Functions that the build lacks are left out. */
export function releaseAuditCanaries(
  setup: CensusSetup,
  { seed, budget = CANARY_ACTIONS }: CanaryOptions,
): readonly Canary[] {
  const corpus = loadShortLists()
  const changed = CHANGED_FUNCTIONS.filter((fn) => setup.build.lacks?.includes(fn) !== true)
  return [
    ...changed.map((fn) => changedInstruction(setup, fn, corpus, seed, budget)),
    falseProperty(setup, corpus, seed, budget),
  ]
}

/**
 * Replaces an instruction that a function executes: the first mutant that shows in this function. One with the
 * signature of a difference that the build has anyway cannot be told from it, and the next one is taken.
 */
function changedInstruction(
  setup: CensusSetup,
  fn: RoleFunction,
  corpus: readonly CorpusEntry[],
  seed: number,
  budget: number,
): Canary {
  const { mutants, sequences } = bytecodeMutants(setup.build, fn, corpus, seed)
  const before = compared(setup, sequences, budget)
  for (const { name, build } of mutants) {
    const { entries } = compared({ ...setup, build }, sequences, budget)
    const [own] = [...entries].filter(
      ([signature]) => signature.startsWith(`${fn}: `) && !before.entries.has(signature),
    )
    if (own !== undefined)
      return { name: `${fn}, ${name}`, caughtAfter: own[1].foundAfter, noticedBy: own[0] }
  }
  const [first] = mutants
  const tried =
    first === undefined
      ? 'no instruction was found that changes what it does'
      : `${counted(mutants.length, 'changed instruction')}, one after the other, the first ${first.name}`
  return { name: `${fn}, ${tried}`, caughtAfter: undefined, noticedBy: undefined }
}

/** The comparison of a build in some sequences. */
function compared(setup: CensusSetup, sequences: readonly CorpusEntry[], budget: number): Census {
  const census = new Census(setup)
  for (const { amtSorts, actions } of sequences) {
    if (census.actions >= budget) break
    census.runActions(amtSorts, actions)
  }
  return census
}

/** Watches a property that redeeming breaks, and should. */
function falseProperty(
  { build }: CensusSetup,
  corpus: readonly CorpusEntry[],
  seed: number,
  budget: number,
): Canary {
  const properties = [BACKING_NEVER_FALLS]
  const watched = watch({ build, properties, budget, seed, maxActions: MAX_ACTIONS, corpus })
  const [broken] = watched.broken
  return {
    name: BACKING_NEVER_FALLS.name.replace('canary: ', 'false property: '),
    caughtAfter: broken?.foundAfter,
    noticedBy: undefined,
  }
}
