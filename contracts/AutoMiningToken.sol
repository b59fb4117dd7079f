// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

import {ISnapshotToken} from "./interfaces/ISnapshotToken.sol";
import {SnapshotToken} from "./SnapshotToken.sol";

/**
 * @title AutoMiningToken (AMT)
 * @notice A share in the mining project: an account that holds AMT when a payment is made may claim a part of
 * it at Master. The owner, which is Master, mints and takes snapshots. Anyone may burn their own tokens, or
 * tokens that they have an allowance for.
 */
contract AutoMiningToken is SnapshotToken {
    /// @notice Cap of the circulating supply, in base units. Burnt AMT may be minted again.
    uint256 public constant CAP = 100_000_000e18;

    /// @notice The mint would raise the circulating supply above the cap.
    error CapExceeded();

    /// @notice Creates the token without supply. The deployer owns it.
    constructor() ERC20("AutoMiningToken", "AMT") {}

    /// @inheritdoc ISnapshotToken
    function mint(address to, uint256 amount) external override onlyOwner {
        // The supply never exceeds the cap, so the difference cannot underflow. There is no sum to overflow.
        if (amount > CAP - totalSupply()) revert CapExceeded();
        _mint(to, amount);
    }

    /**
     * @notice Burns the caller's own tokens.
     * @param amount How many, in base units.
     */
    function burn(uint256 amount) external {
        _burn(msg.sender, amount);
    }
}
