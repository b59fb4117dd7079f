/**
 * The table of refusals: every reason for which an action may fail, and its code.
 */
import { CapExceeded } from '../contracts/amt.ts'
import { NoSupply } from '../contracts/burn-vault.ts'
import * as distributor from '../contracts/distributor.ts'
import { NothingToRelease, StillLocked } from '../contracts/locker.ts'
import * as market from '../contracts/market.ts'
import { ZeroAddress } from '../contracts/master/administration.ts'
import { AlreadyCharged, BadRange, NothingToCharge } from '../contracts/master/claims.ts'
import { AlreadyLocked, NoLiquidity } from '../contracts/master/liquidity.ts'
import {
  NotPayer,
  PaymentTooSmall,
  ShareOutOfRange,
  SnapshotsOutOfStep,
} from '../contracts/master/payment.ts'
import { NewOwnerZero, NotOwner } from '../contracts/ownable.ts'
import * as dsMath from '../contracts/pancake/ds-math.ts'
import * as factory from '../contracts/pancake/factory.ts'
import * as formulas from '../contracts/pancake/formulas.ts'
import * as pair from '../contracts/pancake/pair.ts'
import { PairOverflow } from '../contracts/pancake/pool.ts'
import * as router from '../contracts/pancake/router.ts'
import { ArithmeticPanic, DivisionPanic } from '../kernel/revert.ts'
import { SnapshotIdZero, SnapshotNonexistent } from '../state/snapshots.ts'
import * as token from '../contracts/token.ts'
import * as buyBack from '../contracts/vaults/buy-back.ts'
import * as vault from '../contracts/vaults/vault.ts'
import { NoContract } from '../contracts/no-contract.ts'

export const REVERTS = [
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

export type RevertCode = InstanceType<(typeof REVERTS)[number]>['code']

/** Every code, each once. */
export const ALL_CODES: readonly RevertCode[] = REVERTS.map((Class) => new Class().code)
