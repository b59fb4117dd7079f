// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPancakeFactory} from "./interfaces/IPancakeFactory.sol";
import {IPancakePair} from "./interfaces/IPancakePair.sol";
import {PancakeLiquidity} from "./libraries/PancakeLiquidity.sol";

/**
 * @title Asks {PancakeLiquidity} about a pair
 * @notice Compiled by tests as if it stood beside the contracts.
 */
contract SupplyProbe {
    /**
     * @notice The LP supply by which the pair's next mint or burn will divide.
     * @param pair The pair.
     * @param factory Its factory.
     * @return The supply, in base units.
     */
    function supply(IPancakePair pair, IPancakeFactory factory) external view returns (uint256) {
        (uint256 reserve0, uint256 reserve1, ) = pair.getReserves();
        return PancakeLiquidity.supplyWithProtocolFee(pair, factory, reserve0, reserve1);
    }
}
