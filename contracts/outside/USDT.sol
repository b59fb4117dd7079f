// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BEP20} from "./BEP20.sol";

/**
 * @title USDT: Tether's US dollar, wrapped by Binance
 * @notice Test double of the token at 0x55d398326f99059fF775485246999027B3197955 on BNB Smart Chain, with 18
 * decimals.
 */
contract USDT is BEP20 {
    constructor() BEP20("Tether USD", "USDT") {}
}
