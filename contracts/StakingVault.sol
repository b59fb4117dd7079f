// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DepositVault} from "./DepositVault.sol";

/**
 * @title Staking vault
 * @notice Deposit AMT; the project pays the gas of claiming; withdraw the AMT and exactly the BTCB of every payment that was
 * made during the deposit. For holders whose claims would cost more gas than they pay.
 * @dev Adds nothing to {DepositVault}: what was harvested stays here until its depositor collects it.
 */
contract StakingVault is DepositVault {
    /**
     * @notice Opens the vault.
     * @param amt_ AMT.
     * @param master_ Master.
     */
    constructor(address amt_, address master_) DepositVault(amt_, master_) {}
}
