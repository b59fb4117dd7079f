/**
 * Every mutant that names invariants breaks them by itself, with nothing to compare it with.
 */
import { describe, expect, it } from 'vitest'
import { invariantsBroken } from '../../../src/lockstep/mutation/kill.ts'
import { MUTANTS } from '../../../src/lockstep/systems/mutants.ts'
import { DEFAULTS } from '../../../src/lockstep/lockstep.ts'

const { sequences, maxActions, seed } = DEFAULTS

describe('every invariant is broken by mutants that name it', () => {
  const breaking = MUTANTS.filter(({ breaks }) => breaks.length > 0)

  it.for(breaking.map((mutant) => [mutant.name, mutant] as const))('%s', async ([, mutant]) => {
    const broken = await invariantsBroken(mutant, mutant.breaks, { sequences, maxActions, seed })
    expect([...broken]).toEqual(expect.arrayContaining([...mutant.breaks]))
  })
})
