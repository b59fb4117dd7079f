/**
 * Job: what the command and its worker processes tell each other.
 */
import type { GeneratedMutant } from '../../mutants/generated-mutant.ts'
import type { StageOptions } from '../../mutants/registry.ts'
import type { MutantResult } from '../../mutants/result.ts'

/** The first message to a worker; then come mutants, one at a time. */
export interface Assignment {
  readonly options: StageOptions
}

export type ToWorker = Assignment | { readonly mutant: GeneratedMutant }

export type FromWorker =
  /** Ready for the first mutant. */
  | { readonly ready: true }
  /** Still busy: a sequence or a round of tests has ended. */
  | { readonly alive: true }
  | { readonly result: MutantResult }
  | { readonly error: string }
