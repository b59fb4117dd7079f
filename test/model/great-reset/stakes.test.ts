import { describe, expect, test } from 'vitest'

import type { Account } from '../../../src/model/accounts.ts'
import { found } from '../../../src/model/economy.ts'
import {
  DepositsExceedVault,
  EXCLUDED,
  momentAt,
  momentOf,
  stakesAt,
  type Deposit,
  type Stake,
} from '../../../src/model/great-reset/stakes.ts'
import { SnapshotNonexistent } from '../../../src/model/snapshots.ts'
import { amt, ONE, type Amt } from '../../../src/model/units.ts'
import { livelyStage, stageOf, storiedStage, START, type Stage } from '../stage.ts'

const NOTHING_BEYOND = { vaults: [], project: [] }

const byName = (stakes: readonly Stake[]): Record<string, readonly [amt: bigint, shares: bigint]> =>
  Object.fromEntries(stakes.map(({ account, amt: held, shares }) => [account, [held, shares]]))

const deposits = (...entries: readonly (readonly [Account, string])[]): readonly Deposit[] =>
  entries.map(([account, text]) => ({ account, amount: amt(text) }))

const balance = (stage: Stage, token: 'amt' | 'liqAmt' | 'pair', of: Account): bigint =>
  stage.ask(token, 'balanceOf', of) as bigint

describe('stakes', () => {
  test('are the wallets of people and nobody else’s, with raw and wrapped shares added up', () => {
    const stage = livelyStage()
    stage.ok('alice', 'amt.transfer', { to: 'dead', amount: 7n })
    stage.ok('alice', 'amt.transfer', { to: 'burnVault', amount: 8n })
    stage.ok('alice', 'liqAmt.transfer', { to: 'bruno', amount: ONE })
    const stakes = byName(stakesAt(momentOf(stage.economy), NOTHING_BEYOND))
    expect(Object.keys(stakes)).toEqual(['alice', 'bruno', 'carmen'])
    for (const person of ['alice', 'bruno', 'carmen'])
      expect(stakes[person]).toEqual([
        balance(stage, 'amt', person),
        balance(stage, 'liqAmt', person) + balance(stage, 'pair', person),
      ])
    expect(stakes['bruno']![1]).toBeGreaterThan(balance(stage, 'pair', 'bruno'))
  })

  test('and what is excluded add up to all AMT and all shares', () => {
    const stage = storiedStage()
    const moment = momentOf(stage.economy)
    const stakes = stakesAt(moment, NOTHING_BEYOND)
    const sum = (numbers: readonly bigint[]): bigint => numbers.reduce((total, n) => total + n, 0n)
    const excluded = sum(EXCLUDED.map((account) => balance(stage, 'amt', account)))
    expect(sum(stakes.map((stake) => stake.amt)) + excluded).toBe(moment.amt.supply)
    // Every wrapped share is one that Master or the locker holds; so people's shares and the other excluded ones are all of them.
    const locked = balance(stage, 'liqAmt', 'locker')
    const burnt = balance(stage, 'pair', 'zero')
    expect(locked).toBeGreaterThan(0n)
    expect(sum(stakes.map((stake) => stake.shares)) + locked + burnt).toBe(moment.shares.supply)
  })

  test('exclude the owner, the payer and the project’s other wallets, but not Binance or PancakeSwap', () => {
    const stage = livelyStage()
    for (const to of ['payer', 'binance', 'pancake'])
      stage.ok('alice', 'amt.transfer', { to, amount: 5n * ONE })
    const stakes = stakesAt(momentOf(stage.economy), { vaults: [], project: ['carmen'] })
    expect(stakes.map(({ account }) => account)).toEqual(['alice', 'binance', 'bruno', 'pancake'])
  })

  test('look through a vault to its depositors, whatever the order and number of deposits', () => {
    const stage = livelyStage()
    stage.ok('alice', 'amt.transfer', { to: 'carmen', amount: 100n * ONE })
    const moment = momentOf(stage.economy)
    const before = byName(stakesAt(moment, NOTHING_BEYOND))
    const list = deposits(['bruno', '30'], ['alice', '40'], ['bruno', '2'], ['owner', '3'])
    const through = (entries: readonly Deposit[]): readonly Stake[] =>
      stakesAt(moment, { vaults: [{ account: 'carmen', deposits: entries }], project: [] })
    const after = byName(through(list))
    expect(after['carmen']).toBeUndefined()
    expect(after['owner']).toBeUndefined()
    expect(after['alice']![0]).toBe(before['alice']![0] + amt('40'))
    expect(after['bruno']![0]).toBe(before['bruno']![0] + amt('32'))
    expect(through(list.toReversed())).toEqual(through(list))
  })

  test('of somebody with a deposit alone are listed as well', () => {
    const economy = found({
      people: ['vault', 'zoe', 'Abel'],
      tokenOrder: ['amt', 'btcb', 'liqAmt', 'usdt'],
      timestamp: START,
    })
    const stage = stageOf(economy)
    stage.ok('owner', 'master.mintMaster', { account: 'vault', amount: amt('9') })
    const vaults = [{ account: 'vault', deposits: deposits(['zoe', '4'], ['Abel', '5']) }]
    expect(byName(stakesAt(momentOf(stage.economy), { vaults, project: [] }))).toEqual({
      Abel: [amt('5'), 0n],
      zoe: [amt('4'), 0n],
    })
  })

  test('refuse deposits that the vault does not hold, to the wei', () => {
    const stage = livelyStage()
    const held = balance(stage, 'amt', 'carmen')
    const owing = (amount: bigint) => () =>
      stakesAt(momentOf(stage.economy), {
        vaults: [{ account: 'carmen', deposits: [{ account: 'alice', amount: amount as Amt }] }],
        project: [],
      })
    expect(owing(held)).not.toThrow()
    expect(owing(held + 1n)).toThrow(DepositsExceedVault)
  })

  test('of a snapshot are those of its holders, not of who bought later', () => {
    const stage = storiedStage()
    const now = byName(stakesAt(momentOf(stage.economy), NOTHING_BEYOND))
    const then = byName(stakesAt(momentAt(stage.economy, 1n), NOTHING_BEYOND))
    // Alice gave away 111 AMT and one liqAMT after each of three payments.
    expect(then['alice']![0] - now['alice']![0]).toBe(333n * ONE)
    expect(then['alice']![1] - now['alice']![1]).toBe(3n * ONE)
    expect(now['carmen']![0] - then['carmen']![0]).toBe(333n * ONE)
    expect(() => momentAt(stage.economy, 4n)).toThrow(SnapshotNonexistent)
  })
})
