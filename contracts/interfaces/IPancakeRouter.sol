// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title The functions of PancakeSwap V2's router that Master and the buy-back vault use
 */
interface IPancakeRouter {
    /**
     * @notice The factory whose pairs the router trades.
     * @return factory The factory.
     */
    function factory() external view returns (address factory);

    /**
     * @notice Takes both tokens from the caller in the ratio of the reserves and mints LP tokens.
     * @param tokenA One token.
     * @param tokenB The other token.
     * @param amountADesired The most of `tokenA` to take, in base units.
     * @param amountBDesired The most of `tokenB` to take, in base units.
     * @param amountAMin Reverts if less of `tokenA` would be taken.
     * @param amountBMin Reverts if less of `tokenB` would be taken.
     * @param to Receives the LP tokens.
     * @param deadline Unix time after which the call reverts.
     * @return amountA How much of `tokenA` was taken.
     * @return amountB How much of `tokenB` was taken.
     * @return liquidity How many LP tokens were minted to `to`.
     */
    function addLiquidity(
        address tokenA,
        address tokenB,
        uint256 amountADesired,
        uint256 amountBDesired,
        uint256 amountAMin,
        uint256 amountBMin,
        address to,
        uint256 deadline
    ) external returns (uint256 amountA, uint256 amountB, uint256 liquidity);

    /**
     * @notice Takes LP tokens from the caller, burns them and pays their share of both reserves.
     * @param tokenA One token.
     * @param tokenB The other token.
     * @param liquidity How many LP tokens to burn.
     * @param amountAMin Reverts if less of `tokenA` would be paid.
     * @param amountBMin Reverts if less of `tokenB` would be paid.
     * @param to Receives both tokens.
     * @param deadline Unix time after which the call reverts.
     * @return amountA How much of `tokenA` was paid.
     * @return amountB How much of `tokenB` was paid.
     */
    function removeLiquidity(
        address tokenA,
        address tokenB,
        uint256 liquidity,
        uint256 amountAMin,
        uint256 amountBMin,
        address to,
        uint256 deadline
    ) external returns (uint256 amountA, uint256 amountB);

    /**
     * @notice Swaps an exact amount of the first token of a path for the last.
     * @param amountIn The amount to spend, in base units.
     * @param amountOutMin The least to accept, in base units.
     * @param path The tokens, from the one that is spent to the one that is bought.
     * @param to Receives the bought token.
     * @param deadline Unix time after which the call reverts.
     * @return amounts The amount of each token of the path: input, intermediate amounts, output.
     */
    function swapExactTokensForTokens(
        uint256 amountIn,
        uint256 amountOutMin,
        address[] calldata path,
        address to,
        uint256 deadline
    ) external returns (uint256[] memory amounts);
}
