/**
 * Revert strings of third-party contracts and the revert codes that they correspond to.
 *
 * Sources: OpenZeppelin 4.9, Binance's BEP-20 and Uniswap V2. Other codes need no table: a custom error of
 * the project's contracts is its own code, a panic is `Panic(0x11)` or `Panic(0x12)`, an empty reason is
 * `NoReason`.
 */
import type { RevertCode } from './reverts.ts'

/** Revert codes by revert string. */
export const REVERT_CODES: Readonly<Record<string, RevertCode>> = {
  'Ownable: caller is not the owner': 'NotOwner',
  'Ownable: new owner is the zero address': 'NewOwnerZero',

  'ERC20: transfer from the zero address': 'TransferFromZero',
  'ERC20: transfer to the zero address': 'TransferToZero',
  'ERC20: transfer amount exceeds balance': 'InsufficientBalance',
  'ERC20: insufficient allowance': 'InsufficientAllowance',
  'ERC20: approve from the zero address': 'ApproveFromZero',
  'ERC20: approve to the zero address': 'ApproveToZero',
  'ERC20: decreased allowance below zero': 'AllowanceBelowZero',
  'ERC20: mint to the zero address': 'MintToZero',
  'ERC20: burn from the zero address': 'BurnFromZero',
  'ERC20: burn amount exceeds balance': 'BurnExceedsBalance',
  'ERC20Snapshot: id is 0': 'SnapshotIdZero',
  'ERC20Snapshot: nonexistent id': 'SnapshotNonexistent',

  // OpenZeppelin 4.9 reverts with a string when a quotient exceeds uint256.
  'Math: mulDiv overflow': 'Panic(0x11)',

  'BEP20: transfer from the zero address': 'TransferFromZero',
  'BEP20: transfer to the zero address': 'TransferToZero',
  'BEP20: transfer amount exceeds balance': 'InsufficientBalance',
  'BEP20: transfer amount exceeds allowance': 'InsufficientAllowance',
  'BEP20: approve from the zero address': 'ApproveFromZero',
  'BEP20: approve to the zero address': 'ApproveToZero',
  'BEP20: decreased allowance below zero': 'AllowanceBelowZero',
  'BEP20: mint to the zero address': 'MintToZero',
  'BEP20: burn from the zero address': 'BurnFromZero',
  'BEP20: burn amount exceeds balance': 'BurnExceedsBalance',

  // Binance's tokens predate checked arithmetic: an overflow reverts with SafeMath's string.
  'SafeMath: addition overflow': 'Panic(0x11)',

  'ds-math-add-overflow': 'MathAddOverflow',
  'ds-math-sub-underflow': 'MathSubUnderflow',
  'ds-math-mul-overflow': 'MathMulOverflow',

  'UniswapV2: IDENTICAL_ADDRESSES': 'FactoryIdenticalAddresses',
  'UniswapV2: ZERO_ADDRESS': 'FactoryZeroAddress',
  'UniswapV2: PAIR_EXISTS': 'PairExists',
  'UniswapV2: FORBIDDEN': 'PancakeForbidden',
  'UniswapV2: TRANSFER_FAILED': 'PairTransferFailed',
  'UniswapV2: OVERFLOW': 'PairOverflow',
  'UniswapV2: INSUFFICIENT_LIQUIDITY_MINTED': 'PairInsufficientLiquidityMinted',
  'UniswapV2: INSUFFICIENT_LIQUIDITY_BURNED': 'PairInsufficientLiquidityBurned',
  'UniswapV2: INSUFFICIENT_OUTPUT_AMOUNT': 'PairInsufficientOutput',
  'UniswapV2: INSUFFICIENT_LIQUIDITY': 'PairInsufficientLiquidity',
  'UniswapV2: INVALID_TO': 'PairInvalidTo',
  'UniswapV2: INSUFFICIENT_INPUT_AMOUNT': 'PairInsufficientInput',
  'UniswapV2: K': 'PairK',

  'UniswapV2Router: EXPIRED': 'RouterExpired',
  'UniswapV2Router: INSUFFICIENT_A_AMOUNT': 'RouterInsufficientA',
  'UniswapV2Router: INSUFFICIENT_B_AMOUNT': 'RouterInsufficientB',
  'UniswapV2Router: INSUFFICIENT_OUTPUT_AMOUNT': 'RouterInsufficientOutput',
  'UniswapV2Router: EXCESSIVE_INPUT_AMOUNT': 'RouterExcessiveInput',
  'TransferHelper: TRANSFER_FROM_FAILED': 'TransferFromFailed',
  'UniswapV2Library: INVALID_PATH': 'LibraryInvalidPath',
  'UniswapV2Library: IDENTICAL_ADDRESSES': 'LibraryIdenticalAddresses',
  'UniswapV2Library: ZERO_ADDRESS': 'LibraryZeroAddress',
  'UniswapV2Library: INSUFFICIENT_AMOUNT': 'LibraryInsufficientAmount',
  'UniswapV2Library: INSUFFICIENT_LIQUIDITY': 'LibraryInsufficientLiquidity',
  'UniswapV2Library: INSUFFICIENT_INPUT_AMOUNT': 'LibraryInsufficientInput',
  'UniswapV2Library: INSUFFICIENT_OUTPUT_AMOUNT': 'LibraryInsufficientOutput',
}
