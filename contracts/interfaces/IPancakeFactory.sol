// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title The functions of PancakeSwap V2's factory that Master uses
 */
interface IPancakeFactory {
    /**
     * @notice The pair of two tokens, in either order.
     * @param tokenA One token.
     * @param tokenB The other token.
     * @return pair The pair, or the zero address if it does not exist.
     */
    function getPair(address tokenA, address tokenB) external view returns (address pair);

    /**
     * @notice Creates the pair of two tokens. Callable by anyone, once per pair.
     * @param tokenA One token.
     * @param tokenB The other token.
     * @return pair The new pair.
     */
    function createPair(address tokenA, address tokenB) external returns (address pair);

    /**
     * @notice The account that receives the protocol fee; the zero address while the fee is off.
     * @return receiver The receiver.
     */
    function feeTo() external view returns (address receiver);
}
