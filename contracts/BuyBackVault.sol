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
 * @dev BTCB is spent in rounds, each at most a small part of the pool, half an hour apart: a push on the price too weak to
 * pay for a sandwich around it, and never so strong that the vault's own minimum refuses it. What is left waits for the
 * next rounds. Each depositor's part of the BTCB is exact, by payment, as in {DepositVault}; a round turns the same part
 * of everybody's into AMT. There are no shares and so no share price, which a first depositor or a donation could distort.
 * The swap's minimum is bound to an average price over at least half an hour and at most a day: nobody can move it within
 * a transaction or a block, and it is not so old that the market has left it.
 */
contract BuyBackVault is IBuyBackVault, DepositVault {
    using SafeERC20 for IERC20;

    /**
     * @dev The pair at some time.
     * @param cumulative The cumulative price of BTCB in AMT, as UQ112x112 times seconds, modulo 2^256.
     * @param reserveBtcb BTCB that it had to trade with, as far as that had stood for longer than the same second.
     * @param time Unix time in seconds.
     */
    struct PriceRecord {
        uint256 cumulative;
        uint256 reserveBtcb;
        uint256 time;
    }

    /**
     * @dev One finished purchase.
     * @param lastSnapId The last payment of whose BTCB it spent a part.
     * @param amountBtcb What it spent.
     * @param amountAmt What it bought.
     * @param leftBtcb What it left unspent.
     */
    struct Round {
        uint256 lastSnapId;
        uint256 amountBtcb;
        uint256 amountAmt;
        uint256 leftBtcb;
    }

    /// @dev The average price is taken over at least this time, and purchases are at least this time apart.
    uint256 private constant MIN_WINDOW = 30 minutes;

    /// @dev And over at most this: a minimum from an old price would leave a sandwich all that the market has moved since.
    uint256 private constant MAX_WINDOW = 1 days;

    /// @dev What of the average price a swap must give, in percent: pays PancakeSwap's fee and moderate movement.
    uint256 private constant MIN_OUT_PERCENT = 97;

    uint256 private constant PERCENT = 100;

    /**
     * @dev A purchase spends at most the 400th part of the pool's BTCB. Its push on the price is then just below what a
     * sandwich pays for two swaps, 0.25% each; and it gets more than 99.5% of an unmoved average price.
     */
    uint256 private constant LARGEST_PART = 400;

    /// @dev Rounds that one call of {settle} applies at most.
    uint256 private constant MOST_ROUNDS = 100;

    /// @dev Fractional bits of a UQ112x112 number.
    uint256 private constant PRICE_BITS = 112;

    IPancakePair private immutable _pair;

    /// @dev Whether BTCB is the pair's token0.
    bool private immutable _btcbIsToken0;

    /// @inheritdoc IBuyBackVault
    uint256 public override pendingBtcb;

    /// @inheritdoc IBuyBackVault
    uint256 public override boughtAt;

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
        (uint256 reserveBtcb, , uint256 updated) = _reserves();
        uint256 cumulative = _cumulativePrice();
        // What a transaction brings into the pool and takes out again must not make purchases larger.
        if (updated == uint32(block.timestamp) && _newest.time > 0) {
            reserveBtcb = Math.min(reserveBtcb, _newest.reserveBtcb);
        }
        _older = _newest;
        _newest = PriceRecord({cumulative: cumulative, reserveBtcb: reserveBtcb, time: block.timestamp});
    }

    /// @inheritdoc IBuyBackVault
    function buyBack(uint256 minAmtOut, uint256 deadline) external override nonReentrant {
        if (block.timestamp - boughtAt < MIN_WINDOW) revert TooSoon();
        _harvestAll();
        uint256 pending = pendingBtcb;
        if (pending == 0) revert NothingToSpend();
        PriceRecord memory since = _recordToMeasureFrom();
        uint256 amountBtcb = Math.min(pending, _mostToSpend(since));
        if (amountBtcb == 0) revert PoolTooSmall();
        uint256 fairMinimum = _minimumOut(since, amountBtcb);
        uint256 leftBtcb = pending - amountBtcb;
        pendingBtcb = leftBtcb;
        boughtAt = block.timestamp;

        uint256 amountAmt = _swap(amountBtcb, minAmtOut > fairMinimum ? minAmtOut : fairMinimum, deadline);
        _rounds.push(
            Round({lastSnapId: harvestedTo, amountBtcb: amountBtcb, amountAmt: amountAmt, leftBtcb: leftBtcb})
        );
        emit boughtBack(amountBtcb, amountAmt);
    }

    /// @inheritdoc IBuyBackVault
    function rounds() external view override returns (uint256 count) {
        return _rounds.length;
    }

    /// @inheritdoc IBuyBackVault
    function round(
        uint256 index
    ) external view override returns (uint256 lastSnapId, uint256 amountBtcb, uint256 amountAmt, uint256 leftBtcb) {
        Round storage entry = _rounds[index];
        return (entry.lastSnapId, entry.amountBtcb, entry.amountAmt, entry.leftBtcb);
    }

    /// @inheritdoc IBuyBackVault
    function priceRecord(
        uint256 age
    ) external view override returns (uint256 cumulative, uint256 reserveBtcb, uint256 time) {
        PriceRecord storage record = age == 0 ? _newest : _older;
        return (record.cumulative, record.reserveBtcb, record.time);
    }

    function _settle(address account, uint256 upTo) internal override {
        _settleRounds(account, upTo, type(uint256).max);
    }

    /// @dev However many rounds an account has been away for, it can be settled in steps.
    function _settleInPart(address account, uint256 upTo) internal override {
        _settleRounds(account, upTo, MOST_ROUNDS);
    }

    function _isSettled(address account, uint256 upTo) internal view override returns (bool) {
        uint256 applied = _roundsApplied[account];
        if (applied < _rounds.length && _rounds[applied].lastSnapId <= upTo) return false;
        return super._isSettled(account, upTo);
    }

    /**
     * @dev Settles an account round by round: of what it is owed, the part that a round has spent becomes its part of what
     * was bought, before the payments after the round are settled.
     * @param account The depositor.
     * @param upTo The last payment to settle; harvested.
     * @param mostRounds If more rounds than this are due, it ends after so many.
     */
    function _settleRounds(address account, uint256 upTo, uint256 mostRounds) private {
        Account storage depositor = _accounts[account];
        uint256 applied = _roundsApplied[account];
        uint256 finished = _rounds.length;
        if (depositor.deposit == 0) {
            applied = finished;
        }
        for (; applied < finished && _rounds[applied].lastSnapId <= upTo; ++applied) {
            if (mostRounds == 0) {
                _roundsApplied[account] = applied;
                return;
            }
            --mostRounds;
            Round storage done = _rounds[applied];
            _settlePayments(depositor, done.lastSnapId);
            uint256 owed = depositor.owed;
            uint256 leftBtcb = done.leftBtcb;
            uint256 pending = done.amountBtcb + leftBtcb;
            uint256 bought = Math.mulDiv(owed, done.amountAmt, pending);
            depositor.owed = Math.mulDiv(owed, leftBtcb, pending);
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

    /// @dev The newest record that is old enough, unless it is too old.
    function _recordToMeasureFrom() private view returns (PriceRecord memory since) {
        since = block.timestamp - _newest.time < MIN_WINDOW ? _older : _newest;
        if (block.timestamp - since.time > MAX_WINDOW) revert NoPrice();
    }

    /**
     * @dev The most that a purchase may spend. The pool as it was at the record counts, since whoever provides much
     * liquidity for the time of a sandwich makes the pool large, and gets the fees back that should deter it.
     * @param since The price record.
     * @return amountBtcb BTCB, rounded down.
     */
    function _mostToSpend(PriceRecord memory since) private view returns (uint256 amountBtcb) {
        (uint256 reserveBtcb, , ) = _reserves();
        amountBtcb = Math.min(reserveBtcb, since.reserveBtcb) / LARGEST_PART;
    }

    /**
     * @dev The least that a swap must give: 97% of the average price since a record.
     * @param since The record.
     * @param amountBtcb What is spent.
     * @return minimum AMT, rounded down twice.
     */
    function _minimumOut(PriceRecord memory since, uint256 amountBtcb) private view returns (uint256 minimum) {
        uint256 growth;
        unchecked {
            // The pair's accumulator wraps around by design.
            growth = _cumulativePrice() - since.cumulative;
        }
        uint256 average = growth / (block.timestamp - since.time);
        minimum = (Math.mulDiv(average, amountBtcb, 1 << PRICE_BITS) * MIN_OUT_PERCENT) / PERCENT;
    }

    /**
     * @dev The pair's cumulative price of BTCB in AMT as of now: its accumulator and the time since its last update.
     * @return cumulative As UQ112x112 times seconds, modulo 2^256.
     */
    function _cumulativePrice() private view returns (uint256 cumulative) {
        (uint256 reserveBtcb, uint256 reserveAmt, uint32 updated) = _reserves();
        cumulative = _btcbIsToken0 ? _pair.price0CumulativeLast() : _pair.price1CumulativeLast();
        // A price of an empty pool would count as zero in the average. Once it has had liquidity, a pool is never empty again.
        if (reserveBtcb == 0 || reserveAmt == 0) revert NoPrice();
        unchecked {
            // The pair's clock is modulo 2^32, and its accumulator wraps around, by design.
            cumulative += ((reserveAmt << PRICE_BITS) / reserveBtcb) * (uint32(block.timestamp) - updated);
        }
    }

    /**
     * @dev The pair's reserves by token.
     * @return reserveBtcb BTCB.
     * @return reserveAmt AMT.
     * @return updated When they last changed, Unix time modulo 2^32.
     */
    function _reserves() private view returns (uint256 reserveBtcb, uint256 reserveAmt, uint32 updated) {
        uint256 reserve0;
        uint256 reserve1;
        (reserve0, reserve1, updated) = _pair.getReserves();
        (reserveBtcb, reserveAmt) = _btcbIsToken0 ? (reserve0, reserve1) : (reserve1, reserve0);
    }
}
