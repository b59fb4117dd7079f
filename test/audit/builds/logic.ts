/** Builds with a wrong formula or a wrong moment. */
import { call } from '../../../src/lockstep/generate/context.ts'
import { balance, locked, minted, ONE, paid, provided, trusts, type WrongBuild } from './wrong-build.ts'

const TWO_YEARS = 730n * 86_400n

export const LOGIC: readonly WrongBuild[] = [
  {
    name: "the providers' part is of the whole payment",
    weakness: 'SC03 logic error',
    budget: 2_000,
    edits: [
      [
        'Master',
        'uint256 toProviders = (toClaims * amt.balanceOf(address(liqPool))) / supply;',
        `uint256 toProviders = (amountBtcb * amt.balanceOf(address(liqPool))) / supply;
        if (toProviders > toClaims) toProviders = toClaims;`,
      ],
    ],
    trigger: [...provided('alice', ONE, ONE), minted('bruno', 3n * ONE), ...paid(8n * ONE, 50n)],
    sees: { on: 'master', fn: 'liqPays', args: [1n] },
    right: ONE,
    wrong: 2n * ONE,
    fn: 'master.payRent',
  },
  {
    name: 'the refund of liquidity is the whole balance',
    weakness: 'SC03 logic error',
    budget: 19_000,
    edits: [
      [
        'Master',
        '_payBtcb(amountBtcb - usedBtcb);',
        '_payBtcb(amountBtcb > usedBtcb ? IERC20(BTCB).balanceOf(address(this)) : 0);',
      ],
    ],
    trigger: [
      ...provided('alice', 100n * ONE, 100n * ONE),
      ...paid(5n * ONE),
      // One per cent more BTCB than the ratio needs, so that something is refunded.
      ...provided('bruno', 100n * ONE, 101n * ONE),
    ],
    sees: balance('btcb', 'master'),
    right: 5n * ONE,
    wrong: 0n,
    fn: 'master.addLiquidity',
  },
  {
    name: 'claims are parts of the present supply',
    weakness: 'SC03 logic error',
    budget: 29_000,
    edits: [
      [
        'Master',
        'total = units.totalSupplyAt(snapId);',
        'total = units.totalSupplyAt(snapId);\n        if (units.totalSupply() < total && units.totalSupply() > 0) total = units.totalSupply();',
      ],
    ],
    trigger: [
      minted('alice', ONE),
      minted('bruno', 3n * ONE),
      ...paid(4n * ONE),
      call('bruno', 'amt.burn', { amount: 2n * ONE }),
      call('alice', 'master.charge', { snapId: 1n }),
    ],
    sees: balance('btcb', 'alice'),
    right: ONE,
    wrong: 2n * ONE,
    fn: 'master.charge',
  },
  {
    name: 'the lock ends a second late',
    weakness: 'SC03 logic error',
    budget: 1_000,
    edits: [
      [
        'LiquidityLocker',
        'if (block.timestamp < releaseTime) revert StillLocked();',
        'if (block.timestamp <= releaseTime) revert StillLocked();',
      ],
    ],
    trigger: [...locked(ONE), { wait: TWO_YEARS }, call('alice', 'locker.release', {})],
    sees: 'outcome',
    right: 'ok',
    wrong: 'StillLocked',
    fn: 'locker.release',
  },
  {
    name: 'a withdrawal in part pays what the next purchase should spend',
    weakness: 'SC03 logic error',
    budget: 5_000,
    edits: [['BuyBackVault', 'if (account.deposit > 0) return 0;', '']],
    trigger: [
      minted('bruno', 2n * ONE),
      trusts('bruno', 'amt', 'buyBackVault'),
      call('bruno', 'buyBackVault.deposit', { amount: 2n * ONE }),
      ...paid(ONE),
      call('bruno', 'buyBackVault.withdraw', { amount: ONE }),
    ],
    sees: balance('btcb', 'bruno'),
    right: 0n,
    wrong: ONE,
    fn: 'buyBackVault.withdraw',
  },
  {
    name: 'dust is all that nobody has claimed yet',
    weakness: 'SC03 logic error',
    budget: 2_000,
    edits: [
      [
        'libraries/Distribution',
        'dust = (self.pot * self.claimedUnits) / totalUnits - self.paid;',
        'dust = self.pot - self.paid;',
      ],
    ],
    trigger: [
      minted('alice', ONE),
      minted('bruno', 3n * ONE),
      ...paid(4n * ONE),
      call('alice', 'master.charge', { snapId: 1n }),
      call('owner', 'master.handleDust', { snapId: 1n }),
    ],
    sees: balance('btcb', 'owner'),
    right: 0n,
    wrong: 3n * ONE,
    fn: 'master.handleDust',
  },
]
