/**
 * Source totals: how much of the sources is covered, in total and by group, and what is not, with the reason.
 */
import { reached } from '../../evm/coverage/lcov.ts'
import type { SourceCoverage } from '../../evm/coverage/source-coverage.ts'
import { reasonOf } from './unreached.ts'

export interface Share {
  readonly reached: number
  readonly of: number
}

export interface Shares {
  readonly functions: Share
  readonly lines: Share
  /** Outcomes of branches: two for each. */
  readonly branches: Share
}

/** The groups of sources, in the order of a report. */
export const GROUPS = ['AMT', 'PancakeSwap', 'tokens', 'packages'] as const
export type Group = (typeof GROUPS)[number]

/** What the groups contain. */
export const GROUP_TITLES: Readonly<Record<Group, string>> = {
  AMT: 'AMT’s contracts',
  PancakeSwap: 'PancakeSwap',
  tokens: 'Stand-ins for BTCB and USDT',
  packages: 'Packages that AMT’s contracts use',
}

export function groupOf({ unit }: Pick<SourceCoverage, 'unit'>): Group {
  if (unit.startsWith('contracts/outside/')) return 'tokens'
  if (unit.startsWith('contracts/')) return 'AMT'
  return unit.startsWith('@uniswap/') ? 'PancakeSwap' : 'packages'
}

/** The sums over sources. */
export function sharesOf(sources: readonly SourceCoverage[]): Shares {
  const share = (of: (source: SourceCoverage) => Share): Share =>
    sources.map(of).reduce((sum, each) => ({ reached: sum.reached + each.reached, of: sum.of + each.of }), {
      reached: 0,
      of: 0,
    })
  const hit = (items: readonly { readonly hits: number }[]): Share => ({
    reached: items.filter(({ hits }) => hits > 0).length,
    of: items.length,
  })
  return {
    functions: share(({ functions }) => hit(functions)),
    lines: share(({ lines }) => hit(lines)),
    branches: share(({ branches }) => ({
      reached: branches.reduce((sum, branch) => sum + reached(branch), 0),
      of: 2 * branches.length,
    })),
  }
}

/** A line, or an outcome of a branch, that was not reached. */
export interface Uncovered {
  readonly unit: string
  readonly line: number
  /** The line, or the condition and the outcome that is missing. */
  readonly what: string
  /** Why it cannot be reached; undefined if it should be. */
  readonly reason: string | undefined
}

/**
 * What was not reached, by source and line. A function that was never called is one entry, and so is a branch
 * that was never decided; a line that is skipped by the missing outcome of a branch on the same line is none.
 */
export function uncoveredIn(source: SourceCoverage): readonly Uncovered[] {
  const { unit, functions, lines, branches } = source
  const text = source.text.split('\n')
  const functionOf = (line: number) => functions.findLast((each) => each.line <= line)
  const called = (line: number): boolean => (functionOf(line)?.hits ?? 1) > 0
  const entry = (line: number, what: string): Uncovered => {
    const name = functionOf(line)?.name ?? ''
    return { unit, line, what, reason: reasonOf({ unit, function: name, what }) }
  }
  const missing = (line: number, condition: string, outcome: boolean): Uncovered =>
    entry(line, `${condition} is never ${outcome}`)
  return [
    ...functions
      .filter(({ hits }) => hits === 0)
      .map(({ name, line }) => entry(line, `${name} is never called`)),
    ...lines
      .filter(({ line, hits }) => hits === 0 && called(line))
      .map(({ line }) => entry(line, text[line - 1]!.trim())),
    ...branches
      .filter(({ whenTrue, whenFalse }) => (whenTrue === 0) !== (whenFalse === 0))
      .map(({ line, condition, whenTrue }) => missing(line, condition, whenTrue === 0)),
  ].toSorted((a, b) => a.line - b.line)
}
