// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

import {ISnapshotToken} from "./interfaces/ISnapshotToken.sol";
import {SnapshotToken} from "./SnapshotToken.sol";

/**
 * @title liqAutoMiningToken (liqAMT)
 * @notice Represents, 1:1, the LP tokens that Master and the locker hold. Liquidity providers claim with it
 * what the AMT in the pair earns. The owner, which is Master, mints and takes snapshots, and burns liqAMT on
 * removal.
 */
contract LiquidityToken is SnapshotToken {
    /// @notice Creates the token without supply. The deployer owns it.
    constructor() ERC20("liqAutoMiningToken", "liqAMT") {}

    /// @inheritdoc ISnapshotToken
    function mint(address to, uint256 amount) external override onlyOwner {
        _mint(to, amount);
    }
}
