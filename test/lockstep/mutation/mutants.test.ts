/**
 * The hand-written mutants: how many there are in each system, and which invariants they name. That each is
 * killed, and breaks these invariants, is in the full suite.
 */
import { describe, expect, it } from 'vitest'
import { INVARIANTS } from '../../../src/model/invariants/invariants.ts'
import { DISTRIBUTOR_MUTANTS } from '../../../src/lockstep/systems/distributor/mutants.ts'
import { BUY_BACK_MUTANTS } from '../../../src/lockstep/systems/buy-back-vault/mutants.ts'
import { MASTER_MUTANTS } from '../../../src/lockstep/systems/master/mutants.ts'
import { MUTANTS } from '../../../src/lockstep/systems/mutants.ts'
import { LOCKER_MUTANTS } from '../../../src/lockstep/systems/locker/mutants.ts'
import { MARKET_MUTANTS } from '../../../src/lockstep/systems/market/mutants.ts'
import { OUTSIDE_TOKEN_MUTANTS } from '../../../src/lockstep/systems/tokens/outside-mutants.ts'
import { PANCAKE_MUTANTS } from '../../../src/lockstep/systems/pancake/mutants.ts'
import { BURN_VAULT_MUTANTS } from '../../../src/lockstep/systems/burn-vault/mutants.ts'
import { STAKING_VAULT_MUTANTS } from '../../../src/lockstep/systems/staking-vault/mutants.ts'
import { TOKEN_MUTANTS } from '../../../src/lockstep/systems/tokens/mutants.ts'

const breaking = MUTANTS.filter(({ breaks }) => breaks.length > 0)

describe('the invariants that mutants name', () => {
  it('leaves no invariant untested', () => {
    const tested = new Set(MUTANTS.flatMap(({ breaks }) => breaks))
    const untested = INVARIANTS.map(({ name }) => name).filter((name) => !tested.has(name))
    expect(untested).toEqual([])
  })

  it('holds invariants against both implementations', () => {
    const sides = new Set(breaking.map(({ side }) => side))
    expect([...sides].toSorted()).toEqual(['contracts', 'model'])
  })
})

it('plants at least twenty mutants, in contracts and model, under different names', () => {
  const names = new Set(MUTANTS.map(({ name }) => name))
  expect(names.size).toBe(MUTANTS.length)
  expect(MUTANTS.filter(({ side }) => side === 'contracts').length).toBeGreaterThanOrEqual(20)
  expect(MUTANTS.filter(({ side }) => side === 'model').length).toBeGreaterThanOrEqual(20)
})

it.each([
  ['AMT and liqAMT', TOKEN_MUTANTS],
  ['Master', MASTER_MUTANTS],
  ['the RCL', BURN_VAULT_MUTANTS],
  ['the locker', LOCKER_MUTANTS],
  ['the Market', MARKET_MUTANTS],
  ['the staking vault', STAKING_VAULT_MUTANTS],
  ['the buy-back vault', BUY_BACK_MUTANTS],
  ['the airdrop', DISTRIBUTOR_MUTANTS],
  ['PancakeSwap', PANCAKE_MUTANTS],
  ['BTCB and USDT', OUTSIDE_TOKEN_MUTANTS],
])('has at least ten mutants of %s, some of them of its contracts', (_system, mutants) => {
  expect(mutants.length).toBeGreaterThanOrEqual(10)
  expect(mutants.filter(({ side }) => side === 'contracts').length).toBeGreaterThanOrEqual(4)
})
