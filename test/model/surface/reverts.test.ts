import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../../src/evm/compile/root.ts'
import { Revert } from '../../../src/model/kernel/revert.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import type { Account } from '../../../src/model/interface/accounts.ts'
import { LOCK_SECONDS } from '../../../src/model/contracts/locker.ts'
import { REVERT_CODES } from '../../../src/model/surface/revert-strings.ts'
import { ALL_CODES, REVERTS, type RevertCode } from '../../../src/model/surface/reverts.ts'
import {
  UINT256_MAX,
  START,
  deployedWorld,
  liquidWorld,
  provision,
  stockedWorld,
  type ModelWorld,
} from '../../support/model-world.ts'

type Example = (world: ModelWorld) => string | undefined

const swapAt =
  (amount0Out: bigint, amount1Out: bigint, to: Account, data: `0x${string}` = '0x'): Example =>
  (world) =>
    world.revert('alice', 'pair.swap', { amount0Out, amount1Out, to, data })

const route =
  (path: readonly Account[], amountA: bigint, limit = 0n, deadline = UINT256_MAX): Example =>
  (world) =>
    world.revert('alice', 'router.swapExactTokensForTokens', { amountA, limit, path, to: 'alice', deadline })

const routeBack =
  (amountA: bigint, limit: bigint): Example =>
  (world) =>
    world.revert('alice', 'router.swapTokensForExactTokens', {
      amountA,
      limit,
      path: ['amt', 'btcb'],
      to: 'alice',
      deadline: UINT256_MAX,
    })

const add =
  (minimums: Readonly<{ amountAMin: bigint; amountBMin: bigint }>, a: bigint, b: bigint): Example =>
  (world) =>
    world.revert('alice', 'router.addLiquidity', { ...provision('amt', 'btcb', a, b, 'alice'), ...minimums })

const buyBack: Example = (world) =>
  world.revert('alice', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX })

const deployDistributor = (
  world: ModelWorld,
  accounts: readonly Account[],
  amounts: readonly bigint[],
  deadline = UINT256_MAX,
): string | undefined => {
  world.ok('payer', 'master.payRent', { amountBtcb: 101n, vaultParticipation: 100n })
  return world.revert('alice', 'deploy.distributor', {
    reserve: 'owner',
    snapshotId: 1n,
    deadline,
    accounts,
    amounts,
  })
}

const airdrop: Example = (world) =>
  world.revert('bruno', 'distributor.claim', { index: 0n, account: 'alice', amount: 1n, proof: 0n })

