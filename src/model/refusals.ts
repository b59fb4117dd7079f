/**
 * The table of refusals: every reason for which an action may fail, and its code.
 */
import { CapExceeded } from './amt.ts'
import { NoSupply } from './burn-vault.ts'
import { NoContract } from './dispatch.ts'
import * as distributor from './distributor.ts'
import { NothingToRelease, StillLocked } from './locker.ts'
import * as market from './market.ts'
import { ZeroAddress } from './master/administration.ts'
import { AlreadyCharged, BadRange, NothingToCharge } from './master/claims.ts'
import { AlreadyLocked, NoLiquidity } from './master/liquidity.ts'
import { NotPayer, PaymentTooSmall, ShareOutOfRange, SnapshotsOutOfStep } from './master/payment.ts'
import { NewOwnerZero, NotOwner } from './ownable.ts'
import * as dsMath from './pancake/ds-math.ts'
import * as factory from './pancake/factory.ts'
import * as formulas from './pancake/formulas.ts'
import * as pair from './pancake/pair.ts'
import { PairOverflow } from './pancake/pool.ts'
import * as router from './pancake/router.ts'
import { ArithmeticPanic, DivisionPanic } from './refusal.ts'
import { SnapshotIdZero, SnapshotNonexistent } from './snapshots.ts'
import * as token from './token.ts'
import * as buyBack from './vaults/buy-back.ts'
import * as vault from './vaults/vault.ts'

export const REFUSALS = [
  ArithmeticPanic,
  DivisionPanic,
  NotOwner,
  NewOwnerZero,
  token.TransferFromZero,
  token.TransferToZero,
  token.InsufficientBalance,
  token.InsufficientAllowance,
  token.ApproveFromZero,
  token.ApproveToZero,
  token.AllowanceBelowZero,
  token.MintToZero,
  token.BurnFromZero,
  token.BurnExceedsBalance,
  SnapshotIdZero,
  SnapshotNonexistent,
  CapExceeded,
  NotPayer,
  PaymentTooSmall,
  ShareOutOfRange,
  NoSupply,
  SnapshotsOutOfStep,
  AlreadyCharged,
  NothingToCharge,
  BadRange,
  AlreadyLocked,
  NoLiquidity,
  ZeroAddress,
  StillLocked,
  NothingToRelease,
  NoContract,
  market.RateOutOfRange,
  market.FeeTooHigh,
  market.NothingBought,
  market.InsufficientInventory,
  market.NothingPaid,
  market.InsufficientUsdt,
  vault.NothingToHarvest,
  vault.NotHarvested,
  vault.NothingToSettle,
  vault.ZeroAmount,
  vault.InsufficientDeposit,
  buyBack.NothingToSpend,
  buyBack.NoPrice,
  buyBack.TooSoon,
  buyBack.PoolTooSmall,
  distributor.AlreadyDeployed,
  distributor.UnequalLists,
  distributor.RootZero,
  distributor.DeadlinePassed,
  distributor.Expired,
  distributor.NotExpired,
  distributor.AlreadyClaimed,
  distributor.InvalidProof,
  distributor.NothingToReclaim,
  dsMath.NoReason,
  dsMath.MathAddOverflow,
  dsMath.MathSubUnderflow,
  dsMath.MathMulOverflow,
  factory.FactoryIdenticalAddresses,
  factory.FactoryZeroAddress,
  factory.PairExists,
  factory.PancakeForbidden,
  pair.PairTransferFailed,
  PairOverflow,
  pair.PairInsufficientLiquidityMinted,
  pair.PairInsufficientLiquidityBurned,
  pair.PairInsufficientOutput,
  pair.PairInsufficientLiquidity,
  pair.PairInvalidTo,
  pair.PairInsufficientInput,
  pair.PairK,
  router.RouterExpired,
  router.RouterInsufficientA,
  router.RouterInsufficientB,
  router.RouterInsufficientOutput,
  router.RouterExcessiveInput,
  router.TransferFromFailed,
  router.LibraryInvalidPath,
  router.LibraryIdenticalAddresses,
  router.LibraryZeroAddress,
  formulas.LibraryInsufficientAmount,
  formulas.LibraryInsufficientLiquidity,
  formulas.LibraryInsufficientInput,
  formulas.LibraryInsufficientOutput,
] as const

export type RefusalCode = InstanceType<(typeof REFUSALS)[number]>['code']

/** Every code, each once. */
export const ALL_CODES: readonly RefusalCode[] = REFUSALS.map((Class) => new Class().code)
