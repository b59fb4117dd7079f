/**
 * Changed views to the letter, and in their order, for an action of each kind: that they contain every change
 * is a property in `economy.test.ts`; here they are also no more than these.
 */
import { describe, expect, test } from 'vitest'
import { ONE } from '../../../src/model/kernel/units.ts'
import { changedViews, type Economy } from '../../../src/model/economy.ts'
import { viewKey } from '../../../src/model/surface/observation.ts'
import {
  deployedWorld,
  liquidWorld,
  modelWorldOf,
  stockedWorld,
  vaultsWorld,
  type ModelWorld,
} from '../../support/model-world.ts'

const [STOCKED, LIQUID, VAULTS] = [stockedWorld(), liquidWorld(), vaultsWorld()].map(
  ({ economy }) => economy,
) as [Economy, Economy, Economy]

/** The changed views of what is done from an economy, without balances, allowances and others' claims. */
function changes(from: Economy, act: (world: ModelWorld) => void): readonly string[] {
  const world = modelWorldOf(from)
  act(world)
  return changedViews(from, world.economy)
    .map(viewKey)
    .filter((key) => !/\.(balanceOf|allowance|balanceOfAt)\(|Charged\((?!alice|bruno)/.test(key))
}

const allowances = (from: Economy, act: (world: ModelWorld) => void): readonly string[] => {
  const world = modelWorldOf(from)
  act(world)
  return changedViews(from, world.economy).map(viewKey)
}

const MAX = { minAmtOut: 0n, deadline: 1n << 200n }

describe('the changed views are exactly those of', () => {
  test('an approval, an issue and a new owner of a token', () => {
    expect(
      allowances(STOCKED, (world) => {
        world.ok('carmen', 'amt.approve', { spender: 'bruno', amount: 5n })
        world.ok('alice', 'amt.approve', { spender: 'carmen', amount: 6n })
        world.ok('binance', 'btcb.mint', { amount: 1n })
        world.ok('binance', 'usdt.transferOwnership', { to: 'alice' })
      }),
    ).toMatchInlineSnapshot(`
      [
        "amt.allowance(alice, carmen)",
        "amt.allowance(carmen, bruno)",
        "btcb.totalSupply()",
        "btcb.balanceOf(binance)",
        "usdt.owner()",
        "usdt.getOwner()",
      ]
    `)
  })

  test('a snapshot', () => {
    expect(
      changes(LIQUID, (world) =>
        world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 10n }),
      ),
    ).toMatchInlineSnapshot(`
      [
        "amt.getCurrentSnapshotId()",
        "liqAmt.getCurrentSnapshotId()",
        "amt.totalSupplyAt(1)",
        "liqAmt.totalSupplyAt(1)",
        "master.pays(1)",
        "master.liqPays(1)",
        "master.alreadyCharged(alice, 1)",
        "master.liqAlreadyCharged(alice, 1)",
        "master.alreadyCharged(bruno, 1)",
        "master.liqAlreadyCharged(bruno, 1)",
      ]
    `)
  })

  test('two snapshots', () => {
    const pay = (world: ModelWorld) =>
      world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    expect(
      changes(VAULTS, (world) => {
        pay(world)
        pay(world)
      }),
    ).toMatchInlineSnapshot(`
      [
        "amt.getCurrentSnapshotId()",
        "liqAmt.getCurrentSnapshotId()",
        "amt.totalSupplyAt(5)",
        "liqAmt.totalSupplyAt(5)",
        "master.pays(5)",
        "master.liqPays(5)",
        "master.alreadyCharged(alice, 5)",
        "master.liqAlreadyCharged(alice, 5)",
        "master.alreadyCharged(bruno, 5)",
        "master.liqAlreadyCharged(bruno, 5)",
        "amt.totalSupplyAt(6)",
        "liqAmt.totalSupplyAt(6)",
        "master.pays(6)",
        "master.liqPays(6)",
        "master.alreadyCharged(alice, 6)",
        "master.liqAlreadyCharged(alice, 6)",
        "master.alreadyCharged(bruno, 6)",
        "master.liqAlreadyCharged(bruno, 6)",
      ]
    `)
  })

  test('the roles of Master', () => {
    expect(
      changes(LIQUID, (world) => {
        world.ok('owner', 'master.transferOwnership', { to: 'alice' })
        world.ok('alice', 'master.setPayerWallet', { wallet: 'carmen' })
      }),
    ).toMatchInlineSnapshot(`
      [
        "master.owner()",
        "master.payerWallet()",
      ]
    `)
    expect(changes(LIQUID, (world) => world.ok('owner', 'master.setPayerWallet', { wallet: 'carmen' })))
      .toMatchInlineSnapshot(`
      [
        "master.payerWallet()",
      ]
    `)
  })

  test('the lock of the liquidity, with the locker', () => {
    expect(
      changes(STOCKED, (world) =>
        world.ok('owner', 'master.addLiquidityLocking', { amountAmt: 400n * ONE, amountBtcb: 20n * ONE }),
      ),
    ).toMatchInlineSnapshot(`
      [
        "liqAmt.totalSupply()",
        "pair.totalSupply()",
        "pair.getReserves()",
        "pair.kLast()",
        "pair.price0CumulativeLast()",
        "pair.price1CumulativeLast()",
        "master.liqLocked()",
        "locker.beneficiary()",
        "locker.releaseTime()",
        "locker.token()",
        "master.addrLiqLocker()",
      ]
    `)
  })

  test('claims of several payments', () => {
    expect(
      changes(VAULTS, (world) => {
        world.ok('bruno', 'master.charge', { snapId: 3n })
        world.ok('bruno', 'master.charge', { snapId: 1n })
        world.ok('alice', 'master.liqCharge', { snapId: 2n })
      }),
    ).toMatchInlineSnapshot(`
      [
        "master.alreadyCharged(bruno, 1)",
        "master.alreadyCharged(bruno, 3)",
        "master.liqAlreadyCharged(alice, 2)",
      ]
    `)
  })

  test('the terms of the Market, and its owner', () => {
    expect(changes(LIQUID, (world) => world.ok('owner', 'market.setFee', { fee: 1n })))
      .toMatchInlineSnapshot(`
      [
        "market.usdPer100Amt()",
        "market.fee()",
        "market.owner()",
      ]
    `)
  })

  test('a deposit, a harvest and a withdrawal', () => {
    expect(changes(VAULTS, (world) => world.ok('carmen', 'stakingVault.deposit', { amount: ONE })))
      .toMatchInlineSnapshot(`
      [
        "stakingVault.harvestedTo()",
        "stakingVault.totalDeposits()",
        "stakingVault.depositOf(carmen)",
        "stakingVault.owedTo(carmen)",
        "stakingVault.settledTo(carmen)",
      ]
    `)
    expect(changes(VAULTS, (world) => world.ok('carmen', 'stakingVault.harvest', { upTo: 4n })))
      .toMatchInlineSnapshot(`
      [
        "stakingVault.harvestedTo()",
      ]
    `)
    expect(changes(VAULTS, (world) => world.ok('alice', 'stakingVault.withdraw', { amount: 1n })))
      .toMatchInlineSnapshot(`
      [
        "stakingVault.harvestedTo()",
        "stakingVault.totalDeposits()",
        "stakingVault.depositOf(alice)",
        "stakingVault.owedTo(alice)",
        "stakingVault.settledTo(alice)",
      ]
    `)
  })

  test('a purchase and a record of the price', () => {
    expect(changes(VAULTS, (world) => world.ok('carmen', 'buyBackVault.buyBack', MAX)))
      .toMatchInlineSnapshot(`
      [
        "pair.getReserves()",
        "pair.kLast()",
        "pair.price0CumulativeLast()",
        "pair.price1CumulativeLast()",
        "buyBackVault.harvestedTo()",
        "buyBackVault.rounds()",
        "buyBackVault.boughtAt()",
        "buyBackVault.round(0)",
      ]
    `)
    expect(
      changes(VAULTS, (world) => {
        world.ok('bruno', 'master.charge', { snapId: 1n })
        world.ok('carmen', 'stakingVault.deposit', { amount: ONE })
        world.act({ wait: 1_800n })
        world.ok('carmen', 'buyBackVault.poke', {})
      }),
    ).toMatchInlineSnapshot(`
      [
        "master.alreadyCharged(bruno, 1)",
        "stakingVault.harvestedTo()",
        "stakingVault.totalDeposits()",
        "stakingVault.depositOf(carmen)",
        "stakingVault.owedTo(carmen)",
        "stakingVault.settledTo(carmen)",
        "buyBackVault.priceRecord(0)",
        "buyBackVault.priceRecord(1)",
      ]
    `)
  })

  test('an airdrop and its claims', () => {
    expect(
      changes(VAULTS, (world) => {
        world.ok('payer', 'distributor.claim', { index: 3n, account: 'alice', amount: 4n, proof: 3n })
        world.ok('bruno', 'master.charge', { snapId: 4n })
        world.ok('payer', 'distributor.claim', { index: 0n, account: 'alice', amount: ONE, proof: 0n })
      }),
    ).toMatchInlineSnapshot(`
      [
        "master.alreadyCharged(bruno, 4)",
        "distributor.isClaimed(0)",
        "distributor.isClaimed(3)",
      ]
    `)
  })

  test('a new airdrop, after those of the payment', () => {
    const start = stockedWorld()
    const views = changes(start.economy, (world) => {
      world.ok('payer', 'master.payRent', { amountBtcb: 1_000n, vaultParticipation: 0n })
      world.ok('owner', 'deploy.distributor', {
        reserve: 'owner',
        snapshotId: 1n,
        deadline: world.economy.timestamp + 86_400n,
        accounts: ['alice', 'bruno'],
        amounts: [1n, 2n],
      })
    })
    expect(views.findIndex((key) => key.startsWith('distributor.'))).toBeGreaterThan(4)
    expect(views.at(-1)).toMatch(/^distributor\./)
  })

  test('a harvest by the vault that buys, with what it may spend', () => {
    expect(changes(VAULTS, (world) => world.ok('carmen', 'buyBackVault.harvest', { upTo: 4n })))
      .toMatchInlineSnapshot(`
      [
        "buyBackVault.harvestedTo()",
        "buyBackVault.pendingBtcb()",
      ]
    `)
  })

  test('several contracts: first a token, whichever of them changed first', () => {
    const token = ['btcb.owner()', 'btcb.getOwner()']
    const after = (act: (world: ModelWorld) => void): readonly string[] =>
      changes(LIQUID, (world) => {
        act(world)
        world.ok('binance', 'btcb.transferOwnership', { to: 'alice' })
      })
    expect(after((world) => world.ok('owner', 'master.transferOwnership', { to: 'alice' }))).toEqual([
      ...token,
      'master.owner()',
    ])
    expect(after((world) => world.ok('owner', 'market.setFee', { fee: 1n })).slice(0, 2)).toEqual(token)
    expect(after((world) => world.ok('pancake', 'factory.setFeeToSetter', { feeToSetter: 'alice' }))).toEqual(
      [...token, 'factory.feeToSetter()'],
    )
    expect(
      after((world) => world.ok('alice', 'factory.createPair', { tokenA: 'amt', tokenB: 'usdt' })).slice(
        0,
        2,
      ),
    ).toEqual(token)
  })

  test('a deposit, then those who were only settled', () => {
    const views = changes(VAULTS, (world) => {
      world.ok('carmen', 'stakingVault.deposit', { amount: ONE })
      world.ok('bruno', 'stakingVault.settle', { account: 'alice', upTo: 4n })
    })
    expect(views.filter((key) => key.includes('depositOf'))).toEqual([
      'stakingVault.depositOf(carmen)',
      'stakingVault.depositOf(alice)',
    ])
  })

  test('pairs and the terms of the factory', () => {
    expect(
      changes(deployedWorld().economy, (world) => {
        world.ok('pancake', 'factory.setFeeTo', { feeTo: 'alice' })
        world.ok('alice', 'factory.createPair', { tokenA: 'amt', tokenB: 'usdt' })
      }),
    ).toMatchInlineSnapshot(`
      [
        "pair:amt/usdt.totalSupply()",
        "pair:amt/usdt.name()",
        "pair:amt/usdt.symbol()",
        "pair:amt/usdt.decimals()",
        "pair:amt/usdt.MINIMUM_LIQUIDITY()",
        "pair:amt/usdt.factory()",
        "pair:amt/usdt.token0()",
        "pair:amt/usdt.token1()",
        "pair:amt/usdt.getReserves()",
        "pair:amt/usdt.kLast()",
        "pair:amt/usdt.price0CumulativeLast()",
        "pair:amt/usdt.price1CumulativeLast()",
        "factory.feeTo()",
        "factory.allPairsLength()",
        "factory.getPair(amt, liqAmt)",
        "factory.getPair(amt, btcb)",
        "factory.getPair(amt, usdt)",
        "factory.getPair(liqAmt, amt)",
        "factory.getPair(liqAmt, btcb)",
        "factory.getPair(liqAmt, usdt)",
        "factory.getPair(btcb, amt)",
        "factory.getPair(btcb, liqAmt)",
        "factory.getPair(btcb, usdt)",
        "factory.getPair(usdt, amt)",
        "factory.getPair(usdt, liqAmt)",
        "factory.getPair(usdt, btcb)",
        "factory.allPairs(1)",
      ]
    `)
    expect(
      changes(LIQUID, (world) => world.ok('pancake', 'factory.setFeeToSetter', { feeToSetter: 'alice' })),
    ).toMatchInlineSnapshot(`
      [
        "factory.feeToSetter()",
      ]
    `)
    expect(changes(LIQUID, (world) => world.ok('alice', 'pair.sync', {}))).toMatchInlineSnapshot(`
      [
        "pair.getReserves()",
        "pair.kLast()",
        "pair.price0CumulativeLast()",
        "pair.price1CumulativeLast()",
      ]
    `)
  })
})
