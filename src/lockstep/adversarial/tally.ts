/**
 * Tally: what was tried in hostile worlds, function by function, and what came of it.
 */
import { isWait } from '../../model/interface/action.ts'
import type { FunctionName } from '../../model/interface/functions.ts'
import type { Told } from './reentrancy-checker.ts'

/** Strikes in the middle of one function. */
export interface StrikeTally {
  /** How many came to their moment. */
  readonly struck: number
  /** The strike was refused, by a guard against re-entry. */
  readonly guarded: number
  /** The strike was refused for another reason. */
  readonly refused: number
  /** As one after the other. */
  readonly serial: number
  /** The whole action was refused, and nothing had happened. */
  readonly undone: number
  /** A known exception. */
  readonly exceptions: number
}

const NOTHING: StrikeTally = { struck: 0, guarded: 0, refused: 0, serial: 0, undone: 0, exceptions: 0 }

/** How OpenZeppelin's guard and the pair's lock say no. */
const GUARDS: ReadonlySet<string> = new Set([
  'Error("ReentrancyGuard: reentrant call")',
  'Error("UniswapV2: LOCKED")',
])

/** Strikes by the function in whose middle they were made. */
export function strikesDuring(told: readonly Told[]): ReadonlyMap<FunctionName, StrikeTally> {
  const tallies = new Map<FunctionName, StrikeTally>()
  for (const { deed, end } of told) {
    if (deed.kind !== 'act' || isWait(deed.action) || end === undefined || end.kind === 'missed') continue
    const tally = tallies.get(deed.action.call) ?? NOTHING
    const kind = kindOf(end)
    tallies.set(deed.action.call, { ...tally, struck: tally.struck + 1, [kind]: tally[kind] + 1 })
  }
  return tallies
}

function kindOf(end: Exclude<Told['end'], undefined | { kind: 'missed' }>): keyof StrikeTally {
  switch (end.kind) {
    case 'refused':
      return GUARDS.has(end.refusal) ? 'guarded' : 'refused'
    case 'exception':
      return 'exceptions'
    default:
      return end.kind
  }
}

/** Functions that were refused for a reason, and how often. */
export function refusedFor(told: readonly Told[], reason: string): ReadonlyMap<FunctionName, number> {
  const counts = new Map<FunctionName, number>()
  for (const { deed, outcome } of told) {
    if (deed.kind !== 'act' || isWait(deed.action) || outcome === undefined || outcome.ok) continue
    if (outcome.refusal !== reason) continue
    counts.set(deed.action.call, (counts.get(deed.action.call) ?? 0) + 1)
  }
  return counts
}

/** The tallies as a table in text, most struck first. */
export function strikeTable(tallies: ReadonlyMap<FunctionName, StrikeTally>): string {
  const rows = [...tallies].toSorted(([, a], [, b]) => b.struck - a.struck)
  const columns = Object.keys(NOTHING) as (keyof StrikeTally)[]
  const line = (cells: readonly (string | number)[]): string =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(62) : String(cell).padStart(11))).join('')
  return [
    line(['in the middle of', ...columns]),
    ...rows.map(([name, tally]) => line([name, ...columns.map((column) => tally[column])])),
  ].join('\n')
}
