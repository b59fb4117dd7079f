// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/security/ReentrancyGuard.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {IMaster} from "./interfaces/IMaster.sol";
import {IPancakeFactory} from "./interfaces/IPancakeFactory.sol";
import {IPancakePair} from "./interfaces/IPancakePair.sol";
import {IPancakeRouter} from "./interfaces/IPancakeRouter.sol";
import {ISnapshotToken} from "./interfaces/ISnapshotToken.sol";
import {BTCB, PANCAKE_ROUTER} from "./libraries/BscAddresses.sol";
import {Distribution} from "./libraries/Distribution.sol";
import {PancakeLiquidity} from "./libraries/PancakeLiquidity.sol";
import {LiquidityLocker} from "./LiquidityLocker.sol";

/**
 * @title Master
 * @notice Owns AMT and liqAMT. Receives the payments and takes a snapshot of both tokens with each. AMT
 * holders and liquidity providers claim their parts, once per payment. Adds and removes liquidity on
 * PancakeSwap in exchange for liqAMT. Adds the project's own liquidity once, and locks it for two years.
 * Mints AMT for the owner.
 * @dev Master's BTCB backs the open claims of all payments. Only claims, and the collection of their rounding
 * residue, pay it out. Refunds of liquidity are computed from what the router took, never from a balance.
 * Claims are recorded before they are paid, and so need no reentrancy guard.
 */
