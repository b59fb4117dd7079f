// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/security/ReentrancyGuard.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {IMarket} from "./interfaces/IMarket.sol";
import {IMaster} from "./interfaces/IMaster.sol";
import {BTCB, USDT} from "./libraries/BscAddresses.sol";

/**
 * @title Market
 * @notice Sells AMT from its inventory, and buys AMT while it has USDT, at a price in USDT that the owner
 * sets.
 * @dev Buyers' USDT and sellers' AMT go to the admin wallet at once. The inventory is the Market's own
 * balance, so anyone may add to it by a transfer.
 */
contract Market is IMarket, Ownable, ReentrancyGuard {
    using SafeERC20 for IERC20;

    /// @dev Number of AMT that the rate is quoted for.
    uint256 private constant LOT = 100;

    uint256 private constant PER_MILLE = 1000;

    IERC20 private immutable _amt;
    IMaster private immutable _master;

    /// @inheritdoc IMarket
    address public immutable override adminWallet;

    /// @inheritdoc IMarket
    uint256 public override usdPer100Amt;

    /// @inheritdoc IMarket
    uint256 public override fee;

    /**
     * @notice Creates the Market, without inventory. The deployer owns it.
     * @param amt_ AMT.
     * @param master_ Master, which pays the unsold AMT's part of each payment.
     * @param usdPer100Amt_ Whole USDT per 100 AMT; from 1 to 2^128 - 1.
     * @param fee_ Fee on sales, per mille; below 1000.
     * @param adminWallet_ Receives buyers' USDT and sellers' AMT.
     */
    constructor(address amt_, address master_, uint256 usdPer100Amt_, uint256 fee_, address adminWallet_) {
        if (amt_ == address(0) || master_ == address(0) || adminWallet_ == address(0)) revert ZeroAddress();
        _amt = IERC20(amt_);
        _master = IMaster(master_);
        adminWallet = adminWallet_;
        _setRate(usdPer100Amt_);
        _setFee(fee_);
    }

    /// @inheritdoc IMarket
    function buy(uint256 amountUsdt) external override nonReentrant {
        uint256 amountAmt = (LOT * amountUsdt) / usdPer100Amt;
        if (amountAmt == 0) revert NothingBought();
        if (amountAmt > _amt.balanceOf(address(this))) revert InsufficientInventory();

        IERC20(USDT).safeTransferFrom(msg.sender, adminWallet, amountUsdt);
        _amt.safeTransfer(msg.sender, amountAmt);
        emit amtBought(amountUsdt, amountAmt);
    }

    /// @inheritdoc IMarket
    function sell(uint256 amountAmt) external override nonReentrant {
        uint256 beforeFee = (amountAmt * usdPer100Amt) / LOT;
        uint256 amountUsdt = (beforeFee * (PER_MILLE - fee)) / PER_MILLE;
        if (amountUsdt == 0) revert NothingPaid();
        if (amountUsdt > IERC20(USDT).balanceOf(address(this))) revert InsufficientUsdt();

        _amt.safeTransferFrom(msg.sender, adminWallet, amountAmt);
        IERC20(USDT).safeTransfer(msg.sender, amountUsdt);
        emit userSold(amountUsdt, amountAmt);
    }

    /// @inheritdoc IMarket
    function setRate(uint256 usdPer100Amt_) external override onlyOwner {
        _setRate(usdPer100Amt_);
    }

    /// @inheritdoc IMarket
    function setFee(uint256 fee_) external override onlyOwner {
        _setFee(fee_);
    }

    /// @inheritdoc IMarket
    function charge(uint256 snapId) external override onlyOwner {
        _master.charge(snapId);
        _sendAll(IERC20(BTCB));
    }

    /// @inheritdoc IMarket
    function withdrawAll() external override onlyOwner {
        _sendAll(_amt);
        _sendAll(IERC20(USDT));
    }

    /**
     * @dev Sets the price. Within the bounds no trade overflows, for any amount of AMT that can exist.
     * @param usdPer100Amt_ Whole USDT per 100 AMT.
     */
    function _setRate(uint256 usdPer100Amt_) private {
        if (usdPer100Amt_ == 0 || usdPer100Amt_ > type(uint128).max) revert RateOutOfRange();
        usdPer100Amt = usdPer100Amt_;
    }

    /**
     * @dev Sets the fee on sales.
     * @param fee_ Per mille; below 1000.
     */
    function _setFee(uint256 fee_) private {
        if (fee_ >= PER_MILLE) revert FeeTooHigh();
        fee = fee_;
    }

    /**
     * @dev Sends the Market's whole balance of a token to the caller, the owner.
     * @param token The token.
     */
    function _sendAll(IERC20 token) private {
        uint256 balance = token.balanceOf(address(this));
        if (balance > 0) token.safeTransfer(msg.sender, balance);
    }
}
