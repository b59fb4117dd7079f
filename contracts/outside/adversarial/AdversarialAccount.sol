// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Somebody who is a contract
 * @notice Its code is put at people's addresses in hostile worlds, so that they can act when they are called.
 */
contract AdversarialAccount {
    /**
     * @notice Calls somebody in this person's own name.
     * @param target Whom.
     * @param data With what.
     * @return done Whether it was not refused.
     * @return answer What it returned, or why it was refused.
     */
    function strike(address target, bytes calldata data) external returns (bool done, bytes memory answer) {
        return target.call(data);
    }
}
