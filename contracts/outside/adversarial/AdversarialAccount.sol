// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/**
 * @title Adversarial account: an account with code
 * @notice The adversarial campaign puts this code at the addresses of accounts, so that they can act when a
 * token calls them.
 */
contract AdversarialAccount {
    /**
     * @notice Makes a reentrant call in this account's own name.
     * @param target The contract to call.
     * @param data The call data.
     * @return done Whether the call succeeded.
     * @return answer Its return data or revert data.
     */
    function reenter(address target, bytes calldata data) external returns (bool done, bytes memory answer) {
        return target.call(data);
    }
}
