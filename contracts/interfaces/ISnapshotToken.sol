// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/**
 * @title Interface of AMT and liqAMT
 * @notice An ERC-20 token with 18 decimals whose balances and supply can be read as of each snapshot.
 * Snapshot ids count from 1.
 */
interface ISnapshotToken is IERC20 {
    /**
     * @notice Issues tokens. Only for the owner.
     * @param to The recipient; not the zero address.
     * @param amount How many, in base units.
     */
    function mint(address to, uint256 amount) external;

    /**
     * @notice Takes a snapshot of all balances and of the supply. Only for the owner.
     * @return id The id of the new snapshot: one more than the last.
     */
    function snapshot() external returns (uint256 id);

    /**
     * @notice Burns tokens of `account` and spends its allowance to the caller. An infinite allowance is not
     * reduced.
     * @param account The holder.
     * @param amount How many, in base units.
     */
    function burnFrom(address account, uint256 amount) external;

    /**
     * @notice The id of the latest snapshot, zero before the first.
     * @return id The id.
     */
    function getCurrentSnapshotId() external view returns (uint256 id);

    /**
     * @notice The balance of `account` at a snapshot.
     * @param account The holder.
     * @param snapshotId The snapshot's id; reverts if it does not exist.
     * @return balance The balance, in base units.
     */
    function balanceOfAt(address account, uint256 snapshotId) external view returns (uint256 balance);

    /**
     * @notice The supply at a snapshot.
     * @param snapshotId The snapshot's id; reverts if it does not exist.
     * @return supply The supply, in base units.
     */
    function totalSupplyAt(uint256 snapshotId) external view returns (uint256 supply);
}
