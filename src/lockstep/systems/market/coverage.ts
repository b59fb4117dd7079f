/**
 * Coverage that a run must reach of the Market.
 */
import { NO_KEY, passOn, giveUp, claim, type Entries, type Entry } from '../coverage-entry.ts'

const ownersClaim: Entry = [[...claim[0], 'NotOwner'], { ...claim[1] }]

export const MARKET_COVERAGE = {
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
} as const satisfies Entries
