/** Builds that ignore what an external call says, or cut numbers off. */
import { call } from '../../../src/lockstep/generate/context.ts'
import { balance, locked, minted, ONE, paid, provided, trusts, type WrongBuild } from './wrong-build.ts'

export const CALLS: readonly WrongBuild[] = [
  {
    name: 'a purchase is delivered whether it is paid or not',
    weakness: 'SC06 unchecked external call',
    budget: 2_000,
    edits: [
      [
        'Market',
        'IERC20(USDT).safeTransferFrom(msg.sender, adminWallet, amountUsdt);',
        `(bool paid, ) = USDT.call(abi.encodeCall(IERC20.transferFrom, (msg.sender, adminWallet, amountUsdt)));
        paid;`,
      ],
    ],
    trigger: [minted('market', 100n * ONE), call('alice', 'market.buy', { amountUsdt: 150n * ONE })],
    sees: balance('amt', 'alice'),
    right: 0n,
    wrong: 100n * ONE,
    fn: 'market.buy',
  },
  {
    name: 'liquidity is added whether its BTCB came or not',
    weakness: 'SC06 unchecked external call',
    budget: 22_000,
    edits: [
      [
        'Master',
        'IERC20(BTCB).safeTransferFrom(msg.sender, address(this), amountBtcb);',
        `(bool came, ) = BTCB.call(abi.encodeCall(IERC20.transferFrom, (msg.sender, address(this), amountBtcb)));
        came;`,
      ],
    ],
    trigger: [
      ...provided('alice', 100n * ONE, 100n * ONE),
      ...paid(5n * ONE),
      minted('bruno', 5n * ONE),
      trusts('bruno', 'amt', 'master'),
      // Bruno has no BTCB: Master adds that of the payments.
      call('bruno', 'master.addLiquidity', { amountAmt: 5n * ONE, amountBtcb: 5n * ONE }),
    ],
    sees: balance('btcb', 'master'),
    right: 5n * ONE,
    wrong: 0n,
    fn: 'master.addLiquidity',
  },
  {
    name: 'a pot has 64 bits',
    weakness: 'SC08 integer overflow',
    budget: 1_000,
    edits: [
      [
        'Master',
        '_holderPots[snapId].pot = toClaims - toProviders;',
        '_holderPots[snapId].pot = uint64(toClaims - toProviders);',
      ],
    ],
    trigger: [minted('alice', ONE), ...paid(20n * ONE)],
    sees: { on: 'master', fn: 'pays', args: [1n] },
    right: 20n * ONE,
    wrong: 20n * ONE - 2n ** 64n,
    fn: 'master.payRent',
  },
  {
    name: 'a deposit has 80 bits',
    weakness: 'SC08 integer overflow',
    budget: 1_000,
    edits: [
      [
        'DepositVault',
        '_accounts[msg.sender].deposit += amount;',
        '_accounts[msg.sender].deposit += uint80(amount);',
      ],
    ],
    trigger: [
      minted('alice', 2_000_000n * ONE),
      trusts('alice', 'amt', 'stakingVault'),
      call('alice', 'stakingVault.deposit', { amount: 2_000_000n * ONE }),
    ],
    sees: { on: 'stakingVault', fn: 'depositOf', args: ['alice'] },
    right: 2_000_000n * ONE,
    wrong: 2_000_000n * ONE - 2n ** 80n,
    fn: 'stakingVault.deposit',
  },
  {
    name: 'the locker forwards a claim that failed',
    weakness: 'SC06 unchecked external call',
    budget: 9_000,
    edits: [['LiquidityLocker', '_master.liqCharge(snapId);', 'try _master.liqCharge(snapId) {} catch {}']],
    trigger: [
      ...locked(ONE),
      ...paid(ONE),
      ...[1, 2].map(() => call('alice', 'locker.charge', { snapId: 1n })),
    ],
    sees: 'outcome',
    right: 'AlreadyCharged',
    wrong: 'ok',
    fn: 'locker.charge',
  },
  {
    name: 'the units that have claimed have 80 bits',
    weakness: 'SC08 integer overflow',
    budget: 2_000,
    edits: [
      ['libraries/Distribution', 'uint256 claimedUnits;', 'uint80 claimedUnits;'],
      ['libraries/Distribution', 'self.claimedUnits += units;', 'self.claimedUnits += uint80(units);'],
    ],
    trigger: [
      minted('alice', 800_000n * ONE),
      minted('bruno', 800_000n * ONE),
      ...paid(ONE),
      call('alice', 'master.charge', { snapId: 1n }),
      call('bruno', 'master.charge', { snapId: 1n }),
    ],
    sees: 'outcome',
    right: 'ok',
    wrong: 'Panic(0x11)',
    fn: 'master.charge',
  },
]
