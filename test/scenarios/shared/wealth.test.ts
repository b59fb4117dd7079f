import { describe, expect, test } from 'vitest'

import { venuesOf } from '../../../src/model/planning/wealth/wealth.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import { MEASURES, NotAmongThePeople, venuesIn, wealthIn } from '../../../src/scenarios/shared/wealth.ts'
import { viewOf, type AgentView } from '../../../src/sim/view/agent-view.ts'
import { vaultsWorld, provision, UINT256_MAX, type ModelWorld } from '../../support/model-world.ts'

const viewIn = (world: ModelWorld): AgentView =>
  viewOf(world.economy, { day: 0 } as Pick<AgentView, 'day' | 'environment' | 'history'>)

const PEOPLE = ['alice', 'bruno', 'carmen']

/** The world with vaults, a protocol fee, and a trade since the last change of liquidity. */
function worldWithFee(): ModelWorld {
  const world = vaultsWorld()
  world.ok('pancake', 'factory.setFeeTo', { feeTo: 'pancake' })
  world.ok('bruno', 'router.addLiquidity', provision('amt', 'btcb', ONE, ONE, 'bruno'))
  world.ok('carmen', 'router.swapExactTokensForTokens', {
    amountA: 100n * ONE,
    limit: 0n,
    path: ['amt', 'btcb'],
    to: 'carmen',
    deadline: UINT256_MAX,
  })
  return world
}

describe('wealth at realisable value', () => {
  test('reads pool and RCL as the model does, the protocol fee to come included', () => {
    for (const world of [vaultsWorld(), worldWithFee()])
      expect(venuesIn(viewIn(world))).toEqual(venuesOf(world.economy))
    expect(venuesIn(viewIn(worldWithFee())).shareSupply).toBeGreaterThan(
      worldWithFee().ask('pair', 'totalSupply') as bigint,
    )
  })

  test('counts deposits in vaults and liquidity, wrapped and raw', () => {
    const world = vaultsWorld()
    const before = wealthIn(viewIn(world), PEOPLE).of('alice')
    world.ok('alice', 'stakingVault.withdraw', { amount: 50n * ONE })
    const after = wealthIn(viewIn(world), PEOPLE).of('alice')
    // A withdrawal settles payouts in BTCB, not in AMT.
    for (const measure of MEASURES) expect(after[measure]).toBe(before[measure])
    // Liquidity that is unwrapped is worth the same, to the rounding of shares.
    const wrapped = world.ask('liqAmt', 'balanceOf', 'alice') as bigint
    world.ok('alice', 'liqAmt.transfer', { to: 'pancake', amount: wrapped })
    expect(wealthIn(viewIn(world), PEOPLE).of('alice').alone).toBeLessThan(after.alone!)
  })

  test('parts of the project and the people are at most what pool and RCL hold', () => {
    const view = viewIn(worldWithFee())
    const { people, project, of } = wealthIn(view, PEOPLE)
    expect(people.joint! + project.joint!).toBeLessThanOrEqual(view.pool().btcb + view.backing())
    expect(people.joint).toBe(PEOPLE.reduce((sum, person) => sum + of(person).joint!, 0n))
    expect(people.outside).toBe(PEOPLE.reduce((sum, person) => sum + of(person).outside!, 0n))
    for (const person of PEOPLE) {
      const { alone, joint, outside } = of(person)
      expect(alone! > outside! && outside! > joint!).toBe(true)
    }
  })

  test('the Market’s stock is the project’s, its locked liquidity nobody’s', () => {
    const world = vaultsWorld()
    const before = wealthIn(viewIn(world), PEOPLE).project
    world.ok('owner', 'amt.transfer', { to: 'market', amount: 10n * ONE })
    expect(wealthIn(viewIn(world), PEOPLE).project).toEqual(before)
    world.ok('owner', 'amt.transfer', { to: 'alice', amount: 10n * ONE })
    expect(wealthIn(viewIn(world), PEOPLE).project.alone).toBeLessThan(before.alone!)
    expect(world.ask('pair', 'balanceOf', 'locker')).toBeGreaterThan(0n)
    const { pool } = venuesIn(viewIn(world))
    const [owner, payer, market] = ['owner', 'payer', 'market'].map(
      (account) => world.ask('amt', 'balanceOf', account) as bigint,
    )
    // What the owner has given to alice is missing.
    expect(before.spot).toBe(((owner! + payer! + market! + 10n * ONE) * pool.btcb) / pool.amt)
  })

  test('says nothing where a measure does not apply, and of nobody else', () => {
    const wealth = wealthIn(viewIn(vaultsWorld()), PEOPLE)
    expect(wealth.people.alone).toBeUndefined()
    expect(wealth.project.outside).toBeUndefined()
    expect(() => wealth.of('owner')).toThrow(NotAmongThePeople)
  })

  test('moments at the same RCL differ by the pool and the holdings alone', () => {
    const world = vaultsWorld()
    const view = viewIn(world)
    world.ok('binance', 'btcb.transfer', { to: 'burnVault', amount: 100n * ONE })
    const richer = viewIn(world)
    const then = wealthIn(view, PEOPLE)
    expect(wealthIn(richer, PEOPLE).people.joint).toBeGreaterThan(then.people.joint!)
    const floor = venuesIn(view).floor
    expect(wealthIn(richer, PEOPLE, floor).people).toEqual(then.people)
  })
})
