import { describe, expect, test } from 'vitest'

import { poolReserves } from '../../../../src/model/contracts/pancake/quotes.ts'
import {
  claimActions,
  distributionActions,
  NotAtSnapshot,
  reclaimAction,
  takeMoment,
} from '../../../../src/model/planning/great-reset/distribution.ts'
import {
  isFeasible,
  NotFeasible,
  planReset,
  type Reset,
  type Terms,
} from '../../../../src/model/planning/great-reset/reset.ts'
import { vaultsOf } from '../../../../src/model/planning/great-reset/vaults.ts'
import { amt, btcb, ONE, type Amt } from '../../../../src/model/kernel/units.ts'
import {
  FOREVER,
  livelyStage,
  provision,
  START,
  stockedStage,
  type Stage,
} from '../../../support/model-world.ts'

const DAY = 86_400n
const CLAIM_DEADLINE = START + 30n * DAY
const DEADLINES = { swapDeadline: FOREVER, claimDeadline: CLAIM_DEADLINE }

const held = (stage: Stage, who: string): bigint => stage.ask('amt', 'balanceOf', who) as bigint

/** Lively, with a reserve and deposits of alice and carmen in the staking vault and of bruno in the buy-back vault. */
function stageWithDeposits(): Stage {
  const stage = livelyStage()
  stage.ok('owner', 'master.mintMaster', { account: 'owner', amount: amt('60000') })
  for (const [person, vault, amount] of [
    ['alice', 'stakingVault', '100'],
    ['carmen', 'stakingVault', '30'],
    ['bruno', 'buyBackVault', '200'],
  ] as const) {
    stage.ok(person, 'amt.approve', { spender: vault, amount: FOREVER })
    stage.ok(person, `${vault}.deposit`, { amount: amt(amount) })
  }
  return stage
}

const TERMS: Terms = { factor: { n: 2n, d: 1n }, policy: 'spot', reserve: 'owner', project: [] }

/** A plan of the moment that a payment takes there and then. */
function planOn(stage: Stage, terms: Partial<Terms> = {}): Reset {
  expect(stage.act(takeMoment('payer'))).toMatchObject({ ok: true })
  return planReset(stage.economy, { ...TERMS, ...terms })
}

