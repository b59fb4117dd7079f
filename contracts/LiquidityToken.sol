// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

import {ISnapshotToken} from "./interfaces/ISnapshotToken.sol";
import {SnapshotToken} from "./SnapshotToken.sol";

/**
 * @title liqAutoMiningToken (liqAMT)
 * @notice Stands 1:1 for the LP tokens that Master and the locker keep, so that liquidity providers can claim what
 * the AMT in the pair earns. The owner, which is Master, mints and takes snapshots; Master burns it on removal.
 */
contract LiquidityToken is SnapshotToken {
    /// @notice Creates the token without supply; the deployer owns it.
    constructor() ERC20("liqAutoMiningToken", "liqAMT") {}

    /// @inheritdoc ISnapshotToken
    function mint(address to, uint256 amount) external override onlyOwner {
        _mint(to, amount);
    }
}
