/** Repairs in lockstep: the repaired contracts and the repaired model are equal in generated sequences. */
import { expect, test } from 'vitest'
import { editsOf, repairedBuild, repairedRules, REPAIRS } from '../../src/claims/repairs.ts'
import { changedBuild } from '../../src/evm/build.ts'
import { mutatedRules } from '../../src/lockstep/mutation/mutated-model.ts'
import { runLockstep } from '../../src/lockstep/lockstep.ts'

const SEQUENCES = Number(process.env['LOCKSTEP_SEQUENCES'] ?? 300)

test.each(REPAIRS)(
  '$name is the same in contracts and model',
  async (repair) => {
    const rules = (await repairedRules(repair))!
    const build = repairedBuild(repair)
    const report = await runLockstep({ build, rules, sequences: SEQUENCES, seed: 23, corpus: [] })
    expect(report.failure?.text).toBeUndefined()
    expect(report.sequences).toBe(SEQUENCES)
  },
  900_000,
)

test('all repairs together are the same in contracts and model', async () => {
  const build = changedBuild('all repairs', { edits: REPAIRS.flatMap((repair) => editsOf(repair).contracts) })
  const rules = await mutatedRules(REPAIRS.flatMap((repair) => editsOf(repair).model))
  const report = await runLockstep({ build, rules, sequences: SEQUENCES, seed: 29, corpus: [] })
  expect(report.failure?.text).toBeUndefined()
  expect(report.sequences).toBe(SEQUENCES)
}, 900_000)
