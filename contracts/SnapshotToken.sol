// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC20Snapshot} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Snapshot.sol";

import {ISnapshotToken} from "./interfaces/ISnapshotToken.sol";

/**
 * @title Snapshot token: base of AMT and liqAMT
 * @notice OpenZeppelin's ERC20Snapshot. The owner takes the snapshots; an allowance permits burning.
 */
abstract contract SnapshotToken is ISnapshotToken, ERC20Snapshot, Ownable {
    /// @inheritdoc ISnapshotToken
    function snapshot() external override onlyOwner returns (uint256 id) {
        return _snapshot();
    }

    /// @inheritdoc ISnapshotToken
    function burnFrom(address account, uint256 amount) external override {
        _spendAllowance(account, msg.sender, amount);
        _burn(account, amount);
    }

    /// @inheritdoc ISnapshotToken
    function getCurrentSnapshotId() external view override returns (uint256 id) {
        return _getCurrentSnapshotId();
    }

    /// @inheritdoc ISnapshotToken
    function balanceOfAt(
        address account,
        uint256 snapshotId
    ) public view override(ISnapshotToken, ERC20Snapshot) returns (uint256 balance) {
        return super.balanceOfAt(account, snapshotId);
    }

    /// @inheritdoc ISnapshotToken
    function totalSupplyAt(
        uint256 snapshotId
    ) public view override(ISnapshotToken, ERC20Snapshot) returns (uint256 supply) {
        return super.totalSupplyAt(snapshotId);
    }
}
