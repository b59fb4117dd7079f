import { expect, test } from 'vitest'

import { stakingPaysItsPeriod } from '../../../src/model/invariants/vaults.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import { action, modelWorldOf, stockedWorld } from '../../support/model-world.ts'
import { follow } from './mutated-world.ts'

test('a depositor who was paid is owed nothing until the next payment', () => {
  const world = stockedWorld()
  world.ok('alice', 'stakingVault.deposit', { amount: 10n * ONE })
  const follower = follow(stakingPaysItsPeriod, modelWorldOf(world.economy))
  const pay = action('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 10n })
  const leave = action('alice', 'stakingVault.withdraw', { amount: ONE })
  for (const taken of [pay, leave, leave, pay, leave, leave]) expect(follower.act(taken)).toBeUndefined()
})
