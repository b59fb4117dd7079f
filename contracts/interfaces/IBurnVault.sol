// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title The burn vault's published interface (Reserva Creciente de Liquidez, RCL)
 */
interface IBurnVault {
    /**
     * @notice AMT was redeemed: burnt for its share of the vault.
     * @param amtBurned AMT burnt, in base units.
     * @param btcbWithdrew BTCB paid, in base units, rounded down.
     */
    event burnMade(uint256 amtBurned, uint256 btcbWithdrew);

    /// @notice No AMT is in circulation, so a share of the vault is undefined.
    error NoSupply();

    /// @notice An address that must be set is the zero address.
    error ZeroAddress();

    /**
     * @notice Burns the caller's AMT and pays the same share of the vault's BTCB: `floor(amount * vault /
     * supply)`. Callable by anyone; needs an allowance of AMT.
     * @param amount How much AMT to burn, in base units. Zero is allowed and moves nothing.
     */
    function backingWithdraw(uint256 amount) external;
}
