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
 * @notice Deposit AMT; everything that Master pays for it buys AMT at the market price, and the deposits
 * grow.
 * @dev BTCB is spent in rounds at least half an hour apart, each a small part of the pool. The price impact
 * of a round is too small to pay for a sandwich around it, and small enough for the vault's own minimum
 * output. The rest waits for later rounds. Each depositor's part of the BTCB is exact for each payment, as in
 * {DepositVault}; a round converts the same proportion of every part into AMT. There are no shares, and so no
 * share price that a first depositor or a donation could distort. The minimum output follows the
 * time-weighted average price (TWAP) over half an hour to a day: it cannot be moved within a transaction or a
 * block, and it is not stale.
 */
contract BuyBackVault is IBuyBackVault, DepositVault {
    using SafeERC20 for IERC20;

    /**
     * @dev State of the pair at one time.
     * @param cumulative The cumulative price of BTCB in AMT, as UQ112x112 times seconds, modulo 2^256.
     * @param reserveBtcb The BTCB reserve. Growth within the same second is not counted.
     * @param time Unix time in seconds.
     */
    struct PriceRecord {
        uint256 cumulative;
        uint256 reserveBtcb;
        uint256 time;
    }

    /**
     * @dev One executed purchase.
     * @param lastSnapId The last payment of whose BTCB it spent a part.
     * @param amountBtcb BTCB spent.
     * @param amountAmt AMT bought.
     * @param leftBtcb BTCB left unspent.
     */
    struct Round {
        uint256 lastSnapId;
        uint256 amountBtcb;
        uint256 amountAmt;
        uint256 leftBtcb;
    }

    /// @dev Shortest window of the average price, and shortest time between two purchases.
    uint256 private constant MIN_WINDOW = 30 minutes;

    /// @dev Longest window of the average price. A minimum from an older price would leave a sandwich the
    /// whole price move since then.
    uint256 private constant MAX_WINDOW = 1 days;

    /// @dev Minimum output, in percent of the average price: allows for PancakeSwap's fee and moderate price
    /// moves.
    uint256 private constant MIN_OUT_PERCENT = 97;

    uint256 private constant PERCENT = 100;

    /**
     * @dev A purchase spends at most 1/400 of the pool's BTCB. Its price impact is then just below the two
     * swap fees, 0.25% each, that a sandwich pays; and it gets more than 99.5% of an unmoved average price.
     */
    uint256 private constant LARGEST_PART = 400;

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

    /// @dev Number of rounds that are applied to an account's deposit.
    mapping(address account => uint256) private _roundsApplied;

    PriceRecord private _newest;
    PriceRecord private _older;

    /**
     * @notice Creates the vault, without a price record: the pool may still be empty.
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
        // JIT liquidity, added and removed within one transaction, must not make purchases larger.
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
    )
        external
        view
        override
        returns (uint256 lastSnapId, uint256 amountBtcb, uint256 amountAmt, uint256 leftBtcb)
    {
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

    /**
     * @dev Settles an account round by round. A round converts its part of what the account is owed into AMT,
     * before the payments after the round are settled. An account without a deposit skips all rounds.
     * @param account The depositor.
     * @param upTo The last payment to settle; harvested.
     * @param maxRounds Stops after this many rounds if more are due.
     * @return due Whether a round or a payment was left to settle.
     */
    function _settle(address account, uint256 upTo, uint256 maxRounds) internal override returns (bool due) {
        Account storage depositor = _accounts[account];
        uint256 applied = _roundsApplied[account];
        uint256 finished = _rounds.length;
        due = applied < _rounds.length && _rounds[applied].lastSnapId <= upTo;
        if (depositor.deposit == 0) {
            applied = finished;
        }
        for (; applied < finished && _rounds[applied].lastSnapId <= upTo; ++applied) {
            if (maxRounds == 0) {
                _roundsApplied[account] = applied;
                return due;
            }
            --maxRounds;
            _applyRound(depositor, _rounds[applied]);
        }
        _roundsApplied[account] = applied;
        if (_settlePayments(depositor, upTo)) due = true;
    }

    /**
     * @dev Settles the payments up to a round and converts the round's part of what is owed into AMT.
     * @param depositor The depositor.
     * @param done The round. Its AMT, and the BTCB that it leaves, are rounded down.
     */
    function _applyRound(Account storage depositor, Round storage done) private {
        _settlePayments(depositor, done.lastSnapId);
        uint256 owed = depositor.owed;
        uint256 leftBtcb = done.leftBtcb;
        uint256 pending = done.amountBtcb + leftBtcb;
        uint256 bought = Math.mulDiv(owed, done.amountAmt, pending);
        depositor.owed = Math.mulDiv(owed, leftBtcb, pending);
        depositor.deposit += bought;
        totalDeposits += bought;
    }

    /// @dev Pays unspent BTCB only if the whole deposit is withdrawn; otherwise the BTCB stays for the next
    /// purchase.
    function _takeOwed(Account storage account) internal override returns (uint256 amountBtcb) {
        if (account.deposit > 0) return 0;
        amountBtcb = super._takeOwed(account);
        pendingBtcb -= amountBtcb;
    }

    /// @dev Harvested BTCB waits for the next purchase.
    function _afterHarvest(uint256 amountBtcb) internal override {
        pendingBtcb += amountBtcb;
    }

    /**
     * @dev Buys AMT for the vault.
     * @param amountBtcb BTCB to spend.
     * @param minAmtOut The least AMT to accept.
     * @param deadline Unix time after which the swap reverts.
     * @return amountAmt AMT bought.
     */
    function _swap(
        uint256 amountBtcb,
        uint256 minAmtOut,
        uint256 deadline
    ) private returns (uint256 amountAmt) {
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

    /// @dev The newest record that is at least 30 minutes old. Reverts if it is older than a day.
    function _recordToMeasureFrom() private view returns (PriceRecord memory since) {
        since = block.timestamp - _newest.time < MIN_WINDOW ? _older : _newest;
        if (block.timestamp - since.time > MAX_WINDOW) revert NoPrice();
    }

    /**
     * @dev The most that a purchase may spend. Uses the lesser of the reserve now and at the record: JIT
     * liquidity around a sandwich would enlarge the pool, and earn back the fees that should deter the
     * sandwich.
     * @param since The price record.
     * @return amountBtcb BTCB, in base units, rounded down.
     */
    function _mostToSpend(PriceRecord memory since) private view returns (uint256 amountBtcb) {
        (uint256 reserveBtcb, , ) = _reserves();
        amountBtcb = Math.min(reserveBtcb, since.reserveBtcb) / LARGEST_PART;
    }

    /**
     * @dev Minimum output of a swap: 97% of the average price since a record.
     * @param since The record.
     * @param amountBtcb BTCB to spend.
     * @return minimum AMT, in base units, rounded down twice.
     */
    function _minimumOut(
        PriceRecord memory since,
        uint256 amountBtcb
    ) private view returns (uint256 minimum) {
        uint256 growth;
        unchecked {
            // The pair's accumulator wraps around by design.
            growth = _cumulativePrice() - since.cumulative;
        }
        uint256 average = growth / (block.timestamp - since.time);
        minimum = (Math.mulDiv(average, amountBtcb, 1 << PRICE_BITS) * MIN_OUT_PERCENT) / PERCENT;
    }

    /**
     * @dev The pair's cumulative price of BTCB in AMT, extrapolated from its last update to now.
     * @return cumulative UQ112x112 times seconds, modulo 2^256.
     */
    function _cumulativePrice() private view returns (uint256 cumulative) {
        (uint256 reserveBtcb, uint256 reserveAmt, uint32 updated) = _reserves();
        cumulative = _btcbIsToken0 ? _pair.price0CumulativeLast() : _pair.price1CumulativeLast();
        // An empty pool would count as a price of zero in the average. A pool that has had liquidity is never
        // empty.
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
     * @return updated Time of their last update, Unix time modulo 2^32.
     */
    function _reserves() private view returns (uint256 reserveBtcb, uint256 reserveAmt, uint32 updated) {
        uint256 reserve0;
        uint256 reserve1;
        (reserve0, reserve1, updated) = _pair.getReserves();
        (reserveBtcb, reserveAmt) = _btcbIsToken0 ? (reserve0, reserve1) : (reserve1, reserve0);
    }
}
