// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BEP20} from "./BEP20.sol";

/**
 * @title BTCB: bitcoin wrapped by Binance
 * @notice Test double of the token at 0x7130d2A12B9BCbFAe4f2634d864A1Ee1Ce3Ead9c on BNB Smart Chain, in which
 * mining income is paid.
 */
contract BTCB is BEP20 {
    constructor() BEP20("BTCB Token", "BTCB") {}
}
