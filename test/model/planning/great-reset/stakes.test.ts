import { describe, expect, test } from 'vitest'

import { PAIRS, type Account } from '../../../../src/model/interface/accounts.ts'
import { deployEconomy } from '../../../../src/model/economy.ts'
import {
  DepositsExceedVault,
  EXCLUDED,
  momentOf,
  stakesAt,
  type Stake,
} from '../../../../src/model/planning/great-reset/stakes.ts'
import { amt, ONE, type Amt } from '../../../../src/model/kernel/units.ts'
import {
  liquidWorld,
  provision,
  modelWorldOf,
  paymentsWorld,
  START,
  type ModelWorld,
} from '../../../support/model-world.ts'
import { withOtherSort } from '../../../support/other-sort.ts'
import type { Deposit } from '../../../../src/model/planning/great-reset/vaults.ts'

const byName = (stakes: readonly Stake[]): Record<string, readonly [amt: bigint, shares: bigint]> =>
  Object.fromEntries(stakes.map(({ account, amt: held, shares }) => [account, [held, shares]]))

const deposits = (...entries: readonly (readonly [Account, string])[]): readonly Deposit[] =>
  entries.map(([account, text]) => ({ account, amount: amt(text) }))

const balance = (world: ModelWorld, token: 'amt' | 'liqAmt' | 'pair', of: Account): bigint =>
  world.ask(token, 'balanceOf', of) as bigint

