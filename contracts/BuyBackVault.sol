// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IBuyBackVault} from "./interfaces/IBuyBackVault.sol";
import {IPancakePair} from "./interfaces/IPancakePair.sol";
import {IPancakeRouter} from "./interfaces/IPancakeRouter.sol";
import {BTCB, PANCAKE_ROUTER} from "./libraries/BscAddresses.sol";
import {DepositVault} from "./DepositVault.sol";

/**
 * @title Buy-back vault
 * @notice Deposit AMT; everything that Master pays for it buys AMT at the market price, and the deposits grow.
 * @dev BTCB is spent in rounds. Each depositor's part of a round's BTCB is exact, by payment, as in {DepositVault}; at
 * the round's end it becomes the same part of the AMT bought. There are no shares and so no share price, which a
 * first depositor or a donation could distort. The swap's minimum is bound to an average price over at least half an hour
 * and at most a day: nobody can move it within a transaction or a block, and it is not so old that the market has left it.
 */
contract BuyBackVault is IBuyBackVault, DepositVault {
    using SafeERC20 for IERC20;

    /**
     * @dev The pair's cumulative price of BTCB in AMT at some time.
     * @param cumulative As UQ112x112 times seconds, modulo 2^256.
     * @param time Unix time in seconds.
     */
    struct PriceRecord {
        uint256 cumulative;
        uint256 time;
    }

    /**
     * @dev One finished purchase.
     * @param lastSnapId The last payment whose BTCB it spent.
     * @param amountBtcb What it spent.
     * @param amountAmt What it bought.
     */
    struct Round {
        uint256 lastSnapId;
        uint256 amountBtcb;
        uint256 amountAmt;
    }

    /// @dev The average price is taken over at least this time.
    uint256 private constant MIN_WINDOW = 30 minutes;

    /// @dev And over at most this: a minimum from an old price would leave a sandwich all that the market has moved since.
    uint256 private constant MAX_WINDOW = 1 days;

    /// @dev What of the average price a swap must give, in percent: pays PancakeSwap's fee and moderate movement.
    uint256 private constant MIN_OUT_PERCENT = 97;

    uint256 private constant PERCENT = 100;

    /// @dev Fractional bits of a UQ112x112 number.
    uint256 private constant PRICE_BITS = 112;

    IPancakePair private immutable _pair;

    /// @dev Whether BTCB is the pair's token0.
    bool private immutable _btcbIsToken0;

    /// @inheritdoc IBuyBackVault
    uint256 public override pendingBtcb;

    Round[] private _rounds;

    /// @dev How many rounds have been applied to an account's deposit.
    mapping(address account => uint256) private _roundsApplied;

    PriceRecord private _newest;
    PriceRecord private _older;

    /**
     * @notice Opens the vault, without a price record: the pool may still be empty.
     * @param amt_ AMT.
     * @param master_ Master.
     */
    constructor(address amt_, address master_) DepositVault(amt_, master_) {
        _pair = _master.liqPool();
        _btcbIsToken0 = BTCB < amt_;
        IERC20(BTCB).forceApprove(PANCAKE_ROUTER, type(uint256).max);
    }

    /// @inheritdoc IBuyBackVault
    function poke() external override {
        if (block.timestamp - _newest.time < MIN_WINDOW) revert TooSoon();
        _older = _newest;
        _newest = PriceRecord({cumulative: _cumulativePrice(), time: block.timestamp});
    }

    /// @inheritdoc IBuyBackVault
    function buyBack(uint256 minAmtOut, uint256 deadline) external override nonReentrant {
        _harvestAll();
        uint256 amountBtcb = pendingBtcb;
        if (amountBtcb == 0) revert NothingToSpend();
        uint256 fairMinimum = _minimumOut(amountBtcb);
        pendingBtcb = 0;

        uint256 amountAmt = _swap(amountBtcb, minAmtOut > fairMinimum ? minAmtOut : fairMinimum, deadline);
        _rounds.push(Round({lastSnapId: harvestedTo, amountBtcb: amountBtcb, amountAmt: amountAmt}));
        emit boughtBack(amountBtcb, amountAmt);
    }

    /// @inheritdoc IBuyBackVault
    function rounds() external view override returns (uint256 count) {
        return _rounds.length;
    }

    /// @inheritdoc IBuyBackVault
    function round(
        uint256 index
    ) external view override returns (uint256 lastSnapId, uint256 amountBtcb, uint256 amountAmt) {
        Round storage entry = _rounds[index];
        return (entry.lastSnapId, entry.amountBtcb, entry.amountAmt);
    }

    /**
     * @dev Settles an account round by round: its part of a finished round's BTCB becomes AMT of its deposit before the
     * payments after the round are settled.
     */
    function _settle(address account, uint256 upTo) internal override {
        Account storage depositor = _accounts[account];
        uint256 applied = _roundsApplied[account];
        uint256 finished = _rounds.length;
        if (depositor.deposit == 0) {
            applied = finished;
        }
        for (; applied < finished && _rounds[applied].lastSnapId <= upTo; ++applied) {
            Round storage done = _rounds[applied];
            _settlePayments(depositor, done.lastSnapId);
            uint256 bought = (depositor.owed * done.amountAmt) / done.amountBtcb;
            depositor.owed = 0;
            depositor.deposit += bought;
            totalDeposits += bought;
        }
        _roundsApplied[account] = applied;
        _settlePayments(depositor, upTo);
    }

    /// @dev What is owed of the open round is paid out only to a depositor who leaves; otherwise it will buy AMT.
    function _takeOwed(Account storage account) internal override returns (uint256 amountBtcb) {
        if (account.deposit > 0) return 0;
        amountBtcb = super._takeOwed(account);
        pendingBtcb -= amountBtcb;
    }

    function _afterHarvest(uint256 amountBtcb) internal override {
        pendingBtcb += amountBtcb;
    }

    /**
     * @dev Buys AMT for the vault.
     * @param amountBtcb What to spend.
     * @param minAmtOut The least AMT to accept.
     * @param deadline Unix time after which the swap must not happen.
     * @return amountAmt What was bought.
     */
    function _swap(uint256 amountBtcb, uint256 minAmtOut, uint256 deadline) private returns (uint256 amountAmt) {
        if (IERC20(BTCB).allowance(address(this), PANCAKE_ROUTER) < amountBtcb) {
            IERC20(BTCB).forceApprove(PANCAKE_ROUTER, type(uint256).max);
        }
        address[] memory path = new address[](2);
        path[0] = BTCB;
        path[1] = address(_amt);
        uint256[] memory amounts = IPancakeRouter(PANCAKE_ROUTER).swapExactTokensForTokens(
            amountBtcb,
            minAmtOut,
            path,
            address(this),
            deadline
        );
        amountAmt = amounts[1];
    }

    /**
     * @dev The least that a swap must give: 97% of the average price since the newest record that is old enough.
     * @param amountBtcb What is spent.
     * @return minimum AMT, rounded down twice.
     */
    function _minimumOut(uint256 amountBtcb) private view returns (uint256 minimum) {
        PriceRecord memory since = block.timestamp - _newest.time < MIN_WINDOW ? _older : _newest;
        uint256 window = block.timestamp - since.time;
        if (window > MAX_WINDOW) revert NoPrice();
        uint256 growth;
        unchecked {
            // The pair's accumulator wraps around by design.
            growth = _cumulativePrice() - since.cumulative;
        }
        uint256 average = growth / window;
        minimum = (Math.mulDiv(average, amountBtcb, 1 << PRICE_BITS) * MIN_OUT_PERCENT) / PERCENT;
    }

    /**
     * @dev The pair's cumulative price of BTCB in AMT as of now: its accumulator and the time since its last update.
     * @return cumulative As UQ112x112 times seconds, modulo 2^256.
     */
    function _cumulativePrice() private view returns (uint256 cumulative) {
        (uint256 reserve0, uint256 reserve1, uint32 updated) = _pair.getReserves();
        (uint256 reserveBtcb, uint256 reserveAmt) = _btcbIsToken0 ? (reserve0, reserve1) : (reserve1, reserve0);
        cumulative = _btcbIsToken0 ? _pair.price0CumulativeLast() : _pair.price1CumulativeLast();
        // A price of an empty pool would count as zero in the average. Once it has had liquidity, a pool is never empty again.
        if (reserveBtcb == 0 || reserveAmt == 0) revert NoPrice();
        unchecked {
            // The pair's clock is modulo 2^32, and its accumulator wraps around, by design.
            cumulative += ((reserveAmt << PRICE_BITS) / reserveBtcb) * (uint32(block.timestamp) - updated);
        }
    }
}
