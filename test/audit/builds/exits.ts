/** Builds in which somebody cannot get what is theirs. */
import { call } from '../../../src/lockstep/generate/context.ts'
import {
  given,
  minted,
  NEVER,
  ONE,
  paid,
  provided,
  purchasable,
  trusts,
  type WrongBuild,
} from './wrong-build.ts'

export const EXITS: readonly WrongBuild[] = [
  {
    name: 'the minimums of a removal ignore the protocol fee',
    weakness: 'SC10 denial of service',
    budget: 4_000,
    edits: [
      [
        'Master',
        'uint256 supply = PancakeLiquidity.supplyWithProtocolFee(liqPool, _factory, reserve0, reserve1);',
        'uint256 supply = reserve0 + reserve1 + uint160(address(_factory)) == 0 ? 0 : liqPool.totalSupply();',
      ],
    ],
    trigger: [
      call('pancake', 'factory.setFeeTo', { feeTo: 'pancake' }),
      ...provided('alice', 100n * ONE, 100n * ONE),
      trusts('alice', 'liqAmt', 'master'),
      // Anybody's gift to the pair makes the accrued fee larger than the 2% that the minimums leave.
      ...given('btcb', 'pair', 50n * ONE),
      call('bruno', 'pair.sync', {}),
      call('alice', 'master.removeLiquidity', { amount: 50n * ONE }),
    ],
    sees: 'outcome',
    right: 'ok',
    wrong: 'RouterInsufficientA',
    fn: 'master.removeLiquidity',
  },
  {
    name: 'a range reverts if one of its payments is claimed',
    weakness: 'SC10 denial of service',
    budget: 1_000,
    edits: [
      [
        'Master',
        'if (pot.claimed[msg.sender]) continue;',
        'if (pot.claimed[msg.sender]) revert AlreadyCharged();',
      ],
    ],
    trigger: [
      minted('alice', ONE),
      ...paid(ONE),
      ...paid(ONE),
      call('alice', 'master.charge', { snapId: 1n }),
      call('alice', 'master.chargeFromTo', { from: 1n, to: 2n }),
    ],
    sees: 'outcome',
    right: 'ok',
    wrong: 'AlreadyCharged',
    fn: 'master.chargeFromTo',
  },
  {
    name: 'settling stops before the first round',
    weakness: 'SC10 denial of service',
    budget: 2_000,
    edits: [
      [
        'DepositVault',
        'uint256 private constant MAX_STEPS = 100;',
        'uint256 private constant MAX_STEPS = 0;',
      ],
    ],
    trigger: [
      ...purchasable,
      call('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: NEVER }),
      call('carmen', 'buyBackVault.settle', { account: 'bruno', upTo: 1n }),
    ],
    sees: { on: 'buyBackVault', fn: 'owedTo', args: ['bruno'] },
    right: 475_000_000_000_000_000n,
    wrong: 0n,
    fn: 'buyBackVault.settle',
  },
]