describe('stakes', () => {
  test('are the wallets of people only, with raw and wrapped shares added up', () => {
    const world = liquidWorld()
    world.ok('alice', 'amt.transfer', { to: 'dead', amount: 7n })
    world.ok('alice', 'amt.transfer', { to: 'burnVault', amount: 8n })
    world.ok('alice', 'liqAmt.transfer', { to: 'bruno', amount: ONE })
    const stakes = byName(stakesAt(momentOf(world.economy), []))
    expect(Object.keys(stakes)).toEqual(['alice', 'bruno', 'carmen'])
    for (const person of ['alice', 'bruno', 'carmen'])
      expect(stakes[person]).toEqual([
        balance(world, 'amt', person),
        balance(world, 'liqAmt', person) + balance(world, 'pair', person),
      ])
    expect(stakes['bruno']![1]).toBeGreaterThan(balance(world, 'pair', 'bruno'))
  })

  test('are in the order of names, with zeros for what is not held', () => {
    const world = liquidWorld()
    const [all, shares] = [balance(world, 'amt', 'alice'), balance(world, 'pair', 'bruno')]
    world.ok('alice', 'amt.transfer', { to: 'carmen', amount: all })
    world.ok('bruno', 'pair.transfer', { to: 'binance', amount: shares })
    const moment = momentOf(world.economy)
    const stakes = stakesAt(moment, [])
    expect(stakes.map(({ account }) => account)).toEqual(['alice', 'binance', 'bruno', 'carmen'])
    expect(stakes.map((stake) => stake.amt === 0n)).toEqual([true, true, false, false])
    expect(stakes.map((stake) => stake.shares === 0n)).toEqual([false, false, true, true])
    // Whoever comes first in the ledger stays where the name belongs, and another engine sorts likewise.
    const turned = { ...moment, amt: moment.shares, shares: moment.amt }
    for (const order of [stakesAt(turned, []), withOtherSort(() => stakesAt(turned, []))])
      expect(order.map(({ account }) => account)).toEqual(['alice', 'binance', 'bruno', 'carmen'])
  })

  test('may use up all that a vault holds, and not more', () => {
    const world = liquidWorld()
    world.ok('alice', 'amt.transfer', { to: 'stakingVault', amount: 10n })
    const vault = (amount: bigint) => [
      { account: 'stakingVault', deposits: [{ account: 'bruno', amount: amount as Amt }] },
    ]
    const moment = momentOf(world.economy)
    expect(() => stakesAt({ ...moment, vaults: vault(10n) } as typeof moment, [])).not.toThrow()
    expect(() => stakesAt({ ...moment, vaults: vault(11n) } as typeof moment, [])).toThrow('11')
  })

  test('and excluded balances add up to all AMT and all shares', () => {
    const world = paymentsWorld()
    const moment = momentOf(world.economy)
    const stakes = stakesAt(moment, [])
    const sum = (numbers: readonly bigint[]): bigint => numbers.reduce((total, n) => total + n, 0n)
    const excluded = sum(EXCLUDED.map((account) => balance(world, 'amt', account)))
    expect(sum(stakes.map((stake) => stake.amt)) + excluded).toBe(moment.amt.supply)
    // Master or the locker holds every wrapped share, so people's, locked and burnt shares are all shares.
    const locked = balance(world, 'liqAmt', 'locker')
    const burnt = balance(world, 'pair', 'zero')
    expect(locked).toBeGreaterThan(0n)
    expect(sum(stakes.map((stake) => stake.shares)) + locked + burnt).toBe(moment.shares.supply)
  })

  test('exclude the owner, the payer and the project’s other wallets, not Binance or PancakeSwap', () => {
    const world = liquidWorld()
    for (const to of ['payer', 'binance', 'pancake'])
      world.ok('alice', 'amt.transfer', { to, amount: 5n * ONE })
    const stakes = stakesAt(momentOf(world.economy), ['carmen'])
    expect(stakes.map(({ account }) => account)).toEqual(['alice', 'binance', 'bruno', 'pancake'])
  })

  test('look through a vault to its depositors, for any order and number of deposits', () => {
    const world = liquidWorld()
    world.ok('alice', 'amt.transfer', { to: 'carmen', amount: 100n * ONE })
    const moment = momentOf(world.economy)
    const before = byName(stakesAt(moment, []))
    const list = deposits(['bruno', '30'], ['alice', '40'], ['bruno', '2'], ['owner', '3'])
    const through = (entries: readonly Deposit[]): readonly Stake[] =>
      stakesAt({ ...moment, vaults: [{ account: 'carmen', deposits: entries }] }, [])
    const after = byName(through(list))
    expect(after['carmen']).toBeUndefined()
    expect(after['owner']).toBeUndefined()
    expect(after['alice']![0]).toBe(before['alice']![0] + amt('40'))
    expect(after['bruno']![0]).toBe(before['bruno']![0] + amt('32'))
    expect(through(list.toReversed())).toEqual(through(list))
  })

  test('include accounts with a deposit only', () => {
    const economy = deployEconomy({
      people: ['vault', 'zoe', 'Abel'],
      tokenOrder: ['amt', 'btcb', 'liqAmt', 'usdt'],
      timestamp: START,
    })
    const world = modelWorldOf(economy)
    world.ok('owner', 'master.mintMaster', { account: 'vault', amount: amt('9') })
    const vaults = [{ account: 'vault', deposits: deposits(['zoe', '4'], ['Abel', '5']) }]
    expect(byName(stakesAt({ ...momentOf(world.economy), vaults }, []))).toEqual({
      Abel: [amt('5'), 0n],
      zoe: [amt('4'), 0n],
    })
  })

  test('reject deposits above the vault’s balance, by one wei', () => {
    const world = liquidWorld()
    const held = balance(world, 'amt', 'carmen')
    const owing = (amount: bigint) => () =>
      stakesAt(
        {
          ...momentOf(world.economy),
          vaults: [{ account: 'carmen', deposits: [{ account: 'alice', amount: amount as Amt }] }],
        },
        [],
      )
    expect(owing(held)).not.toThrow()
    expect(owing(held + 1n)).toThrow(DepositsExceedVault)
    expect(owing(held + 1n)).toThrow(new RegExp(`at most ${held} .* carmen .* got ${held + 1n}`))
  })

  test('are above zero: a deposit of nothing is none', () => {
    const moment = momentOf(liquidWorld().economy)
    const vaults = [{ account: 'stakingVault', deposits: [{ account: 'binance', amount: 0n as Amt }] }]
    expect(stakesAt({ ...moment, vaults }, [])).toEqual(stakesAt({ ...moment, vaults: [] }, []))
  })

  test('of a kept economy are those of its holders, not of later recipients', () => {
    const world = liquidWorld()
    world.ok('payer', 'master.payRent', { amountBtcb: 101n, vaultParticipation: 100n })
    const then = momentOf(world.economy)
    const before = stakesAt(then, [])
    world.ok('alice', 'amt.transfer', { to: 'carmen', amount: 9n * ONE })
    world.ok('alice', 'liqAmt.transfer', { to: 'carmen', amount: ONE })
    world.ok('bruno', 'pair.transfer', { to: 'carmen', amount: ONE })
    expect(stakesAt(then, [])).toEqual(before)
    const now = byName(stakesAt(momentOf(world.economy), []))
    expect(now['carmen']).toEqual([byName(before)['carmen']![0] + 9n * ONE, 2n * ONE])
  })

  test('name the snapshot that keeps them, as long as neither token has moved', () => {
    const world = liquidWorld()
    expect(momentOf(world.economy).snapshotId).toBeUndefined()
    world.ok('payer', 'master.payRent', { amountBtcb: 101n, vaultParticipation: 100n })
    const { snapshotId, amt: ledger } = momentOf(world.economy)
    expect(snapshotId).toBe(1n)
    for (const who of ['alice', 'bruno', 'pair', 'locker'] as const)
      expect(world.ask('amt', 'balanceOfAt', who, 1n)).toBe(balance(world, 'amt', who))
    expect(ledger.supply).toBe(world.ask('amt', 'totalSupplyAt', 1n))
    const settled = world.economy
    world.ok('alice', 'liqAmt.transfer', { to: 'carmen', amount: ONE })
    expect(momentOf(world.economy).snapshotId).toBeUndefined()
    const other = modelWorldOf(settled)
    other.ok('alice', 'amt.transfer', { to: 'carmen', amount: ONE })
    expect(momentOf(other.economy).snapshotId).toBeUndefined()
    other.ok('payer', 'master.payRent', { amountBtcb: 101n, vaultParticipation: 100n })
    expect(momentOf(other.economy).snapshotId).toBe(2n)
  })

  // Acting as Master is the only way to a snapshot of one token alone.
  test('name no snapshot that liqAMT alone has', () => {
    const world = liquidWorld()
    world.ok('master', 'liqAmt.snapshot', {})
    expect(momentOf(world.economy).snapshotId).toBeUndefined()
  })

  test('exclude AMT in another pair: it counts neither for the pair nor for its providers', () => {
    const world = liquidWorld()
    const before = byName(stakesAt(momentOf(world.economy), []))
    world.ok('carmen', 'router.addLiquidity', provision('amt', 'usdt', 90n * ONE, 90n * ONE, 'carmen'))
    const after = byName(stakesAt(momentOf(world.economy), []))
    expect(after).toEqual({ ...before, carmen: [before['carmen']![0] - 90n * ONE, 0n] })
    expect(EXCLUDED).toEqual(expect.arrayContaining([...PAIRS]))
  })
})
