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
import { asItWas, follow, named, withEvents, type Lies } from './planted.ts'

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
  test('hold of the model, whatever anybody does', () => {
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

  test('have names, statements and sources, each its own', () => {
    for (const part of ['name', 'statement', 'source'] as const) {
      const parts = INVARIANTS.map((invariant) => invariant[part])
      expect(parts.every((text) => text.length > 0)).toBe(true)
      if (part !== 'source') expect(new Set(parts).size).toBe(parts.length)
    }
  })

  test('are told once when broken, and the others go on', () => {
    const world = modelWorldOf(LIVELY)
    let monitor = startMonitor(INVARIANTS, world, world.domain)
    const outcome = world.act(TRANSFER)
    const lie = {
      read: (view: Parameters<typeof world.read>[0]) =>
        view.fn === 'totalSupply' ? UINT256_MAX : world.read(view),
    }
    monitor = nextMonitor(monitor, { action: TRANSFER, outcome, observed: lie, domain: world.domain })
    const broken = monitor.broken.map(({ invariant }) => invariant.name)
    expect(broken).toContain('supply-within-cap')
    expect(broken).toContain('amt-conserved')
    expect(monitor.monitored.length).toBe(INVARIANTS.length - broken.length)
    const again = nextMonitor(monitor, { action: { wait: 0n }, outcome, observed: lie, domain: world.domain })
    expect(again.broken.slice(0, broken.length)).toEqual(monitor.broken)
  })
})

/** A world whose answers are wrong after an action that was right. */
interface MutatedSystem {
  readonly invariant: string
  readonly mutant: string
  readonly taken: typeof TRANSFER
  readonly lies: Lies
}

