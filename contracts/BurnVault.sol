// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuard} from "@openzeppelin/contracts/security/ReentrancyGuard.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {IBurnVault} from "./interfaces/IBurnVault.sol";
import {ISnapshotToken} from "./interfaces/ISnapshotToken.sol";
import {BTCB} from "./libraries/BscAddresses.sol";

/**
 * @title Burn vault (Reserva Creciente de Liquidez, RCL)
 * @notice Holds the BTCB that sets the floor of AMT's price. Anyone may add BTCB by a transfer; only burning
 * AMT takes it out, in proportion. There is no owner, and nothing can be changed.
 * @dev Payouts are rounded down, so a redemption never lowers the BTCB per AMT. If all AMT is burnt, the
 * remaining BTCB backs the AMT that is minted next.
 */
contract BurnVault is IBurnVault, ReentrancyGuard {
    using SafeERC20 for IERC20;

    /// @notice AMT.
    ISnapshotToken public immutable amt;

    /// @notice Creates the vault, empty.
    /// @param amt_ AMT; not the zero address.
    constructor(address amt_) {
        if (amt_ == address(0)) revert ZeroAddress();
        amt = ISnapshotToken(amt_);
    }

    /// @inheritdoc IBurnVault
    function backingWithdraw(uint256 amount) external override nonReentrant {
        uint256 supply = amt.totalSupply();
        if (supply == 0) revert NoSupply();
        uint256 payout = (amount * IERC20(BTCB).balanceOf(address(this))) / supply;

        amt.burnFrom(msg.sender, amount);
        if (payout > 0) IERC20(BTCB).safeTransfer(msg.sender, payout);
        emit burnMade(amount, payout);
    }
}
