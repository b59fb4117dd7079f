/**
 * Claims at their edges: snapshots without a payment, ids that no vector can hold, and pots near the largest
 * uint256.
 */
import { expect, test } from 'vitest'
import { ONE } from '../../../../src/model/kernel/units.ts'
import { set, vector } from '../../../../src/model/kernel/vector.ts'
import { newMaster } from '../../../../src/model/state/master.ts'
import { claimMade } from '../../../../src/model/contracts/master/claims.ts'
import { UINT256_MAX, deployedWorld, liquidWorld, named, stockedWorld } from '../../../support/model-world.ts'

test('a claim is known for every id that a vector can hold, and for no other', () => {
  const { payments } = newMaster('owner', 'payer').holders
  // Thirty flags to a number: this is the claim of payment 2^30.
  const flags: number[] = []
  flags[Math.floor(2 ** 30 / 30)] = 1 << (2 ** 30 % 30)
  const claims = { payments, made: set(vector<readonly number[]>([]), 3, flags) }
  expect(claimMade(claims, 3, 1n << 30n)).toBe(true)
  expect(claimMade(claims, 2, 1n << 30n)).toBe(false)
  for (const id of [0n, 1n, (1n << 30n) - 1n, (1n << 30n) + 1n, 1n << 31n, 1n << 62n, UINT256_MAX])
    expect(claimMade(claims, 3, id)).toBe(false)
})

test('a range skips what was claimed also when it exceeds every possible snapshot', () => {
  // alice holds the only base unit of AMT, and the payer all BTCB that there can be.
  const world = deployedWorld()
  world.ok('owner', 'master.mintMaster', { account: 'alice', amount: 1n })
  world.ok('binance', 'btcb.mint', { amount: UINT256_MAX })
  world.ok('binance', 'btcb.transfer', { to: 'payer', amount: UINT256_MAX })
  world.ok('payer', 'btcb.approve', { spender: 'master', amount: UINT256_MAX })
  world.ok('payer', 'master.payRent', { amountBtcb: UINT256_MAX / 2n + 1n, vaultParticipation: 0n })
  world.ok('alice', 'master.charge', { snapId: 1n })
  // To claim twice would overflow before the missing snapshot shows.
  for (const to of [2n, 1n << 31n, UINT256_MAX])
    expect(world.revert('alice', 'master.chargeFromTo', { from: 1n, to })).toBe('SnapshotNonexistent')
})

test('a snapshot without a payment pays nothing, as a claim or as dust', () => {
  const world = liquidWorld()
  for (const token of ['amt', 'liqAmt'] as const) world.ok('master', `${token}.snapshot`, {})
  for (const call of ['master.handleDust', 'master.LiqHandleDust'] as const)
    expect(world.ok('owner', call, { snapId: 1n })).toMatchObject({
      returned: 0n,
      events: [{ on: 'master', name: 'dustCollected', args: [1n, 0n] }],
    })
  expect(world.ok('alice', 'master.charge', { snapId: 1n }).returned).toBe(0n)
})

test('dust is reported as it is paid, and not what was owed', () => {
  const world = stockedWorld()
  world.ok('payer', 'master.payRent', { amountBtcb: 1_003n, vaultParticipation: 0n })
  for (const who of ['alice', 'bruno', 'carmen']) world.ok(who, 'master.charge', { snapId: 1n })
  // floor(3009 / 5) - 600
  expect(world.ok('owner', 'master.handleDust', { snapId: 1n }).events).toEqual([
    { on: 'btcb', name: 'Transfer', args: ['master', 'owner', 1n] },
    { on: 'master', name: 'dustCollected', args: [1n, 1n] },
  ])
})

test('dust is none before the first claim, however few the units are', () => {
  const world = deployedWorld()
  world.ok('owner', 'master.mintMaster', { account: 'alice', amount: 3n })
  world.ok('binance', 'btcb.mint', { amount: ONE })
  world.ok('binance', 'btcb.transfer', { to: 'payer', amount: ONE })
  world.ok('payer', 'btcb.approve', { spender: 'master', amount: ONE })
  world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
  expect(world.ok('owner', 'master.handleDust', { snapId: 1n }).returned).toBe(0n)
  expect(world.ok('alice', 'master.charge', { snapId: 1n }).returned).toBe(ONE)
  expect(world.ok('owner', 'master.handleDust', { snapId: 1n }).returned).toBe(0n)
})

test('a payment that does not exist has set nothing aside, however large its id', () => {
  const world = liquidWorld()
  const payments = 40n
  for (let id = 1n; id <= payments; id++)
    world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
  for (const pot of ['pays', 'liqPays'] as const) {
    for (const id of [1n, payments]) expect(world.ask('master', pot, id)).toBeGreaterThan(0n)
    // 2^32 more is the same index for operators on 32 bits.
    for (const id of [0n, payments + 1n, 1n << 31n, (1n << 32n) + payments, UINT256_MAX])
      expect(world.ask('master', pot, id)).toBe(0n)
  }
})

test.each([
  ['master.charge', 'master.handleDust'],
  ['master.liqCharge', 'master.LiqHandleDust'],
] as const)('%s and %s change nothing else of Master', (charge, dust) => {
  const world = liquidWorld()
  world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
  const roles = () => {
    const { owner, payerWallet, liqLocked } = world.economy.master
    return { owner, payerWallet, liqLocked }
  }
  const before = roles()
  expect(before).toEqual({ owner: 'owner', payerWallet: 'payer', liqLocked: true })
  world.ok('alice', charge, { snapId: 1n })
  expect(roles()).toEqual(before)
  world.ok('owner', dust, { snapId: 1n })
  expect(roles()).toEqual(before)
})

test('liqAMT in the pool counts like any other, unlike AMT', () => {
  const world = liquidWorld()
  const sent = 10n * ONE
  world.ok('alice', 'liqAmt.transfer', { to: 'pair', amount: sent })
  world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
  const pot = world.ask('master', 'liqPays', 1n) as bigint
  const supply = world.ask('liqAmt', 'totalSupply') as bigint
  const due = (pot * (world.ask('liqAmt', 'balanceOf', 'alice') as bigint)) / supply
  const { events } = world.ok('alice', 'master.liqCharge', { snapId: 1n })
  expect(named(events, 'charged')).toEqual([[1n, 'alice', due]])
  // The pair may claim for it. Of AMT its part has gone to the liquidity providers.
  const pairs = world.ok('pair', 'master.liqCharge', { snapId: 1n })
  expect(named(pairs.events, 'charged')).toEqual([[1n, 'pair', (pot * sent) / supply]])
})
