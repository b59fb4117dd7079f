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

    /// @notice The newest price record, or the last purchase, is less than 30 minutes old.
    error TooSoon();

    /// @notice A 400th of the pool's BTCB is less than one base unit.
    error PoolTooSmall();

    /**
     * @notice Harvests, and spends what it has on AMT: at most a 400th of the BTCB that the pool has, and had at the price
     * record. The rest waits for the next purchase. For anyone, every 30 minutes at the most.
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
     * @notice When the last purchase was made.
     * @return time Unix time in seconds; zero before the first.
     */
    function boughtAt() external view returns (uint256 time);

    /**
     * @notice The last two price records.
     * @param age Zero for the newest, anything else for the one before it.
     * @return cumulative The pair's cumulative price of BTCB in AMT, as UQ112x112 times seconds.
     * @return reserveBtcb BTCB of the pool: what the pair had, or if it had traded in that very second, no more than at the
     * record before.
     * @return time Unix time in seconds; zero if there is no such record.
     */
    function priceRecord(
        uint256 age
    ) external view returns (uint256 cumulative, uint256 reserveBtcb, uint256 time);

    /**
     * @notice How many purchases there were.
     * @return count The number.
     */
    function rounds() external view returns (uint256 count);

    /**
     * @notice One purchase.
     * @param index From zero.
     * @return lastSnapId The last payment of whose BTCB it spent a part.
     * @return amountBtcb What it spent.
     * @return amountAmt What it bought.
     * @return leftBtcb What it left unspent.
     */
    function round(
        uint256 index
    ) external view returns (uint256 lastSnapId, uint256 amountBtcb, uint256 amountAmt, uint256 leftBtcb);
}
