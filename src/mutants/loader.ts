/**
 * Loader: turns a mutant into a system that lockstep can run. One per side, one instance per process.
 */
import type { MutatedSystem } from '../lockstep/mutation/mutant.ts'
import type { Discarded } from './stage.ts'
import type { GeneratedMutant, MutantSide } from './generated-mutant.ts'

export interface LoadedMutant {
  readonly system: MutatedSystem
  /** Equal for mutants that cannot be told apart, such as those with the same bytecode. */
  readonly codeHash: string
}

export interface Loader {
  readonly side: MutantSide
  /** Whether lockstep can notice a mutant at all. @default yes */
  readonly reaches?: (mutant: GeneratedMutant) => boolean
  /** @throws {MutantMismatch} when the source has changed since the mutant was generated. */
  load(mutant: GeneratedMutant): Promise<LoadedMutant | Discarded['reason']>
}

/** A loader that remembers its last mutant, since several stages load the same one in succession. */
export function remembering(loader: Loader): Loader {
  let last: { readonly id: string; readonly loaded: ReturnType<Loader['load']> } | undefined
  return {
    ...loader,
    load(mutant) {
      if (last?.id !== mutant.id) last = { id: mutant.id, loaded: loader.load(mutant) }
      return last.loaded
    },
  }
}
