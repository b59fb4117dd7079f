/**
 * Expected of the Market, the vaults and the Great Reset distributor.
 */
import { NO_KEY, passOn, giveUp, claim, type Entries, type Entry } from './entry.ts'

const ownersClaim: Entry = [[...claim[0], 'NotOwner'], { ...claim[1] }]
const vaultHarvest: Entry = [['ok', 'NothingToHarvest', 'SnapshotNonexistent', 'Panic(0x11)']]
const vaultSettle: Entry = [['ok', 'NotHarvested', 'NothingToSettle']]
const vaultDeposit: Entry = [
  ['ok', 'ZeroAmount', 'Panic(0x11)', 'InsufficientAllowance', 'InsufficientBalance'],
  { TransferFromZero: NO_KEY },
]
const vaultWithdraw: Entry = [['ok', 'InsufficientDeposit', 'Panic(0x11)']]

export const SYSTEMS_EXPECTED = {
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
      'TooSoon',
      'Panic(0x11)',
      'NothingToSpend',
      'NoPrice',
      'PoolTooSmall',
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
} as const satisfies Entries
