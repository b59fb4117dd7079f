/**
 * Planted faults: how many there are in each system, and which invariants they break. That each is found is in `found-even.test.ts` and
 * `found-odd.test.ts`.
 */
import { describe, expect, it } from 'vitest'
import { INVARIANTS } from '../../../src/model/invariants/invariants.ts'
import { AIRDROP_FAULTS } from '../../../src/lockstep/systems/distributor/mutants.ts'
import { BUY_BACK_FAULTS } from '../../../src/lockstep/systems/buy-back-vault/mutants.ts'
import { CONTRACT_FAULTS } from '../../../src/lockstep/systems/master/mutants.ts'
import { FAULTS } from '../../../src/lockstep/systems/mutants.ts'
import { invariantsBroken } from '../../../src/lockstep/mutation/kill.ts'
import { LOCKER_FAULTS } from '../../../src/lockstep/systems/locker/mutants.ts'
import { MARKET_FAULTS } from '../../../src/lockstep/systems/market/mutants.ts'
import { OUTSIDE_TOKEN_FAULTS } from '../../../src/lockstep/systems/tokens/outside-mutants.ts'
import { PANCAKE_FAULTS } from '../../../src/lockstep/systems/pancake/mutants.ts'
import { RCL_FAULTS } from '../../../src/lockstep/systems/burn-vault/mutants.ts'
import { STAKING_FAULTS } from '../../../src/lockstep/systems/staking-vault/mutants.ts'
import { TOKEN_FAULTS } from '../../../src/lockstep/systems/tokens/mutants.ts'
import { DEFAULTS } from '../../../src/lockstep/lockstep.ts'

const { sequences, maxActions, seed } = DEFAULTS

describe('every invariant is broken by planted faults that name it', () => {
  const breaking = FAULTS.filter(({ breaks }) => breaks.length > 0)

  it.for(breaking.map((fault) => [fault.name, fault] as const))('%s', async ([, fault]) => {
    const broken = await invariantsBroken(fault, fault.breaks, { sequences, maxActions, seed })
    expect([...broken]).toEqual(expect.arrayContaining([...fault.breaks]))
  })

  it('leaves no invariant untested', () => {
    const tested = new Set(FAULTS.flatMap(({ breaks }) => breaks))
    const untested = INVARIANTS.map(({ name }) => name).filter((name) => !tested.has(name))
    expect(untested).toEqual([])
  })

  it('holds invariants against both writings', () => {
    const sides = new Set(breaking.map(({ side }) => side))
    expect([...sides].toSorted()).toEqual(['contracts', 'model'])
  })
})

it('plants at least twenty faults, in contracts and model, under different names', () => {
  const names = new Set(FAULTS.map(({ name }) => name))
  expect(names.size).toBe(FAULTS.length)
  expect(FAULTS.filter(({ side }) => side === 'contracts').length).toBeGreaterThanOrEqual(20)
  expect(FAULTS.filter(({ side }) => side === 'model').length).toBeGreaterThanOrEqual(20)
})

it.each([
  ['AMT and liqAMT', TOKEN_FAULTS],
  ['Master', CONTRACT_FAULTS],
  ['the RCL', RCL_FAULTS],
  ['the locker', LOCKER_FAULTS],
  ['the Market', MARKET_FAULTS],
  ['the staking vault', STAKING_FAULTS],
  ['the buy-back vault', BUY_BACK_FAULTS],
  ['the airdrop', AIRDROP_FAULTS],
  ['PancakeSwap', PANCAKE_FAULTS],
  ['BTCB and USDT', OUTSIDE_TOKEN_FAULTS],
])('plants at least ten faults in %s, some of them in its contracts', (_system, faults) => {
  expect(faults.length).toBeGreaterThanOrEqual(10)
  expect(faults.filter(({ side }) => side === 'contracts').length).toBeGreaterThanOrEqual(4)
})
