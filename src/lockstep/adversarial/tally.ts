/**
 * Tally: what an adversarial campaign tried, by function, and the results.
 */
import { isWait } from '../../model/interface/action.ts'
import type { FunctionName } from '../../model/interface/functions.ts'
import type { CheckedAction } from './reentrancy-checker.ts'

/** Reentrant calls in the middle of one function. */
export interface ReentryTally {
  /** How many came to their moment. */
  readonly reentry: number
  /** The reentrant call reverted, by a guard against re-entry. */
  readonly guarded: number
  /** The reentrant call reverted for another reason. */
  readonly reverted: number
  /** As one after the other. */
  readonly serial: number
  /** The whole action reverted, and nothing had happened. */
  readonly undone: number
  /** A known exception. */
  readonly exceptions: number
}

const NOTHING: ReentryTally = { reentry: 0, guarded: 0, reverted: 0, serial: 0, undone: 0, exceptions: 0 }

/** How OpenZeppelin's guard and the pair's lock say no. */
const GUARDS: ReadonlySet<string> = new Set([
  'Error("ReentrancyGuard: reentrant call")',
  'Error("UniswapV2: LOCKED")',
])

/** Reentrant calls by the function in whose middle they were made. */
export function reentryDuring(checked: readonly CheckedAction[]): ReadonlyMap<FunctionName, ReentryTally> {
  const tallies = new Map<FunctionName, ReentryTally>()
  for (const { adversarial, result } of checked) {
    if (
      adversarial.kind !== 'act' ||
      isWait(adversarial.action) ||
      result === undefined ||
      result.kind === 'missed'
    )
      continue
    const tally = tallies.get(adversarial.action.call) ?? NOTHING
    const kind = kindOf(result)
    tallies.set(adversarial.action.call, { ...tally, reentry: tally.reentry + 1, [kind]: tally[kind] + 1 })
  }
  return tallies
}

function kindOf(
  result: Exclude<CheckedAction['result'], undefined | { kind: 'missed' }>,
): keyof ReentryTally {
  switch (result.kind) {
    case 'reverted':
      return GUARDS.has(result.revert) ? 'guarded' : 'reverted'
    case 'exception':
      return 'exceptions'
    default:
      return result.kind
  }
}

/** Functions that reverted for a reason, and how often. */
export function revertedFor(
  checked: readonly CheckedAction[],
  reason: string,
): ReadonlyMap<FunctionName, number> {
  const counts = new Map<FunctionName, number>()
  for (const { adversarial, outcome } of checked) {
    if (adversarial.kind !== 'act' || isWait(adversarial.action) || outcome === undefined || outcome.ok)
      continue
    if (outcome.revert !== reason) continue
    counts.set(adversarial.action.call, (counts.get(adversarial.action.call) ?? 0) + 1)
  }
  return counts
}

/** The tallies as a table in text, most reentered first. */
export function reentryTable(tallies: ReadonlyMap<FunctionName, ReentryTally>): string {
  const rows = [...tallies].toSorted(([, a], [, b]) => b.reentry - a.reentry)
  const columns = Object.keys(NOTHING) as (keyof ReentryTally)[]
  const line = (cells: readonly (string | number)[]): string =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(62) : String(cell).padStart(11))).join('')
  return [
    line(['in the middle of', ...columns]),
    ...rows.map(([name, tally]) => line([name, ...columns.map((column) => tally[column])])),
  ].join('\n')
}
