// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/**
 * @title A token that calls somebody in the middle of a transfer
 * @notice Tests put it at BTCB's address. It calls before it moves anything, which is when most is still as it was.
 */
contract AdversarialBtcb is ERC20 {
    /// @notice Whether the call in the middle was made, and went well.
    bool public succeeded;

    /// @notice What the call in the middle returned, or reverted with; empty if none was made.
    bytes public answer;

    address private _target;
    bytes private _call;
    uint256 private _transfersBefore;

    constructor() ERC20("Hostile BTCB", "BTCB") {}

    /**
     * @notice Issues to the caller, as BTCB does to its owner.
     * @param amount How much.
     */
    function mint(uint256 amount) external {
        _mint(msg.sender, amount);
    }

    /**
     * @notice Makes one of the next transfers call somebody, in this token's own name.
     * @param target Whom to call.
     * @param data What to call with.
     * @param transfersBefore How many transfers to leave alone first.
     */
    function arm(address target, bytes calldata data, uint256 transfersBefore) external {
        _target = target;
        _call = data;
        _transfersBefore = transfersBefore;
    }

    /// @notice Forgets everything that is not an ERC-20 token's.
    function disarm() external {
        delete succeeded;
        delete answer;
        delete _target;
        delete _call;
        delete _transfersBefore;
    }

    function _beforeTokenTransfer(address from, address, uint256) internal override {
        address target = _target;
        if (target == address(0) || from == address(0)) return;
        if (_transfersBefore > 0) {
            --_transfersBefore;
            return;
        }
        delete _target;
        (succeeded, answer) = target.call(_call);
    }
}
