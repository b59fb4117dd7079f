// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";

/**
 * @title BEP-20 token, as Binance issues its pegged tokens
 * @notice Double of the tokens that BNB Smart Chain knows as Binance-Peg BTCB and USDT. It is part of the outside world
 * that AMT is tested in and is never deployed by the project.
 *
 * @dev Interface, order of checks, order of events and refusal reasons follow the originals. Two habits of theirs differ
 * from OpenZeppelin's ERC-20:
 *
 * - `transferFrom` moves the balance first and reduces the allowance afterwards, so that too small a balance is reported
 *   before too small an allowance, and `Transfer` is emitted before `Approval`.
 * - No allowance is infinite: the greatest one is reduced like any other, and `Approval` is emitted each time.
 *
 * Unlike the originals, nothing is minted on deployment.
 */
abstract contract BEP20 is Ownable {
    /// @notice Number of decimals that wallets display.
    uint8 public constant decimals = 18;

    /// @notice Name of the token.
    string public name;

    /// @notice Symbol of the token.
    string public symbol;

    /// @notice Amount of tokens in existence, in base units.
    uint256 public totalSupply;

    /// @notice Balance of an account, in base units.
    mapping(address account => uint256 amount) public balanceOf;

    /// @notice Amount that `spender` may still move on behalf of `owner`, in base units.
    mapping(address owner => mapping(address spender => uint256 amount)) public allowance;

    /// @notice `amount` moved from `from` to `to`; the zero address stands for minting and burning.
    event Transfer(address indexed from, address indexed to, uint256 amount);

    /// @notice `spender` may from now on move `amount` on behalf of `owner`.
    event Approval(address indexed owner, address indexed spender, uint256 amount);

    /**
     * @param name_ Name of the token.
     * @param symbol_ Symbol of the token.
     */
    constructor(string memory name_, string memory symbol_) {
        name = name_;
        symbol = symbol_;
    }

    /// @notice The owner, under the name that BEP-20 demands.
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
     * @notice Moves `amount` from `from` to `to`, then reduces the caller's allowance, even the greatest one.
     * @param from Account that has allowed the caller to move at least `amount`.
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
     * @notice Lets `spender` move `amount` on behalf of the caller, whatever was allowed before.
     * @param spender Account that may spend, not the zero address.
     * @param amount New allowance, in base units.
     * @return Always true.
     */
    function approve(address spender, uint256 amount) external returns (bool) {
        _approve(msg.sender, spender, amount);
        return true;
    }

    /**
     * @notice Raises what `spender` may move on behalf of the caller.
     * @param spender Account that may spend, not the zero address.
     * @param added Base units to add to the allowance.
     * @return Always true.
     */
    function increaseAllowance(address spender, uint256 added) external returns (bool) {
        _approve(msg.sender, spender, _add(allowance[msg.sender][spender], added));
        return true;
    }

    /**
     * @notice Lowers what `spender` may move on behalf of the caller.
     * @param spender Account that may spend, not the zero address.
     * @param subtracted Base units to take off the allowance, at most all of it.
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

    /// @dev Checks run in the originals' order: sender, recipient, balance. Only hostile doubles do anything else.
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

    /// @dev The caller's own address is never zero, and `transferFrom` has refused a zero `from` before.
    function _approve(address owner_, address spender, uint256 amount) private {
        require(spender != address(0), "BEP20: approve to the zero address");
        allowance[owner_][spender] = amount;
        emit Approval(owner_, spender, amount);
    }

    /// @dev The originals are older than checked arithmetic: their overflow is a reason, not a panic.
    function _add(uint256 a, uint256 b) private pure returns (uint256 sum) {
        unchecked {
            sum = a + b;
        }
        require(sum >= a, "SafeMath: addition overflow");
    }

    /// @dev `a - b`, refused with `reason` below zero.
    function _subtract(uint256 a, uint256 b, string memory reason) private pure returns (uint256) {
        require(b <= a, reason);
        unchecked {
            return a - b;
        }
    }
}
