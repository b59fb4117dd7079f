import { describe, expect, it } from 'vitest'
import { RULES } from '../../../src/lockstep/compare/rules.ts'
import { projectBuild } from '../../../src/evm/build.ts'
import { runSequence } from '../../../src/lockstep/compare/run-sequence.ts'
import { distil } from '../../../src/lockstep/corpus/distil.ts'
import { explore } from '../../../src/lockstep/corpus/explore.ts'
import { featuresOf } from '../../../src/lockstep/corpus/features.ts'
import { runActionsOnModel } from '../../../src/lockstep/corpus/model-run.ts'

const options = { sequences: 60, maxActions: 40, seed: 5 }
const kept = explore(options)

describe('exploration', () => {
  it('keeps sequences with features that no earlier one had, and gives the same again', () => {
    const fresh = kept.flatMap((each) => each.fresh)
    expect(new Set(fresh).size).toBe(fresh.length)
    expect(kept.length).toBeGreaterThan(20)
    expect(explore(options).map((each) => each.fresh)).toEqual(kept.map((each) => each.fresh))
  })

  it('leaves out what is known', () => {
    const plain = { ...options, sequences: 20, mutates: false }
    const known = explore(plain).flatMap((each) => each.fresh)
    expect(known.length).toBeGreaterThan(100)
    expect(explore({ ...plain, known })).toHaveLength(0)
  })

  it('runs the same actions as both sides do', () => {
    const setup = { build: projectBuild(), rules: RULES, invariants: [] }
    for (const { sequence, steps } of kept.slice(-5)) {
      const { actions, finding } = runSequence(setup, sequence, options.maxActions, { full: false })
      expect(finding).toBeUndefined()
      expect(steps.map(({ action }) => action)).toEqual(actions)
    }
  })
})

describe('distillation', () => {
  it('keeps the features of each list and removes actions', () => {
    const entries = distil(kept)
    expect(entries.map(({ covers }) => covers)).toEqual(kept.map(({ fresh }) => fresh))
    for (const { amtSorts, actions, covers } of entries) {
      const reached = featuresOf(runActionsOnModel(amtSorts, actions))
      expect(covers.filter((feature) => !reached.has(feature))).toEqual([])
    }
    const length = (lists: readonly { readonly length: number }[]): number =>
      lists.reduce((sum, list) => sum + list.length, 0)
    const [before, after] = [
      length(kept.map(({ steps }) => steps)),
      length(entries.map(({ actions }) => actions)),
    ]
    expect(after).toBeLessThan(before / 2)
  })

  it('gives names that are not taken', () => {
    const [first] = distil(kept)
    const again = distil(kept, new Set([first!.name]))
    expect(again.map(({ name }) => name)).not.toContain(first!.name)
  })
})
