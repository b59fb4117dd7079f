/**
 * Stage `invariants`: the same sequences as lockstep, on the mutated side alone. It only informs: it shows
 * what the invariants are worth without a second implementation to compare with.
 */
import * as fc from 'fast-check'
import { arbitrarySequence } from '../../lockstep/generate/sequence.ts'
import { brokenIn } from '../../lockstep/mutation/kill.ts'
import type { Loader } from '../loader.ts'
import type { Stage } from '../stage.ts'
import { deploymentError, type Meter, type SequenceBudget } from './lockstep.ts'

export function invariantsStage(
  loaders: readonly Loader[],
  { sequences, maxActions, seed }: SequenceBudget,
  { cpuSeconds, onProgress }: Meter,
): Stage {
  return {
    name: 'invariants',
    sides: loaders.map(({ side }) => side),
    informs: true,
    async run(mutant) {
      const { side } = mutant
      const loader = loaders.find((each) => each.side === side)!
      if (loader.reaches?.(mutant) === false) return { verdict: 'survived' }
      const loaded = await loader.load(mutant)
      if (typeof loaded === 'string') return { verdict: 'discarded', reason: loaded }
      const { system, codeHash } = loaded
      const start = cpuSeconds()
      let broken: string | undefined
      let sequence = 0
      if (side !== 'sim' && deploymentError(system) === undefined)
        fc.check(
          fc.property(arbitrarySequence(maxActions), (each) => {
            sequence++
            broken = brokenIn(system, side, each, maxActions)[0]
            onProgress()
            return broken === undefined
          }),
          { numRuns: sequences, seed, endOnFailure: true },
        )
      const judged = { cpuSeconds: cpuSeconds() - start, codeHash }
      return broken === undefined
        ? { verdict: 'survived', ...judged }
        : { verdict: 'killed', by: broken, sequence, ...judged }
    },
  }
}
