// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPancakePair} from "./IPancakePair.sol";
import {ISnapshotToken} from "./ISnapshotToken.sol";

/**
 * @title Master's published interface
 * @notice All amounts are in base units (18 decimals). A payment is named by the id of the snapshot that was taken
 * with it.
 */
interface IMaster {
    /**
     * @notice A payment was received and divided.
     * @param amount The whole payment, in BTCB.
     * @param vaultPart What of it went to the burn vault, rounded down.
     */
    event rentPaid(uint256 amount, uint256 vaultPart);

    /**
     * @notice A holder or a liquidity provider has claimed its part of a payment.
     * @param snapId The payment.
     * @param user Who claimed.
     * @param amount What was paid, in BTCB, rounded down; may be zero.
     */
    event charged(uint256 snapId, address user, uint256 amount);

    /**
     * @notice Somebody's liquidity was added; Master keeps the LP tokens, the provider has liqAMT.
     * @param amountAmt AMT that went into the pair.
     * @param amountBtcb BTCB that went into the pair.
     * @param from The provider.
     */
    event liqAdded(uint256 amountAmt, uint256 amountBtcb, address from);

    /**
     * @notice The project's liquidity was added and locked.
     * @param amountAmt AMT that went into the pair.
     * @param amountBtcb BTCB that went into the pair.
     * @param from The owner, who provided it.
     */
    event liqLockingAdded(uint256 amountAmt, uint256 amountBtcb, address from);

    /**
     * @notice Liquidity was removed against liqAMT.
     * @param amountAmt AMT that the pair paid to the provider.
     * @param amountBtcb BTCB that the pair paid to the provider.
     * @param from The provider.
     */
    event liqRemoved(uint256 amountAmt, uint256 amountBtcb, address from);

    /**
     * @notice The owner has issued AMT.
     * @param addr Who received it.
     * @param amount How much.
     */
    event masterHasMinted(address addr, uint256 amount);

    /**
     * @notice The owner has collected what the rounding of the claims so far has left over.
     * @param snapId The payment.
     * @param dust What was collected, in BTCB; may be zero.
     */
    event dustCollected(uint256 snapId, uint256 dust);

    /**
     * @notice The payer wallet was replaced.
     * @param payer The new payer wallet.
     */
    event payerWalletSet(address payer);

    /**
     * @notice The router's allowances were raised to at least `amount`.
     * @param amount The allowance that was asked for.
     */
    event approveExtended(uint256 amount);

    /// @notice An address that must be set is the zero address.
    error ZeroAddress();

    /// @notice The caller is not the payer wallet.
    error NotPayer();

    /// @notice A payment must be more than 100 base units of BTCB.
    error PaymentTooSmall();

    /// @notice The vault's share must be 0 to 100 percent.
    error ShareOutOfRange();

    /// @notice No AMT is in circulation, so there is nobody to pay.
    error NoSupply();

    /// @notice AMT's and liqAMT's snapshot ids differ: somebody took snapshots before Master owned the tokens.
    error SnapshotsOutOfStep();

    /// @notice The caller has claimed this payment already.
    error AlreadyCharged();

    /// @notice The caller held nothing that earns when the payment was made.
    error NothingToCharge();

    /// @notice The range's first snapshot id is above its last.
    error BadRange();

    /// @notice The project's liquidity has been locked already.
    error AlreadyLocked();

    /// @notice The pair has no LP tokens, so a share of its reserves is undefined.
    error NoLiquidity();

    /**
     * @notice Receives a payment: the vault's share goes to the burn vault, the rest is kept for the claims of AMT
     * holders and, in proportion to the AMT in the pair, of liqAMT holders, both as of now. Only for the payer
     * wallet, which must have allowed Master to take `amountBtcb`.
     * @param amountBtcb The payment in BTCB; more than 100.
     * @param vaultParticipation The vault's share in whole percent, 0 to 100; its amount is rounded down.
     */
    function payRent(uint256 amountBtcb, uint256 vaultParticipation) external;

    /**
     * @notice Claims the caller's part of a payment as an AMT holder: the holders' pot times the caller's AMT over
     * all AMT outside the pair, as of the payment, rounded down. For anyone, once per payment.
     * @param snapId The payment.
     * @return amount What was paid, in BTCB. A claim that rounds to zero counts as made.
     */
    function charge(uint256 snapId) external returns (uint256 amount);

    /**
     * @notice Claims as {charge} does for every payment of a range, leaving out those that the caller has claimed or
     * had no AMT at. For anyone.
     * @param from The first payment.
     * @param to The last payment, included; every payment of the range must exist.
     * @return total What was paid for all of them, in BTCB; may be zero.
     */
    function chargeFromTo(uint256 from, uint256 to) external returns (uint256 total);

    /**
     * @notice Claims the caller's part of a payment as a liquidity provider: the providers' pot times the caller's
     * liqAMT over all liqAMT, as of the payment, rounded down. For anyone, once per payment.
     * @param snapId The payment.
     */
    function liqCharge(uint256 snapId) external;

