/**
 * Gate: what a run of mutants must satisfy for a change to pass.
 *
 * - Every survivor is on the list of survivors.
 * - Every entry of the list is a mutant that is still generated, and survives if it runs.
 *
 * More than 8% of equivalent mutants are a warning: the operators waste work, or the list hides gaps.
 */
import type { GeneratedMutant } from './generated-mutant.ts'
import { scoreOf, shareEquivalent, type JudgedMutant } from './score.ts'
import { SURVIVORS_FILE, type Survivor } from './survivors.ts'

/** Largest share of equivalent mutants that needs no justification. */
export const MOST_EQUIVALENT = 0.08

export interface GateInput {
  /** All generated mutants of the sides that ran, not only the sample. */
  readonly generated: readonly GeneratedMutant[]
  readonly judged: readonly JudgedMutant[]
  readonly survivors: readonly Survivor[]
}

/** Reasons why the gate is closed; none if it is open. */
export function gateFailures({ generated, judged, survivors }: GateInput): readonly string[] {
  const listed = new Set(survivors.map(({ id }) => id))
  const exists = new Set(generated.map(({ id }) => id))
  const unlisted = judged.filter(({ status, mutant }) => status === 'survived' && !listed.has(mutant.id))
  const stale = survivors.filter(({ id }) => !exists.has(id))
  const killed = judged.filter(({ status, mutant }) => status === 'killed' && listed.has(mutant.id))
  return [
    ...unlisted.map(
      ({ mutant: { id, source, line, operator } }) =>
        `expected every survivor in ${SURVIVORS_FILE}; got ${id} (${operator}, ${source}:${line}), which is not ` +
        `there. Write a test that kills it, or list it with its reason: npm run mutants -- --show ${id}`,
    ),
    ...stale.map(
      ({ id, concerns }) =>
        `expected the mutants of ${SURVIVORS_FILE} to be generated; got ${id} (${concerns}), which is no longer. ` +
        'Its source or its operator has changed: remove the entry.',
    ),
    ...killed.map(
      ({ mutant: { id }, result }) =>
        `expected the mutants of ${SURVIVORS_FILE} to survive; got ${id}, which ${result.stage} kills. ` +
        'Remove the entry.',
    ),
  ]
}

/** What needs a justification; undefined if nothing does. */
export function equivalenceWarning(judged: readonly JudgedMutant[]): string | undefined {
  const equivalent = shareEquivalent(scoreOf(judged))
  if (equivalent <= MOST_EQUIVALENT) return undefined
  return (
    `${(equivalent * 100).toFixed(1)}% of the mutants are equivalent, more than ${MOST_EQUIVALENT * 100}%: ` +
    'narrow the operators that make them, or justify it.'
  )
}
