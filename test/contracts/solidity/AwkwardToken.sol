// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/**
 * @title Token with configurable behaviour: fee on transfer, revert, non-standard return value
 * @notice Tests put it at BTCB's or USDT's address. Anyone may change its behaviour.
 */
contract AwkwardToken is ERC20 {
    /// @notice Fee on each transfer, per mille of the amount. It is burnt.
    uint256 public feePerMille;

    /// @notice 0: as ERC-20; 1: reverts; 2: moves nothing and returns false; 3: moves and returns no data.
    uint256 public mode;

    /// @notice The only account whose transfers fail in modes 1 and 2, in either direction; zero for all
    /// accounts.
    address public frozen;

    constructor() ERC20("Awkward token", "AWK") {}

    /**
     * @notice Mints to the caller, as the external tokens do to their owner.
     * @param amount How much, in base units.
     */
    function mint(uint256 amount) external {
        _mint(msg.sender, amount);
    }

    /**
     * @notice Sets the behaviour.
     * @param feePerMille_ See {feePerMille}.
     * @param mode_ See {mode}.
     * @param frozen_ See {frozen}.
     */
    function behave(uint256 feePerMille_, uint256 mode_, address frozen_) external {
        feePerMille = feePerMille_;
        mode = mode_;
        frozen = frozen_;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        _spendAllowance(from, msg.sender, amount);
        return _move(from, to, amount);
    }

    function _move(address from, address to, uint256 amount) private returns (bool) {
        bool affected = frozen == address(0) || from == frozen || to == frozen;
        require(mode != 1 || !affected, "reverted");
        if (mode == 2 && affected) return false;
        _transfer(from, to, amount);
        uint256 fee = (amount * feePerMille) / 1000;
        if (fee > 0) _burn(to, fee);
        if (mode == 3) {
            assembly {
                return(0, 0)
            }
        }
        return true;
    }
}
