/**
 * Mutants of AMT and liqAMT: cap, roles, allowances, snapshots.
 */
import { inContract, inModel, type Mutant } from '../../mutation/mutant.ts'

export const TOKEN_MUTANTS: readonly Mutant[] = [
  inContract(
    'the cap is one too high',
    'AutoMiningToken',
    'if (amount > CAP - totalSupply()) revert CapExceeded();',
    'if (amount > CAP + 1 - totalSupply()) revert CapExceeded();',
    'supply-within-cap',
  ),
  inContract(
    'the cap excludes its last unit',
    'AutoMiningToken',
    'if (amount > CAP - totalSupply()) revert CapExceeded();',
    'if (amount >= CAP - totalSupply()) revert CapExceeded();',
  ),
  inContract(
    'burnFrom spends no allowance',
    'SnapshotToken',
    '_spendAllowance(account, msg.sender, amount);',
    '',
  ),
  inModel(
    'the cap is not checked',
    'contracts/amt',
    "if (amount > CAP - totalSupply(step.state, 'amt')) throw new CapExceeded()",
    '',
    'supply-within-cap',
  ),
  inModel('an infinite allowance is spent', 'contracts/erc20', 'if (allowed === INFINITE) return\n', ''),
  inModel(
    'spending an allowance is told last',
    'contracts/erc20',
    `  spendAllowance(step, coin, from, by, amount)
  move(step, coin, from, to, amount)`,
    `  move(step, coin, from, to, amount)
  spendAllowance(step, coin, from, by, amount)`,
  ),
  inModel(
    'a snapshot is taken too late',
    'state/snapshots',
    'return get(snapshots.kept, Number(id))',
    'return get(snapshots.kept, snapshots.count)',
    'snapshots-never-change',
  ),
  inModel(
    'a mint counts twice in the supply',
    'kernel/ledger',
    'if (debit === NOWHERE) supply += amount',
    'if (debit === NOWHERE) supply += 2n * amount',
    'amt-conserved',
    'liqAmt-conserved',
    'btcb-conserved',
    'usdt-conserved',
    'lp-conserved',
  ),
  inModel(
    'a burn leaves the supply',
    'kernel/ledger',
    'if (credit === NOWHERE) supply -= amount',
    'if (credit === NOWHERE) supply -= 0n',
    'amt-conserved',
    'liqAmt-conserved',
    'lp-conserved',
  ),
  inContract(
    'anyone may take a snapshot',
    'SnapshotToken',
    'function snapshot() external override onlyOwner returns (uint256 id) {',
    'function snapshot() external override returns (uint256 id) {',
  ),
  inModel('anyone may mint liqAMT', 'contracts/liq-amt', "  onlyTokenOwner(step, 'liqAmt', by)\n", ''),
  inModel('a snapshot is not told', 'contracts/erc20', "  emit(step, coin, 'Snapshot', [id])\n", ''),
  inContract(
    'AMT has another symbol',
    'AutoMiningToken',
    'ERC20("AutoMiningToken", "AMT")',
    'ERC20("AutoMiningToken", "AUTO")',
  ),
]
