/** Plans of miners who sell for their costs, and of the power-cost seller, by stated payouts and prices. */
import { describe, expect, test } from 'vitest'

import { btcbForSelling } from '../../../../src/model/contracts/pancake/quotes.ts'
import { FARM } from '../../../../src/model/economics/mining.ts'
import { ONE, type Amt } from '../../../../src/model/kernel/units.ts'
import { call } from '../../../../src/sim/agent.ts'
import { costSellers, type CostSellers } from '../../../../src/sim/agents/operations/cost-sellers.ts'
import { powerCostSeller } from '../../../../src/sim/agents/operations/power-cost-seller.ts'
import { AT_ANY_PRICE, sellOrRedeem } from '../../../../src/sim/agents/plans/exit.ts'
import { poolOf } from '../../../model/planning/arbitrage/small.ts'
import { endsOf, madeUpView, paymentOf, type Stated } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

/** 1,000 TH/s at a tenth of a cent are 1 USD a day, 0.001 BTC. */
const spec: CostSellers = { name: 'miner', count: 3, amt: (12n * ONE) as Amt, every: 2, usdPerThDay: 0.001 }

/** The pool at 0.01 BTCB; an AMT has been paid 1, 2, 4 and 8 times 1e14 wei by the ends of four days. */
const viewOn = (day: number, more: Partial<Stated> = {}) =>
  madeUpView({
    day,
    pool: poolOf(100n * ONE, ONE),
    environment: { btc: { usd: 1_000 }, fleet: { ths: 1_000, bought: 0 } },
    history: endsOf(
      [1n, 2n, 4n, 8n]
        .slice(0, day)
        .map((each, index) => ({ payments: BigInt(index + 1), payoutPerAmt: each * 10n ** 14n })),
    ),
    payments: Array.from({ length: day }, () => paymentOf(1n, 10n)),
    balances: { 'miner-1 amt': ONE },
    ...more,
  })
const plansOf = (view: ReturnType<typeof viewOn>, more: Partial<CostSellers> = {}) =>
  costSellers({ ...spec, count: 1, ...more }).act(view, anyStream())

const claim = (from: bigint, to: bigint) =>
  from === to
    ? [call('miner-1', 'master.charge', { snapId: to })]
    : [call('miner-1', 'master.chargeFromTo', { from, to })]
/** A sale of so many thousandths of an AMT. */
const sale = (view: ReturnType<typeof viewOn>, milliAmt: bigint) =>
  sellOrRedeem(view, 'miner-1', ((milliAmt * ONE) / 1_000n) as Amt, AT_ANY_PRICE)

describe('miners who sell for their costs', () => {
  test('have AMT by Zipf’s law, or by weights', () => {
    const thirds = costSellers({ ...spec, amt: 12n as Amt })
    expect(thirds.people.map(({ amt }) => amt)).toEqual([7n, 3n, 2n])
    const weighed = costSellers({ ...spec, amt: 12n as Amt, weights: [1n, 2n, 3n] })
    expect(weighed.people.map(({ amt }) => amt)).toEqual([2n, 4n, 6n])
  })

  test('claim, then sell for the costs of two days less the payouts of two days', () => {
    // 0.002 BTC less 8 - 2 times 0.0001 are 0.0014 BTC, 0.14 AMT.
    const view = viewOn(4)
    expect(plansOf(view)).toEqual([claim(4n, 4n), sale(view, 140n)])
    // Payouts to two AMT cover twice as much.
    const richer = viewOn(4, { balances: { 'miner-1 amt': 2n * ONE } })
    expect(plansOf(richer)).toEqual([claim(4n, 4n), sale(richer, 80n)])
  })

  test('have costs and payouts of the days so far in the first period', () => {
    const [first, third] = [viewOn(0), viewOn(2)]
    // A day's costs, 0.001 BTC, and no payouts.
    expect(plansOf(first)).toEqual([sale(first, 100n)])
    // Two days' costs less 2 times 0.0001.
    expect(plansOf(third)).toEqual([claim(2n, 2n), sale(third, 180n)])
    const weekly = viewOn(1, { balances: { 'miner-2 amt': ONE } })
    // The second of three who settle weekly has the costs of two days by his share, 3 of 12 AMT.
    expect(plansOf(weekly, { count: 3, every: 7, weights: [7n, 3n, 2n] })).toEqual([
      [call('miner-2', 'master.charge', { snapId: 1n })],
      sellOrRedeem(weekly, 'miner-2', (ONE / 25n) as Amt, AT_ANY_PRICE),
    ])
  })

  test('do nothing on a day that is nobody’s', () => {
    expect(plansOf(viewOn(4), { count: 3, every: 7 })).toEqual([])
  })

  test('only claim while payouts cover the costs, also exactly', () => {
    const covered = (payout: bigint) =>
      plansOf(
        viewOn(2, {
          history: endsOf([
            { payments: 1n, payoutPerAmt: 0n },
            { payments: 2n, payoutPerAmt: payout },
          ]),
        }),
      )
    const costs = 2n * 10n ** 15n
    expect(covered(costs)).toEqual([claim(2n, 2n)])
    expect(covered(9n * costs)).toEqual([claim(2n, 2n)])
    expect(covered(costs - 1n)).toHaveLength(2)
  })

  test('sell no more than they own, at any price, and nothing without a price', () => {
    const poor = viewOn(4, { balances: { 'miner-1 amt': ONE / 100n } })
    expect(plansOf(poor)).toEqual([claim(4n, 4n), sale(poor, 10n)])
    expect(plansOf(viewOn(4, { pool: poolOf(0n, 0n) }))).toEqual([claim(4n, 4n)])
    expect(plansOf(viewOn(4, { pool: poolOf(ONE, 1n) }))).toHaveLength(2)
  })

  test('have no costs if all of them started without AMT, and all of them for a single wei', () => {
    expect(plansOf(viewOn(4), { amt: 0n as Amt })).toEqual([claim(4n, 4n)])
    expect(plansOf(viewOn(0), { amt: 0n as Amt })).toEqual([])
    const view = viewOn(4)
    expect(plansOf(view, { amt: 1n as Amt })).toEqual([claim(4n, 4n), sale(view, 140n)])
  })
})

describe('the power-cost seller', () => {
  const seller = powerCostSeller({ costs: 'retained', farm: FARM, vaultShare: 20n })
  const viewWith = (owned: bigint, value = 0.055) =>
    madeUpView({
      pool: poolOf(100n * ONE, ONE),
      balances: { 'owner amt': owned },
      environment: {
        btc: { usd: 30_400 },
        network: { height: 798_200, blocks: 144, difficulty: 53.91e12, hashRate: 3.86e20, epochSeconds: 0 },
        fleet: { ths: 223_446, bought: 0 },
        power: { value },
        fees: { value: 0.1 },
      },
    })

  test('sells what the owner has, for at least 90% of its quote, if that is less than it needs', () => {
    const view = viewWith(ONE)
    expect(seller.act(view, anyStream())).toMatchObject([
      [{ args: { amountA: ONE, limit: (btcbForSelling(view.pool(), ONE as Amt) * 90n) / 100n } }],
    ])
    // Also if the pool has less BTCB than it needs.
    expect(seller.act(viewWith(ONE, 99), anyStream())).toMatchObject([[{ args: { amountA: ONE } }]])
  })

  test('sells nothing without AMT', () => {
    for (const value of [0.055, 99]) expect(seller.act(viewWith(0n, value), anyStream())).toEqual([])
  })
})
