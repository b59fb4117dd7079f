/**
 * Coverage: what a run exercised.
 *
 * Counts, for every function, its successes and its reverts by reason. A function that never succeeded, or a
 * reason that never occurred, is a gap: the run proves nothing about it. A reason that is not expected is a
 * mistake in the expectation.
 */
import { isWait, type Action } from '../../model/interface/action.ts'
import { FUNCTION_NAMES, type FunctionName } from '../../model/interface/functions.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import { expectationOf, type Expectation } from '../systems/expectation.ts'

/** Counts per function: `ok`, and each revert's code. */
export type Coverage = Map<FunctionName, Map<string, number>>

const OK = 'ok'

export function newCoverage(): Coverage {
  return new Map(FUNCTION_NAMES.map((name) => [name, new Map<string, number>()]))
}

/** Counts an outcome. Time passing is not counted: it cannot revert. */
export function countOutcome(coverage: Coverage, action: Action, outcome: Outcome): void {
  if (isWait(action)) return
  const counts = coverage.get(action.call)!
  const code = outcome.ok ? OK : outcome.revert
  counts.set(code, (counts.get(code) ?? 0) + 1)
}

/** Adds the counts of another run. */
export function addCoverage(coverage: Coverage, other: Coverage): void {
  for (const [name, counts] of other) {
    const mine = coverage.get(name)!
    for (const [code, count] of counts) mine.set(code, (mine.get(code) ?? 0) + count)
  }
}

export interface CoverageGap {
  readonly fn: FunctionName
  readonly code: string
  readonly kind: 'never reached' | 'not expected' | 'listed as unreachable, but reached'
}

/** The differences between a run's coverage and the expected one. */
export function coverageGaps(
  coverage: Coverage,
  expected: (name: FunctionName) => Expectation = expectationOf,
): readonly CoverageGap[] {
  const found: CoverageGap[] = []
  for (const [fn, counts] of coverage) {
    const { reached, unreachable } = expected(fn)
    for (const code of reached) if (!counts.has(code)) found.push({ fn, code, kind: 'never reached' })
    for (const code of counts.keys()) {
      if (reached.has(code)) continue
      const kind = unreachable.has(code) ? 'listed as unreachable, but reached' : 'not expected'
      found.push({ fn, code, kind })
    }
  }
  return found
}

export interface Rarity {
  readonly fn: FunctionName
  readonly code: string
  readonly count: number
}

/** What was covered, rarest first. What occurs once or twice occurs by chance. */
export function rarest(coverage: Coverage): readonly Rarity[] {
  const met = [...coverage].flatMap(([fn, counts]) =>
    [...counts].map(([code, count]) => ({ fn, code, count })),
  )
  return met.toSorted((a, b) => a.count - b.count)
}

/** One line per function: successes, then each revert with its count, rarest last. */
export function coverageTable(coverage: Coverage): string {
  const width = Math.max(...FUNCTION_NAMES.map((name) => name.length))
  const lines = FUNCTION_NAMES.map((name) => {
    const counts = coverage.get(name)!
    const reverts = [...counts].filter(([code]) => code !== OK).toSorted(([, a], [, b]) => b - a)
    const listed = reverts.map(([code, count]) => `${code} ${count}`).join(', ')
    return `${name.padEnd(width)}  ${String(counts.get(OK) ?? 0).padStart(7)}  ${listed}`
  })
  return [`${'function'.padEnd(width)}  ${'success'.padStart(7)}  reverts`, ...lines].join('\n')
}

export function rarityText({ fn, code, count }: Rarity): string {
  return `${fn}: ${code} ${count}`
}

/** A gap of coverage in words. */
export function coverageGapText({ fn, code, kind }: CoverageGap): string {
  return `${fn}: ${code} ${kind}`
}
