import { describe, expect, test } from 'vitest'
import type { Account } from '../../../src/model/interface/accounts.ts'
import { LOCK_SECONDS } from '../../../src/model/contracts/locker.ts'
import { Refusal } from '../../../src/model/kernel/revert.ts'
import { REFUSAL_CODES } from '../../../src/model/surface/revert-strings.ts'
import { ALL_CODES, REFUSALS, type RefusalCode } from '../../../src/model/surface/reverts.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import {
  FOREVER,
  START,
  foundedStage,
  livelyStage,
  provision,
  stockedStage,
  type Stage,
} from '../../support/model-world.ts'

type Example = (stage: Stage) => string | undefined

const swapAt =
  (amount0Out: bigint, amount1Out: bigint, to: Account, data: `0x${string}` = '0x'): Example =>
  (stage) =>
    stage.refusal('alice', 'pair.swap', { amount0Out, amount1Out, to, data })

const route =
  (path: readonly Account[], amountA: bigint, limit = 0n, deadline = FOREVER): Example =>
  (stage) =>
    stage.refusal('alice', 'router.swapExactTokensForTokens', { amountA, limit, path, to: 'alice', deadline })

const routeBack =
  (amountA: bigint, limit: bigint): Example =>
  (stage) =>
    stage.refusal('alice', 'router.swapTokensForExactTokens', {
      amountA,
      limit,
      path: ['amt', 'btcb'],
      to: 'alice',
      deadline: FOREVER,
    })

const add =
  (minimums: Readonly<{ amountAMin: bigint; amountBMin: bigint }>, a: bigint, b: bigint): Example =>
  (stage) =>
    stage.refusal('alice', 'router.addLiquidity', { ...provision('amt', 'btcb', a, b, 'alice'), ...minimums })

const buyBack: Example = (stage) =>
  stage.refusal('alice', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: FOREVER })

const announce = (
  stage: Stage,
  accounts: readonly Account[],
  amounts: readonly bigint[],
  deadline = FOREVER,
): string | undefined => {
  stage.ok('payer', 'master.payRent', { amountBtcb: 101n, vaultParticipation: 100n })
  return stage.refusal('alice', 'deploy.distributor', {
    reserve: 'owner',
    snapshotId: 1n,
    deadline,
    accounts,
    amounts,
  })
}

const airdrop: Example = (stage) =>
  stage.refusal('bruno', 'distributor.claim', { index: 0n, account: 'alice', amount: 1n, proof: 0n })

