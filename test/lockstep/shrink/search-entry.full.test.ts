/** A search that begins in the corpus: the entry that shows a divergence, and the canaries of a build. */
import { expect, it } from 'vitest'
import { changedBuild } from '../../../src/evm/build.ts'
import { CANARY_MUTANT, releaseCanaries } from '../../../src/lockstep/mutation/canaries.ts'
import { MUTANTS } from '../../../src/lockstep/systems/mutants.ts'
import { applyMutant, type Mutant } from '../../../src/lockstep/mutation/mutant.ts'
import { DEFAULTS, runLockstep } from '../../../src/lockstep/lockstep.ts'
import { RULES } from '../../../src/lockstep/compare/rules.ts'
import { NoSuchEntry } from '../../../src/lockstep/shrink/search.ts'
import { supplyWithinCap } from '../../../src/model/invariants/conservation.ts'

const { seed, maxActions } = DEFAULTS

function named(name: string): Mutant {
  return MUTANTS.find((mutant) => mutant.name === name)!
}

it('names the entry of the corpus that shows a divergence, and repeats it alone', async () => {
  const { build } = await applyMutant(named('a payment of exactly 100 is accepted'))
  const { failure, sequences } = await runLockstep({ build, sequences: 1, crossCheckEvery: 0 })
  expect(sequences).toBe(0)
  const [, path] = /path: '(corpus:[^']+)'/.exec(failure!.command)!
  const again = await runLockstep({ build, sequences: 1, crossCheckEvery: 0, path: path! })
  expect(again.corpus.entries).toBe(1)
  expect(again.failure?.story).toBe(failure!.story)
  await expect(runLockstep({ build, sequences: 1, path: 'corpus:no such entry' })).rejects.toThrow(
    NoSuchEntry,
  )
})

it('injects the canary into the build at hand, and counts no other finding as its kill', async () => {
  const rules = { rules: RULES, invariants: [] }
  const renamed = {
    edits: [{ purpose: 'x', source: 'contracts/Master.sol', find: 'revert BadRange()', replace: 'revert()' }],
  }
  const other = changedBuild('another wording', renamed)
  const caught = await releaseCanaries(
    { ...rules, build: other },
    seed,
    maxActions,
    CANARY_MUTANT,
    supplyWithinCap,
    20,
  )
  expect(caught.mutant).toBeGreaterThan(0)
  const shown = {
    edits: [
      {
        purpose: 'x',
        source: 'contracts/Master.sol',
        find: 'emit masterHasMinted(account, amount);',
        replace: 'emit masterHasMinted(account, amount + 1);',
      },
    ],
  }
  const build = changedBuild('every mint differs', shown)
  const own = await releaseCanaries({ ...rules, build }, seed, maxActions, CANARY_MUTANT, supplyWithinCap, 20)
  expect(own).toEqual({ mutant: undefined, invariant: undefined })
})
