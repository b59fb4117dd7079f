// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Interface of the staking vault and the buy-back vault
 * @notice Amounts are in base units (18 decimals). A payment is identified by the id of its snapshot.
 */
interface IDepositVault {
    /**
     * @notice AMT was deposited.
     * @param account The depositor.
     * @param amountAmt How much AMT.
     */
    event deposited(address indexed account, uint256 amountAmt);

    /**
     * @notice AMT was withdrawn, BTCB was collected, or both.
     * @param account The depositor.
     * @param amountAmt How much AMT.
     * @param amountBtcb How much BTCB.
     */
    event withdrawn(address indexed account, uint256 amountAmt, uint256 amountBtcb);

    /**
     * @notice Payments were claimed for all deposits.
     * @param from The first payment.
     * @param to The last payment.
     * @param amountBtcb What Master paid, in BTCB.
     */
    event harvested(uint256 indexed from, uint256 indexed to, uint256 amountBtcb);

    /// @notice An address that must be set is the zero address.
    error ZeroAddress();

    /// @notice The amount is zero.
    error ZeroAmount();

    /// @notice The amount exceeds the deposit.
    error InsufficientDeposit();

    /// @notice All payments up to this one are harvested.
    error NothingToHarvest();

    /// @notice AMT has no snapshot with this id.
    error SnapshotNonexistent();

    /// @notice Not all payments up to this one are harvested: harvest first.
    error NotHarvested();

    /// @notice All payments up to this one are settled for the account.
    error NothingToSettle();

    /**
     * @notice Claims payments for all deposits. Callable by anyone. Works in steps, for the case that one
     * transaction has too little gas for all payments.
     * @param upTo The last payment to claim.
     */
    function harvest(uint256 upTo) external;

    /**
     * @notice Adds an account's parts of harvested payments to what it is owed. Callable by anyone. Needed
     * only if {withdraw} would exceed one transaction's gas. May stop before `upTo`; the next call continues.
     * @param account The depositor.
     * @param upTo The last payment to settle.
     */
    function settle(address account, uint256 upTo) external;

    /**
     * @notice Deposits AMT, which earns from the next payment on. Callable by anyone; needs an allowance of
     * AMT.
     * @param amount How much AMT; more than zero.
     */
    function deposit(uint256 amount) external;

    /**
     * @notice Withdraws AMT and collects BTCB that is owed. Callable by anyone for their own deposit.
     * @param amount How much AMT; zero to collect only.
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
     * @notice The last payment that is settled for an account.
     * @param account The depositor.
     * @return snapId The payment's snapshot id.
     */
    function settledTo(address account) external view returns (uint256 snapId);

    /**
     * @notice The last payment that is claimed for all deposits.
     * @return snapId The payment's snapshot id.
     */
    function harvestedTo() external view returns (uint256 snapId);

    /**
     * @notice The sum of all deposits, as of each account's last settlement.
     * @return amount AMT.
     */
    function totalDeposits() external view returns (uint256 amount);
}