contract Master is IMaster, Ownable, ReentrancyGuard {
    using SafeERC20 for IERC20;

    /// @dev Exclusive lower bound of a payment, in base units of BTCB.
    uint256 private constant PAYMENT_FLOOR = 100;

    /// @dev Minimum, in percent, of the amounts that are used or paid out when liquidity is added or removed.
    uint256 private constant MIN_USED_PERCENT = 98;

    uint256 private constant PERCENT = 100;

    /// @dev Two years.
    uint256 private constant LOCK_PERIOD = 730 days;

    /// @inheritdoc IMaster
    address public constant override addrBtcb = BTCB;

    /// @inheritdoc IMaster
    address public constant override addrRouter = PANCAKE_ROUTER;

    /// @inheritdoc IMaster
    ISnapshotToken public immutable override amt;

    /// @inheritdoc IMaster
    ISnapshotToken public immutable override liqToken;

    /// @inheritdoc IMaster
    address public immutable override vault;

    /// @inheritdoc IMaster
    IPancakePair public immutable override liqPool;

    IPancakeFactory private immutable _factory;

    /// @inheritdoc IMaster
    address public override payerWallet;

    /// @inheritdoc IMaster
    address public override addrLiqLocker;

    /// @dev Pots of AMT holders, by snapshot id.
    mapping(uint256 snapId => Distribution) private _holderPots;

    /// @dev Pots of liqAMT holders, by snapshot id.
    mapping(uint256 snapId => Distribution) private _providerPots;

    /**
     * @notice Creates Master, and the AMT/BTCB pair if it does not exist. The deployer owns Master, and must
     * transfer the ownership of AMT and liqAMT to it before the first payment.
     * @param amt_ AMT.
     * @param vault_ The burn vault.
     * @param liqToken_ liqAMT.
     * @param payerWallet_ The only account that may make payments.
     */
    constructor(address amt_, address vault_, address liqToken_, address payerWallet_) {
        if (
            amt_ == address(0) ||
            vault_ == address(0) ||
            liqToken_ == address(0) ||
            payerWallet_ == address(0)
        ) revert ZeroAddress();
        amt = ISnapshotToken(amt_);
        vault = vault_;
        liqToken = ISnapshotToken(liqToken_);
        payerWallet = payerWallet_;

        IPancakeFactory factory = IPancakeFactory(IPancakeRouter(PANCAKE_ROUTER).factory());
        // Anyone may create the pair first; that must not block the deployment.
        address pair = factory.getPair(amt_, BTCB);
        if (pair == address(0)) pair = factory.createPair(amt_, BTCB);
        _factory = factory;
        liqPool = IPancakePair(pair);

        IERC20(amt_).forceApprove(PANCAKE_ROUTER, type(uint256).max);
        IERC20(BTCB).forceApprove(PANCAKE_ROUTER, type(uint256).max);
        IERC20(pair).forceApprove(PANCAKE_ROUTER, type(uint256).max);
    }

    // Payments

    /// @inheritdoc IMaster
    function payRent(uint256 amountBtcb, uint256 vaultParticipation) external override nonReentrant {
        if (msg.sender != payerWallet) revert NotPayer();
        if (amountBtcb <= PAYMENT_FLOOR) revert PaymentTooSmall();
        if (vaultParticipation > PERCENT) revert ShareOutOfRange();
        uint256 supply = amt.totalSupply();
        if (supply == 0) revert NoSupply();

        uint256 toVault = (amountBtcb * vaultParticipation) / PERCENT;
        uint256 toClaims = amountBtcb - toVault;

        uint256 snapId = amt.snapshot();
        if (liqToken.snapshot() != snapId) revert SnapshotsOutOfStep();

        uint256 toProviders = (toClaims * amt.balanceOf(address(liqPool))) / supply;
        _holderPots[snapId].pot = toClaims - toProviders;
        _providerPots[snapId].pot = toProviders;

        if (toVault > 0) IERC20(BTCB).safeTransferFrom(msg.sender, vault, toVault);
        if (toClaims > 0) IERC20(BTCB).safeTransferFrom(msg.sender, address(this), toClaims);
        emit rentPaid(amountBtcb, toVault);
    }

    /// @inheritdoc IMaster
    function setPayerWallet(address payer) external override onlyOwner {
        if (payer == address(0)) revert ZeroAddress();
        payerWallet = payer;
        emit payerWalletSet(payer);
    }

    // Claims

    /// @inheritdoc IMaster
    function charge(uint256 snapId) external override returns (uint256 amount) {
        return _charge(_holderPots, amt, snapId);
    }

    /// @inheritdoc IMaster
    function chargeFromTo(uint256 from, uint256 to) external override returns (uint256 total) {
        return _chargeFromTo(_holderPots, amt, from, to);
    }

    /// @inheritdoc IMaster
    function liqCharge(uint256 snapId) external override {
        _charge(_providerPots, liqToken, snapId);
    }

    /// @inheritdoc IMaster
    function liqChargeFromTo(uint256 from, uint256 to) external override returns (uint256 total) {
        return _chargeFromTo(_providerPots, liqToken, from, to);
    }

    /// @inheritdoc IMaster
    function handleDust(uint256 snapId) external override onlyOwner returns (uint256 dust) {
        return _handleDust(_holderPots, amt, snapId);
    }

    /// @inheritdoc IMaster
    function LiqHandleDust(uint256 snapId) external override onlyOwner returns (uint256 dust) {
        return _handleDust(_providerPots, liqToken, snapId);
    }

    // Liquidity

    /// @inheritdoc IMaster
    function addLiquidityLocking(
        uint256 amountAmt,
        uint256 amountBtcb
    ) external override onlyOwner nonReentrant {
        if (liqLocked()) revert AlreadyLocked();
        address locker = address(
            new LiquidityLocker(msg.sender, block.timestamp + LOCK_PERIOD, liqPool, liqToken)
        );
        addrLiqLocker = locker;

        (uint256 usedAmt, uint256 usedBtcb) = _addLiquidity(amountAmt, amountBtcb, locker, locker);
        emit liqLockingAdded(usedAmt, usedBtcb, msg.sender);
    }

    /// @inheritdoc IMaster
    function addLiquidity(uint256 amountAmt, uint256 amountBtcb) external override nonReentrant {
        (uint256 usedAmt, uint256 usedBtcb) = _addLiquidity(amountAmt, amountBtcb, address(this), msg.sender);
        emit liqAdded(usedAmt, usedBtcb, msg.sender);
    }

    /// @inheritdoc IMaster
    function removeLiquidity(uint256 amount) external override nonReentrant {
        liqToken.burnFrom(msg.sender, amount);

        (uint256 minAmt, uint256 minBtcb) = _minimumsOfRemoval(amount);
        (uint256 paidAmt, uint256 paidBtcb) = IPancakeRouter(PANCAKE_ROUTER).removeLiquidity(
            address(amt),
            BTCB,
            amount,
            minAmt,
            minBtcb,
            msg.sender,
            block.timestamp
        );
        emit liqRemoved(paidAmt, paidBtcb, msg.sender);
    }

    /// @inheritdoc IMaster
    function extendApprove(uint256 amount) external override onlyOwner {
        _raiseAllowance(amt, amount);
        _raiseAllowance(IERC20(BTCB), amount);
        _raiseAllowance(liqPool, amount);
        emit approveExtended(amount);
    }

    // Issue

    /// @inheritdoc IMaster
    function mintMaster(address account, uint256 amount) external override onlyOwner {
        amt.mint(account, amount);
        emit masterHasMinted(account, amount);
    }

    // Views

    /// @inheritdoc IMaster
    function pays(uint256 snapId) external view override returns (uint256 pot) {
        return _holderPots[snapId].pot;
    }

    /// @inheritdoc IMaster
    function liqPays(uint256 snapId) external view override returns (uint256 pot) {
        return _providerPots[snapId].pot;
    }

    /// @inheritdoc IMaster
    function alreadyCharged(address account, uint256 snapId) external view override returns (bool claimed) {
        return _holderPots[snapId].claimed[account];
    }

    /// @inheritdoc IMaster
    function liqAlreadyCharged(
        address account,
        uint256 snapId
    ) external view override returns (bool claimed) {
        return _providerPots[snapId].claimed[account];
    }

    /// @inheritdoc IMaster
    function liqLocked() public view override returns (bool locked) {
        return addrLiqLocker != address(0);
    }

    /**
     * @dev Claims one payment for the caller and pays it.
     * @param pots The pots to claim from.
     * @param units The token whose holders claim.
     * @param snapId The payment.
     * @return amount The claim, in BTCB, rounded down.
     */
    function _charge(
        mapping(uint256 => Distribution) storage pots,
        ISnapshotToken units,
        uint256 snapId
    ) private returns (uint256 amount) {
        Distribution storage pot = pots[snapId];
        if (pot.claimed[msg.sender]) revert AlreadyCharged();
        uint256 held = units.balanceOfAt(msg.sender, snapId);
        if (held == 0) revert NothingToCharge();

        amount = pot.claim(msg.sender, held, _claimableUnitsAt(units, snapId));
        _payBtcb(amount);
        emit charged(snapId, msg.sender, amount);
    }

    /**
     * @dev Claims every open payment of a range for the caller and pays them with one transfer. The counter
     * cannot overflow: a snapshot id that does not exist cannot have been claimed, and reverts.
     * @param pots The pots to claim from.
     * @param units The token whose holders claim.
     * @param from The first payment.
     * @param to The last payment, included.
     * @return total The sum of the claims, in BTCB.
     */
    function _chargeFromTo(
        mapping(uint256 => Distribution) storage pots,
        ISnapshotToken units,
        uint256 from,
        uint256 to
    ) private returns (uint256 total) {
        if (from > to) revert BadRange();
        for (uint256 snapId = from; snapId <= to; ++snapId) {
            Distribution storage pot = pots[snapId];
            if (pot.claimed[msg.sender]) continue;
            uint256 held = units.balanceOfAt(msg.sender, snapId);
            if (held == 0) continue;

            uint256 amount = pot.claim(msg.sender, held, _claimableUnitsAt(units, snapId));
            total += amount;
            emit charged(snapId, msg.sender, amount);
        }
        _payBtcb(total);
    }

    /**
     * @dev Collects the rounding residue of one payment's claims and pays it to the caller, the owner.
     * @param pots The pots whose claims were rounded.
     * @param units The token whose holders claim.
     * @param snapId The payment.
     * @return dust The residue, in BTCB.
     */
    function _handleDust(
        mapping(uint256 => Distribution) storage pots,
        ISnapshotToken units,
        uint256 snapId
    ) private returns (uint256 dust) {
        dust = pots[snapId].collectDust(_claimableUnitsAt(units, snapId));
        _payBtcb(dust);
        emit dustCollected(snapId, dust);
    }

    /**
     * @dev Pays BTCB to the caller. Zero makes no transfer.
     * @param amount How much, in base units.
     */
    function _payBtcb(uint256 amount) private {
        if (amount > 0) IERC20(BTCB).safeTransfer(msg.sender, amount);
    }

    /**
     * @dev Adds the caller's liquidity, mints liqAMT for it and refunds what the ratio of the reserves leaves
     * unused.
     * @param amountAmt The most AMT to add.
     * @param amountBtcb The most BTCB to add.
     * @param lpReceiver Receives the LP tokens.
     * @param liqReceiver Receives the same amount of liqAMT.
     * @return usedAmt AMT that went into the pair.
     * @return usedBtcb BTCB that went into the pair.
     */
    function _addLiquidity(
        uint256 amountAmt,
        uint256 amountBtcb,
        address lpReceiver,
        address liqReceiver
    ) private returns (uint256 usedAmt, uint256 usedBtcb) {
        IERC20(amt).safeTransferFrom(msg.sender, address(this), amountAmt);
        IERC20(BTCB).safeTransferFrom(msg.sender, address(this), amountBtcb);

        uint256 liquidity;
        (usedAmt, usedBtcb, liquidity) = IPancakeRouter(PANCAKE_ROUTER).addLiquidity(
            address(amt),
            BTCB,
            amountAmt,
            amountBtcb,
            (amountAmt * MIN_USED_PERCENT) / PERCENT,
            (amountBtcb * MIN_USED_PERCENT) / PERCENT,
            lpReceiver,
            block.timestamp
        );
        liqToken.mint(liqReceiver, liquidity);

        uint256 unusedAmt = amountAmt - usedAmt;
        if (unusedAmt > 0) IERC20(amt).safeTransfer(msg.sender, unusedAmt);
        _payBtcb(amountBtcb - usedBtcb);
    }

    /**
     * @dev Raises the router's allowance to `amount` if it is lower.
     * @param token The token.
     * @param amount The allowance, in base units.
     */
    function _raiseAllowance(IERC20 token, uint256 amount) private {
        if (token.allowance(address(this), PANCAKE_ROUTER) < amount) {
            token.forceApprove(PANCAKE_ROUTER, amount);
        }
    }

    /**
     * @dev All units that may claim a payment: the supply of liqAMT, or that of AMT less the pair's balance,
     * whose part goes to the liquidity providers.
     * @param units The token whose holders claim.
     * @param snapId The payment.
     * @return total The units, in base units of the token.
     */
    function _claimableUnitsAt(ISnapshotToken units, uint256 snapId) private view returns (uint256 total) {
        total = units.totalSupplyAt(snapId);
        if (address(units) == address(amt)) total -= units.balanceOfAt(address(liqPool), snapId);
    }

    /**
     * @dev Minimum output of a removal: 98% of the LP tokens' share of the reserves, rounded down twice. The
     *   share includes the protocol fee that the pair mints before it pays. Otherwise an accrued fee above 2%
     *   would put the minimums above the payout, and block every exit through Master. The minimums are
     *   computed in the transaction that removes, so they never bind: the pair pays at least the share that
     *   they are a part of. They do not protect a provider from a trade before its removal.
     * @param liquidity How many LP tokens.
     * @return minAmt The least AMT.
     * @return minBtcb The least BTCB.
     */
    function _minimumsOfRemoval(uint256 liquidity) private view returns (uint256 minAmt, uint256 minBtcb) {
        (uint256 reserve0, uint256 reserve1, ) = liqPool.getReserves();
        uint256 supply = PancakeLiquidity.supplyWithProtocolFee(liqPool, _factory, reserve0, reserve1);
        if (supply == 0) revert NoLiquidity();

        (uint256 reserveAmt, uint256 reserveBtcb) = address(amt) < BTCB
            ? (reserve0, reserve1)
            : (reserve1, reserve0);
        minAmt = (((liquidity * reserveAmt) / supply) * MIN_USED_PERCENT) / PERCENT;
        minBtcb = (((liquidity * reserveBtcb) / supply) * MIN_USED_PERCENT) / PERCENT;
    }
}
