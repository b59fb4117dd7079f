import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { apply } from '../../../../src/model/economy.ts'
import { swapPlan } from '../../../../src/model/planning/arbitrage/plan.ts'
import { poolReserves } from '../../../../src/model/contracts/pancake/quotes.ts'
import { POLICIES } from '../../../../src/model/planning/great-reset/compensation.ts'
import {
  isFeasible,
  NotFeasible,
  NothingToReset,
  planReset,
  resetActions,
  type Reset,
  type Terms,
} from '../../../../src/model/planning/great-reset/reset.ts'
import { momentOf } from '../../../../src/model/planning/great-reset/stakes.ts'
import { amt, ONE } from '../../../../src/model/kernel/units.ts'
import {
  action,
  FOREVER,
  foundedStage,
  livelyStage,
  stageOf,
  type Stage,
} from '../../../support/model-world.ts'
import { swapped } from '../../arbitrage/small.ts'

const TERMS: Terms = {
  factor: { n: 2n, d: 1n },
  policy: 'spot',
  reserve: 'owner',
  project: [],
}

/** Lively, and the owner has a reserve of `reserve` AMT on top. */
function stageWithReserve(reserve: bigint): Stage {
  const stage = livelyStage()
  stage.ok('owner', 'master.mintMaster', { account: 'owner', amount: reserve })
  return stage
}

function carryOut(stage: Stage, reset: Reset): void {
  for (const step of resetActions(reset, FOREVER)) {
    const outcome = stage.act(step)
    if (!outcome.ok) throw new Error(`refused: ${outcome.refusal}`)
  }
}

const held = (stage: Stage, who: string): bigint => stage.ask('amt', 'balanceOf', who) as bigint

