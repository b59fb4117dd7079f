/**
 * Lcov: coverage as a tracefile of LCOV, which editors and review tools read.
 *
 * A branch is two `BRDA` records: 0 when the condition is true, 1 when it is false; `-` if it was never
 * evaluated. Format: geninfo(1).
 */
import type { BranchCoverage, SourceCoverage } from './source-coverage.ts'

/** The text of a tracefile. */
export function lcov(sources: readonly SourceCoverage[]): string {
  return sources.map(record).join('')
}

function record({ unit, functions, lines, branches }: SourceCoverage): string {
  const rows = [
    'TN:',
    `SF:${unit}`,
    ...functions.map(({ name, line }) => `FN:${line},${name}`),
    ...functions.map(({ name, hits }) => `FNDA:${hits},${name}`),
    `FNF:${functions.length}`,
    `FNH:${functions.filter(({ hits }) => hits > 0).length}`,
    ...branches.flatMap(branchRows),
    `BRF:${2 * branches.length}`,
    `BRH:${branches.reduce((sum, branch) => sum + reached(branch), 0)}`,
    ...lines.map(({ line, hits }) => `DA:${line},${hits}`),
    `LF:${lines.length}`,
    `LH:${lines.filter(({ hits }) => hits > 0).length}`,
    'end_of_record',
  ]
  return `${rows.join('\n')}\n`
}

function branchRows({ line, whenTrue, whenFalse }: BranchCoverage, index: number): readonly string[] {
  const evaluated = whenTrue + whenFalse > 0
  return [whenTrue, whenFalse].map(
    (count, outcome) => `BRDA:${line},${index},${outcome},${evaluated ? count : '-'}`,
  )
}

/** Outcomes of a branch that were reached: 0, 1 or 2. */
export function reached({ whenTrue, whenFalse }: BranchCoverage): number {
  return (whenTrue > 0 ? 1 : 0) + (whenFalse > 0 ? 1 : 0)
}