    /**
     * @notice Claims as {liqCharge} does for every payment of a range, leaving out those that the caller has claimed
     * or had no liqAMT at. For anyone.
     * @param from The first payment.
     * @param to The last payment, included; every payment of the range must exist.
     * @return total What was paid for all of them, in BTCB; may be zero.
     */
    function liqChargeFromTo(uint256 from, uint256 to) external returns (uint256 total);

    /**
     * @notice Collects what the rounding of the holders' claims so far has left over: what those who have claimed
     * would have got together, rounded down once, less what was paid. Never touches what others may still claim.
     * Only for the owner.
     * @param snapId The payment.
     * @return dust What was collected, in BTCB; may be zero.
     */
    function handleDust(uint256 snapId) external returns (uint256 dust);

    /**
     * @notice Collects dust as {handleDust} does, of the liquidity providers' claims. Only for the owner.
     * @param snapId The payment.
     * @return dust What was collected, in BTCB; may be zero.
     */
    function LiqHandleDust(uint256 snapId) external returns (uint256 dust);

    /**
     * @notice Adds the project's liquidity and locks it for two years in a new locker, whose beneficiary is the
     * caller. At least 98% of each amount must go into the pair; the rest is refunded. Only for the owner, once.
     * @param amountAmt The most AMT to add; needs an allowance to Master.
     * @param amountBtcb The most BTCB to add; needs an allowance to Master.
     */
    function addLiquidityLocking(uint256 amountAmt, uint256 amountBtcb) external;

    /**
     * @notice Adds the caller's liquidity: Master keeps the LP tokens and mints as many liqAMT to the caller. At
     * least 98% of each amount must go into the pair; the rest is refunded. For anyone.
     * @param amountAmt The most AMT to add; needs an allowance to Master.
     * @param amountBtcb The most BTCB to add; needs an allowance to Master.
     */
    function addLiquidity(uint256 amountAmt, uint256 amountBtcb) external;

    /**
     * @notice Burns the caller's liqAMT and removes as many LP tokens from the pair, which pays the caller. The pair
     * must pay at least 98% of the share of its reserves. For anyone.
     * @param amount How much liqAMT; needs an allowance to Master.
     */
    function removeLiquidity(uint256 amount) external;

    /**
     * @notice Issues AMT, within its cap. Only for the owner.
     * @param account Who receives it.
     * @param amount How much.
     */
    function mintMaster(address account, uint256 amount) external;

    /**
     * @notice Replaces the payer wallet. Only for the owner.
     * @param payer The new payer wallet; not the zero address.
     */
    function setPayerWallet(address payer) external;

    /**
     * @notice Raises the router's allowances over Master's AMT, BTCB and LP tokens to `amount` where they are lower,
     * and never lowers one: the owner cannot freeze anybody's liquidity. Only for the owner.
     * @dev BTCB reduces even an infinite allowance when it is used.
     * @param amount The allowance, in base units of each token.
     */
    function extendApprove(uint256 amount) external;

    /**
     * @notice The part of a payment that AMT holders may claim.
     * @param snapId The payment.
     * @return pot The pot, in BTCB, as it was paid in; zero if there was no such payment.
     */
    function pays(uint256 snapId) external view returns (uint256 pot);

    /**
     * @notice The part of a payment that liqAMT holders may claim.
     * @param snapId The payment.
     * @return pot The pot, in BTCB, as it was paid in; zero if there was no such payment.
     */
    function liqPays(uint256 snapId) external view returns (uint256 pot);

    /**
     * @notice Whether `account` has claimed a payment as an AMT holder.
     * @param account Whose claim.
     * @param snapId The payment.
     * @return claimed True once claimed.
     */
    function alreadyCharged(address account, uint256 snapId) external view returns (bool claimed);

    /**
     * @notice Whether `account` has claimed a payment as a liquidity provider.
     * @param account Whose claim.
     * @param snapId The payment.
     * @return claimed True once claimed.
     */
    function liqAlreadyCharged(address account, uint256 snapId) external view returns (bool claimed);

    /**
     * @notice AMT.
     * @return token The token, owned by Master.
     */
    function amt() external view returns (ISnapshotToken token);

    /**
     * @notice liqAMT.
     * @return token The token, owned by Master.
     */
    function liqToken() external view returns (ISnapshotToken token);

    /**
     * @notice The burn vault, which receives its share of each payment.
     * @return burnVault The vault.
     */
    function vault() external view returns (address burnVault);

    /**
     * @notice The AMT/BTCB pair, which is also the LP token.
     * @return pair The pair.
     */
    function liqPool() external view returns (IPancakePair pair);

    /**
     * @notice The only account that may call {payRent}.
     * @return payer The payer wallet.
     */
    function payerWallet() external view returns (address payer);

    /**
     * @notice The locker of the project's liquidity.
     * @return locker The locker, or the zero address while none was locked.
     */
    function addrLiqLocker() external view returns (address locker);

    /**
     * @notice Whether the project's liquidity has been locked; it can be only once.
     * @return locked True from then on, the release included.
     */
    function liqLocked() external view returns (bool locked);

    /**
     * @notice PancakeSwap V2's router.
     * @return router The router.
     */
    function addrRouter() external view returns (address router);

    /**
     * @notice BTCB.
     * @return btcb The token.
     */
    function addrBtcb() external view returns (address btcb);
}
