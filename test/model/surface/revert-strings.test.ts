/**
 * The table of revert strings, compared with the sources that they come from and with a second list of
 * their codes: a wrong row would read one revert of a contract as another.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../../src/evm/compile/root.ts'
import { REVERT_CODES } from '../../../src/model/surface/revert-strings.ts'

const OPEN_ZEPPELIN = 'node_modules/@openzeppelin/contracts'
const CORE = 'node_modules/@uniswap/v2-core/contracts'
const PERIPHERY = 'node_modules/@uniswap/v2-periphery/contracts'

/** Sources, and the codes of the strings with which they revert, by what follows the prefix of the source. */
const SOURCES: readonly (readonly [
  files: readonly string[],
  prefix: string,
  codes: Record<string, string>,
])[] = [
  [
    [`${OPEN_ZEPPELIN}/access/Ownable.sol`],
    'Ownable: ',
    { 'caller is not the owner': 'NotOwner', 'new owner is the zero address': 'NewOwnerZero' },
  ],
  [
    [`${OPEN_ZEPPELIN}/token/ERC20/ERC20.sol`],
    'ERC20: ',
    {
      'transfer from the zero address': 'TransferFromZero',
      'transfer to the zero address': 'TransferToZero',
      'transfer amount exceeds balance': 'InsufficientBalance',
      'insufficient allowance': 'InsufficientAllowance',
      'approve from the zero address': 'ApproveFromZero',
      'approve to the zero address': 'ApproveToZero',
      'decreased allowance below zero': 'AllowanceBelowZero',
      'mint to the zero address': 'MintToZero',
      'burn from the zero address': 'BurnFromZero',
      'burn amount exceeds balance': 'BurnExceedsBalance',
    },
  ],
  [
    [`${OPEN_ZEPPELIN}/token/ERC20/extensions/ERC20Snapshot.sol`],
    'ERC20Snapshot: ',
    { 'id is 0': 'SnapshotIdZero', 'nonexistent id': 'SnapshotNonexistent' },
  ],
  [[`${OPEN_ZEPPELIN}/utils/math/Math.sol`], 'Math: ', { 'mulDiv overflow': 'Panic(0x11)' }],
  [
    ['contracts/outside/BEP20.sol'],
    'BEP20: ',
    {
      'transfer from the zero address': 'TransferFromZero',
      'transfer to the zero address': 'TransferToZero',
      'transfer amount exceeds balance': 'InsufficientBalance',
      'transfer amount exceeds allowance': 'InsufficientAllowance',
      'approve to the zero address': 'ApproveToZero',
      'decreased allowance below zero': 'AllowanceBelowZero',
      'burn amount exceeds balance': 'BurnExceedsBalance',
    },
  ],
  // Of the tokens on chain 56: nobody calls as the zero address, so the copies here leave these checks out.
  [
    [],
    'BEP20: ',
    {
      'approve from the zero address': 'ApproveFromZero',
      'mint to the zero address': 'MintToZero',
      'burn from the zero address': 'BurnFromZero',
    },
  ],
  [['contracts/outside/BEP20.sol'], 'SafeMath: ', { 'addition overflow': 'Panic(0x11)' }],
  [
    [`${CORE}/libraries/SafeMath.sol`],
    'ds-math-',
    {
      'add-overflow': 'MathAddOverflow',
      'sub-underflow': 'MathSubUnderflow',
      'mul-overflow': 'MathMulOverflow',
    },
  ],
  [
    [`${CORE}/UniswapV2Factory.sol`],
    'UniswapV2: ',
    {
      IDENTICAL_ADDRESSES: 'FactoryIdenticalAddresses',
      ZERO_ADDRESS: 'FactoryZeroAddress',
      PAIR_EXISTS: 'PairExists',
      FORBIDDEN: 'PancakeForbidden',
    },
  ],
  [
    [`${CORE}/UniswapV2Pair.sol`],
    'UniswapV2: ',
    {
      TRANSFER_FAILED: 'PairTransferFailed',
      OVERFLOW: 'PairOverflow',
      INSUFFICIENT_LIQUIDITY_MINTED: 'PairInsufficientLiquidityMinted',
      INSUFFICIENT_LIQUIDITY_BURNED: 'PairInsufficientLiquidityBurned',
      INSUFFICIENT_OUTPUT_AMOUNT: 'PairInsufficientOutput',
      INSUFFICIENT_LIQUIDITY: 'PairInsufficientLiquidity',
      INVALID_TO: 'PairInvalidTo',
      INSUFFICIENT_INPUT_AMOUNT: 'PairInsufficientInput',
      K: 'PairK',
    },
  ],
  [
    [`${PERIPHERY}/UniswapV2Router02.sol`],
    'UniswapV2Router: ',
    {
      EXPIRED: 'RouterExpired',
      INSUFFICIENT_A_AMOUNT: 'RouterInsufficientA',
      INSUFFICIENT_B_AMOUNT: 'RouterInsufficientB',
      INSUFFICIENT_OUTPUT_AMOUNT: 'RouterInsufficientOutput',
      EXCESSIVE_INPUT_AMOUNT: 'RouterExcessiveInput',
    },
  ],
  [
    ['node_modules/@uniswap/lib/contracts/libraries/TransferHelper.sol'],
    'TransferHelper: ',
    { TRANSFER_FROM_FAILED: 'TransferFromFailed' },
  ],
  [
    [`${PERIPHERY}/UniswapV2Router02.sol`, `${PERIPHERY}/libraries/UniswapV2Library.sol`],
    'UniswapV2Library: ',
    {
      INVALID_PATH: 'LibraryInvalidPath',
      IDENTICAL_ADDRESSES: 'LibraryIdenticalAddresses',
      ZERO_ADDRESS: 'LibraryZeroAddress',
      INSUFFICIENT_AMOUNT: 'LibraryInsufficientAmount',
      INSUFFICIENT_LIQUIDITY: 'LibraryInsufficientLiquidity',
      INSUFFICIENT_INPUT_AMOUNT: 'LibraryInsufficientInput',
      INSUFFICIENT_OUTPUT_AMOUNT: 'LibraryInsufficientOutput',
    },
  ],
]

test('each string has the code of its check, and there are no others', () => {
  const expected = SOURCES.flatMap(([, prefix, codes]) =>
    Object.entries(codes).map(([text, code]) => [`${prefix}${text}`, code] as const),
  )
  expect(REVERT_CODES).toEqual(Object.fromEntries(expected))
})

test.each(SOURCES.filter(([files]) => files.length > 0))(
  '%s revert with the strings that begin with "%s"',
  (files, prefix, codes) => {
    const text = files.map((file) => readFileSync(join(projectRoot, file), 'utf8')).join('\n')
    for (const each of Object.keys(codes)) expect(text).toMatch(new RegExp(`['"]${prefix}${each}['"]`))
  },
)
