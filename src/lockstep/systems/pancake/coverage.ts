/**
 * Coverage that a run must reach of PancakeSwap: factory, pairs, router.
 */
import type { Code, Entries } from '../coverage-entry.ts'

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

export const PANCAKE_COVERAGE = {
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
      // A token without code: the pair's or the router's call to it finds no contract.
      'NoReason',
      'MathSubUnderflow',
      'MathMulOverflow',
      'PairInsufficientLiquidityMinted',
      'PairOverflow',
    ],
    {
      LibraryIdenticalAddresses: 'the factory reverts first, there is no such pair',
      LibraryZeroAddress: 'the factory reverts first, there is no such pair',
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
    { PairInsufficientOutput: 'nothing is bought for nothing: the library reverts first' },
  ],
  'router.swapExactTokensForTokensSupportingFeeOnTransferTokens': [
    [...swapAlways, 'LibraryInsufficientInput', 'RouterInsufficientOutput', 'PairInsufficientOutput'],
    { LibraryInvalidPath: 'it does not look at the length; a path that is too short fails without a reason' },
  ],
} as const satisfies Entries
