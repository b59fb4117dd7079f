// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @notice One pot of BTCB for those who held units of a token at a snapshot.
 * @dev Invariant: `paid <= floor(pot * claimedUnits / totalUnits) <= pot`. It holds because a sum of rounded-down
 * shares is at most the rounded-down share of the sum; so neither claims nor dust ever eat into a share that is
 * still to be claimed.
 * @param pot What was paid in, in base units of BTCB.
 * @param claimedUnits Units for which the pot has been claimed, in base units of the token.
 * @param paid What has left the pot, dust included, in base units of BTCB.
 * @param claimed Who has claimed.
 */
struct Distribution {
    uint256 pot;
    uint256 claimedUnits;
    uint256 paid;
    mapping(address account => bool) claimed;
}

using {claim, collectDust} for Distribution global;

/**
 * @dev Books the claim of `account` and returns what to pay for it: `floor(pot * units / totalUnits)`. The caller has
 * checked that the account has not claimed before, and pays.
 * @param self The pot.
 * @param account Who claims.
 * @param units What the account held at the snapshot; more than zero.
 * @param totalUnits What everybody held who may claim; at least `units`.
 * @return amount What to pay, in base units of BTCB, rounded down.
 */
function claim(
    Distribution storage self,
    address account,
    uint256 units,
    uint256 totalUnits
) returns (uint256 amount) {
    amount = (self.pot * units) / totalUnits;
    self.claimed[account] = true;
    self.claimedUnits += units;
    self.paid += amount;
}

/**
 * @dev Books what rounding has left over and returns it: `floor(pot * claimedUnits / totalUnits) - paid`.
 * @param self The pot.
 * @param totalUnits What everybody held who may claim; the dust is zero if that is zero.
 * @return dust What to pay to the collector, in base units of BTCB.
 */
function collectDust(Distribution storage self, uint256 totalUnits) returns (uint256 dust) {
    if (totalUnits == 0) return 0;
    dust = (self.pot * self.claimedUnits) / totalUnits - self.paid;
    self.paid += dust;
}
