/**
 * Proof: by whom a lemma is proved, if anybody does: the solver, by a kept or a new answer, or the algebra for
 * what it does not decide.
 */
import { algebraText, isProof } from './algebra.ts'
import { ANSWERS, SOLVER } from './answers.ts'
import type { Lemma } from './lemma.ts'
import { hashOf, RESOURCES } from './smt.ts'
import { hasSolver, INSTALL, solve, type Answer, type Answers } from './solver.ts'

export interface Proof {
  readonly lemma: Lemma
  /** Undefined if nobody asked the solver. */
  readonly answer: Answer | undefined
  /** Whether the answer was kept from an earlier run. */
  readonly isKept: boolean
  /** Whether the lemma is proved for all non-negative integers. */
  readonly isProved: boolean
}

/** The proof of a lemma, with the answers at hand. */
export function proofOf(lemma: Lemma, answers: Answers = ANSWERS): Proof {
  const hash = hashOf(lemma)
  const answer = answers[hash]
  const isProved = answer?.is === 'proved' || (answer?.is === 'unknown' && isProof(lemma))
  return { lemma, answer, isKept: answer !== undefined && answer === ANSWERS[hash], isProved }
}

/**
 * Answers about the lemmas: the kept ones, and those of the solver for lemmas without one, if it is installed.
 *
 * @param asks whether the solver is asked about all of them, whatever is kept.
 * @throws {NoSolver} when it is to be asked about all, and is not installed.
 */
export async function answersAbout(lemmas: readonly Lemma[], asks = false): Promise<Answers> {
  const unasked = asks ? lemmas : lemmas.filter((lemma) => !(hashOf(lemma) in ANSWERS))
  if (unasked.length === 0 || (!asks && !(await hasSolver()))) return ANSWERS
  return { ...ANSWERS, ...(await solve(unasked)) }
}

/** How a lemma is proved, or why it is not, as sentences. */
export function proofText({ lemma, answer, isKept, isProved }: Proof): string {
  const kept = isKept ? ' (kept answer)' : ''
  switch (answer?.is) {
    case 'proved':
      return `Proof: no integers contradict it, says ${SOLVER}${kept}.`
    case 'unknown':
      return (
        `${SOLVER} does not decide it within ${RESOURCES.toLocaleString('en')} units of its work${kept}. ` +
        (isProved
          ? `Proof: \`${algebraText(lemma)}\`. No factor on the right is negative, and the factors of the ` +
            'first product and on the left are positive, so the bracket on the left is.'
          : 'It is not proved.')
      )
    case 'false': {
      const values = Object.entries(answer.values ?? {}).map(([name, value]) => `${name} = ${value}`)
      return `Not proved: ${SOLVER} finds that it is false for ${values.join(', ')}${kept}.`
    }
    case undefined:
      return `Not proved: ${SOLVER} has not been asked about this formula. To ask it, \`${INSTALL}\`.`
  }
}
