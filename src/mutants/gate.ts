/**
 * Gate: what a run of mutants must satisfy for a change to pass.
 *
 * - Every survivor is on the list of survivors.
 * - Every entry of the list, of a side that ran, is a mutant that is still generated, and survives if it
 *   runs.
 *
 * More than 8% of equivalent mutants are a warning: the operators waste work, or the list hides gaps.
 */
import type { GeneratedMutant, MutantSide } from './generated-mutant.ts'
import { scoreOf, shareEquivalent, type JudgedMutant } from './score.ts'
import { SURVIVORS_FILE, type Survivor } from './survivors.ts'

/** Largest share of equivalent mutants that needs no justification. */
export const MOST_EQUIVALENT = 0.08

/**
 * Mutants that the gate judges of each side. All together take about two minutes on two cores: a mutant of
 * the simulation costs most, since only suites judge it.
 */
export const GATE_SAMPLES: Readonly<Record<MutantSide, number>> = { contracts: 40, model: 10, sim: 6 }

export interface GateInput {
  /** All generated mutants of the sides that ran, not only the sample. */
  readonly generated: readonly GeneratedMutant[]
  readonly judged: readonly JudgedMutant[]
  readonly survivors: readonly Survivor[]
}

/** Reasons why the gate is closed; none if it is open. */
export function gateFailures({ generated, judged, survivors }: GateInput): readonly string[] {
  const sides = new Set(generated.map(({ side }) => side))
  const listed = new Set(survivors.map(({ id }) => id))
  const exists = new Set(generated.map(({ id }) => id))
  const unlisted = judged.filter(({ status, mutant }) => status === 'survived' && !listed.has(mutant.id))
  const stale = survivors.filter(({ id, side }) => sides.has(side) && !exists.has(id))
  const killed = judged.filter(({ status, mutant }) => status === 'killed' && listed.has(mutant.id))
  return [
    ...unlisted.map(({ mutant }) => unlistedText(mutant)),
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

function unlistedText({ id, side, source, line, operator }: GeneratedMutant): string {
  return (
    `expected every survivor in ${SURVIVORS_FILE}; got ${id} (${operator}, ${source}:${line}), which is not ` +
    `there. See it: npm run mutants -- --side ${side} --show ${id}`
  )
}

/** What to do about a closed gate. */
export const GATE_ADVICE =
  'No test notices these changes, or the list is out of date. For each survivor, write a test that kills it, or ' +
  'list it with its verdict and an argument (docs/how-to/mutants.md). A change of the mutated sources draws ' +
  'another sample: the gap may be older than your change.'

/**
 * The numbers of a run of the gate: one for each mutant that it judged, and one failure for each stale entry.
 * In the form of vitest's JSON reports, so that they can be added to those.
 */
export function gateReport(input: GateInput): GateReport {
  const listed = new Set(input.survivors.map(({ id }) => id))
  const passed = input.judged.filter(
    ({ status, mutant: { id } }) =>
      status === 'equivalent' ||
      (status === 'survived' && listed.has(id)) ||
      (status === 'killed' && !listed.has(id)),
  )
  return {
    numPassedTests: passed.length,
    numFailedTests: gateFailures(input).length,
    testResults: [],
  }
}

export interface GateReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly never[]
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
