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
 * @notice Pays an airdrop of AMT from the reserve to a fixed list of accounts. After the deadline the rest
 * returns to the reserve.
 * @dev The list is a Merkle tree with leaves `keccak256(keccak256(abi.encode(index, account, amount)))`.
 * Hashing twice prevents an inner node from passing for a leaf. The contract stores the id of the snapshot
 * that the list is made from, so that the list can be checked against `balanceOfAt`. There is no privileged
 * account, and nothing can be changed. The deployer funds the contract with the sum of the list.
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
     * @notice Creates the distributor, without funds.
     * @param amt_ AMT.
     * @param reserve_ Receives what is not claimed.
     * @param snapshotId_ The snapshot of AMT and liqAMT that the list is made from; it exists.
     * @param root_ The Merkle root of the list; not zero.
     * @param deadline_ The last second at which a claim is possible, Unix time; in the future.
     */
    constructor(address amt_, address reserve_, uint256 snapshotId_, bytes32 root_, uint256 deadline_) {
        if (amt_ == address(0) || reserve_ == address(0)) revert ZeroAddress();
        if (root_ == bytes32(0)) revert RootZero();
        // Reverts if the snapshot does not exist.
        ISnapshotToken(amt_).totalSupplyAt(snapshotId_);
        if (deadline_ <= block.timestamp) revert DeadlinePassed();
        _amt = IERC20(amt_);
        reserve = reserve_;
        snapshotId = snapshotId_;
        root = root_;
        deadline = deadline_;
    }

    /// @inheritdoc IResetDistributor
    function claim(
        uint256 index,
        address account,
        uint256 amount,
        bytes32[] calldata proof
    ) external override {
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
