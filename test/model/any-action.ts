/**
 * Arbitrary actions for property tests of the model: every function of the catalogue, with mostly valid
 * arguments.
 */
import * as fc from 'fast-check'
import { UINT256_MAX } from '../../src/model/kernel/uint256.ts'
import { ONE } from '../../src/model/kernel/units.ts'
import { PAIRS, type Account } from '../../src/model/interface/accounts.ts'
import type { Action } from '../../src/model/interface/action.ts'
import { FUNCTION_NAMES, signatureOf, type ParamType } from '../../src/model/interface/functions.ts'
import { action, PEOPLE, START } from '../support/model-world.ts'

const person: fc.Arbitrary<Account> = fc.constantFrom(...PEOPLE)

const actor: fc.Arbitrary<Account> = fc.oneof(
  { weight: 4, arbitrary: person },
  { weight: 2, arbitrary: fc.constantFrom('owner', 'payer', 'binance', 'pancake', 'admin') },
)

const anyAccount: fc.Arbitrary<Account> = fc.oneof(
  { weight: 6, arbitrary: person },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'master',
      'burnVault',
      'router',
      'pair',
      'locker',
      'owner',
      'payer',
      'market',
      'stakingVault',
      'buyBackVault',
      'distributor',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('zero', 'dead', 'amt', 'btcb') },
)

const token: fc.Arbitrary<Account> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('amt', 'btcb', 'usdt', 'liqAmt') },
  { weight: 1, arbitrary: fc.constantFrom('zero', 'amt') },
)

/** Members of a swap path: mostly tokens, sometimes other accounts. */
const pathMember: fc.Arbitrary<Account> = fc.oneof(
  { weight: 15, arbitrary: token },
  { weight: 1, arbitrary: fc.constantFrom('alice', 'master', 'dead', 'pair') },
)

const amount: fc.Arbitrary<bigint> = fc.oneof(
  { weight: 4, arbitrary: fc.bigInt(1n, 40n * ONE) },
  { weight: 3, arbitrary: fc.bigInt(0n, 4n) },
  { weight: 1, arbitrary: fc.constantFrom(100n, 101n, ONE, 1n << 112n, UINT256_MAX - 1n, UINT256_MAX) },
)

const byName: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  tokenA: token,
  tokenB: token,
  vaultParticipation: fc.bigInt(0n, 101n),
  snapId: fc.bigInt(0n, 6n),
  from: fc.oneof(anyAccount, person),
  to: anyAccount,
  deadline: fc.constantFrom(UINT256_MAX, START, 0n),
  limit: fc.constantFrom(0n, 0n, ONE, UINT256_MAX),
  amountAMin: fc.constantFrom(0n, 0n, 0n, ONE),
  amountBMin: fc.constantFrom(0n, 0n, 0n, ONE),
  upTo: fc.bigInt(0n, 8n),
  index: fc.bigInt(0n, 4n),
  usdPer100Amt: fc.bigInt(0n, 400n),
  fee: fc.bigInt(0n, 1000n),
  data: fc.constantFrom('0x', '0x', '0x', '0x01'),
}

function argument(name: string, type: ParamType): fc.Arbitrary<unknown> {
  if (type === 'proof') return fc.bigInt(0n, 4n)
  if (type === 'uint256s') return fc.array(amount, { minLength: 0, maxLength: 4 })
  if (type === 'accounts') return fc.array(pathMember, { minLength: 0, maxLength: 4 })
  if (type === 'uint256' && (name === 'from' || name === 'to')) return fc.bigInt(0n, 6n)
  return byName[name] ?? (type === 'account' ? anyAccount : amount)
}

const call: fc.Arbitrary<Action> = fc.constantFrom(...FUNCTION_NAMES).chain((name) => {
  const { params } = signatureOf(name)
  const args = Object.fromEntries(Object.entries(params).map(([key, type]) => [key, argument(key, type)]))
  const at = name.startsWith('pair.')
    ? fc.constantFrom('pair', 'pair', 'pair', ...PAIRS)
    : fc.constant('pair')
  return fc.tuple(actor, fc.record(args), at).map(([by, values, pair]) => {
    const fixed = name.endsWith('renounceOwnership') ? 'alice' : by
    return { by: fixed, call: name, args: values, ...(pair === 'pair' ? {} : { at: pair }) } as Action
  })
})

const wait: fc.Arbitrary<Action> = fc
  .constantFrom(0n, 1n, 86_400n, 800n * 86_400n)
  .map((seconds) => ({ wait: seconds }))

const ROUTES = [
  ['swapExactTokensForTokens', 0n],
  ['swapTokensForExactTokens', UINT256_MAX],
  ['swapExactTokensForTokensSupportingFeeOnTransferTokens', 0n],
] as const

