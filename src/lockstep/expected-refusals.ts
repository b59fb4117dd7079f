/**
 * Expected refusals: for every function, what a run must reach, and what nobody can reach and why.
 *
 * The list is held against every run in both directions: a code that was not reached and one that was not expected both fail it.
 * The codes are those of `docs/reference/mechanism.md`; a function's successes are expected as `ok`.
 */
import type { FunctionName } from '../model/functions.ts'
import type { RefusalCode } from '../model/refusals.ts'

export interface Expectation {
  readonly reached: ReadonlySet<string>
  /** By code, the reason. */
  readonly unreachable: ReadonlyMap<string, string>
}

type Code = RefusalCode | 'ok'
type Unreachable = Partial<Record<Code, string>>
type Entry = readonly [reached: readonly Code[], unreachable?: Unreachable]

const NO_KEY = 'the zero address has no key'
const CALLER_IS_SOMEBODY = 'the spender is the caller, who is never the zero address'
const OF_MASTER = 'Master owns the token and passes it on, or gives it up, in no function'
const THROUGH_MASTER = 'only Master may call it; reached through Master'
const CHECKED_BEFORE = 'an earlier check refuses all of these'
const COVERED = 'Master and the locker hold at least as many LP tokens as there is liqAMT'
const PAID_IN_FULL = 'the pair pays at least the share of its reserves from which the minimums are computed'

const ownTransfer: Entry = [['ok', 'TransferToZero', 'InsufficientBalance'], { TransferFromZero: NO_KEY }]
const approve: Entry = [['ok', 'ApproveToZero'], { ApproveFromZero: NO_KEY }]
const increase: Entry = [['ok', 'Panic(0x11)', 'ApproveToZero'], { ApproveFromZero: NO_KEY }]
const decrease: Entry = [['ok', 'AllowanceBelowZero', 'ApproveToZero'], { ApproveFromZero: NO_KEY }]
const ownedByMaster: Entry = [['NotOwner'], { ok: OF_MASTER, NewOwnerZero: OF_MASTER }]
const transferFrom: Entry = [
  ['ok', 'InsufficientAllowance', 'ApproveFromZero', 'TransferToZero', 'InsufficientBalance'],
  { ApproveToZero: CALLER_IS_SOMEBODY, TransferFromZero: CHECKED_BEFORE },
]
const burnFrom: Entry = [
  ['ok', 'InsufficientAllowance', 'ApproveFromZero', 'BurnExceedsBalance'],
  { ApproveToZero: CALLER_IS_SOMEBODY, BurnFromZero: CHECKED_BEFORE },
]
const outsideTransferFrom: Entry = [
  ['ok', 'TransferFromZero', 'TransferToZero', 'InsufficientBalance', 'InsufficientAllowance'],
  { ApproveFromZero: CHECKED_BEFORE, ApproveToZero: CALLER_IS_SOMEBODY },
]
const passOn: Entry = [['ok', 'NotOwner', 'NewOwnerZero']]
const giveUp: Entry = [['ok', 'NotOwner']]
const outsideMint: Entry = [['ok', 'NotOwner', 'Panic(0x11)'], { MintToZero: NO_KEY }]
const ownBurn: Entry = [['ok', 'BurnExceedsBalance'], { BurnFromZero: NO_KEY }]
const claim: Entry = [
  ['ok', 'AlreadyCharged', 'SnapshotIdZero', 'SnapshotNonexistent', 'NothingToCharge', 'Panic(0x11)'],
  { 'Panic(0x12)': 'whoever held some had a part of the claimable units, which are then not zero' },
]
const ownersClaim: Entry = [[...claim[0], 'NotOwner'], { ...claim[1] }]
const claimRange: Entry = [['ok', 'BadRange', 'SnapshotIdZero', 'SnapshotNonexistent', 'Panic(0x11)']]
const dust: Entry = [['ok', 'NotOwner', 'SnapshotIdZero', 'SnapshotNonexistent', 'Panic(0x11)']]

const vaultHarvest: Entry = [['ok', 'NothingToHarvest', 'SnapshotNonexistent', 'Panic(0x11)']]
const vaultSettle: Entry = [['ok', 'NotHarvested', 'NothingToSettle']]
const vaultDeposit: Entry = [
  ['ok', 'ZeroAmount', 'Panic(0x11)', 'InsufficientAllowance', 'InsufficientBalance'],
  { TransferFromZero: NO_KEY },
]
const vaultWithdraw: Entry = [['ok', 'InsufficientDeposit', 'Panic(0x11)']]

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

const swapAlways: readonly Code[] = [
  'ok',
  'RouterExpired',
  'LibraryIdenticalAddresses',
  'LibraryZeroAddress',
  'LibraryInsufficientLiquidity',
  'NoReason',
  'TransferFromFailed',
  'PairInvalidTo',
  'PairTransferFailed',
  'PairOverflow',
  'MathMulOverflow',
]