const ANSWERS: readonly MutatedSystem[] = [
  {
    invariant: 'supply-within-cap',
    mutant: 'one unit beyond the cap',
    taken: TRANSFER,
    lies: { 'amt.totalSupply()': 100_000_000n * ONE + 1n },
  },
  {
    invariant: 'amt-conserved',
    mutant: 'a recipient got one unit less',
    taken: TRANSFER,
    lies: { 'amt.balanceOf(bruno)': 950n * ONE + ONE - 1n },
  },
  {
    invariant: 'amt-conserved',
    mutant: 'the sender kept the tokens',
    taken: TRANSFER,
    lies: { 'amt.balanceOf(alice)': 900n * ONE },
  },
  {
    invariant: 'amt-conserved',
    mutant: 'the supply moved',
    taken: TRANSFER,
    lies: { 'amt.totalSupply()': 5_000n * ONE + 1n },
  },
  {
    invariant: 'btcb-conserved',
    mutant: 'the RCL paid out nothing',
    taken: REDEEM,
    lies: { 'btcb.balanceOf(burnVault)': 30n * ONE },
  },
  {
    invariant: 'usdt-conserved',
    mutant: 'the supply moved',
    taken: SWAP,
    lies: { 'usdt.totalSupply()': 0n },
  },
  {
    invariant: 'liqAmt-conserved',
    mutant: 'the supply moved',
    taken: SWAP,
    lies: { 'liqAmt.totalSupply()': 0n },
  },
  {
    invariant: 'lp-conserved',
    mutant: 'the supply moved',
    taken: SWAP,
    lies: { 'pair:btcb/usdt.totalSupply()': 0n },
  },
  {
    invariant: 'floor-never-falls',
    mutant: 'the RCL paid one unit too much',
    taken: REDEEM,
    lies: { 'btcb.balanceOf(burnVault)': 30n * ONE - (30n * ONE) / 5_000n - 1n },
  },
  {
    invariant: 'floor-never-falls',
    mutant: 'BTCB left the RCL in a transfer',
    taken: TRANSFER,
    lies: { 'btcb.balanceOf(burnVault)': 30n * ONE - 1n },
  },
  {
    invariant: 'lp-covers-liqAmt',
    mutant: 'Master lost one share',
    taken: TRANSFER,
    lies: { 'pair.balanceOf(master)': 0n },
  },
  {
    invariant: 'k-never-falls',
    mutant: 'a swap took one unit too much',
    taken: SWAP,
    lies: { 'pair.getReserves()': [550n * ONE, 27n * ONE, 0n] },
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
  /** The last argument of the events of that name made another by so much. */
  const off = (name: string, by: bigint, at = -1) =>
    withEvents((events) =>
      events.map((event) =>
        event.name === name
          ? { ...event, args: event.args.with(at, (event.args.at(at) as bigint) + by) }
          : event,
      ),
    )

  test.each([
    ['market-keeps-its-price', 'a unit of AMT too much for the USDT', BUY, off('amtBought', 1n)],
    ['market-keeps-its-price', 'a unit of USDT too much for the AMT', SELL, off('userSold', 1n, 0)],
    ['vaults-cover-deposits', 'more AMT in than came', LEAVE, off('withdrawn', -1n, 1)],
    ['vaults-cover-owed', 'more BTCB in than came', HARVEST, off('harvested', 1n)],
    ['staking-pays-its-period', 'a unit too much', LEAVE, off('withdrawn', 1n)],
    ['staking-pays-its-period', 'a unit too little', LEAVE, off('withdrawn', -1n)],
    ['staking-pays-its-period', 'more AMT out than in', LEAVE, off('withdrawn', 1n, 1)],
    ['airdrop-pays-its-list', 'AMT that leaves untold', AIRDROP, withEvents((events) => events.slice(0, 1))],
  ] as const)('%s: %s', (invariant, _mutant, taken, change) => {
    expect(follow(named(invariant), modelWorldOf(SETTLED)).act(taken)).toBeUndefined()
    expect(follow(named(invariant), modelWorldOf(SETTLED)).pretend(taken, change)).toBeTypeOf('string')
  })

  test.each([
    ['vaults-cover-deposits', 'AMT that is missing', 'amt.balanceOf(stakingVault)', 0n],
    ['vaults-cover-deposits', 'deposits that nobody made', 'buyBackVault.totalDeposits()', 1_000n * ONE],
    ['vaults-cover-owed', 'BTCB that is missing', 'btcb.balanceOf(buyBackVault)', 0n],
    ['vaults-cover-owed', 'BTCB that is pending and was not harvested', 'buyBackVault.pendingBtcb()', 1n],
  ] as const)('%s: %s', (invariant, _mutant, view, lie) => {
    const follower = follow(named(invariant), modelWorldOf(SETTLED))
    expect(follower.act(HARVEST)).toBeUndefined()
    expect(follower.pretend(TRANSFER, asItWas, { [view]: lie })).toBeTypeOf('string')
  })

  test('staking-pays-its-period: a deposit that counts for the payment before it', () => {
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
    expect(follower.pretend(collect, naive)).toBeTypeOf('string')
  })

  test('airdrop-pays-its-list: a second payment, one off the record, one beside the list', () => {
    const repeated = { on: 'distributor', name: 'airdropped', args: [1n, 'bruno', 2n * ONE] }
    const again = follow(named('airdrop-pays-its-list'), modelWorldOf(SETTLED))
    const success = { ok: true as const, returned: undefined, events: [repeated] }
    expect(again.pretend(AIRDROP, () => success)).toContain('twice')
    const denied = follow(named('airdrop-pays-its-list'), modelWorldOf(SETTLED))
    expect(denied.pretend(AIRDROP, asItWas, { 'distributor.isClaimed(0)': false })).toContain('denies')
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
      const beside = withEvents((events) => [events[0]!, { on: 'distributor', name: 'airdropped', args }])
      const seen = follower.pretend(AIRDROP, beside, { 'distributor.isClaimed(1)': true })
      expect(seen).toMatch(/it was|the list has/)
    }
  })

  for (const { invariant, mutant, taken, lies } of ANSWERS)
    test(`${invariant}: ${mutant}`, () => {
      const truth = follow(named(invariant), modelWorldOf(LIVELY))
      expect(truth.act(taken)).toBeUndefined()
      const planted = follow(named(invariant), modelWorldOf(LIVELY))
      expect(planted.pretend(taken, asItWas, lies)).toBeTypeOf('string')
    })

  test('amt-conserved: a silent change of anybody, within one round', () => {
    const follower = follow(named('amt-conserved'), modelWorldOf(LIVELY))
    const wrong = Array.from({ length: 40 }, () =>
      follower.pretend({ wait: 1n }, asItWas, { 'amt.balanceOf(carmen)': 0n }),
    )
    expect(wrong.some((violation) => violation?.includes('carmen') === true)).toBe(true)
  })

  test('amt-conserved: an event without its move, and a move without its event', () => {
    for (const change of [
      withEvents((events) => events.slice(1)),
      withEvents((events) => [...events, { on: 'amt', name: 'Transfer', args: ['bruno', 'carmen', 1n] }]),
      withEvents((events) => [...events, { on: 'amt', name: 'Transfer', args: ['dead', 'carmen', 1n] }]),
      withEvents((events) => [...events, { on: 'amt', name: 'Transfer', args: ['0x00', 'carmen', 1n] }]),
    ]) {
      const follower = follow(named('amt-conserved'), modelWorldOf(LIVELY))
      const first = follower.pretend(TRANSFER, change)
      const later = Array.from({ length: 40 }, () => follower.act({ wait: 0n }))
      expect([first, ...later].some((violation) => violation !== undefined)).toBe(true)
    }
  })

  test('lp-conserved: shares minted beyond the event', () => {
    const add = action('alice', 'master.addLiquidity', { amountAmt: 10n * ONE, amountBtcb: ONE / 2n })
    expect(follow(named('lp-conserved'), modelWorldOf(LIVELY)).act(add)).toBeUndefined()
    const planted = follow(named('lp-conserved'), modelWorldOf(LIVELY))
    expect(planted.pretend(add, asItWas, { 'pair.balanceOf(master)': 1n << 100n })).toBeTypeOf('string')
  })

  test('claimed-once: a second claim, a claim off the record, over each token', () => {
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
      expect(repeated.pretend(taken, () => ({ ok: true, returned: 1n, events: [charged] }))).toBeTypeOf(
        'string',
      )
      const offRecord = follow(named('claimed-once'), modelWorldOf(before))
      expect(offRecord.pretend(taken, asItWas, { [`master.${flag}(alice, 1)`]: false })).toBeTypeOf('string')
    }
  })

  test('claims-within-payment: one unit more than the pot, dust included', () => {
    const world = modelWorldOf(LIVELY)
    const follower = follow(named('claims-within-payment'), world)
    expect(follower.act(PAY)).toBeUndefined()
    const pot = world.ask('master', 'pays', 1n) as bigint
    const charged = (amount: bigint) =>
      withEvents(() => [{ on: 'master', name: 'charged', args: [1n, 'alice', amount] }])
    expect(follower.pretend(CLAIM, charged(pot))).toBeUndefined()
    const dust = withEvents(() => [{ on: 'master', name: 'dustCollected', args: [1n, 1n] }])
    expect(follower.pretend(action('owner', 'master.handleDust', { snapId: 1n }), dust)).toBeTypeOf('string')
  })

  test('master-covers-claims: BTCB that is missing, and a claim paid twice over', () => {
    const world = modelWorldOf(LIVELY)
    const follower = follow(named('master-covers-claims'), world)
    const held = (ONE * 4n) / 5n
    expect(follower.act(PAY)).toBeUndefined()
    expect(follower.pretend(TRANSFER, asItWas, { 'btcb.balanceOf(master)': held - 1n })).toBeTypeOf('string')
    const doubled = withEvents((events) =>
      events.map((event) => (event.name === 'charged' ? { ...event, args: [1n, 'alice', 1n] } : event)),
    )
    expect(follower.pretend(CLAIM, doubled)).toBeTypeOf('string')
  })

  test('master-covers-claims: a gift that leaves again, though all claims stay covered', () => {
    const world = modelWorldOf(LIVELY)
    const follower = follow(named('master-covers-claims'), world)
    expect(follower.act(action('alice', 'btcb.transfer', { to: 'master', amount: 42n }))).toBeUndefined()
    expect(follower.pretend(TRANSFER, asItWas, { 'btcb.balanceOf(master)': 41n })).toBeTypeOf('string')
  })

  test('snapshots-never-change: a balance or a supply of the past that moves, and a snapshot out of count', () => {
    const told = (lies: Lies): string | undefined => {
      const follower = follow(named('snapshots-never-change'), modelWorldOf(LIVELY))
      expect(follower.act(PAY)).toBeUndefined()
      return follower.pretend(TRANSFER, asItWas, lies)
    }
    expect(told({})).toBeUndefined()
    expect(told({ 'amt.balanceOfAt(alice, 1)': 899n * ONE })).toBeTypeOf('string')
    expect(told({ 'amt.totalSupplyAt(1)': 1n })).toBeTypeOf('string')
    expect(told({ 'liqAmt.totalSupplyAt(1)': 1n })).toBeTypeOf('string')
    const skipped = follow(named('snapshots-never-change'), modelWorldOf(LIVELY))
    const renumber = withEvents((events) =>
      events.map((event) => (event.name === 'Snapshot' ? { ...event, args: [2n] } : event)),
    )
    expect(skipped.pretend(PAY, renumber)).toBeTypeOf('string')
  })

  test('snapshots-never-change: a silent change of anybody, within one round', () => {
    const follower = follow(named('snapshots-never-change'), modelWorldOf(LIVELY))
    expect(follower.act(PAY)).toBeUndefined()
    const wrong = Array.from({ length: 40 }, () =>
      follower.pretend({ wait: 1n }, asItWas, { 'amt.balanceOfAt(carmen, 1)': 0n }),
    )
    expect(wrong.some((violation) => violation !== undefined)).toBe(true)
  })

  test('emission alone: the floor may fall by it, and only by it', () => {
    const emission = action('owner', 'master.mintMaster', { account: 'alice', amount: ONE })
    expect(follow(named('floor-never-falls'), modelWorldOf(LIVELY)).act(emission)).toBeUndefined()
    const silent = follow(named('floor-never-falls'), modelWorldOf(LIVELY))
    expect(
      silent.pretend(
        emission,
        withEvents(() => []),
      ),
    ).toBeTypeOf('string')
  })
})
