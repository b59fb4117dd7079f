/**
 * Exploration: a search on the model alone for sequences that reach new features.
 *
 * It keeps each sequence with a feature that none before had, and makes new ones by mutating and splicing the
 * kept ones, next to fresh ones. It works on choice sequences: commands turn them into actions that fit the
 * new situation. The same seed gives the same result.
 */
import * as fc from 'fast-check'
import { entropyOf, MAX_WORD, type Entropy } from '../generate/entropy.ts'
import { arbitrarySequence, type Sequence } from '../generate/sequence.ts'
import { featuresOf } from './features.ts'
import { runOnModel, type ModelStep } from './model-run.ts'

export interface ExploreOptions {
  /** Number of sequences that are run. */
  readonly sequences: number
  /** The most actions of a sequence after its genesis. */
  readonly maxActions: number
  readonly seed: number
  /** Features that are covered already. @default none */
  readonly known?: Iterable<string>
  /** Whether kept sequences are mutated; otherwise all are fresh. @default true */
  readonly mutates?: boolean
  /** Called from time to time with the numbers so far. */
  readonly onProgress?: (sequences: number, kept: number, features: number) => void
}

/** A sequence that was kept. */
export interface Kept {
  readonly sequence: Sequence
  readonly steps: readonly ModelStep[]
  /** The features that no earlier sequence had. */
  readonly fresh: readonly string[]
}

/** Fresh sequences are generated in batches of this size, from a seed each. */
const BATCH = 100

/** One of so many sequences is fresh. */
const FRESH_EVERY = 2

/** Words for the choices of one mutation. */
const WORDS = 64

/** Explores, and returns the kept sequences in the order in which they were found. */
export function explore({
  sequences,
  maxActions,
  seed,
  known = [],
  mutates = true,
  onProgress,
}: ExploreOptions): readonly Kept[] {
  const covered = new Set(known)
  const kept: Kept[] = []
  let batch: readonly Sequence[] = []
  for (let at = 0; at < sequences; at++) {
    if (at % BATCH === 0) {
      batch = fc.sample(arbitrarySequence(maxActions), { seed: seed + at, numRuns: BATCH })
      onProgress?.(at, kept.length, covered.size)
    }
    const next = batch[at % BATCH]!
    const isFresh = !mutates || kept.length === 0 || at % FRESH_EVERY === 0
    const sequence = isFresh ? next : mutated(kept, next, entropyAt(seed, at))
    const steps = runOnModel(sequence, maxActions)
    const fresh = [...featuresOf(steps).keys()].filter((feature) => !covered.has(feature))
    if (fresh.length === 0) continue
    for (const feature of fresh) covered.add(feature)
    kept.push({ sequence, steps, fresh })
  }
  return kept
}

function entropyAt(seed: number, at: number): Entropy {
  const words = fc.array(fc.noBias(fc.nat({ max: MAX_WORD })), { minLength: WORDS, maxLength: WORDS })
  return entropyOf(fc.sample(words, { seed: seed ^ (at * 0x9e3779b1), numRuns: 1 })[0]!)
}

/** A kept sequence after one to four changes; `other` is where new material comes from. */
function mutated(kept: readonly Kept[], other: Sequence, entropy: Entropy): Sequence {
  // The later ones are rarer finds, so they are chosen more often.
  const parent = kept[Math.max(entropy.below(kept.length), entropy.below(kept.length))]!.sequence
  let { genesis, steps } = parent
  if (entropy.chance(10)) genesis = { ...other.genesis, amtSorts: genesis.amtSorts }
  for (let change = 0; change <= entropy.below(4); change++) {
    const at = entropy.below(steps.length + 1)
    const donor = other.steps[entropy.below(other.steps.length)]!
    const kind = entropy.below(6)
    if (kind === 0) steps = steps.toSpliced(at, 1)
    else if (kind === 1) steps = steps.toSpliced(at, 0, donor)
    else if (kind === 2)
      steps = [...steps.slice(0, at), ...other.steps.slice(entropy.below(other.steps.length))]
    else if (kind === 3) {
      const partner = kept[entropy.below(kept.length)]!.sequence
      steps = [...steps.slice(0, at), ...partner.steps.slice(entropy.below(partner.steps.length))]
    } else if (kind === 4 && at < steps.length)
      steps = steps.toSpliced(entropy.below(steps.length), 0, steps[at]!)
    else if (at < steps.length) steps = steps.with(at, otherwise(steps[at]!, donor, entropy))
  }
  // As long as a fresh one: the situation that the parent reached is where new steps are tried.
  return {
    genesis,
    steps: [...steps, ...other.steps].slice(0, Math.max(other.steps.length, steps.length + 10)),
  }
}

/** The same command with other choices from some word on. */
function otherwise(step: readonly number[], donor: readonly number[], entropy: Entropy): readonly number[] {
  const from = 1 + entropy.below(step.length - 1)
  return [...step.slice(0, from), ...donor.slice(from)]
}
