/** Edges of the invariants about liquidity, vaults and the Market. The answers are made up. */
import { describe, expect, test } from 'vitest'
import type { Action } from '../../../../src/model/interface/action.ts'
import type { Event } from '../../../../src/model/interface/outcome.ts'
import { productNeverFalls, sharesCoverLiqAmt } from '../../../../src/model/invariants/liquidity.ts'
import { marketKeepsItsPrice } from '../../../../src/model/invariants/market.ts'
import {
  stakingPaysItsPeriod,
  vaultsCoverDeposits,
  vaultsCoverOwed,
} from '../../../../src/model/invariants/vaults.ts'
import { DOMAIN, NAMES, event, violationOf, type Answers } from './made-up.ts'

describe('liquidity', () => {
  const shares = (master: bigint, locker: bigint, supply: bigint): Answers => ({
    'pair.balanceOf(master)': master,
    'pair.balanceOf(locker)': locker,
    'liqAmt.totalSupply()': supply,
  })
  const reserves = (a: bigint, b: bigint): Answers => ({
    'pair.getReserves()': [a, b, 0n],
    'pair:btcb/usdt.getReserves()': [1n, 1n, 0n],
  })
  const synced = [event('pair', 'Sync', 1n, 1n)]
  const call = (name: string): Action => ({ by: 'alice', call: name, args: {} }) as unknown as Action

  test('shares cover liqAMT one for one', () => {
    expect(violationOf(sharesCoverLiqAmt, {}, [shares(2n, 3n, 5n)])).toBeUndefined()
    expect(violationOf(sharesCoverLiqAmt, {}, [shares(2n, 2n, 5n)])).toBe('4 LP shares are held for 5 liqAMT')
  })

  test('a swap may keep the product and not lower it; another action may', () => {
    const { 'pair.getReserves()': _unread, ...other } = reserves(0n, 0n)
    for (const name of ['pair.swap', 'router.swapExactTokensForTokens']) {
      const after = (a: bigint, b: bigint) =>
        violationOf(productNeverFalls, reserves(4n, 6n), [
          { 'pair.getReserves()': [a, b, 0n] },
          synced,
          call(name),
        ])
      expect(after(3n, 8n)).toBeUndefined()
      expect(after(23n, 1n)).toBe('a swap lowered the product of pair from 24 to 23')
    }
    for (const name of ['pair.sync', 'router.removeLiquidity'])
      expect(
        violationOf(productNeverFalls, reserves(4n, 6n), [
          { 'pair.getReserves()': [1n, 1n, 0n] },
          synced,
          call(name),
        ]),
      ).toBeUndefined()
    // A pair whose reserves did not change is not asked.
    const unsynced = [event('pair', 'Swap'), event('pair:amt/usdt', 'Sync')]
    expect(
      violationOf(productNeverFalls, reserves(4n, 6n), [other, unsynced, call('pair.swap')]),
    ).toBeUndefined()
    expect(
      violationOf(productNeverFalls, reserves(4n, 6n), [{}, unsynced, call('pair.swap')]),
    ).toBeUndefined()
  })
})

describe('vaults', () => {
  const amt = (staking: bigint, buyBack: bigint, deposits = [staking, buyBack]): Answers => ({
    'amt.balanceOf(stakingVault)': staking,
    'amt.balanceOf(buyBackVault)': buyBack,
    'stakingVault.totalDeposits()': deposits[0]!,
    'buyBackVault.totalDeposits()': deposits[1]!,
  })
  const btcb = (staking: bigint, buyBack: bigint, pending = buyBack): Answers => ({
    'btcb.balanceOf(stakingVault)': staking,
    'btcb.balanceOf(buyBackVault)': buyBack,
    'buyBackVault.pendingBtcb()': pending,
  })

  test('each hold what was deposited there, and say how much is missing', () => {
    const deposit = (on: string) => event(on, 'deposited', 'alice', 2n)
    const into = (vault: string, after: Answers) =>
      violationOf(vaultsCoverDeposits, amt(3n, 7n), [after, [deposit(vault)]])
    expect(into('stakingVault', amt(5n, 7n))).toBeUndefined()
    expect(into('stakingVault', amt(4n, 7n))).toBe('stakingVault holds 4 AMT base units for 5')
    expect(into('buyBackVault', amt(3n, 8n))).toBe('buyBackVault holds 8 AMT base units for 9')
    expect(into('buyBackVault', amt(3n, 9n, [3n, 10n]))).toBe(
      'deposits in buyBackVault sum to 10, expected at most 9',
    )
  })

  test('each hold what was harvested there, and say how much is missing', () => {
    const into = (vault: string, after: Answers) =>
      violationOf(vaultsCoverOwed, btcb(3n, 7n), [after, [event(vault, 'harvested', 1n, 1n, 2n)]])
    expect(into('stakingVault', btcb(5n, 7n))).toBeUndefined()
    expect(into('stakingVault', btcb(4n, 7n))).toBe('stakingVault holds 4 BTCB base units for 5')
    expect(into('buyBackVault', btcb(3n, 8n, 9n))).toBe('buyBackVault holds 8 BTCB base units for 9')
    expect(into('buyBackVault', btcb(3n, 9n, 8n))).toBe('the buy-back vault reports 8 pending, expected 9')
  })
})

test('a bargain of another contract is none of the Market', () => {
  for (const name of ['amtBought', 'userSold'])
    expect(violationOf(marketKeepsItsPrice, {}, [{}, [event('locker', name, 1n << 99n, 1n)]])).toBeUndefined()
})

