import { describe, expect, test } from 'vitest'

import { poolReserves } from '../../../../src/model/contracts/pancake/quotes.ts'
import {
  claimActions,
  distributionActions,
  LEAST_PAYMENT,
  NotAtSnapshot,
  reclaimAction,
  snapshotPayment,
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
  UINT256_MAX,
  liquidWorld,
  provision,
  START,
  stockedWorld,
  type ModelWorld,
} from '../../../support/model-world.ts'

const DAY = 86_400n
const CLAIM_DEADLINE = START + 30n * DAY
const DEADLINES = { swapDeadline: UINT256_MAX, claimDeadline: CLAIM_DEADLINE }

const held = (world: ModelWorld, who: string): bigint => world.ask('amt', 'balanceOf', who) as bigint

/**
 * The liquid world with a reserve, deposits of Alice and Carmen in the staking vault, and of Bruno in the
 * buy-back vault.
 */
function worldWithDeposits(): ModelWorld {
  const world = liquidWorld()
  world.ok('owner', 'master.mintMaster', { account: 'owner', amount: amt('60000') })
  for (const [person, vault, amount] of [
    ['alice', 'stakingVault', '100'],
    ['carmen', 'stakingVault', '30'],
    ['bruno', 'buyBackVault', '200'],
  ] as const) {
    world.ok(person, 'amt.approve', { spender: vault, amount: UINT256_MAX })
    world.ok(person, `${vault}.deposit`, { amount: amt(amount) })
  }
  return world
}

const TERMS: Terms = { factor: { n: 2n, d: 1n }, policy: 'spot', reserve: 'owner', project: [] }

/** A plan right after a payment that takes the snapshots. */
function planOn(world: ModelWorld, terms: Partial<Terms> = {}): Reset {
  expect(world.act(snapshotPayment('payer'))).toMatchObject({ ok: true })
  return planReset(world.economy, { ...TERMS, ...terms })
}

describe('the payment that takes the snapshots', () => {
  test('is the least that Master accepts, all of it to the RCL', () => {
    const world = worldWithDeposits()
    const balances = (): readonly bigint[] =>
      ['payer', 'burnVault', 'master'].map((who) => world.ask('btcb', 'balanceOf', who) as bigint)
    const before = balances()
    const taken = snapshotPayment('payer')
    expect(taken).toEqual({
      by: 'payer',
      call: 'master.payRent',
      args: { amountBtcb: LEAST_PAYMENT, vaultParticipation: 100n },
    })
    expect(
      world.revert('payer', 'master.payRent', {
        amountBtcb: LEAST_PAYMENT - 1n,
        vaultParticipation: 100n,
      }),
    ).toBe('PaymentTooSmall')
    expect(world.act(taken)).toMatchObject({ ok: true })
    expect(balances().map((balance, index) => balance - before[index]!)).toEqual([-101n, 101n, 0n])
  })

  test('leaves nothing to claim, and both snapshots hold', () => {
    const world = worldWithDeposits()
    world.act(snapshotPayment('payer'))
    expect([world.ask('master', 'pays', 1n), world.ask('master', 'liqPays', 1n)]).toEqual([0n, 0n])
    const [amtThen, liqThen] = [held(world, 'alice'), world.ask('liqAmt', 'balanceOf', 'alice')]
    world.ok('alice', 'amt.transfer', { to: 'bruno', amount: ONE })
    world.ok('alice', 'liqAmt.transfer', { to: 'bruno', amount: ONE })
    expect(world.ask('amt', 'balanceOfAt', 'alice', 1n)).toBe(amtThen)
    expect(world.ask('liqAmt', 'balanceOfAt', 'alice', 1n)).toBe(liqThen)
  })
})

