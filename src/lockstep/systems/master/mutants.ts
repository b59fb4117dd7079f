/**
 * Mutants of Master's contracts, from rounding to roles.
 */
import { inContract, type Mutant } from '../../mutation/mutant.ts'

export const MASTER_MUTANTS: readonly Mutant[] = [
  inContract(
    'a claim rounds up',
    'libraries/Distribution',
    'amount = (self.pot * units) / totalUnits;',
    'amount = (self.pot * units + totalUnits - 1) / totalUnits;',
    'claims-within-payment',
  ),
  inContract(
    'a claim is not marked as made',
    'libraries/Distribution',
    'self.claimed[account] = true;',
    '',
    'claimed-once',
  ),
  inContract(
    'collected dust is forgotten',
    'libraries/Distribution',
    'self.paid += dust;',
    '',
    'claims-within-payment',
  ),
  inContract('dust ignores who has claimed', 'libraries/Distribution', 'self.claimedUnits += units;', ''),
  inContract(
    'a payment of exactly 100 is accepted',
    'Master',
    'if (amountBtcb <= PAYMENT_FLOOR) revert PaymentTooSmall();',
    'if (amountBtcb < PAYMENT_FLOOR) revert PaymentTooSmall();',
  ),
  inContract(
    "the payment's checks are swapped",
    'Master',
    `if (amountBtcb <= PAYMENT_FLOOR) revert PaymentTooSmall();
        if (vaultParticipation > PERCENT) revert ShareOutOfRange();`,
    `if (vaultParticipation > PERCENT) revert ShareOutOfRange();
        if (amountBtcb <= PAYMENT_FLOOR) revert PaymentTooSmall();`,
  ),
  inContract(
    'a share of 100% is reverted',
    'Master',
    'if (vaultParticipation > PERCENT) revert ShareOutOfRange();',
    'if (vaultParticipation >= PERCENT) revert ShareOutOfRange();',
  ),
  inContract(
    "the providers' part rounds up",
    'Master',
    'uint256 toProviders = (toClaims * amt.balanceOf(address(liqPool))) / supply;',
    'uint256 toProviders = (toClaims * amt.balanceOf(address(liqPool)) + supply - 1) / supply;',
  ),
  inContract(
    "the RCL's part comes first out of the claims",
    'Master',
    '_holderPots[snapId].pot = toClaims - toProviders;',
    '_holderPots[snapId].pot = amountBtcb - toProviders;',
  ),
  inContract(
    'claims use the balance of today',
    'Master',
    `uint256 held = units.balanceOfAt(msg.sender, snapId);
        if (held == 0) revert NothingToCharge();`,
    `uint256 held = units.balanceOf(msg.sender);
        if (held == 0) revert NothingToCharge();`,
    'claims-within-payment',
  ),
  inContract(
    'AMT in the pool claims too',
    'Master',
    'if (address(units) == address(amt)) total -= units.balanceOfAt(address(liqPool), snapId);',
    '',
  ),
  inContract(
    'the AMT in the pool of today is left out',
    'Master',
    'total -= units.balanceOfAt(address(liqPool), snapId);',
    'total -= units.balanceOf(address(liqPool));',
  ),
  inContract(
    'a range leaves out its last payment',
    'Master',
    'for (uint256 snapId = from; snapId <= to; ++snapId) {',
    'for (uint256 snapId = from; snapId < to; ++snapId) {',
  ),
  inContract(
    'a range reverts for a single payment',
    'Master',
    'if (from > to) revert BadRange();',
    'if (from >= to) revert BadRange();',
  ),
  inContract(
    'minimums are 99%',
    'Master',
    'uint256 private constant MIN_USED_PERCENT = 98;',
    'uint256 private constant MIN_USED_PERCENT = 99;',
  ),
  inContract(
    'unused AMT is not refunded',
    'Master',
    'if (unusedAmt > 0) IERC20(amt).safeTransfer(msg.sender, unusedAmt);',
    '',
  ),
  inContract('unused BTCB is not refunded', 'Master', '_payBtcb(amountBtcb - usedBtcb);', ''),
  inContract(
    'liqAMT is minted twice',
    'Master',
    'liqToken.mint(liqReceiver, liquidity);',
    'liqToken.mint(liqReceiver, liquidity * 2);',
    'lp-covers-liqAmt',
  ),
  inContract(
    'an exit ignores the protocol fee',
    'Master',
    'uint256 supply = PancakeLiquidity.supplyWithProtocolFee(liqPool, _factory, reserve0, reserve1);',
    'uint256 supply = liqPool.totalSupply();',
  ),
  inContract(
    'an event tells the amounts asked for',
    'Master',
    'emit liqAdded(usedAmt, usedBtcb, msg.sender);',
    'emit liqAdded(amountAmt, amountBtcb, msg.sender);',
  ),
  inContract('an event is missing', 'Master', 'emit payerWalletSet(payer);', ''),
  inContract(
    'anyone may set the payer',
    'Master',
    'function setPayerWallet(address payer) external override onlyOwner {',
    'function setPayerWallet(address payer) external override {',
  ),
  inContract(
    "the router's allowance is lowered",
    'Master',
    'if (token.allowance(address(this), PANCAKE_ROUTER) < amount) {',
    '{',
  ),
  inContract(
    'the payer is told by tx.origin',
    'Master',
    'if (msg.sender != payerWallet) revert NotPayer();',
    'if (tx.origin != payerWallet) revert NotPayer();',
  ),
  inContract(
    'a claim goes by the balance of tx.origin',
    'Master',
    `uint256 held = units.balanceOfAt(msg.sender, snapId);
        if (held == 0) revert NothingToCharge();`,
    `uint256 held = units.balanceOfAt(tx.origin, snapId);
        if (held == 0) revert NothingToCharge();`,
  ),
]
