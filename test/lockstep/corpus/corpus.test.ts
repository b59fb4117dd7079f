/**
 * The checked-in corpus, validated against the code: every entry reaches what it was kept for, and both sides
 * agree on it with all invariants.
 */
import { describe, expect, it } from 'vitest'
import { projectBuild } from '../../../src/evm/build.ts'
import { runActions } from '../../../src/lockstep/compare/run-sequence.ts'
import { RULES } from '../../../src/lockstep/compare/rules.ts'
import { loadCorpus, loadShortLists, staleEntries } from '../../../src/lockstep/corpus/corpus.ts'
import { featuresOf } from '../../../src/lockstep/corpus/features.ts'
import { runActionsOnModel } from '../../../src/lockstep/corpus/model-run.ts'
import type { CorpusEntry } from '../../../src/lockstep/corpus/entry.ts'
import { LIQUIDITY_STATES } from '../../../src/lockstep/systems/master/liquidity-states.ts'
import { PANCAKE_EDGE_STATES } from '../../../src/lockstep/systems/pancake/edge-states.ts'
import { pruned } from '../../../src/lockstep/corpus/prune.ts'
import { STATES } from '../../../src/lockstep/systems/states.ts'
import { INVARIANTS } from '../../../src/model/invariants/invariants.ts'

const corpus = loadCorpus()

describe('the checked-in corpus', () => {
  it('reaches everything that its entries were kept for', () => {
    expect(staleEntries(corpus)).toEqual([])
  })

  it('reaches every abstract state', () => {
    const reached = new Set(
      corpus.flatMap(({ amtSorts, actions }) => [...featuresOf(runActionsOnModel(amtSorts, actions)).keys()]),
    )
    expect(STATES.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([])
  })

  it('is small, with an entry of either order of the addresses', () => {
    const actions = corpus.reduce((sum, entry) => sum + entry.actions.length, 0)
    expect(actions).toBeGreaterThan(1000)
    expect(actions).toBeLessThanOrEqual(2500)
    expect(new Set(corpus.map(({ amtSorts }) => amtSorts)).size).toBe(2)
  })

  it('agrees on both sides, with all invariants', () => {
    const setup = { build: projectBuild(), rules: RULES, invariants: INVARIANTS }
    for (const [at, { name, amtSorts, actions }] of corpus.entries())
      expect({
        name,
        finding: runActions(setup, amtSorts, actions, { full: at % 10 === 0 }).finding,
      }).toEqual({
        name,
        finding: undefined,
      })
  })
})

describe('the short lists of audits', () => {
  it('reach everything that they were kept for, and what the corpus covers but amounts at the edges', () => {
    expect(staleEntries(loadShortLists())).toEqual([])
    const covered = (entries: readonly CorpusEntry[]): ReadonlySet<string> =>
      new Set(
        entries.flatMap(({ amtSorts, actions }) => [
          ...featuresOf(runActionsOnModel(amtSorts, actions)).keys(),
        ]),
      )
    const edges = [...PANCAKE_EDGE_STATES, ...LIQUIDITY_STATES.filter(({ name }) => name.includes('just '))]
    const names = [...edges.map(({ name }) => name), 'a range over a claim', 'pair: clock wraps']
    const [short, all] = [covered(loadShortLists()), covered(corpus)]
    expect([...short].filter((feature) => !all.has(feature))).toEqual([])
    const missing = [...all].filter((feature) => !short.has(feature))
    expect(missing.filter((feature) => !names.some((name) => feature.includes(name)))).toEqual([])
  })
})

describe('a stale entry', () => {
  const [entry] = corpus.filter(({ covers }) => covers.length > 0)

  it('is told with what it no longer reaches', () => {
    const stale = { ...entry!, covers: [...entry!.covers, 'amt.transfer: NeverHeardOf'] }
    expect(staleEntries([stale])).toEqual([{ name: stale.name, missing: ['amt.transfer: NeverHeardOf'] }])
  })
})

describe('pruning', () => {
  it('drops an entry whose features another has, and keeps one that kills', () => {
    const [first] = corpus
    const copy = { ...first!, name: 'copy', kills: [] }
    const killer = { ...first!, name: 'killer', kills: ['a mutant'] }
    expect(pruned([copy, killer]).map(({ name }) => name)).toEqual(['killer'])
    expect(pruned([copy]).map(({ name }) => name)).toEqual(['copy'])
  })

  it('puts what kills first, but last if it is long', () => {
    const [first] = corpus
    const wait = { wait: 1n }
    const entry = (name: string, kills: readonly string[], length: number): CorpusEntry => ({
      ...first!,
      name,
      kills,
      actions: [...first!.actions, ...Array.from({ length }, () => wait)],
    })
    const killers = [entry('long', ['a mutant'], 200), entry('short', ['another mutant'], 0)]
    const plain = {
      ...entry('plain', [], 0),
      actions: corpus.at(-2)!.actions,
      amtSorts: corpus.at(-2)!.amtSorts,
    }
    expect(pruned([...killers, plain]).map(({ name }) => name)).toEqual(['short', 'plain', 'long'])
  })
})
