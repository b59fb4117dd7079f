/**
 * The edits that turn Uniswap V2 into PancakeSwap V2.
 *
 * PancakeSwap V2 is Uniswap V2's code with other constants. The sources stay in their npm packages
 * (`@uniswap/v2-core` 1.0.1, `@uniswap/v2-periphery` 1.1.0-beta.0, GPL-3.0) and are edited in memory before
 * compilation.
 *
 * - Swap fee 25 bps instead of 30: a swap keeps 9975/10000 of its input.
 * - Protocol fee 8/25 of the growth of √k instead of 1/6: `8*T*(√k - √kLast) / (17*√k + 8*√kLast)`.
 * - LP token `Pancake LPs`, `Cake-LP`; flash swaps call back `pancakeCall`.
 * - Pair address: uses the hash of this build's creation code, so it differs from mainnet's.
 *
 * Not changed: the prefixes of revert strings (`UniswapV2: K` where the chain has `Pancake: K`, and likewise
 * `UniswapV2Library:` and `UniswapV2Router:`) and the contract names. Not added: the factory's getter
 * `INIT_CODE_PAIR_HASH`.
 */
import type { Edit } from '../compile/edit.ts'
import type { Hex } from '../machine/hex.ts'

export const factorySource = '@uniswap/v2-core/contracts/UniswapV2Factory.sol'
export const pairSource = '@uniswap/v2-core/contracts/UniswapV2Pair.sol'
export const routerSource = '@uniswap/v2-periphery/contracts/UniswapV2Router02.sol'

const lpTokenSource = '@uniswap/v2-core/contracts/UniswapV2ERC20.sol'
const calleeSource = '@uniswap/v2-core/contracts/interfaces/IUniswapV2Callee.sol'
const librarySource = '@uniswap/v2-periphery/contracts/libraries/UniswapV2Library.sol'

/** Edits of the factory and the pair. */
export const coreEdits: readonly Edit[] = [
  {
    purpose: 'the pair takes 25 bps of token0',
    source: pairSource,
    find: 'balance0.mul(1000).sub(amount0In.mul(3))',
    replace: 'balance0.mul(10000).sub(amount0In.mul(25))',
  },
  {
    purpose: 'the pair takes 25 bps of token1',
    source: pairSource,
    find: 'balance1.mul(1000).sub(amount1In.mul(3))',
    replace: 'balance1.mul(10000).sub(amount1In.mul(25))',
  },
  {
    purpose: 'k is scaled by 10000 squared',
    source: pairSource,
    find: '.mul(1000**2)',
    replace: '.mul(10000**2)',
  },
  {
    purpose: 'protocol fee of 8/25: numerator',
    source: pairSource,
    find: 'totalSupply.mul(rootK.sub(rootKLast));',
    replace: 'totalSupply.mul(rootK.sub(rootKLast)).mul(8);',
  },
  {
    purpose: 'protocol fee of 8/25: denominator',
    source: pairSource,
    find: 'rootK.mul(5).add(rootKLast);',
    replace: 'rootK.mul(17).add(rootKLast.mul(8));',
  },
  {
    purpose: 'name of the LP token',
    source: lpTokenSource,
    find: "name = 'Uniswap V2'",
    replace: "name = 'Pancake LPs'",
  },
  {
    purpose: 'symbol of the LP token',
    source: lpTokenSource,
    find: "symbol = 'UNI-V2'",
    replace: "symbol = 'Cake-LP'",
  },
  {
    purpose: 'flash swaps call pancakeCall: caller',
    source: pairSource,
    find: '.uniswapV2Call(',
    replace: '.pancakeCall(',
  },
  {
    purpose: 'flash swaps call pancakeCall: interface',
    source: calleeSource,
    find: 'function uniswapV2Call(',
    replace: 'function pancakeCall(',
  },
]

/** Edits of the router, for a hash of the pair's creation code. */
export function routerEdits(initCodeHash: Hex): readonly Edit[] {
  return [
    {
      purpose: 'getAmountOut keeps 9975 of the input',
      source: librarySource,
      find: 'amountIn.mul(997)',
      replace: 'amountIn.mul(9975)',
    },
    {
      purpose: 'getAmountOut scales the reserve by 10000',
      source: librarySource,
      find: 'reserveIn.mul(1000).add(amountInWithFee)',
      replace: 'reserveIn.mul(10000).add(amountInWithFee)',
    },
    {
      purpose: 'getAmountIn scales the reserve by 10000',
      source: librarySource,
      find: 'reserveIn.mul(amountOut).mul(1000)',
      replace: 'reserveIn.mul(amountOut).mul(10000)',
    },
    {
      purpose: 'getAmountIn keeps 9975 of the input',
      source: librarySource,
      find: 'reserveOut.sub(amountOut).mul(997)',
      replace: 'reserveOut.sub(amountOut).mul(9975)',
    },
    {
      purpose: "hash of the pair's creation code",
      source: librarySource,
      find: '96e8ac4277198ff8b6f785478aa9a39f403cb768dd02cbee326c3e7da348845f',
      replace: initCodeHash.slice(2),
    },
  ]
}
