import { expect, test } from 'vitest'

import { ONE } from '../../../src/model/kernel/units.ts'
import { viewOf } from '../../../src/sim/view/agent-view.ts'
import { spendable } from '../../../src/sim/view/vaults.ts'
import { stockedWorld } from '../../support/model-world.ts'

test('the buy-back vault can spend its share of payments, also without AMT in the pool', () => {
  const world = stockedWorld()
  const left = (): bigint =>
    spendable(viewOf(world.economy, { day: 0, environment: undefined as never, history: [] }))
  expect(left()).toBe(0n)
  world.ok('payer', 'master.payRent', { amountBtcb: 1_000n, vaultParticipation: 0n })
  expect(left()).toBe(0n)
  // 1,000 of 5,000 AMT.
  world.ok('alice', 'buyBackVault.deposit', { amount: 1_000n * ONE })
  world.ok('payer', 'master.payRent', { amountBtcb: 1_000n, vaultParticipation: 0n })
  expect(left()).toBe(200n)
  world.ok('payer', 'master.payRent', { amountBtcb: 509n, vaultParticipation: 0n })
  expect(left()).toBe(301n)
  world.ok('carmen', 'buyBackVault.harvest', { upTo: 2n })
  expect(left()).toBe(301n)
})