describe('the Great Reset through vaults', () => {
  test('gives depositors the same as if the AMT were in their wallets', () => {
    const world = worldWithDeposits()
    const through = planOn(world)
    for (const [person, vault, amount] of [
      ['alice', 'stakingVault', '100'],
      ['carmen', 'stakingVault', '30'],
      ['bruno', 'buyBackVault', '200'],
    ] as const)
      world.ok(person, `${vault}.withdraw`, { amount: amt(amount) })
    const direct = planOn(world)
    expect(through.list).toEqual(direct.list)
    expect(through.list.map(({ account }) => account)).toEqual(['alice', 'bruno', 'carmen'])
  })

  test('counts unsettled growth from a buy-back, and leaves the economy unchanged', () => {
    const world = worldWithDeposits()
    world.ok('payer', 'master.payRent', { amountBtcb: btcb('3'), vaultParticipation: 0n })
    world.ok('carmen', 'buyBackVault.poke', {})
    world.act({ wait: 3600n })
    world.ok('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX })
    const economy = world.economy
    const deposit = vaultsOf(economy).find(({ account }) => account === 'buyBackVault')!.deposits[0]!
    expect(deposit.account).toBe('bruno')
    expect(deposit.amount).toBeGreaterThan(amt('200'))
    expect(world.economy).toBe(economy)
    // Exactly the amount that Bruno can withdraw once the account is settled.
    world.ok('carmen', 'buyBackVault.settle', { account: 'bruno', upTo: 1n })
    expect(world.revert('bruno', 'buyBackVault.withdraw', { amount: deposit.amount + 1n })).toBe(
      'InsufficientDeposit',
    )
    expect(world.revert('bruno', 'buyBackVault.withdraw', { amount: deposit.amount })).toBeUndefined()
  })

  test('counts everybody’s growth, also if no vault has claimed the latest payment yet', () => {
    const world = worldWithDeposits()
    for (const [person, amount] of [
      ['alice', amt('100')],
      ['carmen', 1n],
    ] as const)
      world.ok(person, 'buyBackVault.deposit', { amount })
    world.ok('payer', 'master.payRent', { amountBtcb: btcb('3'), vaultParticipation: 0n })
    world.ok('carmen', 'buyBackVault.poke', {})
    world.act({ wait: 3600n })
    world.ok('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX })
    world.ok('payer', 'master.payRent', { amountBtcb: btcb('1'), vaultParticipation: 0n })
    const [, vault] = vaultsOf(world.economy)
    const grown = new Map(vault!.deposits.map(({ account, amount }) => [account, amount]))
    expect([...grown.keys()].toSorted()).toEqual(['alice', 'bruno', 'carmen'])
    // A base unit is too little to grow. The others grow in proportion, up to rounding.
    expect(grown.get('carmen')).toBe(1n)
    expect(grown.get('alice')).toBeGreaterThan(amt('100'))
    expect(grown.get('bruno')! - 2n * grown.get('alice')!).toBeLessThanOrEqual(1n)
    expect(2n * grown.get('alice')! - grown.get('bruno')!).toBeLessThanOrEqual(1n)
  })

  test('omits depositors who have withdrawn, and no others', () => {
    const world = worldWithDeposits()
    world.ok('alice', 'stakingVault.withdraw', { amount: amt('100') })
    expect(vaultsOf(world.economy)).toEqual([
      { account: 'stakingVault', deposits: [{ account: 'carmen', amount: amt('30') }] },
      { account: 'buyBackVault', deposits: [{ account: 'bruno', amount: amt('200') }] },
    ])
  })
})

describe('the Great Reset through the distributor', () => {
  test('pays each entry once, by anyone’s claim, and emits nothing', () => {
    const world = worldWithDeposits()
    const reset = planOn(world)
    expect(isFeasible(reset)).toBe(true)
    const supply = world.economy.tokens.amt.ledger.supply
    const before = new Map(['owner', 'alice', 'bruno', 'carmen'].map((who) => [who, held(world, who)]))
    for (const action of distributionActions(reset, DEADLINES))
      expect(world.act(action)).toMatchObject({ ok: true })
    expect(poolReserves(world.economy)).toEqual(reset.after)
    expect(before.get('owner')! - held(world, 'owner')).toBe(reset.sale + reset.airdrop)
    for (const action of claimActions(reset, 'pancake')) {
      expect(action).toMatchObject({ by: 'pancake' })
      expect(world.act(action)).toMatchObject({ ok: true })
      expect(world.act(action)).toEqual({ ok: false, revert: 'AlreadyClaimed' })
    }
    for (const { account, airdrop } of reset.list)
      expect(held(world, account) - before.get(account)!).toBe(airdrop)
    expect(held(world, 'distributor')).toBe(0n)
    expect(world.economy.tokens.amt.ledger.supply).toBe(supply)
  })

  test('is the sale alone where nobody is to be compensated', () => {
    const reset = planOn(worldWithDeposits(), { project: ['alice', 'bruno', 'carmen'] })
    expect(reset.list).toEqual([])
    const calls = distributionActions(reset, DEADLINES).map((action) => ('call' in action ? action.call : ''))
    expect(calls).toEqual(['amt.approve', 'router.swapExactTokensForTokens'])
  })

  test('sets one deadline for the sale and another for the claims', () => {
    const reset = planOn(worldWithDeposits())
    const deadlines = distributionActions(reset, { swapDeadline: 5n, claimDeadline: 9n }).flatMap((action) =>
      'call' in action && 'deadline' in action.args ? [[action.call, action.args.deadline]] : [],
    )
    expect(deadlines).toEqual([
      ['router.swapExactTokensForTokens', 5n],
      ['deploy.distributor', 9n],
    ])
  })

  test('returns unclaimed AMT to the reserve', () => {
    const world = worldWithDeposits()
    const reset = planOn(world)
    for (const action of distributionActions(reset, DEADLINES)) world.act(action)
    const [first, ...others] = claimActions(reset, 'pancake')
    world.act(first!)
    world.act({ wait: 31n * DAY })
    for (const claim of others) expect(world.act(claim)).toEqual({ ok: false, revert: 'Expired' })
    const before = held(world, 'owner')
    expect(world.act(reclaimAction('pancake'))).toMatchObject({ ok: true })
    expect(held(world, 'owner') - before).toBe(reset.airdrop - reset.list[0]!.airdrop)
  })

  test('omits entries of zero, and deploys no contract for an empty list', () => {
    const world = worldWithDeposits()
    const still = planOn(world, { factor: { n: 1n, d: 1n } })
    expect(still.list.length).toBe(3)
    expect(distributionActions(still, DEADLINES)).toEqual([])
    expect(claimActions(still, 'pancake')).toEqual([])
    world.ok('alice', 'amt.transfer', { to: 'binance', amount: 1n })
    // A wei of AMT times φ-1 = 0.5 rounds down to nothing.
    const reset = planOn(world, { factor: { n: 3n, d: 2n } })
    expect(reset.list.find(({ account }) => account === 'binance')?.airdrop).toBe(0n)
    expect(
      claimActions(reset, 'pancake').map((claim) => ('args' in claim ? claim.args : {})),
    ).not.toContainEqual(expect.objectContaining({ account: 'binance' }))
  })

  test('yields no actions if the reserve does not suffice', () => {
    const world = worldWithDeposits()
    world.ok('owner', 'amt.transfer', { to: 'payer', amount: held(world, 'owner') - ONE })
    expect(() => distributionActions(planOn(world), DEADLINES)).toThrow(NotFeasible)
  })

  test('requires a state kept by a snapshot', () => {
    const world = worldWithDeposits()
    expect(() => distributionActions(planReset(world.economy, TERMS), DEADLINES)).toThrow(NotAtSnapshot)
    const reset = planOn(world)
    expect(reset.snapshotId).toBe(1n)
    for (const action of distributionActions(reset, DEADLINES)) world.act(action)
    expect(world.ask('distributor', 'snapshotId')).toBe(1n)
  })

  test('first skims tokens sent to the pair, which would lower the price further', () => {
    for (const [token, gift] of [
      ['amt', 100n * ONE],
      ['btcb', 3n * ONE],
    ] as const) {
      const world = worldWithDeposits()
      world.ok('bruno', `${token}.transfer`, { to: 'pair', amount: gift })
      const reset = planOn(world)
      const before = world.ask(token, 'balanceOf', 'owner') as bigint
      const [first, ...others] = distributionActions(reset, DEADLINES)
      expect(world.act(first!)).toMatchObject({ ok: true })
      expect((world.ask(token, 'balanceOf', 'owner') as bigint) - before).toBe(gift)
      for (const action of others) expect(world.act(action)).toMatchObject({ ok: true })
      expect(poolReserves(world.economy)).toEqual(reset.after)
    }
  })

  test('yields no actions if the pool would pay nothing for the sale', () => {
    // One wei of BTCB is indivisible: the sale halves the price and pays nothing.
    const world = stockedWorld()
    world.ok('alice', 'router.addLiquidity', provision('amt', 'btcb', 4_000_000n, 1n, 'alice'))
    const reset = planOn(world)
    expect(reset).toMatchObject({ sale: 4_000_000n, proceeds: 0n, impossible: [] })
    expect(isFeasible({ ...reset, shortfall: 0n as Amt })).toBe(false)
    world.ok('owner', 'master.mintMaster', { account: 'owner', amount: amt('60000') })
    const rich = planOn(world)
    expect(rich.shortfall).toBe(0n)
    expect(() => distributionActions(rich, DEADLINES)).toThrow(NotFeasible)
  })
})
