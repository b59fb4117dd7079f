// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {ILiquidityLocker} from "./interfaces/ILiquidityLocker.sol";
import {IMaster} from "./interfaces/IMaster.sol";
import {BTCB} from "./libraries/BscAddresses.sol";

/**
 * @title Liquidity locker
 * @notice Holds the project's LP tokens, and the liqAMT that represents them, until the release time. Claims
 * of the liqAMT go to the beneficiary. At the release the LP tokens return to Master, where the beneficiary
 * can redeem them with the liqAMT.
 * @dev The creator of a locker is its Master. There is no privileged account, and nothing can be changed. No
 * reentrancy guard is needed, since every path sends whole balances to fixed receivers.
 */
contract LiquidityLocker is ILiquidityLocker {
    using SafeERC20 for IERC20;

    /// @inheritdoc ILiquidityLocker
    address public immutable override beneficiary;

    /// @inheritdoc ILiquidityLocker
    uint256 public immutable override releaseTime;

    /// @inheritdoc ILiquidityLocker
    IERC20 public immutable override token;

    IMaster private immutable _master;
    IERC20 private immutable _liqToken;

    /**
     * @notice Creates the locker, empty. Called by Master.
     * @param beneficiary_ Receives the claims and, at the release, the liqAMT.
     * @param releaseTime_ The first second at which {release} is possible, Unix time.
     * @param token_ The LP token.
     * @param liqToken_ liqAMT.
     */
    constructor(address beneficiary_, uint256 releaseTime_, IERC20 token_, IERC20 liqToken_) {
        beneficiary = beneficiary_;
        releaseTime = releaseTime_;
        token = token_;
        _master = IMaster(msg.sender);
        _liqToken = liqToken_;
    }

    /// @inheritdoc ILiquidityLocker
    function charge(uint256 snapId) external override {
        _master.liqCharge(snapId);
        _sendAll(IERC20(BTCB), beneficiary);
    }

    /// @inheritdoc ILiquidityLocker
    function release() external override {
        if (block.timestamp < releaseTime) revert StillLocked();
        bool releasedLp = _sendAll(token, address(_master));
        bool releasedLiq = _sendAll(_liqToken, beneficiary);
        if (!releasedLp && !releasedLiq) revert NothingToRelease();
    }

    /**
     * @dev Sends the whole balance of a token.
     * @param asset The token.
     * @param to The recipient.
     * @return sent Whether the balance was more than zero.
     */
    function _sendAll(IERC20 asset, address to) private returns (bool sent) {
        uint256 balance = asset.balanceOf(address(this));
        sent = balance > 0;
        if (sent) asset.safeTransfer(to, balance);
    }
}
