// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/**
 * @title Adversarial BTCB: makes a reentrant call during a transfer
 * @notice Tests put it at BTCB's address. It calls before any balance changes.
 */
contract AdversarialBtcb is ERC20 {
    /// @notice Whether the reentrant call was made and succeeded.
    bool public succeeded;

    /// @notice Return data or revert data of the reentrant call; empty if none was made.
    bytes public answer;

    address private _target;
    bytes private _call;
    uint256 private _transfersBefore;

    constructor() ERC20("Adversarial BTCB", "BTCB") {}

    /**
     * @notice Mints to the caller, as BTCB does to its owner.
     * @param amount How much, in base units.
     */
    function mint(uint256 amount) external {
        _mint(msg.sender, amount);
    }

    /**
     * @notice Schedules one reentrant call, from this token's address.
     * @param target The contract to call.
     * @param data The call data.
     * @param transfersBefore Number of transfers to skip first.
     */
    function arm(address target, bytes calldata data, uint256 transfersBefore) external {
        _target = target;
        _call = data;
        _transfersBefore = transfersBefore;
    }

    /// @notice Clears the scheduled call and its result.
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
