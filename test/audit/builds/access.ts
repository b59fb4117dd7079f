/** Builds in which somebody may do what is not theirs to do, or what nobody checks. */
import { call } from '../../../src/lockstep/generate/context.ts'
import { balance, minted, NEVER, ONE, paid, purchasable, type WrongBuild } from './wrong-build.ts'

const CAP = 100_000_000n * ONE

export const ACCESS: readonly WrongBuild[] = [
  {
    name: 'the payer hands its role on',
    weakness: 'SC01 access control',
    budget: 5_000,
    edits: [
      [
        'Master',
        'function setPayerWallet(address payer) external override onlyOwner {',
        `function setPayerWallet(address payer) external override {
        if (msg.sender != owner() && msg.sender != payerWallet) revert NotPayer();`,
      ],
    ],
    trigger: [call('payer', 'master.setPayerWallet', { wallet: 'alice' })],
    sees: { on: 'master', fn: 'payerWallet', args: [] },
    right: 'payer',
    wrong: 'alice',
    fn: 'master.setPayerWallet',
  },
  {
    name: "anybody collects the providers' dust",
    weakness: 'SC01 access control',
    budget: 2_000,
    edits: [
      [
        'Master',
        'function LiqHandleDust(uint256 snapId) external override onlyOwner returns',
        'function LiqHandleDust(uint256 snapId) external override returns',
      ],
    ],
    trigger: [minted('alice', ONE), ...paid(ONE), call('carmen', 'master.LiqHandleDust', { snapId: 1n })],
    sees: 'outcome',
    right: 'NotOwner',
    wrong: 'ok',
    fn: 'master.LiqHandleDust',
  },
  {
    name: 'the fee may be all of the price',
    weakness: 'SC04 lack of input validation',
    budget: 5_000,
    edits: [
      ['Market', 'if (fee_ >= PER_MILLE) revert FeeTooHigh();', 'if (fee_ > PER_MILLE) revert FeeTooHigh();'],
    ],
    trigger: [call('owner', 'market.setFee', { fee: 1000n })],
    sees: { on: 'market', fn: 'fee', args: [] },
    right: 10n,
    wrong: 1000n,
    fn: 'market.setFee',
  },
  {
    name: 'the cap holds for a mint and not for the supply',
    weakness: 'SC04 lack of input validation',
    budget: 6_000,
    edits: [
      [
        'AutoMiningToken',
        'if (amount > CAP - totalSupply()) revert CapExceeded();',
        'if (amount > CAP) revert CapExceeded();',
      ],
    ],
    trigger: [minted('alice', CAP), minted('bruno', ONE)],
    sees: { on: 'amt', fn: 'totalSupply', args: [] },
    right: CAP,
    wrong: CAP + ONE,
    fn: 'master.mintMaster',
  },
  {
    name: "anybody claims the Market's payments",
    weakness: 'SC01 access control',
    budget: 4_000,
    edits: [
      [
        'Market',
        'function charge(uint256 snapId) external override onlyOwner {',
        'function charge(uint256 snapId) external override {',
      ],
    ],
    trigger: [minted('market', ONE), ...paid(ONE), call('alice', 'market.charge', { snapId: 1n })],
    sees: balance('btcb', 'alice'),
    right: 0n,
    wrong: ONE,
    fn: 'market.charge',
  },
  {
    name: 'an airdrop goes to whoever sends the proof',
    weakness: 'SC01 access control',
    budget: 3_000,
    edits: [
      ['ResetDistributor', '_amt.safeTransfer(account, amount);', '_amt.safeTransfer(msg.sender, amount);'],
    ],
    trigger: [
      minted('alice', ONE),
      ...paid(ONE),
      call('owner', 'deploy.distributor', {
        reserve: 'owner',
        snapshotId: 1n,
        deadline: NEVER,
        accounts: ['bruno'],
        amounts: [ONE],
      }),
      minted('distributor', ONE),
      call('carmen', 'distributor.claim', { index: 0n, account: 'bruno', amount: ONE, proof: 0n }),
    ],
    sees: balance('amt', 'bruno'),
    right: ONE,
    wrong: 0n,
    fn: 'distributor.claim',
  },
  {
    name: 'a purchase of the vault ignores its deadline',
    weakness: 'SC04 lack of input validation',
    budget: 8_000,
    edits: [
      [
        'BuyBackVault',
        '            address(this),\n            deadline\n',
        '            address(this),\n            deadline > 0 ? block.timestamp : 0\n',
      ],
    ],
    trigger: [...purchasable, call('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: 1n })],
    sees: 'outcome',
    right: 'RouterExpired',
    wrong: 'ok',
    fn: 'buyBackVault.buyBack',
  },
]
