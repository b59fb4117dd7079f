import { describe, expect, test } from 'vitest'
import { airdropPaysItsList } from '../../../src/model/invariants/airdrop.ts'
import { nextMonitor, startMonitor } from '../../../src/model/invariants/monitor.ts'
import { subjects, touchedBy } from '../../../src/model/invariants/touched.ts'
import type { Event, Outcome } from '../../../src/model/interface/outcome.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import { action, liquidWorld, modelWorldOf, vaultsWorld, type ModelWorld } from '../../support/model-world.ts'
import { follow, withEvents, type Follower } from './mutated-world.ts'

const LIST = [
  ['alice', ONE],
  ['bruno', 2n * ONE],
  ['carmen', 3n],
] as const

const claim = (index: number) =>
  action('payer', 'distributor.claim', {
    index: BigInt(index),
    account: LIST[index]![0],
    amount: LIST[index]![1],
    proof: BigInt(index),
  })

/** What the distributor and AMT emit when an entry is paid. */
const paid = (index: number, account: string, amount: bigint): readonly Event[] => [
  { on: 'amt', name: 'Transfer', args: ['distributor', account, amount] },
  { on: 'distributor', name: 'airdropped', args: [BigInt(index), account, amount] },
]

const emitting =
  (...events: readonly Event[]) =>
  (): Outcome => ({ ok: true, returned: undefined, events })

/** A follower that has seen the list deployed and funded; no entry is paid. */
function listed(): { readonly world: ModelWorld; readonly follower: Follower } {
  const world = modelWorldOf(liquidWorld().economy)
  world.ok('payer', 'master.payRent', { amountBtcb: 101n, vaultParticipation: 100n })
  const follower = follow(airdropPaysItsList, world)
  const deployment = action('owner', 'deploy.distributor', {
    reserve: 'alice',
    snapshotId: 1n,
    deadline: world.economy.timestamp + 100n,
    accounts: LIST.map(([account]) => account),
    amounts: LIST.map(([, amount]) => amount),
  })
  expect(follower.act(deployment)).toBeUndefined()
  expect(
    follower.act(action('alice', 'amt.transfer', { to: 'distributor', amount: 9n * ONE })),
  ).toBeUndefined()
  return { world, follower }
}

const NOTHING = action('alice', 'amt.approve', { spender: 'bruno', amount: 1n })

