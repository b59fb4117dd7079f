// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

import {IResetDistributor} from "./interfaces/IResetDistributor.sol";
import {ISnapshotToken} from "./interfaces/ISnapshotToken.sol";

/**
 * @title Great Reset distributor
 * @notice Hands out an airdrop of AMT from the reserve to a fixed list of accounts; after the deadline the rest goes back.
 * @dev The list is a Merkle tree of `keccak256(keccak256(abi.encode(index, account, amount)))`; hashing twice keeps
 * leaves apart from inner nodes. The contract names the snapshot of the moment whose holders are on the list, so that anybody
 * can hold the list against `balanceOfAt`. Nobody has privileges and nothing can be changed. It hands out what it holds: whoever
 * deploys it funds it with the sum of the list.
 */
contract ResetDistributor is IResetDistributor {
    using SafeERC20 for IERC20;
    using BitMaps for BitMaps.BitMap;

    IERC20 private immutable _amt;

    /// @inheritdoc IResetDistributor
    address public immutable override reserve;

    /// @inheritdoc IResetDistributor
    uint256 public immutable override snapshotId;

    /// @inheritdoc IResetDistributor
    bytes32 public immutable override root;

    /// @inheritdoc IResetDistributor
    uint256 public immutable override deadline;

    BitMaps.BitMap private _claimed;

    /**
     * @notice Opens the airdrop, without funds.
     * @param amt_ AMT.
     * @param reserve_ Who gets what is not claimed.
     * @param snapshotId_ The snapshot of AMT and liqAMT at which the list was made; one that has been taken.
     * @param root_ The Merkle root of the list; not zero.
     * @param deadline_ The last second at which a claim is possible, Unix time; in the future.
     */
    constructor(address amt_, address reserve_, uint256 snapshotId_, bytes32 root_, uint256 deadline_) {
        if (amt_ == address(0) || reserve_ == address(0)) revert ZeroAddress();
        if (root_ == bytes32(0)) revert RootZero();
        // AMT itself refuses an id that was never taken.
        ISnapshotToken(amt_).totalSupplyAt(snapshotId_);
        if (deadline_ <= block.timestamp) revert DeadlinePassed();
        _amt = IERC20(amt_);
        reserve = reserve_;
        snapshotId = snapshotId_;
        root = root_;
        deadline = deadline_;
    }

    /// @inheritdoc IResetDistributor
    function claim(uint256 index, address account, uint256 amount, bytes32[] calldata proof) external override {
        if (block.timestamp > deadline) revert Expired();
        if (_claimed.get(index)) revert AlreadyClaimed();
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(index, account, amount))));
        if (!MerkleProof.verifyCalldata(proof, root, leaf)) revert InvalidProof();
        _claimed.set(index);

        _amt.safeTransfer(account, amount);
        emit airdropped(index, account, amount);
    }

    /// @inheritdoc IResetDistributor
    function reclaim() external override {
        if (block.timestamp <= deadline) revert NotExpired();
        uint256 amount = _amt.balanceOf(address(this));
        if (amount == 0) revert NothingToReclaim();

        _amt.safeTransfer(reserve, amount);
        emit reclaimed(amount);
    }

    /// @inheritdoc IResetDistributor
    function isClaimed(uint256 index) external view override returns (bool claimed) {
        return _claimed.get(index);
    }
}
