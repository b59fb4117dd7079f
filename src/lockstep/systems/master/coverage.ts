/**
 * Coverage that a run must reach of Master.
 */
import { passOn, giveUp, claim, type Code, type Entries, type Entry } from '../coverage-entry.ts'

const COVERED = 'Master and the locker hold at least as many LP tokens as there is liqAMT'
const PAID_IN_FULL = 'the pair pays at least the share of its reserves from which the minimums are computed'
const claimRange: Entry = [['ok', 'BadRange', 'SnapshotIdZero', 'SnapshotNonexistent', 'Panic(0x11)']]
const dust: Entry = [['ok', 'NotOwner', 'SnapshotIdZero', 'SnapshotNonexistent', 'Panic(0x11)']]
/** What adding liquidity to AMT/BTCB through Master may meet, whoever keeps the LP tokens. */
const provision: readonly Code[] = [
  'ok',
  'InsufficientAllowance',
  'InsufficientBalance',
  'Panic(0x11)',
  'LibraryInsufficientAmount',
  'RouterInsufficientA',
  'RouterInsufficientB',
  'MathSubUnderflow',
  'MathMulOverflow',
  'PairInsufficientLiquidityMinted',
  'PairOverflow',
]

export const MASTER_COVERAGE = {
  'master.payRent': [
    [
      'ok',
      'NotPayer',
      'PaymentTooSmall',
      'ShareOutOfRange',
      'NoSupply',
      'Panic(0x11)',
      'InsufficientBalance',
      'InsufficientAllowance',
    ],
    {
      SnapshotsOutOfStep: 'only Master takes snapshots, of both tokens at once',
      TransferFromZero: 'the payer wallet is never the zero address',
    },
  ],
  'master.charge': claim,
  'master.chargeFromTo': claimRange,
  'master.liqCharge': claim,
  'master.liqChargeFromTo': claimRange,
  'master.handleDust': dust,
  'master.LiqHandleDust': dust,
  'master.addLiquidityLocking': [[...provision, 'LibraryInsufficientLiquidity', 'NotOwner', 'AlreadyLocked']],
  'master.addLiquidity': [[...provision, 'LibraryInsufficientLiquidity']],
  'master.removeLiquidity': [
    [
      'ok',
      'InsufficientAllowance',
      'BurnExceedsBalance',
      'NoLiquidity',
      'PairInsufficientLiquidityBurned',
      'MathMulOverflow',
      'PairOverflow',
    ],
    {
      MathSubUnderflow: COVERED,
      RouterInsufficientA: PAID_IN_FULL,
      RouterInsufficientB: PAID_IN_FULL,
      RouterExpired: 'the deadline is the clock',
      'Panic(0x11)': 'LP tokens and reserves fit into uint112, their product into uint224',
    },
  ],
  'master.mintMaster': [['ok', 'NotOwner', 'CapExceeded', 'MintToZero']],
  'master.setPayerWallet': [['ok', 'NotOwner', 'ZeroAddress']],
  'master.extendApprove': [['ok', 'NotOwner'], { ApproveToZero: 'the router is not the zero address' }],
  'master.transferOwnership': passOn,
  'master.renounceOwnership': giveUp,
} as const satisfies Entries
