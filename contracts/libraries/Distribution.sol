// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @notice One pot of BTCB for the holders of a token at a snapshot.
 * @dev Invariant: `paid <= floor(pot * claimedUnits / totalUnits) <= pot`. A sum of rounded-down shares is at
 * most the rounded-down share of the sum. Neither claims nor the collected residue therefore reduce an open
 * share.
 * @param pot What was paid in, in base units of BTCB.
 * @param claimedUnits Units for which the pot is claimed, in base units of the token.
 * @param paid What was paid out, collected residue included, in base units of BTCB.
 * @param claimed Whether an account has claimed.
 */
struct Distribution {
    uint256 pot;
    uint256 claimedUnits;
    uint256 paid;
    mapping(address account => bool) claimed;
}

using {claim, collectDust} for Distribution global;

/**
 * @dev Records the claim of `account` and returns its amount: `floor(pot * units / totalUnits)`. The calling
 * function checks that the account has not claimed before, and pays.
 * @param self The pot.
 * @param account The claimant.
 * @param units Units of the account at the snapshot; more than zero.
 * @param totalUnits Units of all accounts that may claim; at least `units`.
 * @return amount The claim, in base units of BTCB, rounded down.
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
 * @dev Records the rounding residue as paid and returns it: `floor(pot * claimedUnits / totalUnits) - paid`.
 * @param self The pot.
 * @param totalUnits Units of all accounts that may claim; the residue is zero if they are zero.
 * @return dust The residue, in base units of BTCB.
 */
function collectDust(Distribution storage self, uint256 totalUnits) returns (uint256 dust) {
    if (totalUnits == 0) return 0;
    dust = (self.pot * self.claimedUnits) / totalUnits - self.paid;
    self.paid += dust;
}
