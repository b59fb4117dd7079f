// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";

/**
 * @title BEP-20 token: base of Binance's pegged tokens
 * @notice Test double of the tokens that BNB Smart Chain lists as Binance-Peg BTCB and USDT. It belongs to
 * the external contracts that AMT is tested with; the project never deploys it.
 *
 * @dev Interface, order of checks, order of events and revert strings follow the originals. Two properties
 * differ from OpenZeppelin's ERC-20:
 *
 * - `transferFrom` moves the balance first and reduces the allowance afterwards. An insufficient balance is
 *   therefore reported before an insufficient allowance, and `Transfer` is emitted before `Approval`.
 * - No allowance is infinite: `2^256 - 1` is reduced like any other, and `Approval` is emitted each time.
 *
 * Unlike the originals, it mints nothing on deployment.
 */
abstract contract BEP20 is Ownable {
    /// @notice Number of decimals.
    uint8 public constant decimals = 18;

    /// @notice Name of the token.
    string public name;

    /// @notice Symbol of the token.
    string public symbol;

    /// @notice Total supply, in base units.
    uint256 public totalSupply;

    /// @notice Balance of an account, in base units.
    mapping(address account => uint256 amount) public balanceOf;

    /// @notice Amount that `spender` may move on behalf of `owner`, in base units.
    mapping(address owner => mapping(address spender => uint256 amount)) public allowance;

    /// @notice `amount` moved from `from` to `to`; the zero address denotes minting and burning.
    event Transfer(address indexed from, address indexed to, uint256 amount);

    /// @notice The allowance of `spender` over `owner`'s tokens is now `amount`.
    event Approval(address indexed owner, address indexed spender, uint256 amount);

    /**
     * @param name_ Name of the token.
     * @param symbol_ Symbol of the token.
     */
    constructor(string memory name_, string memory symbol_) {
        name = name_;
        symbol = symbol_;
    }

    /// @notice The owner, under the name that BEP-20 requires.
    function getOwner() external view returns (address) {
        return owner();
    }

    /**
     * @notice Creates `amount` for the owner.
     * @param amount Base units to create.
     * @return Always true.
     */
    function mint(uint256 amount) external onlyOwner returns (bool) {
        totalSupply = _add(totalSupply, amount);
        // No balance exceeds the supply, which did not overflow.
        unchecked {
            balanceOf[msg.sender] += amount;
        }
        emit Transfer(address(0), msg.sender, amount);
        return true;
    }

    /**
     * @notice Destroys `amount` of the caller's tokens.
     * @param amount Base units to destroy.
     * @return Always true.
     */
    function burn(uint256 amount) external returns (bool) {
        uint256 balance = balanceOf[msg.sender];
        require(balance >= amount, "BEP20: burn amount exceeds balance");
        // The supply is the sum of all balances.
        unchecked {
            balanceOf[msg.sender] = balance - amount;
            totalSupply -= amount;
        }
        emit Transfer(msg.sender, address(0), amount);
        return true;
    }

    /**
     * @notice Moves `amount` from the caller to `to`.
     * @param to Recipient, not the zero address.
     * @param amount Base units to move.
     * @return Always true.
     */
    function transfer(address to, uint256 amount) external returns (bool) {
        _transfer(msg.sender, to, amount);
        return true;
    }

    /**
     * @notice Moves `amount` from `from` to `to`, then reduces the caller's allowance, even `2^256 - 1`.
     * @param from Account whose allowance to the caller is at least `amount`.
     * @param to Recipient, not the zero address.
     * @param amount Base units to move.
     * @return Always true.
     */
    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        _transfer(from, to, amount);
        _approve(
            from,
            msg.sender,
            _subtract(allowance[from][msg.sender], amount, "BEP20: transfer amount exceeds allowance")
        );
        return true;
    }

    /**
     * @notice Sets the allowance of `spender` over the caller's tokens, replacing the previous one.
     * @param spender Account that may spend, not the zero address.
     * @param amount New allowance, in base units.
     * @return Always true.
     */
    function approve(address spender, uint256 amount) external returns (bool) {
        _approve(msg.sender, spender, amount);
        return true;
    }

    /**
     * @notice Raises the allowance of `spender` over the caller's tokens.
     * @param spender Account that may spend, not the zero address.
     * @param added Base units to add to the allowance.
     * @return Always true.
     */
    function increaseAllowance(address spender, uint256 added) external returns (bool) {
        _approve(msg.sender, spender, _add(allowance[msg.sender][spender], added));
        return true;
    }

    /**
     * @notice Lowers the allowance of `spender` over the caller's tokens.
     * @param spender Account that may spend, not the zero address.
     * @param subtracted Base units to subtract from the allowance, at most all of it.
     * @return Always true.
     */
    function decreaseAllowance(address spender, uint256 subtracted) external returns (bool) {
        _approve(
            msg.sender,
            spender,
            _subtract(allowance[msg.sender][spender], subtracted, "BEP20: decreased allowance below zero")
        );
        return true;
    }

    /// @dev Checks run in the originals' order: sender, recipient, balance. Only the adversarial double
    /// overrides it.
    function _transfer(address from, address to, uint256 amount) internal virtual {
        require(from != address(0), "BEP20: transfer from the zero address");
        require(to != address(0), "BEP20: transfer to the zero address");
        balanceOf[from] = _subtract(balanceOf[from], amount, "BEP20: transfer amount exceeds balance");
        // The sum of all balances does not change, and the supply did not overflow.
        unchecked {
            balanceOf[to] += amount;
        }
        emit Transfer(from, to, amount);
    }

    /// @dev `owner_` is never zero: it is the caller, or `transferFrom` has checked it.
    function _approve(address owner_, address spender, uint256 amount) private {
        require(spender != address(0), "BEP20: approve to the zero address");
        allowance[owner_][spender] = amount;
        emit Approval(owner_, spender, amount);
    }

    /// @dev The originals predate checked arithmetic: an overflow reverts with a string, not with a panic.
    function _add(uint256 a, uint256 b) private pure returns (uint256 sum) {
        unchecked {
            sum = a + b;
        }
        require(sum >= a, "SafeMath: addition overflow");
    }

    /// @dev `a - b`. Reverts with `reason` if the result is negative.
    function _subtract(uint256 a, uint256 b, string memory reason) private pure returns (uint256) {
        require(b <= a, reason);
        unchecked {
            return a - b;
        }
    }
}
