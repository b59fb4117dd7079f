/**
 * The router with unusual callers, recipients and tokens.
 */
import { expect, test } from 'vitest'
import { ONE } from '../../../../src/model/kernel/units.ts'
import type { Account } from '../../../../src/model/interface/accounts.ts'
import { amountOut } from '../../../../src/model/contracts/pancake/formulas.ts'
import {
  liquidWorld,
  modelWorldOf,
  provision,
  stockedWorld,
  UINT256_MAX,
} from '../../../support/model-world.ts'
import { LIQUID, X, Y } from './pool-states.ts'

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

test('a token may provide liquidity like any account, if it has approved the router', () => {
  const world = stockedWorld()
  const add = () => world.revert('btcb', 'router.addLiquidity', provision('amt', 'btcb', ONE, ONE, 'alice'))
  expect(add()).toBe('TransferFromFailed')
  for (const coin of ['amt', 'btcb'] as const) {
    world.ok('alice', `${coin}.transfer`, { to: 'btcb', amount: ONE })
    world.ok('btcb', `${coin}.approve`, { spender: 'router', amount: UINT256_MAX })
  }
  expect(add()).toBeUndefined()
})

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
