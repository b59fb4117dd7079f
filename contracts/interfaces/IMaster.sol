// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPancakePair} from "./IPancakePair.sol";
import {ISnapshotToken} from "./ISnapshotToken.sol";

/**
 * @title Master's published interface
 * @notice All amounts are in base units (18 decimals). A payment is identified by the id of the snapshot that
 * was taken with it.
 * @dev Lower-case event names without indexed parameters are the published interface, here and in
 * {IBurnVault} and {IMarket}. The vaults and the distributor are not published; their events index addresses
 * and ids.
 */
interface IMaster {
    /**
     * @notice A payment was received and divided.
     * @param amount The whole payment, in BTCB.
     * @param vaultPart The part that went to the burn vault, rounded down.
     */
    event rentPaid(uint256 amount, uint256 vaultPart);

    /**
     * @notice A holder or a liquidity provider claimed its part of a payment.
     * @param snapId The payment.
     * @param user The claimant.
     * @param amount The claim, in BTCB, rounded down; may be zero.
     */
    event charged(uint256 snapId, address user, uint256 amount);

    /**
     * @notice Liquidity was added: Master keeps the LP tokens, the provider receives liqAMT.
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
     * @notice The owner issued AMT.
     * @param addr The recipient.
     * @param amount How much AMT.
     */
    event masterHasMinted(address addr, uint256 amount);

    /**
     * @notice The owner collected the rounding residue of the claims so far.
     * @param snapId The payment.
     * @param dust The residue, in BTCB; may be zero.
     */
    event dustCollected(uint256 snapId, uint256 dust);

    /**
     * @notice The payer wallet was replaced.
     * @param payer The new payer wallet.
     */
    event payerWalletSet(address payer);

    /**
     * @notice The router's allowances were raised to at least `amount`.
     * @param amount The requested allowance.
     */
    event approveExtended(uint256 amount);

    /// @notice An address that must be set is the zero address.
    error ZeroAddress();

    /// @notice The caller is not the payer wallet.
    error NotPayer();

    /// @notice The payment is not more than 100 base units of BTCB.
    error PaymentTooSmall();

    /// @notice The vault's share is above 100 percent.
    error ShareOutOfRange();

    /// @notice No AMT is in circulation, so no holder can be paid.
    error NoSupply();

    /// @notice AMT's and liqAMT's snapshot ids differ: snapshots were taken before Master owned the tokens.
    error SnapshotsOutOfStep();

    /// @notice The caller has already claimed this payment.
    error AlreadyCharged();

    /// @notice The caller held no AMT, or no liqAMT, at the snapshot of the payment.
    error NothingToCharge();

    /// @notice The first snapshot id of the range is above the last.
    error BadRange();

    /// @notice The project's liquidity is already locked.
    error AlreadyLocked();

    /// @notice The pair has no LP tokens, so a share of its reserves is undefined.
    error NoLiquidity();

    /**
     * @notice Receives a payment and takes a snapshot of both tokens. The vault's share goes to the burn
     * vault. Of the rest, liqAMT holders may claim the proportion of AMT that is in the pair, AMT holders
     * what remains. Only for the payer wallet; needs an allowance of BTCB.
     * @param amountBtcb The payment in BTCB; more than 100 base units.
     * @param vaultParticipation The vault's share in whole percent, 0 to 100; its amount is rounded down.
     */
    function payRent(uint256 amountBtcb, uint256 vaultParticipation) external;

    /**
     * @notice Claims the caller's part of a payment as an AMT holder: the holders' pot times the caller's AMT
     * over all AMT outside the pair, as of the snapshot, rounded down. Callable by anyone, once per payment.
     * @param snapId The payment.
     * @return amount The claim, in BTCB. A claim that rounds to zero counts as made.
     */
    function charge(uint256 snapId) external returns (uint256 amount);

    /**
     * @notice Claims every payment of a range as {charge} does. Skips payments that the caller has claimed,
     * or at whose snapshot it held no AMT. Callable by anyone.
     * @param from The first payment.
     * @param to The last payment, included; every payment of the range must exist.
     * @return total The sum of the claims, in BTCB; may be zero.
     */
    function chargeFromTo(uint256 from, uint256 to) external returns (uint256 total);

