// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/**
 * @title The functions of a PancakeSwap V2 pair that Master and the buy-back vault use
 * @notice The pair is its own LP token (18 decimals).
 */
interface IPancakePair is IERC20 {
    /**
     * @notice The reserves as of the last mint, burn, swap or sync, in base units.
     * @return reserve0 Reserve of the token with the lower address.
     * @return reserve1 Reserve of the token with the higher address.
     * @return blockTimestampLast Time of that update, in seconds modulo 2^32.
     */
    function getReserves()
        external
        view
        returns (uint112 reserve0, uint112 reserve1, uint32 blockTimestampLast);

    /**
     * @notice Product of the reserves after the last mint or burn while the protocol fee is on; otherwise
     * zero.
     * @return product The product.
     */
    function kLast() external view returns (uint256 product);

    /**
     * @notice Cumulative price of token0 in token1, in UQ112x112 times seconds, as of the last update of the
     * reserves. Wraps around modulo 2^256.
     * @return cumulative The accumulator.
     */
    function price0CumulativeLast() external view returns (uint256 cumulative);

    /**
     * @notice Cumulative price of token1 in token0, in the same format.
     * @return cumulative The accumulator.
     */
    function price1CumulativeLast() external view returns (uint256 cumulative);
}
