// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IPancakeFactory} from "../interfaces/IPancakeFactory.sol";
import {IPancakePair} from "../interfaces/IPancakePair.sol";

/**
 * @title LP supply of a PancakeSwap V2 pair, with the protocol fee that is not minted yet
 */
library PancakeLiquidity {
    /// @dev The protocol takes `8/25` of the growth of `sqrt(k)`, so the fee is
    /// `8 * supply * growth / (17 * rootK + 8 * rootKLast)`.
    uint256 private constant PROTOCOL_SHARE = 8;
    uint256 private constant PROVIDERS_SHARE = 17;

    /**
     * @dev The LP supply that the next mint or burn divides by: the current supply and the protocol fee that
     * the pair mints first.
     * @param pair The pair.
     * @param factory The pair's factory.
     * @param reserve0 The pair's first reserve, in base units.
     * @param reserve1 The pair's second reserve, in base units.
     * @return supply The supply, in base units of the LP token; the fee is rounded down, as in the pair.
     */
    function supplyWithProtocolFee(
        IPancakePair pair,
        IPancakeFactory factory,
        uint256 reserve0,
        uint256 reserve1
    ) internal view returns (uint256 supply) {
        supply = pair.totalSupply();
        uint256 kLast = pair.kLast();
        if (kLast == 0 || factory.feeTo() == address(0)) return supply;

        uint256 rootK = Math.sqrt(reserve0 * reserve1);
        uint256 rootKLast = Math.sqrt(kLast);
        if (rootK > rootKLast) {
            supply +=
                (PROTOCOL_SHARE * supply * (rootK - rootKLast)) /
                (PROVIDERS_SHARE * rootK + PROTOCOL_SHARE * rootKLast);
        }
    }
}
