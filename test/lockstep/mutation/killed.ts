/**
 * What lockstep does not find, it does not check: hunts for every second planted fault, so that two files hunt for all of them side by side.
 */
import { describe, expect, it } from 'vitest'
import { FAULTS } from '../../../src/lockstep/systems/mutants.ts'
import { huntFault } from '../../../src/lockstep/mutation/kill.ts'
import { DEFAULTS } from '../../../src/lockstep/lockstep.ts'

const { sequences, maxActions, seed } = DEFAULTS

/** Those with an even number in the list, or with an odd one. */
export function findFaults(which: 'even' | 'odd'): void {
  const hunted = FAULTS.filter((_fault, index) => (index % 2 === 0) === (which === 'even'))

  describe('every planted fault is found within the default budget', () => {
    it.for(hunted.map((fault) => [fault.side, fault.name, fault] as const))(
      'in the %s: %s',
      async ([side, name, fault]) => {
        const caught = await huntFault(fault, { sequences, maxActions, seed })
        expect(caught, `${name} survived ${sequences} sequences`).toBeDefined()
        process.stdout.write(`found in sequence ${caught!.sequence} (${side}): ${name}; ${caught!.about}\n`)
      },
    )
  })
}
