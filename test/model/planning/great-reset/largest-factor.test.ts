import { describe, expect, test } from 'vitest'

import { largestFactor, STEPS } from '../../../../src/model/planning/great-reset/largest-factor.ts'
import { isFeasible, planReset, type Reset } from '../../../../src/model/planning/great-reset/reset.ts'
import type { Factor } from '../../../../src/model/planning/great-reset/sale.ts'
import { POLICIES } from '../../../../src/model/planning/great-reset/compensation.ts'
import { amt } from '../../../../src/model/kernel/units.ts'
import { liquidWorld } from '../../../support/model-world.ts'

/** Plans on the liquid world, whose owner receives a reserve. */
function plansWith(reserve: string, policy: (typeof POLICIES)[number]): (factor: Factor) => Reset {
  const world = liquidWorld()
  if (reserve !== '0') world.ok('owner', 'master.mintMaster', { account: 'owner', amount: amt(reserve) })
  // What the owner has left after the launch belongs to somebody else.
  world.ok('owner', 'amt.transfer', { to: 'burnVault', amount: amt('600') })
  return (factor) => planReset(world.economy, { factor, policy, reserve: 'owner', project: [] })
}

describe('the largest factor of a Great Reset', () => {
  test.for(POLICIES)('is feasible, and the next one is not, at %s', (policy) => {
    const found = ['100', '1000', '5000'].map((reserve) => {
      const plan = plansWith(reserve, policy)
      const { n, d } = largestFactor(plan, 100n)
      expect(d).toBe(STEPS)
      expect(isFeasible(plan({ n, d }))).toBe(true)
      expect(isFeasible(plan({ n: n + 1n, d }))).toBe(false)
      return n
    })
    // A larger reserve pays for a larger factor.
    expect(found[0]! > STEPS && found[1]! > found[0]! && found[2]! > found[1]!).toBe(true)
  })

  test('is found to a millionth', () => {
    expect(STEPS).toBe(10n ** 6n)
  })

  test('is 1 without a reserve, and the limit if the reserve suffices for it', () => {
    expect(largestFactor(plansWith('0', 'spot'), 100n)).toEqual({ n: STEPS, d: STEPS })
    expect(largestFactor(plansWith('90000', 'spot'), 3n)).toEqual({ n: 3n * STEPS, d: STEPS })
  })
})
