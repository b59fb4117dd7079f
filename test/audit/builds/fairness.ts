/** Builds in which somebody gets what is another's, or loses what another has sent. */
import { call } from '../../../src/lockstep/generate/context.ts'
import { balance, given, minted, ONE, paid, provided, trusts, type WrongBuild } from './wrong-build.ts'

export const FAIRNESS: readonly WrongBuild[] = [
  {
    name: 'a settlement leaves out its first payment',
    weakness: 'SC03 logic error',
    budget: 1_000,
    edits: [['DepositVault', 'for (uint256 snapId = settled + 1;', 'for (uint256 snapId = settled + 2;']],
    trigger: [
      minted('bruno', ONE),
      trusts('bruno', 'amt', 'stakingVault'),
      call('bruno', 'stakingVault.deposit', { amount: ONE }),
      ...paid(ONE),
      ...paid(ONE),
      call('bruno', 'stakingVault.withdraw', { amount: ONE }),
    ],
    sees: balance('btcb', 'bruno'),
    right: 2n * ONE,
    wrong: ONE,
    fn: 'stakingVault.withdraw',
  },
  {
    name: 'claims go by the balance of today',
    weakness: 'SC03 logic error',
    budget: 5_000,
    edits: [
      [
        'Master',
        'if (held == 0) revert NothingToCharge();',
        `held = units.balanceOf(msg.sender);
        if (held == 0) revert NothingToCharge();`,
      ],
    ],
    trigger: [
      minted('alice', ONE),
      ...paid(ONE),
      call('alice', 'amt.transfer', { to: 'bruno', amount: ONE }),
      call('bruno', 'master.charge', { snapId: 1n }),
    ],
    sees: 'outcome',
    right: 'NothingToCharge',
    wrong: 'ok',
    fn: 'master.charge',
  },
  {
    name: "a removal burns the owner's liqAMT",
    weakness: 'SC01 access control',
    budget: 4_000,
    edits: [['Master', 'liqToken.burnFrom(msg.sender, amount);', 'liqToken.burnFrom(owner(), amount);']],
    trigger: [
      ...provided('owner', 100n * ONE, 100n * ONE),
      trusts('owner', 'liqAmt', 'master'),
      call('bruno', 'master.removeLiquidity', { amount: 50n * ONE }),
    ],
    sees: 'outcome',
    right: 'InsufficientAllowance',
    wrong: 'ok',
    fn: 'master.removeLiquidity',
  },
  {
    name: "a deposit is credited by its part of the vault's balance",
    weakness: 'SC03 logic error',
    budget: 1_000,
    edits: [
      [
        'DepositVault',
        `_accounts[msg.sender].deposit += amount;
        totalDeposits += amount;`,
        `uint256 credit = totalDeposits == 0 ? amount : (amount * totalDeposits) / _amt.balanceOf(address(this));
        _accounts[msg.sender].deposit += credit;
        totalDeposits += credit;`,
      ],
    ],
    trigger: [
      ...['alice', 'bruno', 'carmen'].map((who) => minted(who, ONE)),
      trusts('alice', 'amt', 'stakingVault'),
      call('alice', 'stakingVault.deposit', { amount: ONE }),
      call('bruno', 'amt.transfer', { to: 'stakingVault', amount: ONE }),
      trusts('carmen', 'amt', 'stakingVault'),
      call('carmen', 'stakingVault.deposit', { amount: ONE }),
    ],
    sees: { on: 'stakingVault', fn: 'depositOf', args: ['carmen'] },
    right: ONE,
    wrong: ONE / 2n,
    // The comparison meets it in the other vault, whose purchases come without a deposit.
    fn: 'buyBackVault.deposit',
  },
  {
    name: 'a harvest that is done blocks a withdrawal',
    weakness: 'SC10 denial of service',
    budget: 2_000,
    edits: [
      [
        'DepositVault',
        '_harvestAll();',
        `if (_accounts[account].deposit > 0 && harvestedTo > 0 && harvestedTo >= _amt.getCurrentSnapshotId())
            revert NothingToHarvest();
        _harvestAll();`,
      ],
    ],
    trigger: [
      minted('alice', ONE),
      trusts('alice', 'amt', 'stakingVault'),
      call('alice', 'stakingVault.deposit', { amount: ONE }),
      ...paid(ONE),
      call('bruno', 'stakingVault.harvest', { upTo: 1n }),
      call('alice', 'stakingVault.withdraw', { amount: ONE }),
    ],
    sees: 'outcome',
    right: 'ok',
    wrong: 'NothingToHarvest',
    fn: 'stakingVault.withdraw',
  },
  {
    name: 'a sale pays the fee on top',
    weakness: 'SC03 logic error',
    budget: 1_000,
    edits: [['Market', '(beforeFee * (PER_MILLE - fee))', '(beforeFee * (PER_MILLE + fee))']],
    trigger: [
      minted('alice', 100n * ONE),
      minted('market', 100n * ONE),
      ...given('usdt', 'market', 1000n * ONE),
      trusts('alice', 'amt', 'market'),
      call('alice', 'market.sell', { amountAmt: 100n * ONE }),
    ],
    sees: balance('usdt', 'alice'),
    // 150 USDT, less or more 1%.
    right: 1485n * (ONE / 10n),
    wrong: 1515n * (ONE / 10n),
    fn: 'market.sell',
  },
]
