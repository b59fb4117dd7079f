import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apply, viewDomainOf } from '../../../src/model/economy.ts'
import { INVARIANTS } from '../../../src/model/invariants/invariants.ts'
import { nextMonitor, startMonitor } from '../../../src/model/invariants/monitor.ts'
import { NotModelled } from '../../../src/model/contracts/pancake/factory.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import { anyActions } from '../any-action.ts'
import {
  action,
  UINT256_MAX,
  liquidWorld,
  observed,
  modelWorldOf,
  vaultsWorld,
} from '../../support/model-world.ts'
import { unchanged, follow, named, withEvents, type FalseAnswers } from './mutated-world.ts'

const LIVELY = liquidWorld().economy
const STORIED = vaultsWorld().economy
const SWAP = action('alice', 'router.swapExactTokensForTokens', {
  amountA: ONE,
  limit: 0n,
  path: ['amt', 'btcb'],
  to: 'alice',
  deadline: UINT256_MAX,
})
const TRANSFER = action('alice', 'amt.transfer', { to: 'bruno', amount: ONE })
const PAY = action('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 20n })
const CLAIM = action('alice', 'master.charge', { snapId: 1n })
const REDEEM = action('alice', 'burnVault.backingWithdraw', { amount: ONE })

describe('the invariants', () => {
  test('hold for any sequence of actions on the model', () => {
    fc.assert(
      fc.property(anyActions, (actions) => {
        let economy = STORIED
        let monitor = startMonitor(INVARIANTS, observed(economy), viewDomainOf(economy))
        for (const taken of actions) {
          try {
            const { economy: next, outcome } = apply(economy, taken)
            economy = next
            const domain = viewDomainOf(economy)
            monitor = nextMonitor(monitor, { action: taken, outcome, observed: observed(economy), domain })
          } catch (error) {
            if (!(error instanceof NotModelled)) throw error
          }
        }
        expect(monitor.broken.map(({ invariant, violation }) => `${invariant.name}: ${violation}`)).toEqual(
          [],
        )
      }),
      { numRuns: 150 },
    )
  })

  test('have a name, a statement and a source each; names and statements are unique', () => {
    for (const part of ['name', 'statement', 'source'] as const) {
      const parts = INVARIANTS.map((invariant) => invariant[part])
      expect(parts.every((text) => text.length > 0)).toBe(true)
      if (part !== 'source') expect(new Set(parts).size).toBe(parts.length)
    }
  })

  test('are reported once when broken, while the others continue', () => {
    const world = modelWorldOf(LIVELY)
    let monitor = startMonitor(INVARIANTS, world, world.domain)
    const outcome = world.act(TRANSFER)
    const lying = {
      read: (view: Parameters<typeof world.read>[0]) =>
        view.fn === 'totalSupply' ? UINT256_MAX : world.read(view),
    }
    monitor = nextMonitor(monitor, { action: TRANSFER, outcome, observed: lying, domain: world.domain })
    const broken = monitor.broken.map(({ invariant }) => invariant.name)
    expect(broken).toContain('supply-within-cap')
    expect(broken).toContain('amt-conserved')
    expect(monitor.monitored.length).toBe(INVARIANTS.length - broken.length)
    const again = nextMonitor(monitor, {
      action: { wait: 0n },
      outcome,
      observed: lying,
      domain: world.domain,
    })
    expect(again.broken.slice(0, broken.length)).toEqual(monitor.broken)
  })
})

/** A mutated world: false answers after a correct action. */
interface Mutant {
  readonly invariant: string
  readonly mutant: string
  readonly taken: typeof TRANSFER
  readonly answers: FalseAnswers
}

const FALSE_ANSWERS: readonly Mutant[] = [
  {
    invariant: 'supply-within-cap',
    mutant: 'the supply is one unit above the cap',
    taken: TRANSFER,
    answers: { 'amt.totalSupply()': 100_000_000n * ONE + 1n },
  },
  {
    invariant: 'amt-conserved',
    mutant: 'the recipient gets one unit less',
    taken: TRANSFER,
    answers: { 'amt.balanceOf(bruno)': 950n * ONE + ONE - 1n },
  },
  {
    invariant: 'amt-conserved',
    mutant: 'the sender keeps the tokens',
    taken: TRANSFER,
    answers: { 'amt.balanceOf(alice)': 900n * ONE },
  },
  {
    invariant: 'amt-conserved',
    mutant: 'the supply moved',
    taken: TRANSFER,
    answers: { 'amt.totalSupply()': 5_000n * ONE + 1n },
  },
  {
    invariant: 'btcb-conserved',
    mutant: 'the RCL pays out nothing',
    taken: REDEEM,
    answers: { 'btcb.balanceOf(burnVault)': 30n * ONE },
  },
  {
    invariant: 'usdt-conserved',
    mutant: 'the supply moved',
    taken: SWAP,
    answers: { 'usdt.totalSupply()': 0n },
  },
  {
    invariant: 'liqAmt-conserved',
    mutant: 'the supply moved',
    taken: SWAP,
    answers: { 'liqAmt.totalSupply()': 0n },
  },
  {
    invariant: 'lp-conserved',
    mutant: 'the supply moved',
    taken: SWAP,
    answers: { 'pair:btcb/usdt.totalSupply()': 0n },
  },
  {
    invariant: 'floor-never-falls',
    mutant: 'the RCL pays one unit too much',
    taken: REDEEM,
    answers: { 'btcb.balanceOf(burnVault)': 30n * ONE - (30n * ONE) / 5_000n - 1n },
  },
  {
    invariant: 'floor-never-falls',
    mutant: 'BTCB leaves the RCL in a transfer',
    taken: TRANSFER,
    answers: { 'btcb.balanceOf(burnVault)': 30n * ONE - 1n },
  },
  {
    invariant: 'lp-covers-liqAmt',
    mutant: 'Master loses its shares',
    taken: TRANSFER,
    answers: { 'pair.balanceOf(master)': 0n },
  },
  {
    invariant: 'k-never-falls',
    mutant: 'a swap lowers the product of the reserves',
    taken: SWAP,
    answers: { 'pair.getReserves()': [550n * ONE, 27n * ONE, 0n] },
  },
]

const SETTLED = vaultsWorld().economy
const BUY = action('alice', 'market.buy', { amountUsdt: ONE })
const SELL = action('alice', 'market.sell', { amountAmt: ONE })
const LEAVE = action('alice', 'stakingVault.withdraw', { amount: 50n * ONE + 7n })
const HARVEST = action('carmen', 'buyBackVault.harvest', { upTo: 4n })
const AIRDROP = action('bruno', 'distributor.claim', { index: 0n, account: 'alice', amount: ONE, proof: 0n })
const ANNOUNCE = action('alice', 'deploy.distributor', {
  reserve: 'owner',
  snapshotId: 1n,
  deadline: UINT256_MAX,
  accounts: ['alice'],
  amounts: [ONE],
})

describe('an invariant is broken by', () => {
  /** Adds `by` to one argument of every event of that name, the last by default. */
  const off = (name: string, by: bigint, at = -1) =>
    withEvents((events) =>
      events.map((event) =>
        event.name === name
          ? { ...event, args: event.args.with(at, (event.args.at(at) as bigint) + by) }
          : event,
      ),
    )

  test.each([
    ['market-keeps-its-price', 'one unit of AMT too many for the USDT', BUY, off('amtBought', 1n)],
    ['market-keeps-its-price', 'one unit of USDT too many for the AMT', SELL, off('userSold', 1n, 0)],
    ['vaults-cover-deposits', 'fewer AMT held than deposited', LEAVE, off('withdrawn', -1n, 1)],
    ['vaults-cover-owed', 'fewer BTCB held than harvested', HARVEST, off('harvested', 1n)],
    ['staking-pays-its-period', 'one unit too many', LEAVE, off('withdrawn', 1n)],
    ['staking-pays-its-period', 'one unit too few', LEAVE, off('withdrawn', -1n)],
    ['staking-pays-its-period', 'more AMT withdrawn than deposited', LEAVE, off('withdrawn', 1n, 1)],
    [
      'airdrop-pays-its-list',
      'AMT that leaves without an event',
      AIRDROP,
      withEvents((events) => events.slice(0, 1)),
    ],
  ] as const)('%s: %s', (invariant, _mutant, taken, change) => {
    expect(follow(named(invariant), modelWorldOf(SETTLED)).act(taken)).toBeUndefined()
    expect(follow(named(invariant), modelWorldOf(SETTLED)).mutate(taken, change)).toBeTypeOf('string')
  })

  test.each([
    ['vaults-cover-deposits', 'missing AMT', 'amt.balanceOf(stakingVault)', 0n],
    ['vaults-cover-deposits', 'deposits without an event', 'buyBackVault.totalDeposits()', 1_000n * ONE],
    ['vaults-cover-owed', 'missing BTCB', 'btcb.balanceOf(buyBackVault)', 0n],
    ['vaults-cover-owed', 'pending BTCB that was not harvested', 'buyBackVault.pendingBtcb()', 1n],
  ] as const)('%s: %s', (invariant, _mutant, view, answer) => {
    const follower = follow(named(invariant), modelWorldOf(SETTLED))
    expect(follower.act(HARVEST)).toBeUndefined()
    expect(follower.mutate(TRANSFER, unchanged, { [view]: answer })).toBeTypeOf('string')
  })

  test('staking-pays-its-period: a deposit that counts for an earlier payment', () => {
    const world = modelWorldOf(SETTLED)
    const follower = follow(named('staking-pays-its-period'), world)
    for (const amount of [ONE, 2n * ONE]) {
      expect(follower.act(PAY)).toBeUndefined()
      expect(follower.act(action('carmen', 'stakingVault.deposit', { amount }))).toBeUndefined()
    }
    const pot = world.ask('master', 'pays', 6n) as bigint
    const claimable =
      (world.ask('amt', 'totalSupplyAt', 6n) as bigint) -
      (world.ask('amt', 'balanceOfAt', 'pair', 6n) as bigint)
    const collect = action('carmen', 'stakingVault.withdraw', { amount: 0n })
    const naive = withEvents((events) =>
      events.map((event) =>
        event.name === 'withdrawn' ? { ...event, args: ['carmen', 0n, (pot * 3n * ONE) / claimable] } : event,
      ),
    )
    expect(follow(named('staking-pays-its-period'), modelWorldOf(world.economy)).act(collect)).toBeUndefined()
    expect(follower.mutate(collect, naive)).toBeTypeOf('string')
  })

  test('airdrop-pays-its-list: a second payment, an unrecorded one, one that is not on the list', () => {
    const repeated = { on: 'distributor', name: 'airdropped', args: [1n, 'bruno', 2n * ONE] }
    const again = follow(named('airdrop-pays-its-list'), modelWorldOf(SETTLED))
    const success = { ok: true as const, returned: undefined, events: [repeated] }
    expect(again.mutate(AIRDROP, () => success)).toContain('twice')
    const unrecorded = follow(named('airdrop-pays-its-list'), modelWorldOf(SETTLED))
    expect(unrecorded.mutate(AIRDROP, unchanged, { 'distributor.isClaimed(0)': false })).toContain('denies')
    for (const args of [
      [0n, 'bruno', ONE],
      [0n, 'alice', ONE - 1n],
      [1n, 'alice', ONE],
    ] as const) {
      const world = modelWorldOf(LIVELY)
      world.ok('payer', 'master.payRent', { amountBtcb: 101n, vaultParticipation: 100n })
      const follower = follow(named('airdrop-pays-its-list'), world)
      expect(follower.act(ANNOUNCE)).toBeUndefined()
      world.ok('carmen', 'amt.transfer', { to: 'distributor', amount: ONE })
      const unlisted = withEvents((events) => [events[0]!, { on: 'distributor', name: 'airdropped', args }])
      const seen = follower.mutate(AIRDROP, unlisted, { 'distributor.isClaimed(1)': true })
      expect(seen).toMatch(/it was|the list has/)
    }
  })

  for (const { invariant, mutant, taken, answers } of FALSE_ANSWERS)
    test(`${invariant}: ${mutant}`, () => {
      const truth = follow(named(invariant), modelWorldOf(LIVELY))
      expect(truth.act(taken)).toBeUndefined()
      const mutated = follow(named(invariant), modelWorldOf(LIVELY))
      expect(mutated.mutate(taken, unchanged, answers)).toBeTypeOf('string')
    })

  test('amt-conserved: a silent change of any balance, within one rotation', () => {
    const follower = follow(named('amt-conserved'), modelWorldOf(LIVELY))
    const violations = Array.from({ length: 40 }, () =>
      follower.mutate({ wait: 1n }, unchanged, { 'amt.balanceOf(carmen)': 0n }),
    )
    expect(violations.some((violation) => violation?.includes('carmen') === true)).toBe(true)
  })

  test('amt-conserved: an event without its transfer, and a transfer without its event', () => {
    for (const change of [
      withEvents((events) => events.slice(1)),
      withEvents((events) => [...events, { on: 'amt', name: 'Transfer', args: ['bruno', 'carmen', 1n] }]),
      withEvents((events) => [...events, { on: 'amt', name: 'Transfer', args: ['dead', 'carmen', 1n] }]),
      withEvents((events) => [...events, { on: 'amt', name: 'Transfer', args: ['0x00', 'carmen', 1n] }]),
    ]) {
      const follower = follow(named('amt-conserved'), modelWorldOf(LIVELY))
      const first = follower.mutate(TRANSFER, change)
      const later = Array.from({ length: 40 }, () => follower.act({ wait: 0n }))
      expect([first, ...later].some((violation) => violation !== undefined)).toBe(true)
    }
  })

  test('lp-conserved: shares minted beyond the event', () => {
    const add = action('alice', 'master.addLiquidity', { amountAmt: 10n * ONE, amountBtcb: ONE / 2n })
    expect(follow(named('lp-conserved'), modelWorldOf(LIVELY)).act(add)).toBeUndefined()
    const mutated = follow(named('lp-conserved'), modelWorldOf(LIVELY))
    expect(mutated.mutate(add, unchanged, { 'pair.balanceOf(master)': 1n << 100n })).toBeTypeOf('string')
  })

  test('claimed-once: a second claim and an unrecorded claim, for each token', () => {
    for (const [taken, flag] of [
      [CLAIM, 'alreadyCharged'],
      [action('alice', 'master.liqCharge', { snapId: 1n }), 'liqAlreadyCharged'],
    ] as const) {
      const world = modelWorldOf(LIVELY)
      world.act(PAY)
      const before = world.economy
      const follower = follow(named('claimed-once'), world)
      expect(follower.act(taken)).toBeUndefined()
      const repeated = follow(named('claimed-once'), world)
      const charged = { on: 'master', name: 'charged', args: [1n, 'alice', 1n] }
      expect(repeated.mutate(taken, () => ({ ok: true, returned: 1n, events: [charged] }))).toBeTypeOf(
        'string',
      )
      const offRecord = follow(named('claimed-once'), modelWorldOf(before))
      expect(offRecord.mutate(taken, unchanged, { [`master.${flag}(alice, 1)`]: false })).toBeTypeOf('string')
    }
  })

  test('claims-within-payment: one unit more than the pot, dust included', () => {
    const world = modelWorldOf(LIVELY)
    const follower = follow(named('claims-within-payment'), world)
    expect(follower.act(PAY)).toBeUndefined()
    const pot = world.ask('master', 'pays', 1n) as bigint
    const charged = (amount: bigint) =>
      withEvents(() => [{ on: 'master', name: 'charged', args: [1n, 'alice', amount] }])
    expect(follower.mutate(CLAIM, charged(pot))).toBeUndefined()
    const dust = withEvents(() => [{ on: 'master', name: 'dustCollected', args: [1n, 1n] }])
    expect(follower.mutate(action('owner', 'master.handleDust', { snapId: 1n }), dust)).toBeTypeOf('string')
  })

  test('master-covers-claims: missing BTCB, and a claim that pays more than it reports', () => {
    const world = modelWorldOf(LIVELY)
    const follower = follow(named('master-covers-claims'), world)
    const held = (ONE * 4n) / 5n
    expect(follower.act(PAY)).toBeUndefined()
    expect(follower.mutate(TRANSFER, unchanged, { 'btcb.balanceOf(master)': held - 1n })).toBeTypeOf('string')
    const doubled = withEvents((events) =>
      events.map((event) => (event.name === 'charged' ? { ...event, args: [1n, 'alice', 1n] } : event)),
    )
    expect(follower.mutate(CLAIM, doubled)).toBeTypeOf('string')
  })

  test('master-covers-claims: stray BTCB that leaves, although all claims stay covered', () => {
    const world = modelWorldOf(LIVELY)
    const follower = follow(named('master-covers-claims'), world)
    expect(follower.act(action('alice', 'btcb.transfer', { to: 'master', amount: 42n }))).toBeUndefined()
    expect(follower.mutate(TRANSFER, unchanged, { 'btcb.balanceOf(master)': 41n })).toBeTypeOf('string')
  })

  test('snapshots-never-change: a past balance or supply that changes, a misnumbered snapshot', () => {
    const violationOf = (answers: FalseAnswers): string | undefined => {
      const follower = follow(named('snapshots-never-change'), modelWorldOf(LIVELY))
      expect(follower.act(PAY)).toBeUndefined()
      return follower.mutate(TRANSFER, unchanged, answers)
    }
    expect(violationOf({})).toBeUndefined()
    expect(violationOf({ 'amt.balanceOfAt(alice, 1)': 899n * ONE })).toBeTypeOf('string')
    expect(violationOf({ 'amt.totalSupplyAt(1)': 1n })).toBeTypeOf('string')
    expect(violationOf({ 'liqAmt.totalSupplyAt(1)': 1n })).toBeTypeOf('string')
    const skipped = follow(named('snapshots-never-change'), modelWorldOf(LIVELY))
    const renumber = withEvents((events) =>
      events.map((event) => (event.name === 'Snapshot' ? { ...event, args: [2n] } : event)),
    )
    expect(skipped.mutate(PAY, renumber)).toBeTypeOf('string')
  })

  test('snapshots-never-change: a silent change of any balance, within one rotation', () => {
    const follower = follow(named('snapshots-never-change'), modelWorldOf(LIVELY))
    expect(follower.act(PAY)).toBeUndefined()
    const violations = Array.from({ length: 40 }, () =>
      follower.mutate({ wait: 1n }, unchanged, { 'amt.balanceOfAt(carmen, 1)': 0n }),
    )
    expect(violations.some((violation) => violation !== undefined)).toBe(true)
  })

  test('floor-never-falls: a fall without an emission event; an emission may lower it', () => {
    const emission = action('owner', 'master.mintMaster', { account: 'alice', amount: ONE })
    expect(follow(named('floor-never-falls'), modelWorldOf(LIVELY)).act(emission)).toBeUndefined()
    const silent = follow(named('floor-never-falls'), modelWorldOf(LIVELY))
    expect(
      silent.mutate(
        emission,
        withEvents(() => []),
      ),
    ).toBeTypeOf('string')
  })
})
