/**
 * Kills every second mutant by lockstep, so that two files run all of them side by side.
 */
import { describe, expect, it } from 'vitest'
import { MUTANTS } from '../../../src/lockstep/systems/mutants.ts'
import { searchKill } from '../../../src/lockstep/mutation/kill.ts'
import { DEFAULTS } from '../../../src/lockstep/lockstep.ts'

const { sequences, maxActions, seed } = DEFAULTS

/** Those with an even number in the list, or with an odd one. */
export function killMutants(which: 'even' | 'odd'): void {
  const killed = MUTANTS.filter((_mutant, index) => (index % 2 === 0) === (which === 'even'))

  describe('every mutant is found within the default budget', () => {
    it.for(killed.map((mutant) => [mutant.side, mutant.name, mutant] as const))(
      'in the %s: %s',
      async ([, name, mutant]) => {
        const caught = await searchKill(mutant, { sequences, maxActions, seed })
        expect(caught, `${name} survived ${sequences} sequences`).toBeDefined()
      },
    )
  })
}
