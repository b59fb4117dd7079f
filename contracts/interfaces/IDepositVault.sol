// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title What the staking vault and the buy-back vault offer
 * @notice Amounts are in base units (18 decimals). A payment is named by the id of its snapshot.
 */
interface IDepositVault {
    /**
     * @notice AMT was deposited.
     * @param account The depositor.
     * @param amountAmt How much.
     */
    event deposited(address account, uint256 amountAmt);

    /**
     * @notice AMT was withdrawn, BTCB collected, or both.
     * @param account The depositor.
     * @param amountAmt How much AMT.
     * @param amountBtcb How much BTCB.
     */
    event withdrawn(address account, uint256 amountAmt, uint256 amountBtcb);

    /**
     * @notice Payments were claimed for all deposits.
     * @param from The first payment.
     * @param to The last payment.
     * @param amountBtcb What Master has paid.
     */
    event harvested(uint256 from, uint256 to, uint256 amountBtcb);

    /// @notice An address that must be set is the zero address.
    error ZeroAddress();

    /// @notice The amount must be more than zero.
    error ZeroAmount();

    /// @notice The deposit is smaller than that.
    error InsufficientDeposit();

    /// @notice All payments up to there have been harvested.
    error NothingToHarvest();

    /// @notice AMT has no snapshot with this id.
    error SnapshotNonexistent();

    /// @notice Payments up to there have not all been harvested: harvest first.
    error NotHarvested();

    /// @notice All payments up to there have been settled for this account.
    error NothingToSettle();

    /**
     * @notice Claims payments for all deposits. For anyone; in steps, if so many have gathered that one transaction
     * could not hold them.
     * @param upTo The last payment to claim.
     */
    function harvest(uint256 upTo) external;

    /**
     * @notice Adds an account's parts of harvested payments to what it is owed. Never needed but by an account that
     * was away for so long that {withdraw} could not do it in one transaction. May end before `upTo` where there is more
     * to do than payments; then it can be called again. For anyone.
     * @param account The depositor.
     * @param upTo The last payment to settle.
     */
    function settle(address account, uint256 upTo) external;

    /**
     * @notice Deposits AMT, which earns from the next payment on. For anyone; needs an allowance of AMT.
     * @param amount How much; more than zero.
     */
    function deposit(uint256 amount) external;

    /**
     * @notice Withdraws AMT, and collects BTCB that is owed.
     * @param amount How much AMT; zero to only collect.
     */
    function withdraw(uint256 amount) external;

    /**
     * @notice An account's deposit, as of its last settlement.
     * @param account The depositor.
     * @return amount AMT.
     */
    function depositOf(address account) external view returns (uint256 amount);

    /**
     * @notice BTCB that an account is owed, as of its last settlement.
     * @param account The depositor.
     * @return amountBtcb BTCB.
     */
    function owedTo(address account) external view returns (uint256 amountBtcb);

    /**
     * @notice The last payment that was settled for an account.
     * @param account The depositor.
     * @return snapId The payment's snapshot id.
     */
    function settledTo(address account) external view returns (uint256 snapId);

    /**
     * @notice The last payment that was claimed for all deposits.
     * @return snapId The payment's snapshot id.
     */
    function harvestedTo() external view returns (uint256 snapId);

    /**
     * @notice The sum of all deposits, as far as they are settled.
     * @return amount AMT.
     */
    function totalDeposits() external view returns (uint256 amount);
}
