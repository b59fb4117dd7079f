/**
 * A sample of the hand-written mutants is killed by the corpus alone. All of them are tried in the full
 * suite.
 */
import { describe, expect, it } from 'vitest'
import { searchKill } from '../../../src/lockstep/mutation/kill.ts'
import { MUTANTS } from '../../../src/lockstep/systems/mutants.ts'
import { DEFAULTS } from '../../../src/lockstep/lockstep.ts'

const { maxActions, seed } = DEFAULTS

/** Every so many mutants one is tried. */
const EVERY = 40

describe('the corpus kills, within two generated sequences after it', () => {
  const sample = MUTANTS.filter((_mutant, index) => index % EVERY === 0)

  it.for(sample.map((mutant) => [mutant.side, mutant.name, mutant] as const))(
    'in the %s: %s',
    async ([, , mutant]) => {
      expect(await searchKill(mutant, { sequences: 2, maxActions, seed })).toBeDefined()
    },
  )
})
