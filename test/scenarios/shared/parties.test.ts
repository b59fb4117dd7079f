import { describe, expect, test } from 'vitest'

import { ONE } from '../../../src/model/kernel/units.ts'
import {
  partiesIn,
  PEOPLE,
  THE_PROJECT,
  unclaimed,
  wealthTable,
  worthOf,
} from '../../../src/scenarios/shared/parties.ts'
import { MEASURES, wealthIn } from '../../../src/scenarios/shared/wealth.ts'
import { viewOf, type AgentView } from '../../../src/sim/view/agent-view.ts'
import { depositOf } from '../../../src/sim/view/vaults.ts'
import { UINT256_MAX, vaultsWorld, type ModelWorld } from '../../support/model-world.ts'

const viewIn = (world: ModelWorld): AgentView =>
  viewOf(world.economy, { day: 0 } as Pick<AgentView, 'day' | 'environment' | 'history'>)

const ALL = ['alice', 'bruno', 'carmen']
const alone = ALL.map((person) => ({ title: person, people: [person] }))

const worth = (world: ModelWorld, title: string) => worthOf(partiesIn(viewIn(world), ALL, alone), title)

describe('wealth of parties', () => {
  test('is BTCB, unclaimed payouts and what AMT and liquidity give', () => {
    const world = vaultsWorld()
    const view = viewIn(world)
    // Carmen has no deposits.
    const cash = view.balance('btcb', 'carmen') + unclaimed(view, 'carmen')
    expect(unclaimed(view, 'carmen')).toBeGreaterThan(0n)
    const plain = wealthIn(view, ALL).of('carmen')
    const party = worth(world, 'carmen')
    for (const measure of ['spot', 'alone'] as const) expect(party[measure]).toBe(plain[measure]! + cash)
  })

  test('does not change by a claim', () => {
    const world = vaultsWorld()
    const before = worth(world, 'carmen').spot
    const to = viewIn(world).payments()
    world.ok('carmen', 'master.chargeFromTo', { from: 1n, to })
    expect(unclaimed(viewIn(world), 'carmen')).toBe(0n)
    expect(worth(world, 'carmen').spot).toBe(before)
  })

  test('counts payouts to the locked liquidity as the project’s, claimed or not', () => {
    const world = vaultsWorld()
    const before = [THE_PROJECT, PEOPLE].map((title) => worth(world, title).spot!)
    const claimed = viewIn(world).balance('btcb', 'owner')
    for (let id = 1n; id <= viewIn(world).payments(); id++) world.ok('alice', 'locker.charge', { snapId: id })
    expect(viewIn(world).balance('btcb', 'owner')).toBeGreaterThan(claimed)
    expect([THE_PROJECT, PEOPLE].map((title) => worth(world, title).spot!)).toEqual(before)
  })

  test('includes what vaults owe their depositors, by their deposits', () => {
    const world = vaultsWorld()
    const view = viewIn(world)
    const deposits = ['alice', 'bruno'].map((person) => depositOf(view, 'stakingVault', person))
    // The payment is divided 50 to 70; a settlement rounds each part down.
    const before = ['alice', 'bruno'].map((person) => worth(world, person).spot!)
    for (const person of ['alice', 'bruno'])
      world.ok(person, 'stakingVault.withdraw', { amount: depositOf(viewIn(world), 'stakingVault', person) })
    const after = ['alice', 'bruno'].map((person) => worth(world, person).spot!)
    for (const [index, each] of after.entries()) {
      expect(deposits[index]).toBeGreaterThan(0n)
      expect(each - before[index]!).toBeGreaterThanOrEqual(-2n)
      expect(each - before[index]!).toBeLessThanOrEqual(2n)
    }
    expect(viewIn(world).balance('btcb', 'alice')).toBeGreaterThan(view.balance('btcb', 'alice'))
  })

  test('includes AMT that the buy-back vault has bought and not yet credited', () => {
    const world = vaultsWorld()
    world.ok('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX })
    const deposited = (): bigint => depositOf(viewIn(world), 'buyBackVault', 'alice')
    const before = { deposit: deposited(), spot: worth(world, 'alice').spot! }
    const upTo = viewIn(world).payments()
    for (const account of ['alice', 'bruno']) world.ok('carmen', 'buyBackVault.settle', { account, upTo })
    expect(deposited()).toBeGreaterThan(before.deposit)
    const change = worth(world, 'alice').spot! - before.spot
    expect(change >= -2n && change <= 2n).toBe(true)
  })

  test('groups have no exit alone, and the sum of their members by every other measure', () => {
    const view = viewIn(vaultsWorld())
    const parties = partiesIn(view, ALL, [...alone, { title: 'two', people: ['alice', 'bruno'] }])
    const [alice, bruno, two] = ['alice', 'bruno', 'two'].map((title) => worthOf(parties, title))
    expect(two!.alone).toBeUndefined()
    for (const measure of ['spot', 'joint', 'outside'] as const)
      expect(two![measure]).toBe(alice![measure]! + bruno![measure]!)
  })

  test('the people and the project share what there is: BTCB of accounts, vaults, Master, pool and RCL', () => {
    const world = vaultsWorld()
    const view = viewIn(world)
    const parties = partiesIn(view, ALL, [])
    const total = worthOf(parties, PEOPLE).joint! + worthOf(parties, THE_PROJECT).joint!
    const cash = [
      ...ALL,
      'owner',
      'payer',
      'admin',
      'market',
      'master',
      'stakingVault',
      'buyBackVault',
    ].reduce((sum, account) => sum + view.balance('btcb', account), 0n)
    const joint = wealthIn(view, ALL)
    expect(total).toBe(cash + joint.people.joint! + joint.project.joint!)
    // A gift between them leaves the sum of what is at hand.
    world.ok('binance', 'btcb.transfer', { to: 'alice', amount: ONE })
    const richer = partiesIn(viewIn(world), ALL, [])
    expect(worthOf(richer, PEOPLE).joint! - worthOf(parties, PEOPLE).joint!).toBe(ONE)
    expect(worthOf(richer, THE_PROJECT)).toEqual(worthOf(parties, THE_PROJECT))
  })

  test('a table has a row per party and a column per measure and case', () => {
    const parties = partiesIn(viewIn(vaultsWorld()), ALL, alone)
    const table = wealthTable('Wealth', [
      { name: 'Before', title: 'Before', parties },
      { name: 'After', title: 'After', parties },
    ])
    expect(table.columns.map(({ name }) => name)).toEqual([
      'party',
      ...MEASURES.flatMap((measure) => [`${measure}Before`, `${measure}After`]),
    ])
    expect(table.columns[0]!.cells).toEqual([...ALL, PEOPLE, THE_PROJECT])
    const outside = table.columns.find(({ name }) => name === 'outsideAfter')!
    expect(outside.cells.at(-1)).toBe('')
  })
})
