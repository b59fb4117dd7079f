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
 * @notice Base of the staking vault and the buy-back vault: holds deposits of AMT, claims their payments from
 * Master, and accounts for each depositor's exact part of each payment.
 * @dev A payment belongs to the deposits at its snapshot. Before a deposit changes, all payments so far are
 * harvested and settled for its account. The current deposit is therefore correct for every payment that is
 * not settled yet, and no loop runs over accounts. An account's part is `floor(pot * deposit / units)`, which
 * is what the same AMT in a wallet would have claimed. The vault's own claim rounds down once, so it is at
 * least the sum of the parts.
 *
 * A subclass overrides at most three hooks: {_settle}, {_takeOwed} and {_afterHarvest}.
 */
abstract contract DepositVault is IDepositVault, ReentrancyGuard {
    using SafeERC20 for IERC20;

    /**
     * @dev One depositor.
     * @param deposit AMT, in base units, at every payment after `settledTo`.
     * @param owed BTCB, in base units, that is settled and not paid out.
     * @param settledTo Snapshot id of the last payment whose part is in `owed`.
     */
    struct Account {
        uint256 deposit;
        uint256 owed;
        uint256 settledTo;
    }

    /**
     * @dev One harvested payment, worth `pot / units` BTCB per AMT.
     * @param pot BTCB for AMT holders, in base units.
     * @param units AMT that could claim it, in base units; zero if the vault held none.
     */
    struct Payment {
        uint256 pot;
        uint256 units;
    }

    /// @dev The most steps that one call of {settle} applies.
    uint256 private constant MAX_STEPS = 100;

    ISnapshotToken internal immutable _amt;
    IMaster internal immutable _master;

    /// @inheritdoc IDepositVault
    uint256 public override harvestedTo;

    /// @inheritdoc IDepositVault
    uint256 public override totalDeposits;

    mapping(uint256 snapId => Payment) private _payments;
    mapping(address account => Account) internal _accounts;

    /**
     * @notice Creates the vault, empty. It never claims payments made before its deployment.
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
        if (!_settle(account, upTo, MAX_STEPS)) revert NothingToSettle();
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
     * @dev Harvests all payments so far. The latest snapshot id is read again after each harvest: a token
     * that calls back could make a payment during Master's transfer. A deposit after that payment would then
     * count for it, and the other depositors would be short.
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
     * @dev Claims the payments after `harvestedTo` and stores what each account's part is computed from.
     * @param upTo The last payment to claim; it exists and is after `harvestedTo`.
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
        _settle(account, harvestedTo, type(uint256).max);
    }

    /**
     * @dev Adds the parts of the payments after `settledTo`. Constant cost for an account without a deposit.
     * @param account The depositor.
     * @param upTo The last payment to settle; harvested.
     * @return due Whether a payment was left to settle.
     */
    function _settlePayments(Account storage account, uint256 upTo) internal returns (bool due) {
        uint256 settled = account.settledTo;
        if (upTo <= settled) return false;
        account.settledTo = upTo;
        uint256 held = account.deposit;
        if (held == 0) return true;

        uint256 owed = account.owed;
        for (uint256 snapId = settled + 1; snapId <= upTo; ++snapId) {
            Payment storage payment = _payments[snapId];
            owed += (payment.pot * held) / payment.units;
        }
        account.owed = owed;
        return true;
    }

    /**
     * @dev Hook: settles an account. The base adds its parts of the payments to what it is owed. A subclass
     * with further steps may stop before `upTo` when `maxSteps` of them are applied.
     * @param account The depositor.
     * @param upTo The last payment to settle; harvested.
     * @return due Whether anything was left to settle.
     */
    function _settle(
        address account,
        uint256 upTo,
        uint256 /* maxSteps */
    ) internal virtual returns (bool due) {
        return _settlePayments(_accounts[account], upTo);
    }

    /**
     * @dev Hook: what a withdrawal pays of what the account is owed. Deducts it.
     * @param account The depositor; its deposit is already reduced.
     * @return amountBtcb BTCB to pay, in base units.
     */
    function _takeOwed(Account storage account) internal virtual returns (uint256 amountBtcb) {
        amountBtcb = account.owed;
        account.owed = 0;
    }

    /**
     * @dev Hook: runs after each harvest. The base does nothing.
     * @param amountBtcb What Master has paid, in base units.
     */
    function _afterHarvest(uint256 amountBtcb) internal virtual {}
}
