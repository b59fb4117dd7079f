/**
 * Tables: the coverage of a campaign as CSV, one row per thing that can be covered. Rows do not depend on
 * workers or time.
 */
import { FUNCTION_NAMES } from '../../model/interface/functions.ts'
import type { SourceCoverage } from '../../evm/coverage/source-coverage.ts'
import type { Coverage } from '../report/coverage.ts'
import type { StateCounts } from '../report/states.ts'
import { expectationOf } from '../systems/expectation.ts'
import { STATES } from '../systems/states.ts'
import { groupOf, sharesOf, uncoveredIn, type Shares } from './source-totals.ts'

/**
 * `function,outcome,count,expected`: every outcome that was reached or is expected; `expected` is `yes`,
 * `no`, or why it is unreachable.
 */
export function functionsCsv(coverage: Coverage): string {
  const rows = FUNCTION_NAMES.flatMap((name) => {
    const counts = coverage.get(name)!
    const { reached, unreachable } = expectationOf(name)
    return [...new Set([...reached, ...unreachable.keys(), ...counts.keys()])].map((outcome) => {
      const expected = reached.has(outcome) ? 'yes' : (unreachable.get(outcome) ?? 'no')
      return [name, outcome, counts.get(outcome) ?? 0, expected]
    })
  })
  return csv(['function', 'outcome', 'count', 'expected'], rows)
}

/** `state,count,statement`: every abstract state. */
export function statesCsv(counts: StateCounts): string {
  return csv(
    ['state', 'count', 'statement'],
    STATES.map(({ name, statement }) => [name, counts.get(name)!, statement]),
  )
}

/** One row per source: functions, lines and outcomes of branches, reached and in total. */
export function sourcesCsv(sources: readonly SourceCoverage[]): string {
  const kinds = ['functions', 'lines', 'branches'] as const satisfies readonly (keyof Shares)[]
  const rows = sources.map((source) => {
    const shares = sharesOf([source])
    return [source.unit, groupOf(source), ...kinds.flatMap((kind) => [shares[kind].reached, shares[kind].of])]
  })
  return csv(['source', 'group', ...kinds.flatMap((kind) => [`${kind}Reached`, kind])], rows)
}

/** `source,line,what,reason`: what was not reached; without a reason it should be. Without packages. */
export function uncoveredCsv(sources: readonly SourceCoverage[]): string {
  const rows = sources
    .filter((source) => groupOf(source) !== 'packages')
    .flatMap(uncoveredIn)
    .map(({ unit, line, what, reason }) => [unit, line, what, reason ?? ''])
  return csv(['source', 'line', 'what', 'reason'], rows)
}

/** Rows as CSV (RFC 4180, line feeds). */
function csv(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('')
}

function cell(value: string | number): string {
  const text = String(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
