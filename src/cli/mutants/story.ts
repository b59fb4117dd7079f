/**
 * Story of a kill: the shrunk counterexample that lockstep finds for a mutant.
 */
import { aboutWhat } from '../../lockstep/compare/comparison.ts'
import { loadCorpus } from '../../lockstep/corpus/corpus.ts'
import { DEFAULTS } from '../../lockstep/lockstep.ts'
import { story } from '../../lockstep/report/story.ts'
import { search } from '../../lockstep/shrink/search.ts'
import type { GeneratedMutant } from '../../mutants/generated-mutant.ts'
import { loaderOf } from '../../mutants/registry.ts'
import { deploymentError } from '../../mutants/stages/lockstep.ts'

/** What kills the mutant within `sequences`, as text. */
export async function storyOf(mutant: GeneratedMutant, sequences: number): Promise<string> {
  const loader = loaderOf(mutant.side)
  if (loader === undefined) return `Lockstep does not run this side: ${bySuites(mutant)}`
  if (loader.reaches?.(mutant) === false) return `Lockstep does not reach this module: ${bySuites(mutant)}`
  const loaded = await loader.load(mutant)
  if (loaded === 'invalid') return 'Discarded: it does not compile.'
  if (loaded === 'same-code') return 'Discarded: it compiles to the same code.'
  const undeployable = deploymentError(loaded.system)
  if (undeployable !== undefined) return `Killed: the contracts cannot be deployed (${undeployable}).`
  const found = search({ ...loaded.system, invariants: [] }, { ...DEFAULTS, sequences, corpus: loadCorpus() })
  if (found === undefined) return `Survives ${sequences} sequences of lockstep: ${bySuites(mutant)}`
  const { finding, outcomes, sequence } = found
  return `Killed in sequence ${sequence}: ${aboutWhat(finding)}\n\n${story(finding, outcomes)}`
}

const bySuites = ({ side, unit, operator }: GeneratedMutant): string =>
  `the directed suites judge it, as others of its operator and module.\n` +
  `Run: npm run mutants -- --side ${side} --contract ${unit} --operator ${operator}`
