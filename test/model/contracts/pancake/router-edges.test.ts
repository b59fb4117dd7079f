/**
 * The router with unusual callers, recipients and tokens.
 */
import { expect, test } from 'vitest'
import { ONE } from '../../../../src/model/kernel/units.ts'
import type { Account } from '../../../../src/model/interface/accounts.ts'
import type { Pool } from '../../../../src/model/state/pool.ts'
import { amountIn, amountOut } from '../../../../src/model/contracts/pancake/formulas.ts'
import {
  action,
  liquidWorld,
  modelWorldOf,
  named,
  provision,
  stockedWorld,
  UINT256_MAX,
} from '../../../support/model-world.ts'
import { LIQUID, withPool, X, Y } from './pool-states.ts'

const EXACT_IN = 'router.swapExactTokensForTokens'
const EXACT_OUT = 'router.swapTokensForExactTokens'
const FEE_ON_TRANSFER = 'router.swapExactTokensForTokensSupportingFeeOnTransferTokens'

const along = (path: readonly Account[], amountA: bigint, to: Account = 'alice', limit = 0n) => ({
  amountA,
  limit,
  path,
  to,
  deadline: UINT256_MAX,
})

test('a swap for tokens with a fee measures what the recipient gained, not the caller', () => {
  const out = amountOut(ONE, X, Y)
  for (const to of ['carmen', 'binance', 'dead']) {
    const swap = (limit: bigint) =>
      modelWorldOf(LIQUID).revert('alice', FEE_ON_TRANSFER, along(['amt', 'btcb'], ONE, to, limit))
    expect(swap(out)).toBeUndefined()
    expect(swap(out + 1n)).toBe('RouterInsufficientOutput')
  }
})

test('a swap for tokens with a fee asks for the balance of the last token before it swaps', () => {
  const why = (last: Account) =>
    modelWorldOf(LIQUID).revert('alice', FEE_ON_TRANSFER, along(['amt', 'btcb', last], 0n))
  // Nothing arrives for the first hop. A pair that exists has balances; other accounts do not answer.
  expect(why('pair')).toBe('LibraryInsufficientInput')
  expect(why('pair:btcb/usdt')).toBe('LibraryInsufficientInput')
  for (const last of ['pair:amt/usdt', 'carmen', 'master', 'locker']) expect(why(last)).toBe('NoReason')
})

test.each(['amt', 'btcb'])(
  '%s may provide liquidity like any account, if it has approved the router',
  (by) => {
    const world = stockedWorld()
    const add = () => world.revert(by, 'router.addLiquidity', provision('amt', 'btcb', ONE, ONE, 'alice'))
    expect(add()).toBe('TransferFromFailed')
    for (const coin of ['amt', 'btcb'] as const) {
      world.ok('alice', `${coin}.transfer`, { to: by, amount: ONE })
      world.ok(by, `${coin}.approve`, { spender: 'router', amount: UINT256_MAX })
    }
    expect(add()).toBeUndefined()
  },
)

test('liquidity takes both amounts where the second just fits the first', () => {
  // 20 AMT to 1 BTCB
  const add = (a: bigint, b: bigint): readonly bigint[] => {
    const args = provision('amt', 'btcb', a, b, 'alice')
    const { returned } = modelWorldOf(LIQUID).ok('alice', 'router.addLiquidity', args)
    return (returned as readonly bigint[]).slice(0, 2)
  }
  expect(add(2_000_019n, 100_000n)).toEqual([2_000_019n, 100_000n])
  expect(add(2_000_020n, 100_000n)).toEqual([2_000_000n, 100_000n])
  expect(add(2_000_000n, 200_000n)).toEqual([2_000_000n, 100_000n])
})

test('no liquidity fits a pool of which one side is empty', () => {
  const add = (empty: Partial<Pool>) =>
    withPool(LIQUID, empty).revert(
      'alice',
      'router.addLiquidity',
      provision('amt', 'btcb', ONE, ONE, 'alice'),
    )
  expect(add({ reserve0: 0n })).toBe('LibraryInsufficientLiquidity')
  expect(add({ reserve1: 0n })).toBe('LibraryInsufficientLiquidity')
})

test.each([
  ['amt', 'btcb'],
  ['btcb', 'amt'],
] as const)('liquidity of %s and %s is withdrawn for exactly the minimums', (tokenA, tokenB) => {
  const remove = (more: readonly [bigint, bigint]) => {
    const world = modelWorldOf(LIQUID)
    const supply = world.ask('pair', 'totalSupply') as bigint
    const [amt, btcb] = [(ONE * X) / supply, (ONE * Y) / supply]
    const [a, b] = tokenA === 'amt' ? [amt, btcb] : [btcb, amt]
    const args = {
      tokenA,
      tokenB,
      liquidity: ONE,
      amountAMin: a + more[0],
      amountBMin: b + more[1],
      to: 'carmen',
      deadline: UINT256_MAX,
    }
    return { outcome: world.act(action('bruno', 'router.removeLiquidity', args)), amt, btcb, a, b }
  }
  const reverted = (revert: string) => ({ ok: false, revert })
  expect(remove([1n, 0n]).outcome).toEqual(reverted('RouterInsufficientA'))
  expect(remove([0n, 1n]).outcome).toEqual(reverted('RouterInsufficientB'))
  const { outcome, amt, btcb, a, b } = remove([0n, 0n])
  expect(outcome).toEqual({
    ok: true,
    returned: [a, b],
    events: [
      { on: 'pair', name: 'Transfer', args: ['bruno', 'pair', ONE] },
      { on: 'pair', name: 'Transfer', args: ['pair', 'zero', ONE] },
      { on: 'amt', name: 'Transfer', args: ['pair', 'carmen', amt] },
      { on: 'btcb', name: 'Transfer', args: ['pair', 'carmen', btcb] },
      { on: 'pair', name: 'Sync', args: [X - amt, Y - btcb] },
      { on: 'pair', name: 'Burn', args: ['router', amt, btcb, 'carmen'] },
    ],
  })
})

