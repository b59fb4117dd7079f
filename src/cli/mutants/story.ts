/**
 * Story of a kill: the shrunk counterexample that lockstep finds for a mutant.
 */
import { aboutWhat, type Finding } from '../../lockstep/compare/comparison.ts'
import { loadCorpus } from '../../lockstep/corpus/corpus.ts'
import { DEFAULTS } from '../../lockstep/lockstep.ts'
import { story } from '../../lockstep/report/story.ts'
import { CORPUS_PATH, FULL_EVERY, search, type Counterexample } from '../../lockstep/shrink/search.ts'
import { count, times } from '../../report/number.ts'
import type { GeneratedMutant } from '../../mutants/generated-mutant.ts'
import { loaderOf } from '../../mutants/registry.ts'
import { deploymentError } from '../../mutants/stages/lockstep.ts'

/** What kills the mutant within the corpus, if it is asked for, and `sequences` generated ones, as text. */
export async function storyOf(
  mutant: GeneratedMutant,
  sequences: number,
  withCorpus = true,
): Promise<string> {
  const loader = loaderOf(mutant.side)
  if (loader === undefined) return `Lockstep does not run this side: ${bySuites(mutant)}`
  if (loader.reaches?.(mutant) === false) return `Lockstep does not reach this module: ${bySuites(mutant)}`
  const loaded = await loader.load(mutant)
  if (loaded === 'invalid') return 'Discarded: it does not compile.'
  if (loaded === 'same-code') return 'Discarded: it compiles to the same code.'
  const undeployable = deploymentError(loaded.system)
  if (undeployable !== undefined) return `Killed: the contracts cannot be deployed (${undeployable}).`
  const corpus = withCorpus ? loadCorpus() : []
  const found = search({ ...loaded.system, invariants: [] }, { ...DEFAULTS, sequences, corpus })
  if (found === undefined) return `Survives ${sequences} sequences of lockstep: ${bySuites(mutant)}`
  const { finding, outcomes } = found
  const head = `Killed by ${killer(found, corpus.length)}: ${aboutWhat(finding)}`
  return [head, shrunk(finding), '', story(finding, outcomes)].join('\n')
}

/** What killed the mutant: entries of the corpus run first, and are counted with the generated sequences. */
function killer({ sequence, path }: Counterexample, entries: number): string {
  return path.startsWith(CORPUS_PATH)
    ? `entry ${count(sequence)} of the corpus`
    : `generated sequence ${count(sequence - entries)} of seed ${DEFAULTS.seed}`
}

/** How short the counterexample is, and why it was found so late if it needs no action. */
const shrunk = ({ actions }: Finding): string =>
  actions.length > 0
    ? `Shrunk to ${times(actions.length, 'action')}; after the last one model and chain differ:`
    : `Model and chain differ from the deployment on, with no action. That is found by the comparison of all ` +
      `views, which only every ${FULL_EVERY}th entry or sequence ends with.`

const bySuites = ({ side, unit, operator }: GeneratedMutant): string =>
  `the directed suites judge it, as others of its operator and module.\n` +
  `Run: npm run mutants -- --side ${side} --contract ${unit} --operator ${operator}`