test('a trade of the Market at its price holds, and a base unit in favour of the trader does not', () => {
  const terms = { 'market.usdPer100Amt()': 50n, 'market.fee()': 10n }
  const after = (name: string, usdt: bigint, amt: bigint) =>
    violationOf(marketKeepsItsPrice, {}, [terms, [event('market', name, usdt, amt)]])
  expect(after('amtBought', 100n, 200n)).toBeUndefined()
  expect(after('amtBought', 100n, 201n)).toBe('100 USDT bought 201 AMT at 50 per 100')
  // 2,000 AMT are worth 1,000 USDT, less 1%.
  expect(after('userSold', 990n, 2_000n)).toBeUndefined()
  expect(after('userSold', 991n, 2_000n)).toBe('2000 AMT sold for 991 USDT at 50 per 100 and a fee of 10')
})

describe('staking pays its period', () => {
  const account = (who: string, deposit: bigint): Answers => ({
    [`stakingVault.depositOf(${who})`]: deposit,
    [`stakingVault.settledTo(${who})`]: 0n,
    [`stakingVault.owedTo(${who})`]: 0n,
  })
  const people = { ...account('alice', 1n), ...account('bruno', 0n), ...account('carmen', 0n) }
  const payment = (id: number, supply: bigint): Answers => ({
    [`master.pays(${id})`]: 10n,
    [`amt.totalSupplyAt(${id})`]: supply,
    [`amt.balanceOfAt(pair, ${id})`]: 2n,
  })
  const withdrawn = (who: string, amount: bigint, paid: bigint): Event =>
    event('stakingVault', 'withdrawn', who, amount, paid)

  test('from the first payment on, for a single base unit', () => {
    const leave = (paid: bigint) => [payment(1, 5n), [withdrawn('alice', 1n, paid)]] as const
    expect(violationOf(stakingPaysItsPeriod, people, leave(3n))).toBeUndefined()
    expect(violationOf(stakingPaysItsPeriod, people, leave(2n))).toBe(
      'alice was paid 2 by the staking vault, expected 3',
    )
    const more = [payment(1, 5n), [withdrawn('alice', 3n, 3n)]] as const
    expect(violationOf(stakingPaysItsPeriod, people, more)).toBe('alice withdrew 3, 2 more than deposited')
  })

  // The pool holds all AMT, so that nobody could claim a part of the payment.
  test('and nothing to who had no deposit at a payment without a claimant', () => {
    const unclaimable = [payment(1, 2n), [withdrawn('bruno', 0n, 0n)]] as const
    expect(violationOf(stakingPaysItsPeriod, people, unclaimable)).toBeUndefined()
  })

  // A fold from before the first payment, in which a contract deposits and the second snapshot is missing.
  test('also to a contract, from nothing, and nothing for a payment without a snapshot', () => {
    const early: typeof stakingPaysItsPeriod = {
      ...stakingPaysItsPeriod,
      start: (observed) => stakingPaysItsPeriod.start(observed, { ...DOMAIN, snapshots: 0n }),
    }
    const events = [
      event('stakingVault', 'deposited', 'market', 1n),
      event('amt', 'Snapshot', 1n),
      event('amt', 'Snapshot', 3n),
    ]
    const payments = { ...payment(1, 5n), ...payment(2, 5n), ...payment(3, 5n) }
    const leave = [payments, [withdrawn('market', 1n, 6n)]] as const
    expect(violationOf(early, people, [{}, events], leave)).toBeUndefined()
  })

  // No token numbers its snapshots backwards; another invariant tells of one that does.
  test('up to the payment that was told last, whatever was told before', () => {
    const events = [3n, 2n].map((id) => event('amt', 'Snapshot', id))
    const payments = { ...payment(1, 5n), ...payment(2, 5n), ...payment(3, 5n) }
    const leave = [payments, [withdrawn('alice', 1n, 6n)]] as const
    expect(violationOf(stakingPaysItsPeriod, people, [{}, events], leave)).toBeUndefined()
  })

  test('over all payments from before the fold that are not settled', () => {
    const late: typeof stakingPaysItsPeriod = {
      ...stakingPaysItsPeriod,
      start: (observed) => stakingPaysItsPeriod.start(observed, { ...DOMAIN, snapshots: 3n }),
    }
    const payments = { ...payment(1, 5n), ...payment(2, 5n), ...payment(3, 5n) }
    const leave = (paid: bigint) => [payments, [withdrawn('alice', 1n, paid)]] as const
    expect(violationOf(late, people, leave(9n))).toBeUndefined()
    const settled = { ...people, 'stakingVault.settledTo(alice)': 1n, 'stakingVault.owedTo(alice)': 1n }
    expect(violationOf(late, settled, leave(7n))).toBeUndefined()
  })

  test('over more payments than there are accounts', () => {
    const last = NAMES.list.length + 5
    const steps = Array.from(
      { length: last },
      (_each, at) => [{}, [event('amt', 'Snapshot', BigInt(at + 2))]] as const,
    )
    const payments = Object.assign(
      {},
      ...Array.from({ length: last + 1 }, (_each, at) => payment(at + 1, 5n)),
    ) as Answers
    const due = 3n * BigInt(last + 1)
    expect(
      violationOf(stakingPaysItsPeriod, people, ...steps, [payments, [withdrawn('alice', 1n, due)]]),
    ).toBeUndefined()
  })
})
