/**
 * Mutants of PancakeSwap's contracts: fees, shares, oracle, quotes, roles.
 *
 * The contracts are others', and tested against the formulas elsewhere; these mutants show that lockstep
 * would notice if pair, factory or router did something else than the model says. A changed pair has another
 * creation code, so the router is built anew with its hash.
 */
import { inPancake, type Mutant } from '../../mutation/mutant.ts'

const PAIR = 'v2-core/contracts/UniswapV2Pair'
const SHARES = 'v2-core/contracts/UniswapV2ERC20'
const FACTORY = 'v2-core/contracts/UniswapV2Factory'
const LIBRARY = 'v2-periphery/contracts/libraries/UniswapV2Library'
const ROUTER = 'v2-periphery/contracts/UniswapV2Router02'

export const PANCAKE_MUTANTS: readonly Mutant[] = [
  inPancake('the pair takes 20 basis points', PAIR, 'amount0In.mul(25)', 'amount0In.mul(20)'),
  inPancake(
    'the pair does not check what a swap pays',
    PAIR,
    "require(balance0Adjusted.mul(balance1Adjusted) >= uint(_reserve0).mul(_reserve1).mul(10000**2), 'UniswapV2: K');",
    '',
    'k-never-falls',
  ),
  inPancake("the protocol's fee is 7/25", PAIR, '.mul(8);', '.mul(7);'),
  inPancake(
    'a deposit does not remember k',
    PAIR,
    `if (feeOn) kLast = uint(reserve0).mul(reserve1); // reserve0 and reserve1 are up-to-date
        emit Mint(`,
    'emit Mint(',
  ),
  inPancake('k is remembered past the end of the fee', PAIR, 'kLast = 0;', ''),
  inPancake('no shares are locked', PAIR, '_mint(address(0), MINIMUM_LIQUIDITY);', ''),
  inPancake(
    'a deposit is worth its greater side',
    PAIR,
    'Math.min(amount0.mul(_totalSupply) / _reserve0, amount1.mul(_totalSupply) / _reserve1)',
    'amount0.mul(_totalSupply) / _reserve0 < amount1.mul(_totalSupply) / _reserve1 ? amount1.mul(_totalSupply) / _reserve1 : amount0.mul(_totalSupply) / _reserve0',
  ),
  inPancake(
    'shares are paid out of the reserves, not the balances',
    PAIR,
    'amount0 = liquidity.mul(balance0) / _totalSupply;',
    'amount0 = liquidity.mul(_reserve0) / _totalSupply;',
  ),
  inPancake(
    'the oracle adds up the new price',
    PAIR,
    'UQ112x112.encode(_reserve1).uqdiv(_reserve0)',
    'UQ112x112.encode(uint112(balance1)).uqdiv(_reserve0)',
  ),
  inPancake('a swap may empty the pair', PAIR, 'amount0Out < _reserve0 &&', 'amount0Out <= _reserve0 &&'),
  inPancake(
    'the pair swaps to its own token',
    PAIR,
    "require(to != _token0 && to != _token1, 'UniswapV2: INVALID_TO');",
    '',
  ),
  inPancake(
    'sync leaves the reserves',
    PAIR,
    '_update(IERC20(token0).balanceOf(address(this)), IERC20(token1).balanceOf(address(this)), reserve0, reserve1);',
    '_update(reserve0, reserve1, reserve0, reserve1);',
  ),
  inPancake(
    'an infinite allowance of shares is spent',
    SHARES,
    'if (allowance[from][msg.sender] != uint(-1)) {',
    '{',
  ),
  inPancake(
    'anyone may set who gets the protocol fee',
    FACTORY,
    `require(msg.sender == feeToSetter, 'UniswapV2: FORBIDDEN');
        feeTo = _feeTo;`,
    'feeTo = _feeTo;',
  ),
  inPancake('a pair is known in one order only', FACTORY, 'getPair[token1][token0] = pair;', ''),
  inPancake('the router computes with 20 basis points', LIBRARY, 'amountIn.mul(9975)', 'amountIn.mul(9980)'),
  inPancake(
    'the router asks a wei too little',
    LIBRARY,
    'amountIn = (numerator / denominator).add(1);',
    'amountIn = numerator / denominator;',
  ),
  inPancake(
    'a quote rounds up',
    LIBRARY,
    'amountB = amountA.mul(reserveB) / reserveA;',
    'amountB = (amountA.mul(reserveB) + reserveA - 1) / reserveA;',
  ),
  inPancake(
    'the router is late at its deadline',
    ROUTER,
    'require(deadline >= block.timestamp',
    'require(deadline > block.timestamp',
  ),
  inPancake(
    'a deposit ignores its second minimum',
    ROUTER,
    "require(amountBOptimal >= amountBMin, 'UniswapV2Router: INSUFFICIENT_B_AMOUNT');",
    '',
  ),
]
