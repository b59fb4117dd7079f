import { describe, expect, it } from 'vitest'
import { loadCorpus } from '../../src/lockstep/corpus/corpus.ts'
import type { CorpusEntry } from '../../src/lockstep/corpus/entry.ts'
import { applyMutant } from '../../src/lockstep/mutation/mutant.ts'
import { MUTANTS } from '../../src/lockstep/systems/mutants.ts'
import { killersOf, ordered } from '../../src/mutants/corpus-order.ts'

const list = (name: string, length: number, covers = 0): CorpusEntry => ({
  name,
  amtSorts: 'below',
  covers: Array.from({ length: covers }, (_, at) => `feature ${at}`),
  kills: [],
  actions: Array.from({ length }, () => ({ wait: 1n })),
})

const names = (entries: readonly CorpusEntry[]): readonly string[] => entries.map(({ name }) => name)

describe('the order of the corpus', () => {
  it('puts first what kills most within few actions', () => {
    const entries = [list('slow', 50), list('quick', 5), list('useless', 1)]
    const mutants = [new Set(['slow', 'quick']), new Set(['slow']), new Set(['quick'])]
    expect(names(ordered(entries, mutants))).toEqual(['quick', 'slow', 'useless'])
  })

  it('counts what the lists before have not killed', () => {
    const entries = [list('a', 10), list('like a', 11), list('b', 20)]
    const mutants = [new Set(['a', 'like a']), new Set(['a', 'like a']), new Set(['b'])]
    expect(names(ordered(entries, mutants))).toEqual(['a', 'b', 'like a'])
  })

  it('counts features where kills are equal', () => {
    expect(names(ordered([list('plain', 10, 1), list('rich', 10, 4)], []))).toEqual(['rich', 'plain'])
  })

  it('puts a long list last, whatever it kills', () => {
    expect(names(ordered([list('long', 200), list('short', 20)], [new Set(['long'])]))).toEqual([
      'short',
      'long',
    ])
  })
})

describe('the killers of a mutant', () => {
  it('are the lists on which model and contracts diverge', async () => {
    const system = await applyMutant(MUTANTS.find(({ name }) => name === 'a claim rounds up')!)
    const corpus = loadCorpus()
    const killers = killersOf(system, corpus)
    expect(killers.size).toBeGreaterThan(0)
    expect(killers.size).toBeLessThan(corpus.length)
  })
})
