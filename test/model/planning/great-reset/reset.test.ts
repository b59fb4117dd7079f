import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { apply } from '../../../../src/model/economy.ts'
import { swapPlan } from '../../../../src/model/planning/arbitrage/plan.ts'
import { poolReserves } from '../../../../src/model/contracts/pancake/quotes.ts'
import { POLICIES } from '../../../../src/model/planning/great-reset/compensation.ts'
import {
  computeReset,
  isFeasible,
  NotFeasible,
  NothingToReset,
  planReset,
  receivers,
  resetActions,
  saleActions,
  type Reset,
  type Terms,
} from '../../../../src/model/planning/great-reset/reset.ts'
import { momentOf } from '../../../../src/model/planning/great-reset/stakes.ts'
import { amt, btcb, ONE, type Amt, type Btcb, type Lp } from '../../../../src/model/kernel/units.ts'
import {
  action,
  UINT256_MAX,
  deployedWorld,
  liquidWorld,
  modelWorldOf,
  type ModelWorld,
} from '../../../support/model-world.ts'
import { swapped } from '../arbitrage/small.ts'

const TERMS: Terms = {
  factor: { n: 2n, d: 1n },
  policy: 'spot',
  reserve: 'owner',
  project: [],
}

/** The liquid world with an additional reserve of the owner, in AMT. */
function worldWithReserve(reserve: bigint): ModelWorld {
  const world = liquidWorld()
  world.ok('owner', 'master.mintMaster', { account: 'owner', amount: reserve })
  return world
}

function carryOut(world: ModelWorld, reset: Reset): void {
  for (const step of resetActions(reset, UINT256_MAX)) {
    const outcome = world.act(step)
    if (!outcome.ok) throw new Error(`expected success, got ${outcome.revert}`)
  }
}

const held = (world: ModelWorld, who: string): bigint => world.ask('amt', 'balanceOf', who) as bigint

