// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuard} from "@openzeppelin/contracts/security/ReentrancyGuard.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {IDepositVault} from "./interfaces/IDepositVault.sol";
import {IMaster} from "./interfaces/IMaster.sol";
import {ISnapshotToken} from "./interfaces/ISnapshotToken.sol";
import {BTCB} from "./libraries/BscAddresses.sol";

/**
 * @title Deposit vault
 * @notice What the staking vault and the buy-back vault share: deposits of AMT, the collection of what Master pays for
 * them, and each depositor's exact part of each payment.
 * @dev A payment belongs to the deposits at its snapshot. Before a deposit changes, all payments so far are harvested
 * and settled for its account; so one number per account, its deposit, is right for every payment that is not settled
 * yet, and no loop runs over accounts. An account's part is `floor(pot * deposit / units)`, what the same AMT in a wallet
 * would have claimed; the vault's own claim is at least the sum, since it rounds down once.
 */
abstract contract DepositVault is IDepositVault, ReentrancyGuard {
    using SafeERC20 for IERC20;

    /**
     * @dev One depositor.
     * @param deposit AMT, in base units, at every payment after `settledTo`.
     * @param owed BTCB that was settled and not paid out.
     * @param settledTo The last payment whose part is in `owed`.
     */
    struct Account {
        uint256 deposit;
        uint256 owed;
        uint256 settledTo;
    }

    /**
     * @dev What one payment gives: `pot / units` BTCB per AMT.
     * @param pot BTCB for AMT holders.
     * @param units AMT that could claim it; zero if the vault held none.
     */
    struct Payment {
        uint256 pot;
        uint256 units;
    }

    ISnapshotToken internal immutable _amt;
    IMaster internal immutable _master;

    /// @inheritdoc IDepositVault
    uint256 public override harvestedTo;

    /// @inheritdoc IDepositVault
    uint256 public override totalDeposits;

    mapping(uint256 snapId => Payment) private _payments;
    mapping(address account => Account) internal _accounts;

    /**
     * @notice Opens the vault. Payments before this moment are none of its business.
     * @param amt_ AMT.
     * @param master_ Master.
     */
    constructor(address amt_, address master_) {
        if (amt_ == address(0) || master_ == address(0)) revert ZeroAddress();
        _amt = ISnapshotToken(amt_);
        _master = IMaster(master_);
        harvestedTo = ISnapshotToken(amt_).getCurrentSnapshotId();
    }

    /// @inheritdoc IDepositVault
    function harvest(uint256 upTo) external override nonReentrant {
        if (upTo <= harvestedTo) revert NothingToHarvest();
        if (upTo > _amt.getCurrentSnapshotId()) revert SnapshotNonexistent();
        _harvest(upTo);
    }

    /// @inheritdoc IDepositVault
    function settle(address account, uint256 upTo) external override nonReentrant {
        if (upTo > harvestedTo) revert NotHarvested();
        if (_isSettled(account, upTo)) revert NothingToSettle();
        _settleInPart(account, upTo);
    }

    /// @inheritdoc IDepositVault
    function deposit(uint256 amount) external override nonReentrant {
        if (amount == 0) revert ZeroAmount();
        _bringUpToDate(msg.sender);
        _accounts[msg.sender].deposit += amount;
        totalDeposits += amount;

        IERC20(_amt).safeTransferFrom(msg.sender, address(this), amount);
        emit deposited(msg.sender, amount);
    }

    /// @inheritdoc IDepositVault
    function withdraw(uint256 amount) external override nonReentrant {
        _bringUpToDate(msg.sender);
        Account storage account = _accounts[msg.sender];
        if (amount > account.deposit) revert InsufficientDeposit();
        account.deposit -= amount;
        totalDeposits -= amount;
        uint256 amountBtcb = _takeOwed(account);

        if (amount > 0) IERC20(_amt).safeTransfer(msg.sender, amount);
        if (amountBtcb > 0) IERC20(BTCB).safeTransfer(msg.sender, amountBtcb);
        emit withdrawn(msg.sender, amount, amountBtcb);
    }

    /// @inheritdoc IDepositVault
    function depositOf(address account) external view override returns (uint256 amount) {
        return _accounts[account].deposit;
    }

    /// @inheritdoc IDepositVault
    function owedTo(address account) external view override returns (uint256 amountBtcb) {
        return _accounts[account].owed;
    }

    /// @inheritdoc IDepositVault
    function settledTo(address account) external view override returns (uint256 snapId) {
        return _accounts[account].settledTo;
    }

    /**
     * @dev Harvests all payments so far, if any is left. It looks again after each harvest: if a token let somebody pay in
     * the middle of Master's transfer, a deposit after that payment would count for it, and the others would be short.
     */
    function _harvestAll() internal {
        for (
            uint256 current = _amt.getCurrentSnapshotId();
            current > harvestedTo;
            current = _amt.getCurrentSnapshotId()
        ) {
            _harvest(current);
        }
    }

    /**
     * @dev Claims the payments after `harvestedTo` and keeps what each account's part will be computed from.
     * @param upTo The last payment to claim; exists, and is after `harvestedTo`.
     */
    function _harvest(uint256 upTo) private {
        uint256 from = harvestedTo + 1;
        harvestedTo = upTo;
        address pair = address(_master.liqPool());
        for (uint256 snapId = from; snapId <= upTo; ++snapId) {
            if (_amt.balanceOfAt(address(this), snapId) == 0) continue;
            uint256 units = _amt.totalSupplyAt(snapId) - _amt.balanceOfAt(pair, snapId);
            _payments[snapId] = Payment({pot: _master.pays(snapId), units: units});
        }

        uint256 amountBtcb = _master.chargeFromTo(from, upTo);
        _afterHarvest(amountBtcb);
        emit harvested(from, upTo, amountBtcb);
    }

    /**
     * @dev Harvests all payments so far and settles them for an account. A new account starts here.
     * @param account Whose deposit is about to change.
     */
    function _bringUpToDate(address account) private {
        _harvestAll();
        _settle(account, harvestedTo);
    }

    /**
     * @dev Adds an account's parts of a range of payments to what it is owed.
     * @param account The depositor.
     * @param upTo The last payment to settle; harvested. Nothing happens if it is settled already.
     */
    function _settle(address account, uint256 upTo) internal virtual {
        _settlePayments(_accounts[account], upTo);
    }

    /**
     * @dev Like {_settle}, but may end before `upTo` to keep its cost within bounds.
     * @param account The depositor.
     * @param upTo The last payment to settle; harvested.
     */
    function _settleInPart(address account, uint256 upTo) internal virtual {
        _settle(account, upTo);
    }

    /**
     * @dev Whether {_settleInPart} would do nothing.
     * @param account The depositor.
     * @param upTo The last payment to settle.
     * @return settled Whether all payments up to there are in what the account is owed.
     */
    function _isSettled(address account, uint256 upTo) internal view virtual returns (bool settled) {
        return upTo <= _accounts[account].settledTo;
    }

    /**
     * @dev Adds the parts of the payments after `settledTo`. An account without a deposit has none, however many.
     * @param account The depositor.
     * @param upTo The last payment to settle.
     */
    function _settlePayments(Account storage account, uint256 upTo) internal {
        uint256 settled = account.settledTo;
        if (upTo <= settled) return;
        account.settledTo = upTo;
        uint256 held = account.deposit;
        if (held == 0) return;

        uint256 owed = account.owed;
        for (uint256 snapId = settled + 1; snapId <= upTo; ++snapId) {
            Payment storage payment = _payments[snapId];
            owed += (payment.pot * held) / payment.units;
        }
        account.owed = owed;
    }

    /**
     * @dev What a withdrawal pays of what the account is owed, and its booking.
     * @param account The depositor; its deposit is already the new one.
     * @return amountBtcb What to pay.
     */
    function _takeOwed(Account storage account) internal virtual returns (uint256 amountBtcb) {
        amountBtcb = account.owed;
        account.owed = 0;
    }

    /**
     * @dev Called after each harvest.
     * @param amountBtcb What Master has paid.
     */
    function _afterHarvest(uint256 amountBtcb) internal virtual {}
}
