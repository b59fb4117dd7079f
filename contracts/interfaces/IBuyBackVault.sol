// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Interface of the buy-back vault, beyond {IDepositVault}
 * @notice Amounts are in base units (18 decimals).
 */
interface IBuyBackVault {
    /**
     * @notice The vault bought AMT.
     * @param amountBtcb BTCB spent.
     * @param amountAmt AMT bought.
     */
    event boughtBack(uint256 amountBtcb, uint256 amountAmt);

    /// @notice There is no unspent BTCB.
    error NothingToSpend();

    /// @notice Neither of the last two price records is 30 minutes to a day old, or the pool is empty.
    error NoPrice();

    /// @notice The newest price record, or the last purchase, is less than 30 minutes old.
    error TooSoon();

    /// @notice 1/400 of the pool's BTCB is less than one base unit.
    error PoolTooSmall();

    /**
     * @notice Harvests, and spends unspent BTCB on AMT: at most 1/400 of the pool's BTCB reserve, now and at
     * the price record. The rest waits for the next purchase. Callable by anyone, at most once in 30 minutes.
     * @param minAmtOut The least AMT to accept; the vault never accepts less than 97% of the average price.
     * @param deadline Unix time after which the purchase reverts.
     */
    function buyBack(uint256 minAmtOut, uint256 deadline) external;

    /// @notice Stores a price record, for purchases from 30 minutes to a day later. Callable by anyone, at
    /// most once in 30 minutes.
    function poke() external;

    /**
     * @notice BTCB that is harvested, and neither spent nor withdrawn.
     * @return amountBtcb BTCB.
     */
    function pendingBtcb() external view returns (uint256 amountBtcb);

    /**
     * @notice Time of the last purchase.
     * @return time Unix time in seconds; zero before the first.
     */
    function boughtAt() external view returns (uint256 time);

    /**
     * @notice The last two price records.
     * @param age Zero for the newest, any other number for the one before it.
     * @return cumulative The pair's cumulative price of BTCB in AMT, as UQ112x112 times seconds.
     * @return reserveBtcb The pair's BTCB reserve. If the pair was updated in the same second, at most the
     * reserve of the record before.
     * @return time Unix time in seconds; zero if there is no such record.
     */
    function priceRecord(
        uint256 age
    ) external view returns (uint256 cumulative, uint256 reserveBtcb, uint256 time);

    /**
     * @notice Number of purchases.
     * @return count The number.
     */
    function rounds() external view returns (uint256 count);

    /**
     * @notice One purchase.
     * @param index Number of the purchase, from zero.
     * @return lastSnapId The last payment of whose BTCB it spent a part.
     * @return amountBtcb BTCB spent.
     * @return amountAmt AMT bought.
     * @return leftBtcb BTCB left unspent.
     */
    function round(
        uint256 index
    )
        external
        view
        returns (uint256 lastSnapId, uint256 amountBtcb, uint256 amountAmt, uint256 leftBtcb);
}