describe('the Great Reset', () => {
  test('carried out on the economy moves exactly what was reckoned, and emits nothing', () => {
    let done = 0
    fc.assert(
      fc.property(
        fc.bigInt({ min: 100n, max: 600n }),
        fc.constantFrom(...POLICIES),
        fc.array(
          fc.tuple(fc.constantFrom('alice', 'bruno', 'carmen'), fc.bigInt({ min: 1n, max: 300n * ONE })),
        ),
        (n, policy, gifts) => {
          const stage = stageWithReserve(amt('60000'))
          for (const [person, amount] of gifts)
            stage.refusal(person, 'amt.transfer', { to: 'pancake', amount })
          const before = stage.economy
          const reset = planReset(before, { ...TERMS, factor: { n, d: 100n }, policy })
          if (!isFeasible(reset)) return
          done++
          carryOut(stage, reset)
          expect(stage.economy.tokens.amt.ledger.supply).toBe(before.tokens.amt.ledger.supply)
          expect(poolReserves(stage.economy)).toEqual(reset.after)
          const start = stageOf(before)
          expect(held(start, 'owner') - held(stage, 'owner')).toBe(reset.sale + reset.airdrop)
          for (const { account, airdrop } of reset.list)
            expect(held(stage, account) - held(start, account)).toBe(airdrop)
          const btcbOf = (on: Stage): bigint => on.ask('btcb', 'balanceOf', 'owner') as bigint
          expect(btcbOf(stage) - btcbOf(start)).toBe(reset.proceeds)
          // The price fell by the factor, and a wei less of a sale would not have done it.
          const { before: old, after } = reset
          expect(after.btcb * old.amt * n).toBeLessThanOrEqual(old.btcb * after.amt * 100n)
        },
      ),
      { seed: 5, numRuns: 120 },
    )
    expect(done).toBeGreaterThan(60)
  })

  test('at execution, everybody who alone sells everything gets what they would have got before', () => {
    const stage = stageWithReserve(amt('60000'))
    const before = stage.economy
    const reset = planReset(before, { ...TERMS, policy: 'execution' })
    expect(isFeasible(reset)).toBe(true)
    carryOut(stage, reset)
    const proceeds = (economy: typeof before, person: string, amount: bigint): bigint => {
      const sold = stageOf(economy)
      const cash = sold.ask('btcb', 'balanceOf', person) as bigint
      sold.act(action(person, 'amt.approve', { spender: 'router', amount }))
      const { ok } = sold.act(swapPlan(['amt', 'btcb'], amount, 0n, person, FOREVER))
      expect(ok).toBe(true)
      return (sold.ask('btcb', 'balanceOf', person) as bigint) - cash
    }
    for (const { account, amt: owned } of reset.list) {
      const then = proceeds(before, account, owned)
      const now = held(stage, account)
      // The providers' part is for their shares, not for this sale.
      const forAmt = now - reset.list.find((entry) => entry.account === account)!.forShares
      expect(proceeds(stage.economy, account, forAmt)).toBeGreaterThanOrEqual(then)
      expect(proceeds(stage.economy, account, forAmt - 1n)).toBeLessThan(then)
    }
    // At spot the same sale pays less: the pool is the same, the wallet smaller.
    const spot = planReset(before, TERMS)
    for (const [index, entry] of spot.list.entries()) {
      expect(entry.forAmt).toBeLessThan(reset.list[index]!.forAmt)
      const { amt: x, btcb: y } = spot.after
      expect(swapped(entry.amt + entry.forAmt, x, y)).toBeLessThan(
        swapped(entry.amt, spot.before.amt, spot.before.btcb),
      )
    }
  })

  test('is feasible exactly as long as the reserve holds sale and airdrop, to the wei', () => {
    const { sale, airdrop } = planReset(stageWithReserve(amt('60000')).economy, TERMS)
    const owned = held(livelyStage(), 'owner')
    const enough = planReset(stageWithReserve(sale + airdrop - owned).economy, TERMS)
    expect(isFeasible(enough)).toBe(true)
    const stage = stageWithReserve(sale + airdrop - owned)
    carryOut(stage, enough)
    expect(held(stage, 'owner')).toBe(0n)
    const tooLittle = planReset(stageWithReserve(sale + airdrop - owned - 1n).economy, TERMS)
    expect(tooLittle.shortfall).toBe(1n)
    expect(() => resetActions(tooLittle, FOREVER)).toThrow(NotFeasible)
  })

  test('names those whom nothing makes whole at execution, and then does not begin', () => {
    const stage = stageWithReserve(amt('1000000'))
    stage.ok('owner', 'amt.transfer', { to: 'carmen', amount: amt('5000') })
    const reset = planReset(stage.economy, { ...TERMS, factor: { n: 6n, d: 1n }, policy: 'execution' })
    expect(reset.impossible.map(({ account }) => account)).toContain('carmen')
    expect(reset.shortfall).toBe(0n)
    expect(isFeasible(reset)).toBe(false)
    expect(() => resetActions(reset, FOREVER)).toThrow(NotFeasible)
    expect(isFeasible(planReset(stage.economy, { ...TERMS, factor: { n: 6n, d: 1n } }))).toBe(true)
  })

  test('airdrops to the holders of the moment, not to who bought since', () => {
    const stage = stageWithReserve(amt('60000'))
    const moment = momentOf(stage.economy)
    const { economy } = apply(
      stage.economy,
      action('alice', 'amt.transfer', { to: 'pancake', amount: 50n * ONE }),
    )
    const late = planReset(economy, { ...TERMS, moment })
    expect(late.list.map(({ account }) => account)).not.toContain('pancake')
    expect(late.list).toEqual(planReset(stage.economy, TERMS).list)
    expect(planReset(economy, TERMS).list.map(({ account }) => account)).toContain('pancake')
  })

  test('pays the depositors of a vault as if the deposit were in their wallet', () => {
    const stage = stageWithReserve(amt('60000'))
    const direct = planReset(stage.economy, TERMS)
    stage.ok('alice', 'amt.transfer', { to: 'payer', amount: 100n * ONE })
    const vaults = [{ account: 'payer', deposits: [{ account: 'alice', amount: amt('100') }] }]
    const moment = { ...momentOf(stage.economy), vaults }
    expect(planReset(stage.economy, { ...TERMS, moment }).list).toEqual(direct.list)
    expect(planReset(stage.economy, TERMS).list).not.toEqual(direct.list)
  })

  test('gives nothing and sells nothing for a factor of one', () => {
    const reset = planReset(stageWithReserve(1n).economy, { ...TERMS, factor: { n: 1n, d: 1n } })
    expect(reset).toMatchObject({ sale: 0n, airdrop: 0n, shortfall: 0n })
    expect(resetActions(reset, FOREVER)).toEqual([])
  })

  test('needs a pool', () => {
    expect(() => planReset(foundedStage().economy, TERMS)).toThrow(NothingToReset)
  })
})
