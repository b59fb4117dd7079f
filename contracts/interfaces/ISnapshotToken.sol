// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/**
 * @title What AMT and liqAMT have in common
 * @notice An ERC-20 token with 18 decimals whose balances and supply can be read as of each snapshot ever taken.
 * Snapshot ids count from 1.
 */
interface ISnapshotToken is IERC20 {
    /**
     * @notice Issues tokens. Only for the owner.
     * @param to Who receives them; not the zero address.
     * @param amount How many, in base units.
     */
    function mint(address to, uint256 amount) external;

    /**
     * @notice Takes a snapshot of all balances and of the supply. Only for the owner.
     * @return id The id of the new snapshot: one more than the last.
     */
    function snapshot() external returns (uint256 id);

    /**
     * @notice Burns tokens of `account` against its allowance to the caller. An infinite allowance is not reduced.
     * @param account Whose tokens.
     * @param amount How many, in base units.
     */
    function burnFrom(address account, uint256 amount) external;

    /**
     * @notice The id of the latest snapshot, zero if none has been taken.
     * @return id The id.
     */
    function getCurrentSnapshotId() external view returns (uint256 id);

    /**
     * @notice The balance of `account` when a snapshot was taken.
     * @param account Whose balance.
     * @param snapshotId Which snapshot; reverts if there is none with this id.
     * @return balance The balance, in base units.
     */
    function balanceOfAt(address account, uint256 snapshotId) external view returns (uint256 balance);

    /**
     * @notice The supply when a snapshot was taken.
     * @param snapshotId Which snapshot; reverts if there is none with this id.
     * @return supply The supply, in base units.
     */
    function totalSupplyAt(uint256 snapshotId) external view returns (uint256 supply);
}
