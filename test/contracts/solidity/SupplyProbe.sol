// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPancakeFactory} from "./interfaces/IPancakeFactory.sol";
import {IPancakePair} from "./interfaces/IPancakePair.sol";
import {PancakeLiquidity} from "./libraries/PancakeLiquidity.sol";

/**
 * @title Supply probe: exposes {PancakeLiquidity}
 * @notice Tests compile it as a source in `contracts/`.
 */
contract SupplyProbe {
    /**
     * @notice The LP supply that the pair's next mint or burn divides by.
     * @param pair The pair.
     * @param factory Its factory.
     * @return The supply, in base units.
     */
    function supply(IPancakePair pair, IPancakeFactory factory) external view returns (uint256) {
        (uint256 reserve0, uint256 reserve1, ) = pair.getReserves();
        return PancakeLiquidity.supplyWithProtocolFee(pair, factory, reserve0, reserve1);
    }
}
