/**
 * Initial states: nothing is held, owed, paid or bought, for any account, payment and round.
 */
import { expect, test } from 'vitest'
import { NO_FLAGS } from '../../../src/model/kernel/flags.ts'
import { get } from '../../../src/model/kernel/vector.ts'
import { NO_DEPOSITS } from '../../../src/model/state/deposits.ts'
import { newMarket } from '../../../src/model/state/market.ts'
import { newMaster } from '../../../src/model/state/master.ts'
import { newPool } from '../../../src/model/state/pool.ts'
import { NO_PURCHASES } from '../../../src/model/state/purchases.ts'
import { NO_SNAPSHOTS } from '../../../src/model/state/snapshots.ts'
import { newToken } from '../../../src/model/state/token.ts'

/** Indices of accounts, payments and rounds: the first, and one beyond a vector's first leaf. */
const INDICES = [0, 1, 77]

test('nobody has deposited, and no payment is settled or harvested', () => {
  expect(NO_DEPOSITS).toMatchObject({ harvestedTo: 0n, total: 0n })
  for (const index of INDICES) {
    expect(get(NO_DEPOSITS.depositors, index)).toEqual({ settledTo: 0n, owed: 0n, grown: 0n, rounds: 0 })
    expect(get(NO_DEPOSITS.put, index)).toBe(0n)
    expect(get(get(NO_DEPOSITS.putAt, index), index)).toBe(0n)
  }
})

test('Master has paid nothing, and no claim is made', () => {
  const master = newMaster('alice', 'bruno')
  expect(master).toMatchObject({ owner: 'alice', payerWallet: 'bruno', liqLocked: false })
  for (const { payments, made } of [master.holders, master.providers])
    for (const index of INDICES) {
      expect(get(payments, index)).toEqual({ pot: 0n, claimedUnits: 0n, paid: 0n })
      expect(get(made, index)).toEqual(NO_FLAGS)
    }
})

test('the buy-back vault has bought nothing and knows no price', () => {
  const { rounds, ...rest } = NO_PURCHASES
  expect(rest).toEqual({
    count: 0,
    pendingBtcb: 0n,
    newest: undefined,
    older: undefined,
    boughtAt: undefined,
  })
  for (const index of INDICES)
    expect(get(rounds, index)).toEqual({ lastSnapId: 0n, spent: 0n, bought: 0n, left: 0n })
})

test('a pool has its two tokens, and no reserve, price or product', () => {
  expect(newPool('usdt', 'amt')).toEqual({
    token0: 'usdt',
    token1: 'amt',
    reserve0: 0n,
    reserve1: 0n,
    updatedAt: 0n,
    price0Cumulative: 0n,
    price1Cumulative: 0n,
    kLast: 0n,
  })
})

test('a token has an owner, and no supply, balance, allowance or snapshot', () => {
  const { ledger, allowances, owner, snapshots } = newToken('carmen')
  expect(owner).toBe('carmen')
  expect(ledger.supply).toBe(0n)
  expect(snapshots).toBe(NO_SNAPSHOTS)
  expect(snapshots.count).toBe(0)
  for (const index of INDICES) {
    expect(get(ledger.balances, index)).toBe(0n)
    expect(get(get(allowances, index), index)).toBe(0n)
    expect(get(snapshots.kept, index).supply).toBe(0n)
  }
})

test('the Market sells AMT for 1.50 USDT, takes 1%, and pays the admin wallet', () => {
  expect(newMarket()).toEqual({ owner: 'owner', rate: 150n, fee: 10n, adminWallet: 'admin' })
})