describe('the Great Reset', () => {
  test('moves exactly the computed amounts on the economy, and emits nothing', () => {
    let done = 0
    fc.assert(
      fc.property(
        fc.bigInt({ min: 100n, max: 600n }),
        fc.constantFrom(...POLICIES),
        fc.array(
          fc.tuple(fc.constantFrom('alice', 'bruno', 'carmen'), fc.bigInt({ min: 1n, max: 300n * ONE })),
        ),
        (n, policy, gifts) => {
          const world = worldWithReserve(amt('60000'))
          for (const [person, amount] of gifts)
            world.revert(person, 'amt.transfer', { to: 'pancake', amount })
          const before = world.economy
          const reset = planReset(before, { ...TERMS, factor: { n, d: 100n }, policy })
          if (!isFeasible(reset)) return
          done++
          carryOut(world, reset)
          expect(world.economy.tokens.amt.ledger.supply).toBe(before.tokens.amt.ledger.supply)
          expect(poolReserves(world.economy)).toEqual(reset.after)
          const start = modelWorldOf(before)
          expect(held(start, 'owner') - held(world, 'owner')).toBe(reset.sale + reset.airdrop)
          for (const { account, airdrop } of reset.list)
            expect(held(world, account) - held(start, account)).toBe(airdrop)
          const btcbOf = (on: ModelWorld): bigint => on.ask('btcb', 'balanceOf', 'owner') as bigint
          expect(btcbOf(world) - btcbOf(start)).toBe(reset.proceeds)
          // The price has fallen by the factor at least.
          const { before: old, after } = reset
          expect(after.btcb * old.amt * n).toBeLessThanOrEqual(old.btcb * after.amt * 100n)
        },
      ),
      { seed: 5, numRuns: 120 },
    )
    expect(done).toBeGreaterThan(60)
  })

  test('leaves out the project’s wallets and the reserve, and skims what the pair holds beyond its reserves', () => {
    const world = worldWithReserve(amt('60000'))
    const listed = (terms: Partial<typeof TERMS>) =>
      planReset(world.economy, { ...TERMS, ...terms }).list.map(({ account }) => account)
    const all = listed({})
    expect(all.length).toBeGreaterThan(2)
    const [first, second] = all as [string, string]
    expect(listed({ project: [first] })).toEqual(all.slice(1))
    expect(listed({ project: [first], reserve: second })).toEqual(all.slice(2))
    expect(planReset(world.economy, TERMS).skims).toBe(false)
    for (const token of ['amt', 'btcb'] as const) {
      const gift = modelWorldOf(world.economy)
      gift.ok('alice', `${token}.transfer`, { to: 'pair', amount: 1n })
      expect(planReset(gift.economy, TERMS).skims).toBe(true)
    }
  })

  test('at execution lets each holder, selling alone, get what selling paid before', () => {
    const world = worldWithReserve(amt('60000'))
    const before = world.economy
    const reset = planReset(before, { ...TERMS, policy: 'execution' })
    expect(isFeasible(reset)).toBe(true)
    carryOut(world, reset)
    const proceeds = (economy: typeof before, person: string, amount: bigint): bigint => {
      const sold = modelWorldOf(economy)
      const cash = sold.ask('btcb', 'balanceOf', person) as bigint
      sold.act(action(person, 'amt.approve', { spender: 'router', amount }))
      const { ok } = sold.act(swapPlan(['amt', 'btcb'], amount, 0n, person, UINT256_MAX))
      expect(ok).toBe(true)
      return (sold.ask('btcb', 'balanceOf', person) as bigint) - cash
    }
    for (const { account, amt: owned } of reset.list) {
      const then = proceeds(before, account, owned)
      const now = held(world, account)
      // The providers' part is for their shares, not for this sale.
      const forAmt = now - reset.list.find((entry) => entry.account === account)!.forShares
      expect(proceeds(world.economy, account, forAmt)).toBeGreaterThanOrEqual(then)
      expect(proceeds(world.economy, account, forAmt - 1n)).toBeLessThan(then)
    }
    // At spot the same sale pays less: the same pool, a smaller wallet.
    const spot = planReset(before, TERMS)
    for (const [index, entry] of spot.list.entries()) {
      expect(entry.forAmt).toBeLessThan(reset.list[index]!.forAmt)
      const { amt: x, btcb: y } = spot.after
      expect(swapped(entry.amt + entry.forAmt, x, y)).toBeLessThan(
        swapped(entry.amt, spot.before.amt, spot.before.btcb),
      )
    }
  })

  test('is feasible iff the reserve holds sale and airdrop, by one wei', () => {
    const { sale, airdrop } = planReset(worldWithReserve(amt('60000')).economy, TERMS)
    const owned = held(liquidWorld(), 'owner')
    const enough = planReset(worldWithReserve(sale + airdrop - owned).economy, TERMS)
    expect(isFeasible(enough)).toBe(true)
    const world = worldWithReserve(sale + airdrop - owned)
    carryOut(world, enough)
    expect(held(world, 'owner')).toBe(0n)
    const tooLittle = planReset(worldWithReserve(sale + airdrop - owned - 1n).economy, TERMS)
    expect(tooLittle.shortfall).toBe(1n)
    expect(() => resetActions(tooLittle, UINT256_MAX)).toThrow(NotFeasible)
  })

  test('reports stakes that cannot be made whole at execution, and then yields no actions', () => {
    const world = worldWithReserve(amt('1000000'))
    world.ok('owner', 'amt.transfer', { to: 'carmen', amount: amt('5000') })
    const reset = planReset(world.economy, { ...TERMS, factor: { n: 6n, d: 1n }, policy: 'execution' })
    expect(reset.impossible.map(({ account }) => account)).toContain('carmen')
    expect(reset.shortfall).toBe(0n)
    expect(isFeasible(reset)).toBe(false)
    expect(() => resetActions(reset, UINT256_MAX)).toThrow(NotFeasible)
    expect(isFeasible(planReset(world.economy, { ...TERMS, factor: { n: 6n, d: 1n } }))).toBe(true)
  })

  test('airdrops to the holders at the moment, not to later buyers', () => {
    const world = worldWithReserve(amt('60000'))
    const moment = momentOf(world.economy)
    const { economy } = apply(
      world.economy,
      action('alice', 'amt.transfer', { to: 'pancake', amount: 50n * ONE }),
    )
    const late = planReset(economy, { ...TERMS, moment })
    expect(late.list.map(({ account }) => account)).not.toContain('pancake')
    expect(late.list).toEqual(planReset(world.economy, TERMS).list)
    expect(planReset(economy, TERMS).list.map(({ account }) => account)).toContain('pancake')
  })

  test('compensates depositors as if the deposit were in their wallet', () => {
    const world = worldWithReserve(amt('60000'))
    const direct = planReset(world.economy, TERMS)
    world.ok('alice', 'amt.transfer', { to: 'payer', amount: 100n * ONE })
    const vaults = [{ account: 'payer', deposits: [{ account: 'alice', amount: amt('100') }] }]
    const moment = { ...momentOf(world.economy), vaults }
    expect(planReset(world.economy, { ...TERMS, moment }).list).toEqual(direct.list)
    expect(planReset(world.economy, TERMS).list).not.toEqual(direct.list)
  })

  test('sells and airdrops nothing for a factor of one', () => {
    const reset = planReset(worldWithReserve(1n).economy, { ...TERMS, factor: { n: 1n, d: 1n } })
    expect(reset).toMatchObject({ sale: 0n, airdrop: 0n, shortfall: 0n })
    expect(resetActions(reset, UINT256_MAX)).toEqual([])
  })

  test('requires a pool', () => {
    expect(() => planReset(deployedWorld().economy, TERMS)).toThrow(NothingToReset)
  })

  test('requires both tokens in the pool, and a base unit of each suffices', () => {
    const { economy } = worldWithReserve(ONE)
    const planWith = (amount: bigint, paired: bigint) => {
      const { token0 } = economy.pools.pair!
      const [reserve0, reserve1] = token0 === 'amt' ? [amount, paired] : [paired, amount]
      const pair = { ...economy.pools.pair!, reserve0, reserve1 }
      return () => planReset({ ...economy, pools: { ...economy.pools, pair } }, TERMS)
    }
    expect(planWith(ONE, 0n)).toThrow(NothingToReset)
    expect(planWith(0n, ONE)).toThrow(NothingToReset)
    expect(planWith(1n, ONE)().before).toEqual({ amt: 1n, btcb: ONE })
    expect(planWith(ONE, 1n)().before).toEqual({ amt: ONE, btcb: 1n })
  })

  test('lists those whom no airdrop makes whole by name, like all others', () => {
    const stakes = ['alice', 'bruno', 'carmen', 'zoe'].map((account, index) => ({
      account,
      amt: amt(index % 2 === 0 ? '1' : '1000000'),
      shares: 0n as Lp,
    }))
    const pool = { amt: amt('1000'), btcb: btcb('50') }
    const reset = computeReset(
      { pool, skims: false, snapshotId: 1n, stakes, shareSupply: 1n, held: amt('1000000') },
      { factor: { n: 2n, d: 1n }, policy: 'execution', reserve: 'owner' },
    )
    const names = (list: readonly { readonly account: string }[]) => list.map(({ account }) => account)
    expect(names(reset.impossible)).toEqual(['bruno', 'zoe'])
    expect(names(reset.list)).toEqual(['alice', 'carmen'])
  })

  test('is feasible if the sale pays a single base unit', () => {
    // 400 of 399 AMT buy one half of the BTCB.
    const sold = (paired: bigint) =>
      computeReset(
        {
          pool: { amt: 399n as Amt, btcb: paired as Btcb },
          skims: false,
          snapshotId: 1n,
          stakes: [],
          shareSupply: 1n,
          held: ONE,
        },
        { factor: { n: 2n * 799n, d: 399n }, policy: 'spot', reserve: 'owner' },
      )
    expect(sold(2n)).toMatchObject({ sale: 400n, proceeds: 1n })
    expect(isFeasible(sold(2n))).toBe(true)
    expect(sold(1n).proceeds).toBe(0n)
    expect(isFeasible(sold(1n))).toBe(false)
  })

  test('airdrops a single base unit, and leaves out entries of zero', () => {
    const stakes = ['alice', 'bruno'].map((account, index) => ({
      account,
      amt: BigInt(index) as Amt,
      shares: 0n as Lp,
    }))
    const pool = { amt: amt('1000'), btcb: btcb('50') }
    const reset = computeReset(
      { pool, skims: false, snapshotId: 1n, stakes, shareSupply: 1n, held: amt('1000000') },
      { factor: { n: 2n, d: 1n }, policy: 'spot', reserve: 'owner' },
    )
    expect(reset.list.map(({ airdrop }) => airdrop)).toEqual([0n, 1n])
    expect(receivers(reset)).toEqual([reset.list[1]])
  })

  test('airdrops only after the sale, which reverts if somebody has traded since the plan', () => {
    const reset = planReset(worldWithReserve(amt('60000')).economy, TERMS)
    const calls = resetActions(reset, UINT256_MAX).map((step) => ('call' in step ? step.call : ''))
    const airdrops = receivers(reset).map(() => 'amt.transfer')
    expect(calls).toEqual(['amt.approve', 'router.swapExactTokensForTokens', ...airdrops])
    expect(airdrops.length).toBeGreaterThan(0)
  })

  test('sells after a skim only if there is something to skim', () => {
    const calls = (world: ModelWorld): readonly string[] =>
      saleActions(planReset(world.economy, TERMS), UINT256_MAX).map((step) =>
        'call' in step ? step.call : '',
      )
    const world = worldWithReserve(amt('60000'))
    const sale = ['amt.approve', 'router.swapExactTokensForTokens']
    expect(calls(world)).toEqual(sale)
    world.ok('alice', 'btcb.transfer', { to: 'pair', amount: 1n })
    expect(calls(world)).toEqual(['pair.skim', ...sale])
  })
})
