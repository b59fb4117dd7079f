// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title The burn vault's published interface (Reserva Creciente de Liquidez, RCL)
 */
interface IBurnVault {
    /**
     * @notice AMT was burnt against its share of the vault.
     * @param amtBurned How much AMT was burnt, in base units.
     * @param btcbWithdrew How much BTCB was paid for it, in base units, rounded down.
     */
    event burnMade(uint256 amtBurned, uint256 btcbWithdrew);

    /// @notice No AMT is in circulation, so a share of the vault is undefined.
    error NoSupply();

    /// @notice An address that must be set is the zero address.
    error ZeroAddress();

    /**
     * @notice Burns the caller's AMT and pays the same share of the vault's BTCB: `floor(amount * vault / supply)`.
     * For anyone; needs an AMT allowance to this contract.
     * @param amount How much AMT to burn, in base units. Zero is allowed and moves nothing.
     */
    function backingWithdraw(uint256 amount) external;
}
