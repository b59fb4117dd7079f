// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/**
 * @title The liquidity locker's published interface
 */
interface ILiquidityLocker {
    /// @notice The release time is not reached.
    error StillLocked();

    /// @notice The locker holds neither LP tokens nor liqAMT.
    error NothingToRelease();

    /**
     * @notice Claims a payment for the locker's liqAMT and sends all BTCB of the locker to the beneficiary.
     * Callable by anyone.
     * @param snapId The payment's snapshot id; reverts as {IMaster-liqCharge} does.
     */
    function charge(uint256 snapId) external;

    /**
     * @notice From the release time on, sends all LP tokens to Master and all liqAMT to the beneficiary.
     * Callable by anyone, repeatedly while the locker holds either token.
     */
    function release() external;

    /**
     * @notice The account that receives the claims and, at the release, the liqAMT.
     * @return account The beneficiary.
     */
    function beneficiary() external view returns (address account);

    /**
     * @notice The first second at which {release} is possible.
     * @return time Unix time in seconds.
     */
    function releaseTime() external view returns (uint256 time);

    /**
     * @notice The locked LP token: the AMT/BTCB pair.
     * @return lpToken The LP token.
     */
    function token() external view returns (IERC20 lpToken);
}
