// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DepositVault} from "./DepositVault.sol";

/**
 * @title Staking vault
 * @notice Deposit AMT; the project pays the gas of claiming. A withdrawal returns the AMT and exactly the
 * BTCB of every payment that was made during the deposit. For holders whose claims would cost more gas than
 * they pay.
 * @dev Adds nothing to {DepositVault}: harvested BTCB stays in the vault until its depositor collects it.
 */
contract StakingVault is DepositVault {
    /**
     * @notice Creates the vault.
     * @param amt_ AMT.
     * @param master_ Master.
     */
    constructor(address amt_, address master_) DepositVault(amt_, master_) {}
}