    /**
     * @notice Claims the caller's part of a payment as a liquidity provider: the providers' pot times the
     * caller's liqAMT over all liqAMT, as of the snapshot, rounded down. Callable by anyone, once per
     * payment.
     * @param snapId The payment.
     */
    function liqCharge(uint256 snapId) external;

    /**
     * @notice Claims every payment of a range as {liqCharge} does. Skips payments that the caller has
     * claimed, or at whose snapshot it held no liqAMT. Callable by anyone.
     * @param from The first payment.
     * @param to The last payment, included; every payment of the range must exist.
     * @return total The sum of the claims, in BTCB; may be zero.
     */
    function liqChargeFromTo(uint256 from, uint256 to) external returns (uint256 total);

    /**
     * @notice Collects the rounding residue of the holders' claims so far: the claimed units' share of the
     * pot, rounded down once, less what was paid. Never reduces an open claim. Only for the owner.
     * @param snapId The payment.
     * @return dust The residue, in BTCB; may be zero.
     */
    function handleDust(uint256 snapId) external returns (uint256 dust);

    /**
     * @notice Collects the rounding residue of the liquidity providers' claims, as {handleDust}. Only for the
     * owner.
     * @param snapId The payment.
     * @return dust The residue, in BTCB; may be zero.
     */
    function LiqHandleDust(uint256 snapId) external returns (uint256 dust);

    /**
     * @notice Adds the project's liquidity and locks it for two years in a new locker, whose beneficiary is
     * the caller. At least 98% of each amount must be used; the rest is refunded. Only for the owner, once.
     * @param amountAmt The most AMT to add; needs an allowance to Master.
     * @param amountBtcb The most BTCB to add; needs an allowance to Master.
     */
    function addLiquidityLocking(uint256 amountAmt, uint256 amountBtcb) external;

    /**
     * @notice Adds the caller's liquidity: Master keeps the LP tokens and mints the same amount of liqAMT to
     * the caller. At least 98% of each amount must be used; the rest is refunded. Callable by anyone.
     * @param amountAmt The most AMT to add; needs an allowance to Master.
     * @param amountBtcb The most BTCB to add; needs an allowance to Master.
     */
    function addLiquidity(uint256 amountAmt, uint256 amountBtcb) external;

    /**
     * @notice Burns the caller's liqAMT and burns the same amount of LP tokens at the pair, which pays the
     * caller at least 98% of their share of its reserves. Callable by anyone.
     * @param amount How much liqAMT; needs an allowance to Master.
     */
    function removeLiquidity(uint256 amount) external;

    /**
     * @notice Issues AMT, within its cap. Only for the owner.
     * @param account The recipient.
     * @param amount How much AMT.
     */
    function mintMaster(address account, uint256 amount) external;

    /**
     * @notice Replaces the payer wallet. Only for the owner.
     * @param payer The new payer wallet; not the zero address.
     */
    function setPayerWallet(address payer) external;

    /**
     * @notice Raises the router's allowances of Master's AMT, BTCB and LP tokens to `amount` where they are
     * lower. Never lowers one: the owner cannot freeze liquidity. Only for the owner.
     * @dev BTCB reduces even an infinite allowance when it is used.
     * @param amount The allowance, in base units of each token.
     */
    function extendApprove(uint256 amount) external;

    /**
     * @notice The part of a payment that AMT holders may claim.
     * @param snapId The payment.
     * @return pot The pot, in BTCB, claims not deducted; zero if the payment does not exist.
     */
    function pays(uint256 snapId) external view returns (uint256 pot);

    /**
     * @notice The part of a payment that liqAMT holders may claim.
     * @param snapId The payment.
     * @return pot The pot, in BTCB, claims not deducted; zero if the payment does not exist.
     */
    function liqPays(uint256 snapId) external view returns (uint256 pot);

    /**
     * @notice Whether `account` has claimed a payment as an AMT holder.
     * @param account The claimant.
     * @param snapId The payment.
     * @return claimed True once claimed.
     */
    function alreadyCharged(address account, uint256 snapId) external view returns (bool claimed);

    /**
     * @notice Whether `account` has claimed a payment as a liquidity provider.
     * @param account The claimant.
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
     * @return locker The locker, or the zero address before liquidity is locked.
     */
    function addrLiqLocker() external view returns (address locker);

    /**
     * @notice Whether the project's liquidity was locked, which is possible once.
     * @return locked True from then on, also after the release.
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
