/**
 * Stage: one way to kill mutants. Stages run in order; a mutant goes to the next one as long as it survives.
 *
 * Examples are lockstep, the invariants alone, and the directed suites. Results depend on the mutant and the
 * stage's options only, never on the number of workers or on what ran before.
 */
import type { GeneratedMutant, MutantSide } from './generated-mutant.ts'

export interface Stage {
  /** Short and stable, such as `lockstep`: the name of a column of the report. */
  readonly name: string
  /** The sides whose mutants it can judge. */
  readonly sides: readonly MutantSide[]
  run(mutant: GeneratedMutant): Promise<Verdict>
}

export type Verdict = Discarded | Killed | Survived

/** Not a mutant: it does not compile, or compiles to the same code. */
export interface Discarded {
  readonly verdict: 'discarded'
  readonly reason: 'invalid' | 'same-code'
}

export interface Killed {
  readonly verdict: 'killed'
  /** What noticed it: a divergence such as `answer to balanceOf`, an invariant, or a test file and title. */
  readonly by: string
  /** Number of the killing sequence, from 1; only of stages that run sequences. */
  readonly sequence?: number
  /** Actions until the kill; only of stages that count them. */
  readonly actions?: number
  /** CPU seconds of the stage until the kill, without compilation. Not part of what is reproducible. */
  readonly cpuSeconds: number
}

export interface Survived {
  readonly verdict: 'survived'
  readonly actions?: number
  readonly cpuSeconds: number
}