/** The simplest way to each refusal, from the lively stage. */
const EXAMPLES: Readonly<Record<RefusalCode, Example>> = {
  'Panic(0x11)': (stage) => stage.refusal('binance', 'btcb.mint', { amount: FOREVER }),
  // Nobody has the pair's key; only by acting as the pair does one claim a share of nothing.
  'Panic(0x12)': () => {
    const stage = stockedStage()
    for (const holder of ['alice', 'bruno', 'carmen', 'owner', 'payer'])
      stage.ok(holder, 'amt.transfer', { to: 'pair', amount: 1_000n * ONE })
    stage.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    return stage.refusal('pair', 'master.charge', { snapId: 1n })
  },
  NotOwner: (stage) => stage.refusal('alice', 'amt.snapshot', {}),
  NewOwnerZero: (stage) => stage.refusal('owner', 'master.transferOwnership', { to: 'zero' }),
  TransferFromZero: (stage) =>
    stage.refusal('alice', 'btcb.transferFrom', { from: 'zero', to: 'alice', amount: 0n }),
  TransferToZero: (stage) => stage.refusal('alice', 'amt.transfer', { to: 'zero', amount: 0n }),
  InsufficientBalance: (stage) => stage.refusal('alice', 'amt.transfer', { to: 'bruno', amount: FOREVER }),
  InsufficientAllowance: (stage) =>
    stage.refusal('bruno', 'amt.transferFrom', { from: 'alice', to: 'bruno', amount: 1n }),
  ApproveFromZero: (stage) => stage.refusal('alice', 'amt.burnFrom', { from: 'zero', amount: 0n }),
  ApproveToZero: (stage) => stage.refusal('alice', 'amt.approve', { spender: 'zero', amount: 0n }),
  AllowanceBelowZero: (stage) =>
    stage.refusal('alice', 'usdt.decreaseAllowance', { spender: 'bruno', amount: 1n }),
  MintToZero: (stage) => stage.refusal('owner', 'master.mintMaster', { account: 'zero', amount: 0n }),
  // Nobody has the zero address's key.
  BurnFromZero: (stage) => stage.refusal('zero', 'amt.burn', { amount: 0n }),
  BurnExceedsBalance: (stage) => stage.refusal('alice', 'btcb.burn', { amount: FOREVER }),
  SnapshotIdZero: (stage) => stage.refusal('alice', 'master.charge', { snapId: 0n }),
  SnapshotNonexistent: (stage) => stage.refusal('alice', 'master.charge', { snapId: 1n }),
  CapExceeded: (stage) => stage.refusal('owner', 'master.mintMaster', { account: 'alice', amount: FOREVER }),
  NotPayer: (stage) => stage.refusal('alice', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n }),
  PaymentTooSmall: (stage) =>
    stage.refusal('payer', 'master.payRent', { amountBtcb: 100n, vaultParticipation: 0n }),
  ShareOutOfRange: (stage) =>
    stage.refusal('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 101n }),
  NoSupply: () => foundedStage().refusal('alice', 'burnVault.backingWithdraw', { amount: 0n }),
  // Master is the only one who takes snapshots, and always takes both.
  SnapshotsOutOfStep: (stage) => {
    stage.ok('master', 'amt.snapshot', {})
    return stage.refusal('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
  },
  AlreadyCharged: (stage) => {
    stage.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    stage.ok('alice', 'master.charge', { snapId: 1n })
    return stage.refusal('alice', 'master.charge', { snapId: 1n })
  },
  NothingToCharge: (stage) => {
    stage.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    return stage.refusal('binance', 'master.charge', { snapId: 1n })
  },
  BadRange: (stage) => stage.refusal('alice', 'master.chargeFromTo', { from: 2n, to: 1n }),
  AlreadyLocked: (stage) =>
    stage.refusal('owner', 'master.addLiquidityLocking', { amountAmt: 1n, amountBtcb: 1n }),
  NoLiquidity: () => stockedStage().refusal('alice', 'master.removeLiquidity', { amount: 0n }),
  ZeroAddress: (stage) => stage.refusal('owner', 'master.setPayerWallet', { wallet: 'zero' }),
  StillLocked: (stage) => stage.refusal('alice', 'locker.release', {}),
  NothingToRelease: (stage) => {
    stage.act({ wait: LOCK_SECONDS })
    stage.ok('alice', 'locker.release', {})
    return stage.refusal('alice', 'locker.release', {})
  },
  NoContract: (stage) => stage.refusal('alice', 'pair.sync', {}, 'pair:amt/usdt'),
  RateOutOfRange: (stage) => stage.refusal('owner', 'market.setRate', { usdPer100Amt: 0n }),
  FeeTooHigh: (stage) => stage.refusal('owner', 'market.setFee', { fee: 1_000n }),
  NothingBought: (stage) => stage.refusal('alice', 'market.buy', { amountUsdt: 1n }),
  InsufficientInventory: (stage) => stage.refusal('alice', 'market.buy', { amountUsdt: 2n }),
  NothingPaid: (stage) => stage.refusal('alice', 'market.sell', { amountAmt: 1n }),
  InsufficientUsdt: (stage) => stage.refusal('alice', 'market.sell', { amountAmt: ONE }),
  NothingToHarvest: (stage) => stage.refusal('alice', 'stakingVault.harvest', { upTo: 0n }),
  NotHarvested: (stage) => stage.refusal('alice', 'stakingVault.settle', { account: 'alice', upTo: 1n }),
  NothingToSettle: (stage) => stage.refusal('alice', 'stakingVault.settle', { account: 'alice', upTo: 0n }),
  ZeroAmount: (stage) => stage.refusal('alice', 'buyBackVault.deposit', { amount: 0n }),
  InsufficientDeposit: (stage) => stage.refusal('alice', 'buyBackVault.withdraw', { amount: 1n }),
  NothingToSpend: buyBack,
  NoPrice: (stage) => {
    stage.ok('alice', 'buyBackVault.deposit', { amount: ONE })
    stage.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    return buyBack(stage)
  },
  PoolTooSmall: () => {
    const stage = stockedStage()
    stage.ok('alice', 'buyBackVault.deposit', { amount: ONE })
    stage.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    stage.ok('owner', 'master.addLiquidityLocking', { amountAmt: ONE, amountBtcb: 399n })
    stage.ok('alice', 'buyBackVault.poke', {})
    stage.act({ wait: 1_800n })
    return buyBack(stage)
  },
  TooSoon: (stage) => {
    stage.ok('alice', 'buyBackVault.poke', {})
    return stage.refusal('alice', 'buyBackVault.poke', {})
  },
  AlreadyDeployed: (stage) => {
    announce(stage, ['alice'], [1n])
    return announce(stage, ['alice'], [1n])
  },
  UnequalLists: (stage) => announce(stage, ['alice'], []),
  RootZero: (stage) => announce(stage, [], []),
  DeadlinePassed: (stage) => announce(stage, ['alice'], [1n], START),
  Expired: (stage) => {
    announce(stage, ['alice'], [1n], START + 1n)
    stage.act({ wait: 2n })
    return airdrop(stage)
  },
  NotExpired: (stage) => {
    announce(stage, ['alice'], [1n])
    return stage.refusal('alice', 'distributor.reclaim', {})
  },
  AlreadyClaimed: (stage) => {
    announce(stage, ['alice'], [1n])
    stage.ok('alice', 'amt.transfer', { to: 'distributor', amount: 1n })
    airdrop(stage)
    return airdrop(stage)
  },
  InvalidProof: (stage) => {
    announce(stage, ['bruno'], [1n])
    return airdrop(stage)
  },
  NothingToReclaim: (stage) => {
    announce(stage, ['alice'], [1n], START + 1n)
    stage.act({ wait: 2n })
    return stage.refusal('alice', 'distributor.reclaim', {})
  },
  NoReason: swapAt(1n, 0n, 'alice', '0x00'),
  // One unit of BTCB out of the pair divides what comes in by little more than what comes in itself.
  MathAddOverflow: (stage) => {
    stage.ok('alice', 'router.addLiquidity', provision('liqAmt', 'usdt', 2_000_000n, 1n, 'alice'))
    const most = FOREVER / 9_975n
    return route(['liqAmt', 'usdt'], most)(stage)
  },
  MathSubUnderflow: (stage) => stage.refusal('carmen', 'pair.transfer', { to: 'alice', amount: 1n }),
  MathMulOverflow: route(['amt', 'btcb'], FOREVER),
  FactoryIdenticalAddresses: (stage) =>
    stage.refusal('alice', 'factory.createPair', { tokenA: 'amt', tokenB: 'amt' }),
  FactoryZeroAddress: (stage) =>
    stage.refusal('alice', 'factory.createPair', { tokenA: 'amt', tokenB: 'zero' }),
  PairExists: (stage) => stage.refusal('alice', 'factory.createPair', { tokenA: 'btcb', tokenB: 'amt' }),
  PancakeForbidden: (stage) => stage.refusal('alice', 'factory.setFeeTo', { feeTo: 'alice' }),
  PairTransferFailed: (stage) => stage.refusal('alice', 'pair.skim', { to: 'zero' }),
  PairOverflow: (stage) => {
    stage.ok('binance', 'btcb.mint', { amount: 1n << 112n })
    stage.ok('binance', 'btcb.transfer', { to: 'pair', amount: 1n << 112n })
    return stage.refusal('alice', 'pair.sync', {})
  },
  PairInsufficientLiquidityMinted: (stage) => stage.refusal('alice', 'pair.mint', { to: 'alice' }),
  PairInsufficientLiquidityBurned: (stage) => stage.refusal('alice', 'pair.burn', { to: 'alice' }),
  PairInsufficientOutput: swapAt(0n, 0n, 'alice'),
  PairInsufficientLiquidity: swapAt(FOREVER, 0n, 'alice'),
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
  LibraryInsufficientLiquidity: () => route(['amt', 'btcb'], ONE)(stockedStage()),
  LibraryInsufficientInput: route(['amt', 'btcb'], 0n),
  LibraryInsufficientOutput: routeBack(0n, 0n),
}

describe('refusals', () => {
  for (const [code, example] of Object.entries(EXAMPLES))
    test(`${code} is reached, and nothing has happened`, () => {
      const stage = livelyStage()
      expect(example(stage)).toBe(code)
    })

  test('have one class for each code', () => {
    expect(new Set(ALL_CODES).size).toBe(REFUSALS.length)
    expect(Object.keys(EXAMPLES).toSorted()).toEqual([...ALL_CODES].toSorted())
    for (const Class of REFUSALS) expect(new Class()).toBeInstanceOf(Refusal)
  })

  test('that strings stand for all exist', () => {
    for (const code of Object.values(REFUSAL_CODES)) expect(ALL_CODES).toContain(code)
  })
})
