// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Market's published interface
 * @notice Amounts are in base units (18 decimals).
 */
interface IMarket {
    /**
     * @notice AMT was bought from the Market.
     * @param usdtFromUser USDT that the buyer paid.
     * @param amtToUser AMT that the buyer received, rounded down.
     */
    event amtBought(uint256 usdtFromUser, uint256 amtToUser);

    /**
     * @notice AMT was sold to the Market.
     * @param amountUsdt USDT that the seller received, after the fee, rounded down.
     * @param amtFromUser AMT that the seller gave.
     */
    event userSold(uint256 amountUsdt, uint256 amtFromUser);

    /// @notice An address that must be set is the zero address.
    error ZeroAddress();

    /// @notice The rate is zero, or above 2^128 - 1.
    error RateOutOfRange();

    /// @notice The fee is not below 1000 per mille.
    error FeeTooHigh();

    /// @notice The amount buys less than one base unit of AMT.
    error NothingBought();

    /// @notice The amount exceeds the AMT inventory.
    error InsufficientInventory();

    /// @notice The amount sells for less than one base unit of USDT.
    error NothingPaid();

    /// @notice The amount exceeds the Market's USDT.
    error InsufficientUsdt();

    /**
     * @notice Buys AMT: `floor(100 * amountUsdt / usdPer100Amt)`. Callable by anyone; needs an allowance of
     * USDT.
     * @param amountUsdt USDT to pay.
     */
    function buy(uint256 amountUsdt) external;

    /**
     * @notice Sells AMT for `floor(floor(amountAmt * usdPer100Amt / 100) * (1000 - fee) / 1000)` USDT.
     * Callable by anyone; needs an allowance of AMT.
     * @param amountAmt AMT to sell.
     */
    function sell(uint256 amountAmt) external;

    /**
     * @notice Sets the price. Only for the owner.
     * @param usdPer100Amt_ Whole USDT per 100 AMT; from 1 to 2^128 - 1.
     */
    function setRate(uint256 usdPer100Amt_) external;

    /**
     * @notice Sets the fee on sales. Only for the owner.
     * @param fee_ Per mille; below 1000.
     */
    function setFee(uint256 fee_) external;

    /**
     * @notice Claims a payment for the unsold AMT and sends all BTCB of the Market to the owner. Only for the
     * owner.
     * @param snapId The payment's snapshot id; reverts as {IMaster-charge} does.
     */
    function charge(uint256 snapId) external;

    /// @notice Sends all AMT and all USDT of the Market to the owner. Only for the owner.
    function withdrawAll() external;

    /**
     * @notice The price in whole USDT per 100 AMT.
     * @return rate The price.
     */
    function usdPer100Amt() external view returns (uint256 rate);

    /**
     * @notice The fee on sales, per mille.
     * @return perMille The fee.
     */
    function fee() external view returns (uint256 perMille);

    /**
     * @notice The account that receives buyers' USDT and sellers' AMT.
     * @return account The admin wallet.
     */
    function adminWallet() external view returns (address account);
}
