// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title What the buy-back vault offers beyond {IDepositVault}
 */
interface IBuyBackVault {
    /**
     * @notice The vault has bought AMT.
     * @param amountBtcb What it spent.
     * @param amountAmt What it bought.
     */
    event boughtBack(uint256 amountBtcb, uint256 amountAmt);

    /// @notice No harvested BTCB is unspent.
    error NothingToSpend();

    /// @notice Of the last two price records none is 30 minutes to a day old, or the pool is empty.
    error NoPrice();

    /// @notice The newest price record is less than 30 minutes old.
    error TooSoon();

    /**
     * @notice Harvests, and spends all BTCB of the open round on AMT. For anyone.
     * @param minAmtOut The least AMT to accept; 97% of the average price is demanded in any case.
     * @param deadline Unix time after which the purchase must not happen.
     */
    function buyBack(uint256 minAmtOut, uint256 deadline) external;

    /// @notice Keeps a price record for purchases from 30 minutes to a day later. For anyone, every 30 minutes at the most.
    function poke() external;

    /**
     * @notice BTCB that was harvested and not spent.
     * @return amountBtcb BTCB.
     */
    function pendingBtcb() external view returns (uint256 amountBtcb);

    /**
     * @notice How many purchases there were.
     * @return count The number.
     */
    function rounds() external view returns (uint256 count);

    /**
     * @notice One purchase.
     * @param index From zero.
     * @return lastSnapId The last payment whose BTCB it spent.
     * @return amountBtcb What it spent.
     * @return amountAmt What it bought.
     */
    function round(
        uint256 index
    ) external view returns (uint256 lastSnapId, uint256 amountBtcb, uint256 amountAmt);
}
