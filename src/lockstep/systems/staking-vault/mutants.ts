/**
 * Mutants of what both vaults share, as the staking vault shows them: whose payment it was, how much, and
 * once.
 */
import { inContract, inModel, type Mutant } from '../../mutation/mutant.ts'

const PERIOD = 'staking-pays-its-period'
const DEPOSITS = 'vaults-cover-deposits'
const OWED = 'vaults-cover-owed'

export const STAKING_VAULT_MUTANTS: readonly Mutant[] = [
  inContract(
    'a deposit counts for payments before it',
    'DepositVault',
    `if (amount == 0) revert ZeroAmount();
        _bringUpToDate(msg.sender);`,
    'if (amount == 0) revert ZeroAmount();',
    PERIOD,
  ),
  inContract(
    'a withdrawal forgets the payments before it',
    'DepositVault',
    `function withdraw(uint256 amount) external override nonReentrant {
        _bringUpToDate(msg.sender);`,
    'function withdraw(uint256 amount) external override nonReentrant {',
    PERIOD,
  ),
  inContract(
    "a depositor's part rounds up",
    'DepositVault',
    'owed += (payment.pot * held) / payment.units;',
    'owed += (payment.pot * held + payment.units - 1) / payment.units;',
    PERIOD,
  ),
  inContract(
    'AMT in the pool has a part in the vault',
    'DepositVault',
    '_amt.totalSupplyAt(snapId) - _amt.balanceOfAt(pair, snapId)',
    '_amt.totalSupplyAt(snapId)',
    PERIOD,
  ),
  inContract(
    'the AMT in the pool of the harvest is left out',
    'DepositVault',
    '- _amt.balanceOfAt(pair, snapId)',
    '- _amt.balanceOf(pair)',
    PERIOD,
  ),
  inContract('payments are settled again', 'DepositVault', 'account.settledTo = upTo;', '', PERIOD),
  inContract('what is owed stays owed', 'DepositVault', 'account.owed = 0;', '', PERIOD),
  inContract(
    'the last payment is not settled',
    'DepositVault',
    'for (uint256 snapId = settled + 1; snapId <= upTo; ++snapId) {',
    'for (uint256 snapId = settled + 1; snapId < upTo; ++snapId) {',
    PERIOD,
  ),
  inContract(
    'the last payment is claimed and not kept',
    'DepositVault',
    'for (uint256 snapId = from; snapId <= upTo; ++snapId) {',
    'for (uint256 snapId = from; snapId < upTo; ++snapId) {',
  ),
  inContract('withdrawn deposits are counted on', 'DepositVault', 'totalDeposits -= amount;', '', DEPOSITS),
  inContract('a withdrawal leaves the deposit', 'DepositVault', 'account.deposit -= amount;', '', PERIOD),
  inContract(
    'a withdrawal checks nothing',
    'DepositVault',
    'if (amount > account.deposit) revert InsufficientDeposit();',
    '',
  ),
  inContract('a deposit of nothing is taken', 'DepositVault', 'if (amount == 0) revert ZeroAmount();', ''),
  inContract(
    'an event tells more than was harvested',
    'DepositVault',
    'emit harvested(from, upTo, amountBtcb);',
    'emit harvested(from, upTo, amountBtcb + 1);',
    OWED,
  ),
  inModel(
    'a payment keeps no deposits',
    'contracts/master/payment',
    '  state.vaults = keepDeposits(state.vaults, id)\n',
    '',
    PERIOD,
  ),
  inModel(
    'the vault pays a unit more',
    'contracts/vaults/vault',
    "if (paid > 0n) bep20.transfer(step, 'btcb', vault, by, paid)",
    "if (paid > 0n) bep20.transfer(step, 'btcb', vault, by, paid + 1n)",
    OWED,
  ),
  inModel(
    'the vault returns a unit less',
    'contracts/vaults/vault',
    "if (amount > 0n) erc20.transfer(step, 'amt', vault, by, amount)",
    "if (amount > 0n) erc20.transfer(step, 'amt', vault, by, amount - 1n)",
  ),
  inModel(
    'settling may run ahead of the harvest',
    'contracts/vaults/vault',
    'if (upTo > state.vaults[vault].harvestedTo) throw new NotHarvested()',
    'if (upTo > latest(step)) throw new NotHarvested()',
  ),
  inContract(
    'a deposit is credited to tx.origin',
    'DepositVault',
    '_accounts[msg.sender].deposit += amount;',
    '_accounts[tx.origin].deposit += amount;',
  ),
]
