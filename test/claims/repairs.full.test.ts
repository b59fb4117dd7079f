/** Repairs in lockstep: the repaired contracts and the repaired model are equal in generated sequences. */
import { expect, test } from 'vitest'
import { editsOf, repairedBuild, REPAIRS } from '../../src/claims/repairs.ts'
import { changedBuild } from '../../src/evm/build.ts'
import type { Edit } from '../../src/evm/compile/edit.ts'
import { mutatedModel, mutatedRules } from '../../src/lockstep/mutation/mutated-model.ts'
import { runLockstep } from '../../src/lockstep/lockstep.ts'
import type * as invariants from '../../src/model/invariants/invariants.ts'

const SEQUENCES = Number(process.env['LOCKSTEP_SEQUENCES'] ?? 300)

/** The model's rules and invariants: what a vault owes for a payment is one of the invariants. */
async function repaired(edits: readonly Edit[]) {
  const load = mutatedModel(edits)
  const { INVARIANTS } = await load<typeof invariants>('invariants/invariants')
  return { rules: await mutatedRules(edits), invariants: INVARIANTS }
}

test.each(REPAIRS)(
  '$name is the same in contracts and model',
  async (repair) => {
    const model = await repaired(editsOf(repair).model)
    const build = repairedBuild(repair)
    const report = await runLockstep({ build, ...model, sequences: SEQUENCES, seed: 23, corpus: [] })
    expect(report.failure?.text).toBeUndefined()
    expect(report.sequences).toBe(SEQUENCES)
  },
  900_000,
)

test('all repairs together are the same in contracts and model', async () => {
  const build = changedBuild('all repairs', { edits: REPAIRS.flatMap((repair) => editsOf(repair).contracts) })
  const model = await repaired(REPAIRS.flatMap((repair) => editsOf(repair).model))
  const report = await runLockstep({ build, ...model, sequences: SEQUENCES, seed: 29, corpus: [] })
  expect(report.failure?.text).toBeUndefined()
  expect(report.sequences).toBe(SEQUENCES)
}, 900_000)
