/**
 * Planted faults: how many there are in each system, and which invariants they break. That each is found is in `found-even.test.ts` and
 * `found-odd.test.ts`.
 */
import { describe, expect, it } from 'vitest'
import { INVARIANTS } from '../../../src/model/invariants/invariants.ts'
import { AIRDROP_FAULTS } from '../../../src/lockstep/faults/airdrop-faults.ts'
import { BUY_BACK_FAULTS } from '../../../src/lockstep/faults/buy-back-faults.ts'
import { CONTRACT_FAULTS } from '../../../src/lockstep/faults/contract-faults.ts'
import { FAULTS } from '../../../src/lockstep/faults/faults.ts'
import { invariantsBroken } from '../../../src/lockstep/faults/hunt.ts'
import { LOCKER_FAULTS } from '../../../src/lockstep/faults/locker-faults.ts'
import { MARKET_FAULTS } from '../../../src/lockstep/faults/market-faults.ts'
import { OUTSIDE_TOKEN_FAULTS } from '../../../src/lockstep/faults/outside-token-faults.ts'
import { PANCAKE_FAULTS } from '../../../src/lockstep/faults/pancake-faults.ts'
import { RCL_FAULTS } from '../../../src/lockstep/faults/rcl-faults.ts'
import { STAKING_FAULTS } from '../../../src/lockstep/faults/staking-faults.ts'
import { TOKEN_FAULTS } from '../../../src/lockstep/faults/token-faults.ts'
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
