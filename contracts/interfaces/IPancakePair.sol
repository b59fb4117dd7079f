// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/**
 * @title The part of a PancakeSwap V2 pair that Master uses
 * @notice The pair is its own LP token (18 decimals).
 */
interface IPancakePair is IERC20 {
    /**
     * @notice The reserves as of the last mint, burn, swap or sync, in base units.
     * @return reserve0 Reserve of the token with the lower address.
     * @return reserve1 Reserve of the token with the higher address.
     * @return blockTimestampLast When they were recorded, in seconds modulo 2^32.
     */
    function getReserves() external view returns (uint112 reserve0, uint112 reserve1, uint32 blockTimestampLast);

    /**
     * @notice Product of the reserves after the last mint or burn with the protocol fee on; otherwise zero.
     * @return product The product.
     */
    function kLast() external view returns (uint256 product);

    /**
     * @notice Price of token0 in token1, summed over time: UQ112x112 times seconds, as of the last update of the
     * reserves; wraps around.
     * @return cumulative The accumulator.
     */
    function price0CumulativeLast() external view returns (uint256 cumulative);

    /**
     * @notice Price of token1 in token0, likewise.
     * @return cumulative The accumulator.
     */
    function price1CumulativeLast() external view returns (uint256 cumulative);
}