/** A minimal example of each revert, from {@link liquidWorld}. */
const EXAMPLES: Readonly<Record<RevertCode, Example>> = {
  'Panic(0x11)': (world) => world.revert('binance', 'btcb.mint', { amount: UINT256_MAX }),
  // The pair has no key. Acting as the pair is the only way to claim while all AMT is in the pool.
  'Panic(0x12)': () => {
    const world = stockedWorld()
    for (const holder of ['alice', 'bruno', 'carmen', 'owner', 'payer'])
      world.ok(holder, 'amt.transfer', { to: 'pair', amount: 1_000n * ONE })
    world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    return world.revert('pair', 'master.charge', { snapId: 1n })
  },
  NotOwner: (world) => world.revert('alice', 'amt.snapshot', {}),
  NewOwnerZero: (world) => world.revert('owner', 'master.transferOwnership', { to: 'zero' }),
  TransferFromZero: (world) =>
    world.revert('alice', 'btcb.transferFrom', { from: 'zero', to: 'alice', amount: 0n }),
  TransferToZero: (world) => world.revert('alice', 'amt.transfer', { to: 'zero', amount: 0n }),
  InsufficientBalance: (world) => world.revert('alice', 'amt.transfer', { to: 'bruno', amount: UINT256_MAX }),
  InsufficientAllowance: (world) =>
    world.revert('bruno', 'amt.transferFrom', { from: 'alice', to: 'bruno', amount: 1n }),
  ApproveFromZero: (world) => world.revert('alice', 'amt.burnFrom', { from: 'zero', amount: 0n }),
  ApproveToZero: (world) => world.revert('alice', 'amt.approve', { spender: 'zero', amount: 0n }),
  AllowanceBelowZero: (world) =>
    world.revert('alice', 'usdt.decreaseAllowance', { spender: 'bruno', amount: 1n }),
  MintToZero: (world) => world.revert('owner', 'master.mintMaster', { account: 'zero', amount: 0n }),
  // The zero address has no key.
  BurnFromZero: (world) => world.revert('zero', 'amt.burn', { amount: 0n }),
  BurnExceedsBalance: (world) => world.revert('alice', 'btcb.burn', { amount: UINT256_MAX }),
  SnapshotIdZero: (world) => world.revert('alice', 'master.charge', { snapId: 0n }),
  SnapshotNonexistent: (world) => world.revert('alice', 'master.charge', { snapId: 1n }),
  CapExceeded: (world) =>
    world.revert('owner', 'master.mintMaster', { account: 'alice', amount: UINT256_MAX }),
  NotPayer: (world) => world.revert('alice', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n }),
  PaymentTooSmall: (world) =>
    world.revert('payer', 'master.payRent', { amountBtcb: 100n, vaultParticipation: 0n }),
  ShareOutOfRange: (world) =>
    world.revert('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 101n }),
  NoSupply: () => deployedWorld().revert('alice', 'burnVault.backingWithdraw', { amount: 0n }),
  // Only Master takes snapshots, and always of both tokens. The example acts as Master.
  SnapshotsOutOfStep: (world) => {
    world.ok('master', 'amt.snapshot', {})
    return world.revert('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
  },
  AlreadyCharged: (world) => {
    world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    world.ok('alice', 'master.charge', { snapId: 1n })
    return world.revert('alice', 'master.charge', { snapId: 1n })
  },
  NothingToCharge: (world) => {
    world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    return world.revert('binance', 'master.charge', { snapId: 1n })
  },
  BadRange: (world) => world.revert('alice', 'master.chargeFromTo', { from: 2n, to: 1n }),
  AlreadyLocked: (world) =>
    world.revert('owner', 'master.addLiquidityLocking', { amountAmt: 1n, amountBtcb: 1n }),
  NoLiquidity: () => stockedWorld().revert('alice', 'master.removeLiquidity', { amount: 0n }),
  ZeroAddress: (world) => world.revert('owner', 'master.setPayerWallet', { wallet: 'zero' }),
  StillLocked: (world) => world.revert('alice', 'locker.release', {}),
  NothingToRelease: (world) => {
    world.act({ wait: LOCK_SECONDS })
    world.ok('alice', 'locker.release', {})
    return world.revert('alice', 'locker.release', {})
  },
  NoContract: (world) => world.revert('alice', 'pair.sync', {}, 'pair:amt/usdt'),
  RateOutOfRange: (world) => world.revert('owner', 'market.setRate', { usdPer100Amt: 0n }),
  FeeTooHigh: (world) => world.revert('owner', 'market.setFee', { fee: 1_000n }),
  NothingBought: (world) => world.revert('alice', 'market.buy', { amountUsdt: 1n }),
  InsufficientInventory: (world) => world.revert('alice', 'market.buy', { amountUsdt: 2n }),
  NothingPaid: (world) => world.revert('alice', 'market.sell', { amountAmt: 1n }),
  InsufficientUsdt: (world) => world.revert('alice', 'market.sell', { amountAmt: ONE }),
  NothingToHarvest: (world) => world.revert('alice', 'stakingVault.harvest', { upTo: 0n }),
  NotHarvested: (world) => world.revert('alice', 'stakingVault.settle', { account: 'alice', upTo: 1n }),
  NothingToSettle: (world) => world.revert('alice', 'stakingVault.settle', { account: 'alice', upTo: 0n }),
  ZeroAmount: (world) => world.revert('alice', 'buyBackVault.deposit', { amount: 0n }),
  InsufficientDeposit: (world) => world.revert('alice', 'buyBackVault.withdraw', { amount: 1n }),
  NothingToSpend: buyBack,
  NoPrice: (world) => {
    world.ok('alice', 'buyBackVault.deposit', { amount: ONE })
    world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    return buyBack(world)
  },
  PoolTooSmall: () => {
    const world = stockedWorld()
    world.ok('alice', 'buyBackVault.deposit', { amount: ONE })
    world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    world.ok('owner', 'master.addLiquidityLocking', { amountAmt: ONE, amountBtcb: 399n })
    world.ok('alice', 'buyBackVault.poke', {})
    world.act({ wait: 1_800n })
    return buyBack(world)
  },
  TooSoon: (world) => {
    world.ok('alice', 'buyBackVault.poke', {})
    return world.revert('alice', 'buyBackVault.poke', {})
  },
  AlreadyDeployed: (world) => {
    deployDistributor(world, ['alice'], [1n])
    return deployDistributor(world, ['alice'], [1n])
  },
  UnequalLists: (world) => deployDistributor(world, ['alice'], []),
  RootZero: (world) => deployDistributor(world, [], []),
  DeadlinePassed: (world) => deployDistributor(world, ['alice'], [1n], START),
  Expired: (world) => {
    deployDistributor(world, ['alice'], [1n], START + 1n)
    world.act({ wait: 2n })
    return airdrop(world)
  },
  NotExpired: (world) => {
    deployDistributor(world, ['alice'], [1n])
    return world.revert('alice', 'distributor.reclaim', {})
  },
  AlreadyClaimed: (world) => {
    deployDistributor(world, ['alice'], [1n])
    world.ok('alice', 'amt.transfer', { to: 'distributor', amount: 1n })
    airdrop(world)
    return airdrop(world)
  },
  InvalidProof: (world) => {
    deployDistributor(world, ['bruno'], [1n])
    return airdrop(world)
  },
  NothingToReclaim: (world) => {
    deployDistributor(world, ['alice'], [1n], START + 1n)
    world.act({ wait: 2n })
    return world.revert('alice', 'distributor.reclaim', {})
  },
  NoReason: swapAt(1n, 0n, 'alice', '0x00'),
  // With a tiny output reserve, the products stay below 2^256 and only the sum in the denominator overflows.
  MathAddOverflow: (world) => {
    world.ok('alice', 'router.addLiquidity', provision('liqAmt', 'usdt', 2_000_000n, 1n, 'alice'))
    const most = UINT256_MAX / 9_975n
    return route(['liqAmt', 'usdt'], most)(world)
  },
  MathSubUnderflow: (world) => world.revert('carmen', 'pair.transfer', { to: 'alice', amount: 1n }),
  MathMulOverflow: route(['amt', 'btcb'], UINT256_MAX),
  FactoryIdenticalAddresses: (world) =>
    world.revert('alice', 'factory.createPair', { tokenA: 'amt', tokenB: 'amt' }),
  FactoryZeroAddress: (world) =>
    world.revert('alice', 'factory.createPair', { tokenA: 'amt', tokenB: 'zero' }),
  PairExists: (world) => world.revert('alice', 'factory.createPair', { tokenA: 'btcb', tokenB: 'amt' }),
  PancakeForbidden: (world) => world.revert('alice', 'factory.setFeeTo', { feeTo: 'alice' }),
  PairTransferFailed: (world) => world.revert('alice', 'pair.skim', { to: 'zero' }),
  PairOverflow: (world) => {
    world.ok('binance', 'btcb.mint', { amount: 1n << 112n })
    world.ok('binance', 'btcb.transfer', { to: 'pair', amount: 1n << 112n })
    return world.revert('alice', 'pair.sync', {})
  },
  PairInsufficientLiquidityMinted: (world) => world.revert('alice', 'pair.mint', { to: 'alice' }),
  PairInsufficientLiquidityBurned: (world) => world.revert('alice', 'pair.burn', { to: 'alice' }),
  PairInsufficientOutput: swapAt(0n, 0n, 'alice'),
  PairInsufficientLiquidity: swapAt(UINT256_MAX, 0n, 'alice'),
  PairInvalidTo: swapAt(1n, 0n, 'btcb'),
  PairInsufficientInput: swapAt(1n, 0n, 'alice'),
  PairK: swapAt(1n, 0n, 'pair'),
  RouterExpired: route(['amt', 'btcb'], ONE, 0n, 0n),
  RouterInsufficientA: add({ amountAMin: ONE, amountBMin: 0n }, ONE, 1n),
  RouterInsufficientB: add({ amountAMin: 0n, amountBMin: ONE }, 1n, ONE),
  RouterInsufficientOutput: route(['amt', 'btcb'], ONE, ONE),
  RouterExcessiveInput: routeBack(1n, 0n),
  TransferFromFailed: route(['amt', 'btcb'], 2_000n * ONE),
  LibraryInvalidPath: route([], ONE),
  LibraryIdenticalAddresses: route(['amt', 'amt'], ONE),
  LibraryZeroAddress: route(['amt', 'zero'], ONE),
  LibraryInsufficientAmount: add({ amountAMin: 0n, amountBMin: 0n }, 0n, 0n),
  LibraryInsufficientLiquidity: () => route(['amt', 'btcb'], ONE)(stockedWorld()),
  LibraryInsufficientInput: route(['amt', 'btcb'], 0n),
  LibraryInsufficientOutput: routeBack(0n, 0n),
}

describe('reverts', () => {
  for (const [code, example] of Object.entries(EXAMPLES))
    test(`${code} has an example`, () => {
      const world = liquidWorld()
      expect(example(world)).toBe(code)
    })

  test('have one class per code', () => {
    expect(new Set(ALL_CODES).size).toBe(REVERTS.length)
    expect(Object.keys(EXAMPLES).toSorted()).toEqual([...ALL_CODES].toSorted())
    for (const Class of REVERTS) expect(new Class()).toBeInstanceOf(Revert)
  })

  test('are those of the sources, in the order of files and lines', () => {
    const folder = join(projectRoot, 'src/model')
    const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .toSorted()
      .map((file) => readFileSync(join(folder, file), 'utf8'))
    const declared = /class \w+ extends Revert \{\s+readonly code = '([^']+)'/g
    expect(ALL_CODES).toEqual(texts.flatMap((text) => [...text.matchAll(declared)].map(([, code]) => code)))
  })

  test('have no stack trace, and leave those of other errors alone', () => {
    const [Class] = REVERTS
    expect(new Class!().stack).not.toContain('\n')
    expect(new Error().stack).toContain('\n')
  })

  test('exist for every code of the revert strings', () => {
    for (const code of Object.values(REVERT_CODES)) expect(ALL_CODES).toContain(code)
  })
})

test('each string of Binance’s tokens has a code of its own', () => {
  const codes = Object.entries(REVERT_CODES)
    .filter(([text]) => text.startsWith('BEP20: '))
    .map(([, code]) => code)
  expect(codes.length).toBeGreaterThan(0)
  expect(new Set(codes).size).toBe(codes.length)
})
