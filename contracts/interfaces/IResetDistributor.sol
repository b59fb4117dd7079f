// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title What the Great Reset's distributor offers
 * @notice Amounts are in base units (18 decimals).
 */
interface IResetDistributor {
    /**
     * @notice An entry of the list was paid.
     * @param index The entry.
     * @param account Who received it.
     * @param amount How much AMT.
     */
    event airdropped(uint256 index, address account, uint256 amount);

    /**
     * @notice What was left after the deadline has gone back to the reserve.
     * @param amount How much AMT.
     */
    event reclaimed(uint256 amount);

    /// @notice An address that must be set is the zero address.
    error ZeroAddress();

    /// @notice The list has no root.
    error RootZero();

    /// @notice The deadline must be in the future.
    error DeadlinePassed();

    /// @notice The deadline is over.
    error Expired();

    /// @notice The deadline is not over.
    error NotExpired();

    /// @notice This entry has been paid.
    error AlreadyClaimed();

    /// @notice The proof does not show this entry to be in the list.
    error InvalidProof();

    /// @notice Nothing is left.
    error NothingToReclaim();

    /**
     * @notice Pays an entry of the list to its account. For anyone.
     * @param index The entry's number in the list.
     * @param account Who is entitled.
     * @param amount To how much AMT.
     * @param proof The sibling hashes from the leaf to the root.
     */
    function claim(uint256 index, address account, uint256 amount, bytes32[] calldata proof) external;

    /// @notice After the deadline, sends all AMT that is left to the reserve. For anyone.
    function reclaim() external;

    /**
     * @notice Who gets what is not claimed.
     * @return account The reserve.
     */
    function reserve() external view returns (address account);

    /**
     * @notice The snapshot of AMT and liqAMT whose holders the list is made of.
     * @return id The id, the same in both tokens.
     */
    function snapshotId() external view returns (uint256 id);

    /**
     * @notice The list's Merkle root.
     * @return hash The root.
     */
    function root() external view returns (bytes32 hash);

    /**
     * @notice The last second at which a claim is possible.
     * @return time Unix time in seconds.
     */
    function deadline() external view returns (uint256 time);

    /**
     * @notice Whether an entry has been paid.
     * @param index The entry.
     * @return claimed True if so.
     */
    function isClaimed(uint256 index) external view returns (bool claimed);
}
