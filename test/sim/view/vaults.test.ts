import { expect, test } from 'vitest'

import { ONE } from '../../../src/model/kernel/units.ts'
import { UINT256_MAX } from '../../../src/model/kernel/uint256.ts'
import { viewOf } from '../../../src/sim/view/agent-view.ts'
import { nextPurchase, roundAt, roundCount, spendable } from '../../../src/sim/view/vaults.ts'
import { deployedWorld, provision, stockedWorld, type ModelWorld } from '../../support/model-world.ts'

const viewIn = (world: ModelWorld) =>
  viewOf(world.economy, { day: 0, environment: undefined as never, history: [] })

/** What a purchase spends now in the model; zero where it reverts. */
function spentBy(world: ModelWorld): bigint {
  const before = pooled(world)
  const revert = world.revert('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX })
  return revert === undefined ? pooled(world) - before : 0n
}
const pooled = (world: ModelWorld): bigint => viewIn(world).pool().btcb

/** A pool of 100 AMT and 4 BTCB, 1,000 of the 5,000 AMT in the vault, and a payment. */
function buyingWorld(amountBtcb: bigint): ModelWorld {
  const world = stockedWorld()
  world.ok('owner', 'master.addLiquidityLocking', { amountAmt: 100n * ONE, amountBtcb: 4n * ONE })
  world.ok('alice', 'buyBackVault.deposit', { amount: 1_000n * ONE })
  world.ok('payer', 'master.payRent', { amountBtcb, vaultParticipation: 0n })
  return world
}
const wait = (world: ModelWorld, seconds: bigint) => void world.act({ wait: seconds })
const poke = (world: ModelWorld) => void world.ok('carmen', 'buyBackVault.poke', {})
const buy = (world: ModelWorld, amountA: bigint) =>
  void world.ok('bruno', 'router.swapExactTokensForTokens', {
    amountA,
    limit: 0n,
    path: ['btcb', 'amt'],
    to: 'bruno',
    deadline: UINT256_MAX,
  })

/** Steps before a purchase, and what it then spends of a payment of 10 BTCB, of which the vault gets a fifth. */
const PURCHASES: readonly [string, (world: ModelWorld) => void, bigint][] = [
  ['without a record', () => undefined, 0n],
  ['a second before the record is old enough', (w) => [poke(w), wait(w, 1_799n)], 0n],
  ['as soon as the record is old enough', (w) => [poke(w), wait(w, 1_800n)], ONE / 100n],
  ['while the record is young enough', (w) => [poke(w), wait(w, 86_400n)], ONE / 100n],
  ['a second after that', (w) => [poke(w), wait(w, 86_401n)], 0n],
  ['by the older of two records', (w) => [poke(w), wait(w, 1_800n), poke(w), wait(w, 1_799n)], ONE / 100n],
  [
    'by neither of a record that is too young and one that is too old',
    (w) => [poke(w), wait(w, 86_000n), poke(w), wait(w, 401n)],
    0n,
  ],
  // Twice the BTCB, bought after the record: the lower reserve counts.
  ['by the reserve of the record', (w) => [poke(w), wait(w, 1_800n), buy(w, ONE / 50n)], ONE / 100n],
  [
    'by the reserve of now',
    (w) => [
      w.ok('bruno', 'router.addLiquidity', provision('amt', 'btcb', 100n * ONE, 4n * ONE, 'bruno')),
      poke(w),
      wait(w, 1_800n),
      w.ok('bruno', 'router.removeLiquidity', {
        tokenA: 'amt',
        tokenB: 'btcb',
        liquidity: viewIn(w).balance('pair', 'bruno'),
        amountAMin: 0n,
        amountBMin: 0n,
        to: 'bruno',
        deadline: UINT256_MAX,
      }),
    ],
    ONE / 100n,
  ],
]

test.each(PURCHASES)('the next purchase %s spends what the vault then spends', (_when, prepare, spends) => {
  const world = buyingWorld(10n * ONE)
  prepare(world)
  expect(nextPurchase(viewIn(world))).toBe(spends)
  expect(spentBy(world)).toBe(spends)
})

test('the next purchase spends no more than the vault has', () => {
  const world = buyingWorld(ONE / 1_000n)
  poke(world)
  wait(world, 1_800n)
  const spends = nextPurchase(viewIn(world))
  // A fifth of the payment.
  expect(spends).toBe(ONE / 5_000n)
  expect(spentBy(world)).toBe(spends)
})

test('a round is what the vault records of a purchase', () => {
  const world = buyingWorld(10n * ONE)
  poke(world)
  wait(world, 1_800n)
  expect(roundCount(viewIn(world))).toBe(0)
  const before = viewIn(world).balance('amt', 'buyBackVault')
  const spent = spentBy(world)
  const view = viewIn(world)
  const bought = view.balance('amt', 'buyBackVault') - before
  expect(roundCount(view)).toBe(1)
  // A fifth of the payment is the vault's.
  expect(roundAt(view, 0)).toEqual({ lastSnapId: 1n, spent, bought, left: 2n * ONE - spent })
})

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

/** A world with `supply` wei of AMT, alice's, and 10 BTCB of the payer's. */
function smallWorld(supply: bigint): ModelWorld {
  const world = deployedWorld()
  world.ok('owner', 'master.mintMaster', { account: 'alice', amount: supply })
  world.ok('binance', 'btcb.mint', { amount: 20n * ONE })
  for (const to of ['alice', 'payer']) world.ok('binance', 'btcb.transfer', { to, amount: 10n * ONE })
  world.ok('payer', 'btcb.approve', { spender: 'master', amount: UINT256_MAX })
  world.ok('alice', 'btcb.approve', { spender: 'router', amount: UINT256_MAX })
  for (const spender of ['router', 'buyBackVault'])
    world.ok('alice', 'amt.approve', { spender, amount: UINT256_MAX })
  return world
}

test('the buy-back vault has a share of payments for a single wei of AMT, and none for none', () => {
  const world = smallWorld(8n)
  world.ok('alice', 'buyBackVault.deposit', { amount: 1n })
  world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
  expect(spendable(viewIn(world))).toBe(ONE / 8n)
  const without = smallWorld(10n ** 6n)
  without.ok('alice', 'router.addLiquidity', provision('amt', 'btcb', 10n ** 6n, ONE, 'alice'))
  // All AMT is in the pool, so there is nothing to divide by.
  without.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
  expect(spendable(viewIn(without))).toBe(0n)
})