const EXPECTED: Readonly<Record<FunctionName, Entry>> = {
  'amt.transfer': ownTransfer,
  'amt.approve': approve,
  'amt.transferFrom': transferFrom,
  'amt.increaseAllowance': increase,
  'amt.decreaseAllowance': decrease,
  'amt.transferOwnership': ownedByMaster,
  'amt.renounceOwnership': ownedByMaster,
  'amt.mint': [['NotOwner'], { ok: THROUGH_MASTER, CapExceeded: THROUGH_MASTER, MintToZero: THROUGH_MASTER }],
  'amt.snapshot': [['NotOwner'], { ok: THROUGH_MASTER }],
  'amt.burnFrom': burnFrom,
  'amt.burn': ownBurn,

  'liqAmt.transfer': ownTransfer,
  'liqAmt.approve': approve,
  'liqAmt.transferFrom': transferFrom,
  'liqAmt.increaseAllowance': increase,
  'liqAmt.decreaseAllowance': decrease,
  'liqAmt.transferOwnership': ownedByMaster,
  'liqAmt.renounceOwnership': ownedByMaster,
  'liqAmt.mint': [
    ['NotOwner'],
    {
      ok: THROUGH_MASTER,
      MintToZero: THROUGH_MASTER,
      'Panic(0x11)': 'no more is minted than there are LP tokens',
    },
  ],
  'liqAmt.snapshot': [['NotOwner'], { ok: THROUGH_MASTER }],
  'liqAmt.burnFrom': burnFrom,

  'btcb.transfer': ownTransfer,
  'btcb.approve': approve,
  'btcb.transferFrom': outsideTransferFrom,
  'btcb.increaseAllowance': increase,
  'btcb.decreaseAllowance': decrease,
  'btcb.transferOwnership': passOn,
  'btcb.renounceOwnership': giveUp,
  'btcb.mint': outsideMint,
  'btcb.burn': ownBurn,

  'usdt.transfer': ownTransfer,
  'usdt.approve': approve,
  'usdt.transferFrom': outsideTransferFrom,
  'usdt.increaseAllowance': increase,
  'usdt.decreaseAllowance': decrease,
  'usdt.transferOwnership': passOn,
  'usdt.renounceOwnership': giveUp,
  'usdt.mint': outsideMint,
  'usdt.burn': ownBurn,

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

  'locker.charge': [
    [
      'ok',
      'NoContract',
      'AlreadyCharged',
      'SnapshotIdZero',
      'SnapshotNonexistent',
      'NothingToCharge',
      'Panic(0x11)',
    ],
  ],
  'locker.release': [['ok', 'NoContract', 'StillLocked', 'NothingToRelease']],
  'burnVault.backingWithdraw': [
    ['ok', 'NoSupply', 'Panic(0x11)', 'InsufficientAllowance', 'BurnExceedsBalance'],
    { ApproveFromZero: NO_KEY },
  ],

  'market.buy': [
    [
      'ok',
      'Panic(0x11)',
      'NothingBought',
      'InsufficientInventory',
      'InsufficientBalance',
      'InsufficientAllowance',
    ],
    { TransferToZero: 'the admin wallet is not the zero address', TransferFromZero: NO_KEY },
  ],
  'market.sell': [
    ['ok', 'Panic(0x11)', 'NothingPaid', 'InsufficientUsdt', 'InsufficientAllowance', 'InsufficientBalance'],
    { TransferToZero: 'the admin wallet is not the zero address', TransferFromZero: NO_KEY },
  ],
  'market.setRate': [['ok', 'NotOwner', 'RateOutOfRange']],
  'market.setFee': [['ok', 'NotOwner', 'FeeTooHigh']],
  'market.charge': ownersClaim,
  'market.withdrawAll': [['ok', 'NotOwner']],
  'market.transferOwnership': passOn,
  'market.renounceOwnership': giveUp,

  'stakingVault.harvest': vaultHarvest,
  'stakingVault.settle': vaultSettle,
  'stakingVault.deposit': vaultDeposit,
  'stakingVault.withdraw': vaultWithdraw,
  'buyBackVault.harvest': vaultHarvest,
  'buyBackVault.settle': vaultSettle,
  'buyBackVault.deposit': vaultDeposit,
  'buyBackVault.withdraw': vaultWithdraw,
  'buyBackVault.buyBack': [
    [
      'ok',
      'NothingToSpend',
      'NoPrice',
      'Panic(0x11)',
      'RouterExpired',
      'RouterInsufficientOutput',
      'PairInsufficientOutput',
      'MathMulOverflow',
      'PairOverflow',
    ],
    {
      TransferFromFailed: 'the vault holds what is pending, and has allowed the router to take it',
      LibraryInsufficientLiquidity: 'there is no price of an empty pool',
    },
  ],
  'buyBackVault.poke': [['ok', 'TooSoon', 'NoPrice']],

  'deploy.distributor': [
    [
      'ok',
      'AlreadyDeployed',
      'UnequalLists',
      'ZeroAddress',
      'RootZero',
      'SnapshotIdZero',
      'SnapshotNonexistent',
      'DeadlinePassed',
    ],
  ],
  'distributor.claim': [
    [
      'ok',
      'NoContract',
      'Expired',
      'AlreadyClaimed',
      'InvalidProof',
      'TransferToZero',
      'InsufficientBalance',
    ],
  ],
  'distributor.reclaim': [
    ['ok', 'NoContract', 'NotExpired', 'NothingToReclaim'],
    { TransferToZero: 'the reserve is not the zero address' },
  ],

  'factory.createPair': [['ok', 'FactoryIdenticalAddresses', 'FactoryZeroAddress', 'PairExists']],
  'factory.setFeeTo': [['ok', 'PancakeForbidden']],
  'factory.setFeeToSetter': [['ok', 'PancakeForbidden']],

  'pair.transfer': [
    ['ok', 'NoContract', 'MathSubUnderflow'],
    { MathAddOverflow: 'a balance never exceeds the supply, which fits' },
  ],
  'pair.approve': [['ok', 'NoContract']],
  'pair.transferFrom': [['ok', 'NoContract', 'MathSubUnderflow']],
  'pair.mint': [
    [
      'ok',
      'NoContract',
      'MathSubUnderflow',
      'MathMulOverflow',
      'PairInsufficientLiquidityMinted',
      'PairOverflow',
    ],
  ],
  'pair.burn': [
    [
      'ok',
      'NoContract',
      'NoReason',
      'MathMulOverflow',
      'PairInsufficientLiquidityBurned',
      'PairTransferFailed',
      'PairOverflow',
    ],
  ],
  'pair.swap': [
    [
      'ok',
      'NoContract',
      'PairInsufficientOutput',
      'PairInsufficientLiquidity',
      'PairInvalidTo',
      'PairTransferFailed',
      'NoReason',
      'PairInsufficientInput',
      'PairK',
      'MathMulOverflow',
      'PairOverflow',
    ],
    { MathSubUnderflow: 'the fee is less than what came in' },
  ],
  'pair.skim': [
    ['ok', 'NoContract', 'PairTransferFailed'],
    { MathSubUnderflow: 'nobody but the pair itself can lower its balances' },
  ],
  'pair.sync': [['ok', 'NoContract', 'PairOverflow']],
  'pair.initialize': [
    ['NoContract', 'PancakeForbidden'],
    { ok: 'only the factory may call it, which does so when it creates the pair' },
  ],

  'router.addLiquidity': [
    [
      'ok',
      'RouterExpired',
      'FactoryIdenticalAddresses',
      'FactoryZeroAddress',
      'LibraryInsufficientAmount',
      'LibraryInsufficientLiquidity',
      'RouterInsufficientA',
      'RouterInsufficientB',
      'TransferFromFailed',
      'MathSubUnderflow',
      'MathMulOverflow',
      'PairInsufficientLiquidityMinted',
      'PairOverflow',
    ],
    {
      LibraryIdenticalAddresses: 'the factory refuses first, there is no such pair',
      LibraryZeroAddress: 'the factory refuses first, there is no such pair',
    },
  ],
  'router.removeLiquidity': [
    [
      'ok',
      'RouterExpired',
      'LibraryIdenticalAddresses',
      'LibraryZeroAddress',
      'NoReason',
      'MathSubUnderflow',
      'MathMulOverflow',
      'PairInsufficientLiquidityBurned',
      'PairTransferFailed',
      'PairOverflow',
      'RouterInsufficientA',
      'RouterInsufficientB',
    ],
  ],
  'router.swapExactTokensForTokens': [
    [
      ...swapAlways,
      'LibraryInvalidPath',
      'LibraryInsufficientInput',
      'RouterInsufficientOutput',
      'PairInsufficientOutput',
      'PairInsufficientInput',
      'PairK',
    ],
  ],
  'router.swapTokensForExactTokens': [
    [
      ...swapAlways,
      'LibraryInvalidPath',
      'LibraryInsufficientOutput',
      'MathSubUnderflow',
      'RouterExcessiveInput',
      'PairInsufficientInput',
      'PairK',
    ],
    { PairInsufficientOutput: 'nothing is bought for nothing: the library refuses first' },
  ],
  'router.swapExactTokensForTokensSupportingFeeOnTransferTokens': [
    [...swapAlways, 'LibraryInsufficientInput', 'RouterInsufficientOutput', 'PairInsufficientOutput'],
    { LibraryInvalidPath: 'it does not look at the length; a path that is too short fails without a reason' },
  ],
}

/** What is expected of a function. */
export function expectationOf(name: FunctionName): Expectation {
  const [reached, unreachable = {}] = EXPECTED[name]
  return { reached: new Set(reached), unreachable: new Map(Object.entries(unreachable)) }
}
