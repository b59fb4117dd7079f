/** Repairs in lockstep: the repaired contracts and the repaired model are equal in generated sequences. */
import { expect, test } from 'vitest'
import { repairedBuild, repairedRules, REPAIRS } from '../../src/claims/repairs.ts'
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