describe('the Great Reset through vaults', () => {
  test('gives depositors what they would get with the AMT in their wallets', () => {
    const stage = stageWithDeposits()
    const through = planOn(stage)
    for (const [person, vault, amount] of [
      ['alice', 'stakingVault', '100'],
      ['carmen', 'stakingVault', '30'],
      ['bruno', 'buyBackVault', '200'],
    ] as const)
      stage.ok(person, `${vault}.withdraw`, { amount: amt(amount) })
    const direct = planOn(stage)
    expect(through.list).toEqual(direct.list)
    expect(through.list.map(({ account }) => account)).toEqual(['alice', 'bruno', 'carmen'])
  })

  test('counts what a buy-back has added before anybody has settled it, and leaves the economy as it was', () => {
    const stage = stageWithDeposits()
    stage.ok('payer', 'master.payRent', { amountBtcb: btcb('3'), vaultParticipation: 0n })
    stage.ok('carmen', 'buyBackVault.poke', {})
    stage.act({ wait: 3600n })
    stage.ok('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: FOREVER })
    const economy = stage.economy
    const deposit = vaultsOf(economy).find(({ account }) => account === 'buyBackVault')!.deposits[0]!
    expect(deposit.account).toBe('bruno')
    expect(deposit.amount).toBeGreaterThan(amt('200'))
    expect(stage.economy).toBe(economy)
    // To the wei what bruno can take out once the account is settled.
    stage.ok('carmen', 'buyBackVault.settle', { account: 'bruno', upTo: 1n })
    expect(stage.refusal('bruno', 'buyBackVault.withdraw', { amount: deposit.amount + 1n })).toBe(
      'InsufficientDeposit',
    )
    expect(stage.refusal('bruno', 'buyBackVault.withdraw', { amount: deposit.amount })).toBeUndefined()
  })

  test('forgets who has left, and nobody else', () => {
    const stage = stageWithDeposits()
    stage.ok('alice', 'stakingVault.withdraw', { amount: amt('100') })
    expect(vaultsOf(stage.economy)).toEqual([
      { account: 'stakingVault', deposits: [{ account: 'carmen', amount: amt('30') }] },
      { account: 'buyBackVault', deposits: [{ account: 'bruno', amount: amt('200') }] },
    ])
  })
})

describe('the Great Reset through the distributor', () => {
  test('hands everybody their airdrop once, by anyone’s claim, and emits nothing', () => {
    const stage = stageWithDeposits()
    const reset = planOn(stage)
    expect(isFeasible(reset)).toBe(true)
    const supply = stage.economy.tokens.amt.ledger.supply
    const before = new Map(['owner', 'alice', 'bruno', 'carmen'].map((who) => [who, held(stage, who)]))
    for (const action of distributionActions(reset, DEADLINES))
      expect(stage.act(action)).toMatchObject({ ok: true })
    expect(poolReserves(stage.economy)).toEqual(reset.after)
    expect(before.get('owner')! - held(stage, 'owner')).toBe(reset.sale + reset.airdrop)
    for (const action of claimActions(reset, 'pancake')) {
      expect(stage.act(action)).toMatchObject({ ok: true })
      expect(stage.act(action)).toEqual({ ok: false, refusal: 'AlreadyClaimed' })
    }
    for (const { account, airdrop } of reset.list)
      expect(held(stage, account) - before.get(account)!).toBe(airdrop)
    expect(held(stage, 'distributor')).toBe(0n)
    expect(stage.economy.tokens.amt.ledger.supply).toBe(supply)
  })

  test('returns to the reserve what nobody has claimed', () => {
    const stage = stageWithDeposits()
    const reset = planOn(stage)
    for (const action of distributionActions(reset, DEADLINES)) stage.act(action)
    const [first, ...others] = claimActions(reset, 'pancake')
    stage.act(first!)
    stage.act({ wait: 31n * DAY })
    for (const claim of others) expect(stage.act(claim)).toEqual({ ok: false, refusal: 'Expired' })
    const before = held(stage, 'owner')
    expect(stage.act(reclaimAction('pancake'))).toMatchObject({ ok: true })
    expect(held(stage, 'owner') - before).toBe(reset.airdrop - reset.list[0]!.airdrop)
  })

  test('leaves out who receives nothing, and deploys nothing for nobody', () => {
    const stage = stageWithDeposits()
    const still = planOn(stage, { factor: { n: 1n, d: 1n } })
    expect(still.list.length).toBe(3)
    expect(distributionActions(still, DEADLINES)).toEqual([])
    expect(claimActions(still, 'pancake')).toEqual([])
    stage.ok('alice', 'amt.transfer', { to: 'binance', amount: 1n })
    // A wei of AMT times φ-1 = 0.5 rounds down to nothing.
    const reset = planOn(stage, { factor: { n: 3n, d: 2n } })
    expect(reset.list.find(({ account }) => account === 'binance')?.airdrop).toBe(0n)
    expect(
      claimActions(reset, 'pancake').map((claim) => ('args' in claim ? claim.args : {})),
    ).not.toContainEqual(expect.objectContaining({ account: 'binance' }))
  })

  test('does not begin if the reserve does not suffice', () => {
    const stage = stageWithDeposits()
    stage.ok('owner', 'amt.transfer', { to: 'payer', amount: held(stage, 'owner') - ONE })
    expect(() => distributionActions(planOn(stage), DEADLINES)).toThrow(NotFeasible)
  })

  test('is of a moment that a snapshot keeps, or not at all', () => {
    const stage = stageWithDeposits()
    expect(() => distributionActions(planReset(stage.economy, TERMS), DEADLINES)).toThrow(NotAtSnapshot)
    const reset = planOn(stage)
    expect(reset.snapshotId).toBe(1n)
    for (const action of distributionActions(reset, DEADLINES)) stage.act(action)
    expect(stage.ask('distributor', 'snapshotId')).toBe(1n)
  })

  test('takes out first what somebody has sent to the pair, which would lower the price further', () => {
    for (const [token, gift] of [
      ['amt', 100n * ONE],
      ['btcb', 3n * ONE],
    ] as const) {
      const stage = stageWithDeposits()
      stage.ok('bruno', `${token}.transfer`, { to: 'pair', amount: gift })
      const reset = planOn(stage)
      const before = stage.ask(token, 'balanceOf', 'owner') as bigint
      const [first, ...others] = distributionActions(reset, DEADLINES)
      expect(stage.act(first!)).toMatchObject({ ok: true })
      expect((stage.ask(token, 'balanceOf', 'owner') as bigint) - before).toBe(gift)
      for (const action of others) expect(stage.act(action)).toMatchObject({ ok: true })
      expect(poolReserves(stage.economy)).toEqual(reset.after)
    }
  })

  test('does not begin if the pool would pay nothing for the sale', () => {
    // One wei of BTCB cannot be paid out in parts: AMT halves its price and gets nothing.
    const stage = stockedStage()
    stage.ok('alice', 'router.addLiquidity', provision('amt', 'btcb', 4_000_000n, 1n, 'alice'))
    const reset = planOn(stage)
    expect(reset).toMatchObject({ sale: 4_000_000n, proceeds: 0n, impossible: [] })
    expect(isFeasible({ ...reset, shortfall: 0n as Amt })).toBe(false)
    stage.ok('owner', 'master.mintMaster', { account: 'owner', amount: amt('60000') })
    const rich = planOn(stage)
    expect(rich.shortfall).toBe(0n)
    expect(() => distributionActions(rich, DEADLINES)).toThrow(NotFeasible)
  })
})
