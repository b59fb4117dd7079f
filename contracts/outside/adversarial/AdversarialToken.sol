// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BEP20} from "../BEP20.sol";
import {AdversarialAccount} from "./AdversarialAccount.sol";

/**
 * @title Adversarial token: fee-on-transfer, blacklist, reentrancy
 * @notice Test double of BTCB and of USDT for the adversarial campaign. By default it behaves like {BEP20}.
 * Anyone may make it take a fee from each transfer, freeze accounts, or let an account act during a transfer.
 */
contract AdversarialToken is BEP20 {
    /// @dev A reentrant call, made during a transfer.
    struct ReentrantCall {
        AdversarialAccount attacker;
        address target;
        bytes data;
        uint256 skip;
    }

    uint256 private constant BASIS_POINTS = 10_000;

    /// @dev Fee on each transfer, in basis points of the amount, rounded down. It is burnt.
    uint256 private _feeBps;

    mapping(address account => bool) private _frozen;

    ReentrantCall private _armed;

    /// @notice A reentrant call begins. Events up to {reentryEnded} are its own.
    event reentryStarted();

    /// @notice The reentrant call ended: `done` if it succeeded, `answer` is its return data or revert data.
    event reentryEnded(bool done, bytes answer);

    /// @notice The sender or the recipient is frozen.
    error AccountFrozen();

    constructor() BEP20("Adversarial token", "ADVERSARIAL") {}

    /**
     * @notice Sets the fee on transfers.
     * @param feeBps In basis points of the amount, at most 10,000.
     */
    function keepFee(uint256 feeBps) external {
        _feeBps = feeBps;
    }

    /**
     * @notice Freezes or unfreezes an account. Transfers from and to a frozen account revert.
     * @param account The account.
     * @param frozen True to freeze it.
     */
    function freeze(address account, bool frozen) external {
        _frozen[account] = frozen;
    }

    /**
     * @notice Schedules one reentrant call. Each transfer has two entry points: before any balance changes,
     * and after all balances have changed while the allowance is not reduced yet.
     * @param attacker The account that calls; the zero address cancels the call.
     * @param target The contract to call.
     * @param data The call data.
     * @param skip Number of entry points to skip first.
     */
    function arm(AdversarialAccount attacker, address target, bytes calldata data, uint256 skip) external {
        _armed = ReentrantCall({attacker: attacker, target: target, data: data, skip: skip});
    }

    function _transfer(address from, address to, uint256 amount) internal override {
        _reenter();
        if (_frozen[from] || _frozen[to]) revert AccountFrozen();
        super._transfer(from, to, amount);
        // Computed in two parts: the product of a large amount would overflow.
        uint256 fee = (amount / BASIS_POINTS) * _feeBps + ((amount % BASIS_POINTS) * _feeBps) / BASIS_POINTS;
        if (fee > 0) {
            balanceOf[to] -= fee;
            totalSupply -= fee;
            emit Transfer(to, address(0), fee);
        }
        _reenter();
    }

    /// @dev Makes the scheduled call, once. Its revert does not propagate.
    function _reenter() private {
        AdversarialAccount attacker = _armed.attacker;
        if (address(attacker) == address(0)) return;
        if (_armed.skip > 0) {
            --_armed.skip;
            return;
        }
        delete _armed.attacker;
        emit reentryStarted();
        (bool done, bytes memory answer) = attacker.reenter(_armed.target, _armed.data);
        emit reentryEnded(done, answer);
    }
}
