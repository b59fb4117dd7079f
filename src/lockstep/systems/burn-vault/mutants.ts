/**
 * Mutants of the RCL: what a redemption pays, burns, checks and tells.
 */
import { inContract, inModel, type Mutant } from '../../mutation/mutant.ts'

export const BURN_VAULT_MUTANTS: readonly Mutant[] = [
  inContract(
    'redemption rounds up',
    'BurnVault',
    'uint256 payout = (amount * IERC20(BTCB).balanceOf(address(this))) / supply;',
    'uint256 payout = (amount * IERC20(BTCB).balanceOf(address(this)) + supply - 1) / supply;',
    'floor-never-falls',
  ),
  inContract(
    'redemption measures after the burn',
    'BurnVault',
    `uint256 payout = (amount * IERC20(BTCB).balanceOf(address(this))) / supply;

        amt.burnFrom(msg.sender, amount);`,
    `amt.burnFrom(msg.sender, amount);
        supply = amt.totalSupply();
        uint256 payout = supply == 0 ? 0 : (amount * IERC20(BTCB).balanceOf(address(this))) / supply;`,
    'floor-never-falls',
  ),
  inModel(
    'the RCL pays a unit more',
    'contracts/burn-vault',
    "if (payout > 0n) bep20.transfer(step, 'btcb', 'burnVault', by, payout)",
    "if (payout > 0n) bep20.transfer(step, 'btcb', 'burnVault', by, payout + 1n)",
  ),
  inContract(
    'redemption burns nothing',
    'BurnVault',
    'amt.burnFrom(msg.sender, amount);',
    '',
    'floor-never-falls',
  ),
  inContract('redemption divides by no supply', 'BurnVault', 'if (supply == 0) revert NoSupply();', ''),
  inContract(
    'redemption tells its amounts for each other',
    'BurnVault',
    'emit burnMade(amount, payout);',
    'emit burnMade(payout, amount);',
  ),
  inModel(
    'AMT that the RCL was sent counts as burnt',
    'contracts/burn-vault',
    "totalSupply(state, 'amt'), amount)",
    "totalSupply(state, 'amt') - balanceOf(state, 'amt', 'burnVault'), amount)",
  ),
  inModel(
    'the RCL pays before it burns',
    'contracts/burn-vault',
    `  burnFrom(step, 'amt', 'burnVault', by, amount)
  if (payout > 0n) bep20.transfer(step, 'btcb', 'burnVault', by, payout)
`,
    `  if (payout > 0n) bep20.transfer(step, 'btcb', 'burnVault', by, payout)
  burnFrom(step, 'amt', 'burnVault', by, amount)
`,
  ),
  inModel('the RCL sends nothing, and says so', 'contracts/burn-vault', 'if (payout > 0n) bep20', 'bep20'),
  inModel(
    "the RCL spends its caller's own allowance",
    'contracts/burn-vault',
    "burnFrom(step, 'amt', 'burnVault', by, amount)",
    "burnFrom(step, 'amt', by, by, amount)",
  ),
  inContract(
    'a redemption pays tx.origin',
    'BurnVault',
    'if (payout > 0) IERC20(BTCB).safeTransfer(msg.sender, payout);',
    'if (payout > 0) IERC20(BTCB).safeTransfer(tx.origin, payout);',
  ),
]
