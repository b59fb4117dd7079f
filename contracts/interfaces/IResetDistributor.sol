// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Interface of the Great Reset's distributor
 * @notice Amounts are in base units (18 decimals).
 */
interface IResetDistributor {
    /**
     * @notice An entry of the list was paid.
     * @param index The entry.
     * @param account The recipient.
     * @param amount How much AMT.
     */
    event airdropped(uint256 indexed index, address indexed account, uint256 amount);

    /**
     * @notice The rest was returned to the reserve.
     * @param amount How much AMT.
     */
    event reclaimed(uint256 amount);

    /// @notice An address that must be set is the zero address.
    error ZeroAddress();

    /// @notice The Merkle root is zero.
    error RootZero();

    /// @notice The deadline is not in the future.
    error DeadlinePassed();

    /// @notice The deadline has passed.
    error Expired();

    /// @notice The deadline has not passed.
    error NotExpired();

    /// @notice This entry is already paid.
    error AlreadyClaimed();

    /// @notice The proof does not prove that this entry is in the list.
    error InvalidProof();

    /// @notice The distributor holds no AMT.
    error NothingToReclaim();

    /**
     * @notice Pays an entry of the list to its account. Callable by anyone.
     * @param index The entry's number in the list.
     * @param account The entry's account.
     * @param amount The entry's amount of AMT.
     * @param proof The sibling hashes from the leaf to the root.
     */
    function claim(uint256 index, address account, uint256 amount, bytes32[] calldata proof) external;

    /// @notice After the deadline, sends all AMT of the distributor to the reserve. Callable by anyone.
    function reclaim() external;

    /**
     * @notice The account that receives what is not claimed.
     * @return account The reserve.
     */
    function reserve() external view returns (address account);

    /**
     * @notice The snapshot of AMT and liqAMT that the list is made from.
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
     * @notice Whether an entry is paid.
     * @param index The entry.
     * @return claimed True once paid.
     */
    function isClaimed(uint256 index) external view returns (bool claimed);
}
