// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BEP20} from "../BEP20.sol";
import {AdversarialAccount} from "./AdversarialAccount.sol";

/**
 * @title What Binance's tokens could become
 * @notice Double of BTCB and of USDT for hostile worlds. Unless told otherwise it behaves as they do; anyone may have it keep
 * a fee of each transfer, refuse accounts, or let somebody act in the middle of a transfer.
 */
contract AdversarialToken is BEP20 {
    /// @dev A call that somebody makes in the middle of a transfer.
    struct Strike {
        AdversarialAccount attacker;
        address target;
        bytes data;
        uint256 skip;
    }

    uint256 private constant BASIS_POINTS = 10_000;

    /// @dev What each transfer loses on its way, in basis points, rounded down.
    uint256 private _feeBps;

    mapping(address account => bool) private _frozen;

    Strike private _armed;

    /// @notice What follows, up to {reentryEnded}, was done in the middle of a transfer.
    event reentryStarted();

    /// @notice The call in the middle is over; `done` says whether it was refused, and `answer` what it gave or why.
    event reentryEnded(bool done, bytes answer);

    /// @notice The token does not serve one of the two.
    error AccountFrozen();

    constructor() BEP20("Hostile token", "HOSTILE") {}

    /**
     * @notice Keeps a fee from now on.
     * @param feeBps In basis points of what is sent, at most 10,000. It is burnt.
     */
    function keepFee(uint256 feeBps) external {
        _feeBps = feeBps;
    }

    /**
     * @notice Refuses transfers from and to an account, or serves it again.
     * @param account Whom.
     * @param frozen Whether it is refused.
     */
    function freeze(address account, bool frozen) external {
        _frozen[account] = frozen;
    }

    /**
     * @notice Lets somebody call in the middle of a transfer. There are two moments in each: before anything has moved, and when
     * all has but the allowance is not reduced yet.
     * @param attacker Who calls; nobody if it is zero.
     * @param target Whom to call.
     * @param data What to call with.
     * @param skip How many moments to let pass first.
     */
    function arm(AdversarialAccount attacker, address target, bytes calldata data, uint256 skip) external {
        _armed = Strike({attacker: attacker, target: target, data: data, skip: skip});
    }

    function _transfer(address from, address to, uint256 amount) internal override {
        _moment();
        if (_frozen[from] || _frozen[to]) revert AccountFrozen();
        super._transfer(from, to, amount);
        // In two parts, since the product of a great amount would overflow.
        uint256 fee = (amount / BASIS_POINTS) * _feeBps + ((amount % BASIS_POINTS) * _feeBps) / BASIS_POINTS;
        if (fee > 0) {
            balanceOf[to] -= fee;
            totalSupply -= fee;
            emit Transfer(to, address(0), fee);
        }
        _moment();
    }

    /// @dev Lets the armed call happen, once; a refusal of it is swallowed.
    function _moment() private {
        AdversarialAccount attacker = _armed.attacker;
        if (address(attacker) == address(0)) return;
        if (_armed.skip > 0) {
            --_armed.skip;
            return;
        }
        delete _armed.attacker;
        emit reentryStarted();
        (bool done, bytes memory answer) = attacker.strike(_armed.target, _armed.data);
        emit reentryEnded(done, answer);
    }
}
