import { describe, expect, test } from 'vitest'

import { amtBought, btcbForSelling } from '../../../../src/model/contracts/pancake/quotes.ts'
import { ONE, type Amt, type Btcb } from '../../../../src/model/kernel/units.ts'
import type { Bid, Plan, Proposal } from '../../../../src/sim/agent.ts'
import { traders, type Traders } from '../../../../src/sim/agents/holders/traders.ts'
import { toBaseUnits } from '../../../../src/sim/math/base-units.ts'
import { exponential } from '../../../../src/sim/random/exponential.ts'
import { integerBelow } from '../../../../src/sim/random/integer.ts'
import { poisson } from '../../../../src/sim/random/poisson.ts'
import { bernoulli } from '../../../../src/sim/random/uniform.ts'
import { poolOf } from '../../../model/planning/arbitrage/small.ts'
import { madeUpView } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

/** A price of 0.01 BTCB per AMT. */
const pool = poolOf(100n * ONE, ONE)
const PRICE = 1e16
const GWEI = 10n ** 9n

const spec: Traders = {
  name: 'trader',
  count: 3,
  amt: 12n as Amt,
  btcb: 24n as Btcb,
  tradesPerDay: 1_000,
  meanSize: 0.01,
  valuations: [() => PRICE],
  conviction: 0.5,
  slippageBps: 300n,
}

/** All of them own as much AMT and BTCB as stated. */
const viewWith = (amt: bigint, btcb: bigint) =>
  madeUpView({
    pool,
    environment: { gas: { gwei: 3 } },
    balances: Object.fromEntries(
      [1, 2, 3].flatMap((n) => [
        [`trader-${n} amt`, amt],
        [`trader-${n} btcb`, btcb],
      ]),
    ),
  })
const rich = viewWith(10n ** 30n, 10n ** 30n)
const proposalsOf = (more: Partial<Traders> = {}, view = rich): readonly Proposal[] =>
  traders({ ...spec, ...more }).act(view, anyStream())

type Swap = { by: string; args: { amountA: bigint; limit: bigint; path: readonly string[] } }
const swapsOf = (proposals: readonly Proposal[]): readonly Swap[] =>
  proposals.map((each) => ((each as Bid).plan ?? (each as Plan))[0] as unknown as Swap)
const isPurchase = ({ args }: Swap): boolean => args.path[0] === 'btcb'

/** Part of purchases among about 1,000 trades. */
const boughtAt = (value: number | undefined, conviction = 0.5): number => {
  const swaps = swapsOf(proposalsOf({ valuations: [() => value], conviction }))
  return swaps.filter(isPurchase).length / swaps.length
}

describe('traders', () => {
  test('have AMT and BTCB by Zipf’s law', () => {
    expect(traders(spec).people).toEqual([
      { name: 'trader-1', amt: 7n, btcb: 14n },
      { name: 'trader-2', amt: 3n, btcb: 6n },
      { name: 'trader-3', amt: 2n, btcb: 4n },
    ])
  })

  test('buy with odds of one half at their value, and lean by conviction, from a tenth to nine tenths', () => {
    // Binomial of 1,000: a standard deviation of at most 0.016; five of them.
    for (const [value, conviction, odds] of [
      [PRICE, 0.5, 0.5],
      [undefined, 0.5, 0.5],
      [1.4 * PRICE, 0.5, 0.7],
      [0.6 * PRICE, 0.5, 0.3],
      [1.4 * PRICE, 0.25, 0.6],
      [0, 9, 0.1],
      [9 * PRICE, 9, 0.9],
    ] as const)
      expect(Math.abs(boughtAt(value, conviction) - odds)).toBeLessThan(0.08)
  })

  test('draw trader, direction, size and fee of each trade, in this order', () => {
    const proposals = proposalsOf({ tradesPerDay: 12, meanTip: 2 }) as readonly Bid[]
    const draw = anyStream()
    expect(proposals).toHaveLength(poisson(draw, 12))
    expect(proposals.length).toBeGreaterThan(5)
    for (const { plan, gasPrice } of proposals) {
      const by = `trader-${integerBelow(draw, 3) + 1}`
      const buys = bernoulli(draw, 0.5)
      // A part of the pool's 1 BTCB, or of AMT at the pool price.
      const size = toBaseUnits(exponential(draw, 0.01))
      const amountA = buys ? size : (size * ONE) / BigInt(PRICE)
      const quote = buys ? amtBought(pool, amountA as Btcb) : btcbForSelling(pool, amountA as Amt)
      const limit = (quote * 9_700n) / 10_000n
      expect(plan).toMatchObject([
        { by, args: { amountA, limit, path: buys ? ['btcb', 'amt'] : ['amt', 'btcb'] } },
      ])
      // Above the day's 3 gwei.
      expect(gasPrice).toBe(3n * GWEI + BigInt(Math.floor(exponential(draw, 2e9))))
    }
  })

  test('send plans without a gas price if they pay no priority fee', () => {
    for (const plan of proposalsOf({ tradesPerDay: 3 })) expect(plan).toHaveLength(1)
  })

  test('trade no more than they own, and not at all with nothing', () => {
    const poor = swapsOf(proposalsOf({}, viewWith(5n, 1n)))
    expect(new Set(poor.map((swap) => `${isPurchase(swap)} ${swap.args.amountA}`))).toEqual(
      new Set(['true 1', 'false 5']),
    )
    const wei = swapsOf(proposalsOf({}, viewWith(1n, 0n)))
    expect(new Set(wei.map((swap) => `${isPurchase(swap)} ${swap.args.amountA}`))).toEqual(
      new Set(['false 1']),
    )
    expect(proposalsOf({}, viewWith(0n, 0n))).toEqual([])
    expect(proposalsOf({ meanTip: 1 }, viewWith(0n, 0n))).toEqual([])
  })

  test('do nothing if there are none, or no price', () => {
    expect(proposalsOf({ count: 0 })).toEqual([])
    expect(proposalsOf({}, madeUpView({ pool: poolOf(0n, 0n) }))).toEqual([])
  })
})