/** Typical actions, most of which succeed in `vaultsWorld`. Direct calls of a pair take two actions. */
const typical: fc.Arbitrary<readonly Action[]> = fc
  .record({
    kind: fc.constantFrom(
      'pay',
      'claim',
      'claimRange',
      'dust',
      'provide',
      'withdraw',
      'route',
      'rawSwap',
      'rawMint',
      'rawBurn',
      'fee',
      'redeem',
      'leave',
      'unlock',
      'trade',
      'stake',
      'unstake',
      'keep',
      'buyBack',
      'airdrop',
    ),
    who: person,
    much: fc.bigInt(1_000_000n, 3n * ONE),
    id: fc.bigInt(1n, 4n),
    flag: fc.boolean(),
  })
  .map(({ kind, who, much, id, flag }): readonly Action[] => {
    switch (kind) {
      case 'pay':
        return [action('payer', 'master.payRent', { amountBtcb: much, vaultParticipation: much % 101n })]
      case 'claim':
        return [action(who, flag ? 'master.charge' : 'master.liqCharge', { snapId: id })]
      case 'claimRange':
        return [action(who, flag ? 'master.chargeFromTo' : 'master.liqChargeFromTo', { from: 1n, to: id })]
      case 'dust':
        return [action('owner', flag ? 'master.handleDust' : 'master.LiqHandleDust', { snapId: id })]
      case 'provide':
        return [action(who, 'master.addLiquidity', { amountAmt: much, amountBtcb: much / 20n })]
      case 'withdraw':
        return [action(who, 'master.removeLiquidity', { amount: much })]
      case 'route': {
        const path = flag ? ['amt', 'btcb', 'usdt'] : ['btcb', 'amt']
        const [name, limit] = ROUTES[Number(much % 3n)]!
        return [action(who, `router.${name}`, { amountA: much, limit, path, to: who, deadline: UINT256_MAX })]
      }
      case 'rawSwap':
        return [
          action(who, 'amt.transfer', { to: 'pair', amount: much }),
          action(who, 'pair.swap', { amount0Out: 0n, amount1Out: much / 40n, to: who, data: '0x' }),
        ]
      case 'rawMint':
        return [
          action(who, 'amt.transfer', { to: 'pair', amount: much }),
          action(who, 'btcb.transfer', { to: 'pair', amount: much / 20n }),
          action(who, 'pair.mint', { to: who }),
        ]
      case 'rawBurn':
        return [
          action('bruno', 'pair.transfer', { to: 'pair', amount: much }),
          action(who, 'pair.burn', { to: who }),
        ]
      case 'fee':
        return [action('pancake', 'factory.setFeeTo', { feeTo: flag ? 'pancake' : 'zero' })]
      case 'redeem':
        return [action(who, 'burnVault.backingWithdraw', { amount: much })]
      case 'leave':
        return [
          action('bruno', 'router.removeLiquidity', {
            tokenA: 'btcb',
            tokenB: 'amt',
            liquidity: much,
            amountAMin: 0n,
            amountBMin: 0n,
            to: who,
            deadline: UINT256_MAX,
          }),
        ]
      case 'trade':
        return [
          flag
            ? action(who, 'market.buy', { amountUsdt: much })
            : action(who, 'market.sell', { amountAmt: much }),
        ]
      case 'stake':
        return [action(who, flag ? 'stakingVault.deposit' : 'buyBackVault.deposit', { amount: much })]
      case 'unstake':
        return [
          action(who, flag ? 'stakingVault.withdraw' : 'buyBackVault.withdraw', {
            amount: [0n, much, 50n * ONE + 7n, 70n * ONE][Number(much % 4n)]!,
          }),
        ]
      case 'keep': {
        const vault = flag ? 'stakingVault' : 'buyBackVault'
        return [
          action(who, `${vault}.harvest`, { upTo: id + 3n }),
          action(who, `${vault}.settle`, { account: who, upTo: id + 3n }),
        ]
      }
      case 'buyBack':
        return [
          ...(flag ? [action(who, 'buyBackVault.poke', {}), { wait: 1_800n }] : []),
          action(who, 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX }),
        ]
      case 'airdrop':
        return flag
          ? [action(who, 'distributor.claim', { index: 2n, account: 'carmen', amount: 3n * ONE, proof: 2n })]
          : [{ wait: 8n * 86_400n }, action(who, 'distributor.reclaim', {})]
      case 'unlock':
        return [{ wait: 731n * 86_400n }, action(who, 'locker.release', {})]
    }
  })

/** A sequence of actions for `liquidWorld` or `vaultsWorld`. */
export const anyActions: fc.Arbitrary<readonly Action[]> = fc
  .array(
    fc.oneof(
      { weight: 10, arbitrary: call.map((taken) => [taken]) },
      { weight: 1, arbitrary: wait.map((taken) => [taken]) },
      { weight: 9, arbitrary: typical },
    ),
    { minLength: 1, maxLength: 35 },
  )
  .map((actions) => actions.flat())
