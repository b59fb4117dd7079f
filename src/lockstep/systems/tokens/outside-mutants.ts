/**
 * Mutants of the doubles of BTCB and USDT: allowances, order of checks, supply, roles.
 */
import { inContract, type Mutant } from '../../mutation/mutant.ts'

const TOKEN = 'outside/BEP20'

export const OUTSIDE_TOKEN_MUTANTS: readonly Mutant[] = [
  inContract(
    'BTCB and USDT know an infinite allowance',
    TOKEN,
    `        _approve(
            from,
            msg.sender,
            _subtract(allowance[from][msg.sender], amount, "BEP20: transfer amount exceeds allowance")
        );`,
    `        if (allowance[from][msg.sender] != type(uint256).max)
            _approve(
                from,
                msg.sender,
                _subtract(allowance[from][msg.sender], amount, "BEP20: transfer amount exceeds allowance")
            );`,
  ),
  inContract(
    'BTCB and USDT spend the allowance first',
    TOKEN,
    `        _transfer(from, to, amount);
        _approve(
            from,
            msg.sender,
            _subtract(allowance[from][msg.sender], amount, "BEP20: transfer amount exceeds allowance")
        );`,
    `        _approve(
            from,
            msg.sender,
            _subtract(allowance[from][msg.sender], amount, "BEP20: transfer amount exceeds allowance")
        );
        _transfer(from, to, amount);`,
  ),
  inContract(
    'BTCB and USDT can be sent to nobody',
    TOKEN,
    'require(to != address(0), "BEP20: transfer to the zero address");',
    '',
  ),
  inContract(
    'anyone may mint BTCB and USDT',
    TOKEN,
    'function mint(uint256 amount) external onlyOwner returns (bool) {',
    'function mint(uint256 amount) external returns (bool) {',
  ),
  inContract(
    'burnt BTCB and USDT stay in the supply',
    TOKEN,
    'totalSupply -= amount;',
    '',
    'btcb-conserved',
    'usdt-conserved',
  ),
  inContract('BTCB and USDT tell no approval', TOKEN, 'emit Approval(owner_, spender, amount);', ''),
  inContract(
    'BTCB and USDT pass on a unit less',
    TOKEN,
    'balanceOf[to] += amount;',
    'balanceOf[to] += amount == 0 ? 0 : amount - 1;',
  ),
  inContract(
    'BTCB and USDT raise an allowance to what is added',
    TOKEN,
    '_add(allowance[msg.sender][spender], added)',
    'added',
  ),
  inContract(
    'BTCB and USDT lower an allowance to nothing rather than revert',
    TOKEN,
    `_subtract(allowance[msg.sender][spender], subtracted, "BEP20: decreased allowance below zero")`,
    'allowance[msg.sender][spender] < subtracted ? 0 : allowance[msg.sender][spender] - subtracted',
  ),
  inContract(
    'BTCB and USDT overflow in silence',
    TOKEN,
    'require(sum >= a, "SafeMath: addition overflow");',
    '',
  ),
]
