/**
 * Stage: one way to kill mutants. Stages run in order; a mutant goes to the next one as long as it survives.
 *
 * Results depend on the mutant and the stage's options only, never on the number of workers or on what ran
 * before. CPU seconds are the exception: they are measured.
 */
import type { GeneratedMutant, MutantSide } from './generated-mutant.ts'

export interface Stage {
  /** Short and stable, such as `lockstep`: the name of a column of the report. */
  readonly name: string
  /** The sides whose mutants it can judge. */
  readonly sides: readonly MutantSide[]
  /** A stage that only informs runs on every mutant, and its kills do not count. @default false */
  readonly informs?: boolean
  run(mutant: GeneratedMutant): Promise<Verdict>
}

export type Verdict = Discarded | Killed | Survived

/** Not a mutant: it does not compile, or compiles to the same code. */
export interface Discarded {
  readonly verdict: 'discarded'
  readonly reason: 'invalid' | 'same-code'
}

interface Judged {
  /** Actions until the kill, or all of them; only of stages that count them. */
  readonly actions?: number
  /** CPU seconds of the stage, without compilation; not reproducible. Only of stages that measure them. */
  readonly cpuSeconds?: number
  /** Equal for mutants that cannot be told apart, such as those with the same bytecode. */
  readonly codeHash?: string
}

export interface Killed extends Judged {
  readonly verdict: 'killed'
  /** What noticed it: a divergence such as `answer to balanceOf`, an invariant, or a test file and title. */
  readonly by: string
  /** Number of the killing sequence, from 1; only of stages that run sequences. */
  readonly sequence?: number
}

export interface Survived extends Judged {
  readonly verdict: 'survived'
}
