// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/**
 * @title A token that may keep a fee, refuse, or answer oddly
 * @notice Tests put it at BTCB's or USDT's address. Anyone may set what it does from now on.
 */
contract AwkwardToken is ERC20 {
    /// @notice What each transfer loses on the way, per mille.
    uint256 public feePerMille;

    /// @notice 0: as ERC-20 says; 1: refuses; 2: moves nothing and returns false; 3: moves and returns nothing at all.
    uint256 public manner;

    /// @notice The only account whose transfers are refused in manner 1 and 2, either way; all if it is zero.
    address public shunned;

    constructor() ERC20("Awkward token", "AWK") {}

    /**
     * @notice Issues to the caller, as the outside tokens do to their owner.
     * @param amount How much.
     */
    function mint(uint256 amount) external {
        _mint(msg.sender, amount);
    }

    /**
     * @notice Changes what the token does.
     * @param feePerMille_ See {feePerMille}.
     * @param manner_ See {manner}.
     * @param shunned_ See {shunned}.
     */
    function behave(uint256 feePerMille_, uint256 manner_, address shunned_) external {
        feePerMille = feePerMille_;
        manner = manner_;
        shunned = shunned_;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        _spendAllowance(from, msg.sender, amount);
        return _move(from, to, amount);
    }

    function _move(address from, address to, uint256 amount) private returns (bool) {
        bool meant = shunned == address(0) || from == shunned || to == shunned;
        require(manner != 1 || !meant, "refused");
        if (manner == 2 && meant) return false;
        _transfer(from, to, amount);
        uint256 fee = (amount * feePerMille) / 1000;
        if (fee > 0) _burn(to, fee);
        if (manner == 3) {
            assembly {
                return(0, 0)
            }
        }
        return true;
    }
}