describe('the airdrop pays its list', () => {
  test('each entry once, and the remainder to the reserve after the deadline', () => {
    const { world, follower } = listed()
    for (const index of [2, 0, 1]) expect(follower.act(claim(index))).toBeUndefined()
    expect(world.ask('amt', 'balanceOf', 'distributor')).toBe(6n * ONE - 3n)
    expect(follower.act({ wait: 101n })).toBeUndefined()
    expect(follower.act(action('bruno', 'distributor.reclaim', {}))).toBeUndefined()
    expect(world.ask('amt', 'balanceOf', 'distributor')).toBe(0n)
  })

  test('whatever other contracts say, and whatever else the distributor says', () => {
    const { follower } = listed()
    for (const event of [
      { on: 'locker', name: 'airdropped', args: [0n, 'alice', 5n] },
      { on: 'locker', name: 'reclaimed', args: ['alice', 5n] },
      { on: 'distributor', name: 'opened', args: [1n, 5n] },
    ])
      expect(follower.mutate(NOTHING, emitting(event))).toBeUndefined()
  })

  test.each([0, 1, 2])('entry %i paid again is a violation, however many were paid in between', (index) => {
    const { follower } = listed()
    for (const each of [0, 1, 2]) expect(follower.act(claim(each))).toBeUndefined()
    expect(follower.act({ wait: 1n })).toBeUndefined()
    expect(follower.mutate(NOTHING, emitting(...paid(index, LIST[index]![0], LIST[index]![1])))).toContain(
      'paid twice',
    )
  })

  test('an entry paid twice by one action is a violation', () => {
    const { follower } = listed()
    const twice = withEvents((events) => [...events, ...paid(1, ...LIST[1])])
    expect(follower.mutate(claim(1), twice)).toContain('entry 1 was paid twice')
  })

  test('a revert pays nothing and is not remembered', () => {
    const { world, follower } = listed()
    const wrong = action('payer', 'distributor.claim', { index: 0n, account: 'alice', amount: 1n, proof: 0n })
    expect(follower.act(wrong)).toBeUndefined()
    expect(follower.act(claim(0))).toBeUndefined()
    expect(world.ask('distributor', 'isClaimed', 0n)).toBe(true)
  })

  test('an entry outside the list is a violation, right behind its end too', () => {
    for (const index of [3, 200]) {
      const { follower } = listed()
      const answers = { [`distributor.isClaimed(${index})`]: true }
      const seen = follower.mutate(NOTHING, emitting(...paid(index, 'alice', ONE)), answers)
      expect(seen).toContain('the list has 3')
    }
  })

  test('AMT that leaves in excess of the events, or short of them, is a violation', () => {
    for (const amount of [-1n, 1n]) {
      const { follower } = listed()
      const other = withEvents((events) =>
        events.map((event) =>
          event.on === 'amt' && event.name === 'Transfer'
            ? { ...event, args: ['distributor', 'alice', ONE + amount] }
            : event,
        ),
      )
      expect(follower.mutate(claim(0), other)).toContain('left the distributor')
    }
  })

  // AMT that leaves without an event of the distributor changes AMT alone.
  test('a monitor that checks only what was touched sees AMT leave', () => {
    const world = modelWorldOf(vaultsWorld().economy)
    const monitor = startMonitor([airdropPaysItsList], world, world.domain)
    const outcome: Outcome = { ok: true, returned: undefined, events: paid(0, 'alice', ONE).slice(0, 1) }
    const touched = touchedBy(world.economy, world.economy, outcome)
    expect(touched).toBe(subjects('amt'))
    const taken = { action: NOTHING, outcome, observed: world, domain: world.domain, touched }
    expect(nextMonitor(monitor, taken).broken.map(({ invariant }) => invariant.name)).toEqual([
      'airdrop-pays-its-list',
    ])
  })

  test('the remainder must leave as reported', () => {
    const { follower } = listed()
    expect(follower.act({ wait: 101n })).toBeUndefined()
    const silent = withEvents((events) => events.filter(({ name }) => name !== 'reclaimed'))
    expect(follower.mutate(action('bruno', 'distributor.reclaim', {}), silent)).toContain('left')
  })

  // The world's distributor has four entries, and the second one is paid.
  test('a fold that starts later knows which entries are paid, the last one included', () => {
    const late = (index: number, account: string, amount: bigint): string | undefined => {
      const world = modelWorldOf(vaultsWorld().economy)
      world.ok('payer', 'distributor.claim', { index: 3n, account: 'alice', amount: 4n, proof: 3n })
      return follow(airdropPaysItsList, world).mutate(NOTHING, emitting(...paid(index, account, amount)), {
        [`distributor.isClaimed(${index})`]: true,
      })
    }
    expect(late(1, 'bruno', 2n * ONE)).toContain('entry 1 was paid twice')
    expect(late(3, 'alice', 4n)).toContain('entry 3 was paid twice')
    expect(late(0, 'alice', ONE)).toBeUndefined()
    expect(late(2, 'carmen', 3n * ONE)).toBeUndefined()
  })

  test('several entries paid by one action are checked one by one, and remembered', () => {
    const { follower } = listed()
    const answers = Object.fromEntries([0, 1, 2].map((index) => [`distributor.isClaimed(${index})`, true]))
    const both = emitting(...paid(0, ...LIST[0]), ...paid(1, ...LIST[1]))
    expect(follower.mutate(NOTHING, both, answers)).toBeUndefined()
    for (const index of [0, 1] as const) {
      const [account, amount] = LIST[index]
      expect(follower.mutate(NOTHING, emitting(...paid(index, account, amount)), answers)).toContain('twice')
    }
    const wrong = emitting(...paid(2, 'carmen', 4n))
    expect(follower.mutate(NOTHING, wrong, answers)).toBe('entry 2 paid 4 to carmen, it was 3 to carmen')
  })

  test('a deployment that reverts brings no list, and one that pays at once pays its own', () => {
    const world = modelWorldOf(liquidWorld().economy)
    world.ok('payer', 'master.payRent', { amountBtcb: 101n, vaultParticipation: 100n })
    const deployment = (amount: bigint) =>
      action('owner', 'deploy.distributor', {
        reserve: 'alice',
        snapshotId: 1n,
        deadline: world.economy.timestamp + 100n,
        accounts: ['alice', 'bruno'],
        amounts: [amount, amount],
      })
    const answers = { 'distributor.isClaimed(0)': true, 'distributor.isClaimed(1)': true }
    const follower = follow(airdropPaysItsList, world)
    const paying = emitting(...paid(0, 'alice', 5n), ...paid(1, 'bruno', 6n))
    expect(follower.mutate(deployment(5n), paying, answers)).toContain('entry 1 paid 6 to bruno, it was 5')
    expect(follower.mutate(deployment(5n), emitting())).toBeUndefined()
    const reverted = (): Outcome => ({ ok: false, revert: 'Unknown' })
    expect(follower.mutate(deployment(7n), reverted)).toBeUndefined()
    expect(follower.mutate(NOTHING, emitting(...paid(0, 'alice', 5n)), answers)).toBeUndefined()
  })
})