test.each([
  ['amt', 'btcb'],
  ['btcb', 'amt'],
])('a swap of %s for %s reports one input and one output', (input, output) => {
  const out = input === 'amt' ? amountOut(ONE, X, Y) : amountOut(ONE, Y, X)
  const { events } = modelWorldOf(LIQUID).ok('alice', EXACT_IN, along([input, output], ONE, 'carmen'))
  const amounts = input === 'amt' ? [ONE, 0n, 0n, out] : [0n, ONE, out, 0n]
  expect(named(events, 'Swap')).toEqual([['router', ...amounts, 'carmen']])
})

test('a swap over three tokens is bounded at its ends', () => {
  const path = ['amt', 'btcb', 'usdt']
  const middle = amountOut(ONE, X, Y)
  const last = amountOut(middle, 50n * ONE, 500n * ONE)
  const swap = (call: typeof EXACT_IN | typeof EXACT_OUT, amount: bigint, limit: bigint) =>
    modelWorldOf(LIQUID).act(action('alice', call, along(path, amount, 'alice', limit)))
  expect(swap(EXACT_IN, ONE, last)).toMatchObject({ ok: true, returned: [ONE, middle, last] })
  expect(swap(EXACT_IN, ONE, last + 1n)).toEqual({ ok: false, revert: 'RouterInsufficientOutput' })
  const needed = amountIn(last, 50n * ONE, 500n * ONE)
  const first = amountIn(needed, X, Y)
  expect(swap(EXACT_OUT, last, first)).toMatchObject({ ok: true, returned: [first, needed, last] })
  expect(swap(EXACT_OUT, last, first - 1n)).toEqual({ ok: false, revert: 'RouterExcessiveInput' })
})

test.each(['swapExactTokensForTokens', 'swapTokensForExactTokens'] as const)(
  '%s needs two tokens',
  (call) => {
    for (const path of [[], ['amt']])
      expect(modelWorldOf(LIQUID).revert('alice', `router.${call}`, along(path, ONE))).toBe(
        'LibraryInvalidPath',
      )
  },
)

test('liquidity for accounts that are not tokens takes both sides from the caller before it fails', () => {
  const world = liquidWorld()
  world.ok('bruno', 'pair.approve', { spender: 'router', amount: UINT256_MAX }, 'pair:btcb/usdt')
  const add = (by: Account, tokenA: Account, tokenB: Account) =>
    world.revert(by, 'router.addLiquidity', provision(tokenA, tokenB, ONE, ONE, 'alice'))
  // Calls to an address without code succeed; binance has approved nothing.
  for (const coin of ['amt', 'liqAmt', 'btcb', 'usdt', 'pair', 'pair:btcb/usdt']) {
    const holder = coin === 'liqAmt' ? 'alice' : 'bruno'
    expect([coin, add(holder, coin, 'carmen')]).toEqual([coin, 'NoReason'])
    expect([coin, add(holder, 'carmen', coin)]).toEqual([coin, 'NoReason'])
    expect([coin, add('binance', coin, 'carmen')]).toEqual([coin, 'TransferFromFailed'])
    expect([coin, add('binance', 'carmen', coin)]).toEqual([coin, 'TransferFromFailed'])
  }
  // A pair that does not exist has no code.
  expect(add('binance', 'pair:amt/usdt', 'carmen')).toBe('NoReason')
  for (const contract of [
    'master',
    'burnVault',
    'market',
    'stakingVault',
    'buyBackVault',
    'factory',
    'router',
  ])
    expect([contract, add('bruno', contract, 'carmen')]).toEqual([contract, 'TransferFromFailed'])
  for (const person of ['alice', 'dead', 'owner', 'distributor'])
    expect([person, add('bruno', person, 'carmen')]).toEqual([person, 'NoReason'])
  expect(add('bruno', 'locker', 'carmen')).toBe('TransferFromFailed')
})

test('a swap may cross three pairs, and pays each of them', () => {
  const world = liquidWorld()
  world.ok('alice', 'router.addLiquidity', provision('amt', 'usdt', 40n * ONE, 90n * ONE, 'alice'))
  const { returned } = world.ok(
    'alice',
    'router.swapExactTokensForTokens',
    along(['usdt', 'btcb', 'amt', 'usdt'], ONE),
  )
  const [first, second, third, fourth] = returned as readonly bigint[]
  expect(first).toBe(ONE)
  expect(second).toBe(amountOut(ONE, 500n * ONE, 50n * ONE))
  expect(third).toBe(amountOut(second!, Y, X))
  expect(fourth).toBe(amountOut(third!, 40n * ONE, 90n * ONE))
})
