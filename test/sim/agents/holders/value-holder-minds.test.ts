/** Stops, opinions and decisions of value holders, by stated prices. */
import { describe, expect, test } from 'vitest'

import { amtBought, btcbForSelling } from '../../../../src/model/contracts/pancake/quotes.ts'
import { ONE, type Amt, type Btcb } from '../../../../src/model/kernel/units.ts'
import type { Plan } from '../../../../src/sim/agent.ts'
import { valueHolders, type ValueHolders } from '../../../../src/sim/agents/holders/value-holders.ts'
import { poolOf } from '../../../model/planning/arbitrage/small.ts'
import { endsOf, madeUpView } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

/** A price of 0.01 BTCB per AMT. */
const pool = poolOf(100n * ONE, ONE)
const PRICE = 1e16
const COUNT = 8
const MANY = 24

const spec: ValueHolders = {
  name: 'holder',
  count: COUNT,
  amt: 12n as Amt,
  btcb: 24n as Btcb,
  every: 1,
  valuations: [() => undefined],
  spread: 1,
  band: 0,
  partPct: 10n,
  stops: [20, 80],
  lookBack: 60,
  slippageBps: 300n,
}

/** A day on which all own `owned` wei of AMT and of BTCB, after a fall of `fall` percent. */
const viewWith = (fall: number, owned = 1_000n, day = 0) =>
  madeUpView({
    day,
    pool: poolOf(pool.amt, (pool.btcb * BigInt(100 - fall)) / 100n),
    history: endsOf([{ payments: 0n, price: BigInt(PRICE) }]),
    balances: Object.fromEntries(
      Array.from({ length: MANY }, (_, index) => `holder-${index + 1}`).flatMap((name) => [
        [`${name} amt`, owned],
        [`${name} btcb`, owned],
      ]),
    ),
  })

type Swap = { by: string; args: { path: readonly string[] } }
const swapsOf = (more: Partial<ValueHolders>, view = viewWith(0)) =>
  valueHolders({ ...spec, ...more })
    .act(view, anyStream())
    .map((plan) => (plan as Plan)[0] as unknown as Swap)
/** Numbers of those who sell, or buy. */
const numbersOf = (swaps: readonly Swap[], from: 'amt' | 'btcb'): readonly number[] =>
  swaps.filter(({ args }) => args.path[0] === from).map(({ by }) => Number(by.slice('holder-'.length)))

/** Places from 0 to 1: multiples of the golden ratio's fraction, as documented. */
const placeOf = (number: number): number => ((number - 1) * ((Math.sqrt(5) - 1) / 2)) % 1
const numbers = Array.from({ length: COUNT }, (_, index) => index + 1)

describe('value holders', () => {
  test('have stops between the first and the last, half a turn from their opinion', () => {
    // 20, 57.1, 34.2, … plus 30, of the range of 60 from 20 on.
    const stopOf = (number: number): number => 20 + 60 * ((placeOf(number) + 0.5) % 1)
    for (let fall = 0; fall < 90; fall++)
      expect(numbersOf(swapsOf({}, viewWith(fall)), 'amt'), `${fall}%`).toEqual(
        numbers.filter((number) => stopOf(number) <= fall),
      )
  })

  // Stored results depend on the last bit of a place.
  test('have places that are multiples of 0.6180339887498949 in float64, to the last bit', () => {
    const up = (x: number): number => x * (1 + Number.EPSILON)
    for (let number = 2; number <= MANY; number++) {
      const place = (((number - 1) * 0.6180339887498949) % 1) + 0.5
      // The largest range whose stop is at most 50, and the next one, whose stop is beyond.
      let range = (50 / (place % 1)) * (1 - 4 * Number.EPSILON)
      while (up(range) * (place % 1) <= 50) range = up(range)
      const sells = (last: number) =>
        numbersOf(swapsOf({ count: MANY, stops: [0, last] }, viewWith(50)), 'amt')
      expect(sells(range)).toContain(number)
      expect(sells(up(range))).not.toContain(number)
    }
  })

  test('sell at a fall that equals their stop', () => {
    expect(swapsOf({ stops: [50, 50] }, viewWith(49))).toEqual([])
    expect(swapsOf({ stops: [50, 50] }, viewWith(50))).toHaveLength(COUNT)
  })

  test('have opinions from 1/spread to spread times the value, even in their logarithm', () => {
    for (let step = -20; step <= 20; step++) {
      // The value is this far from the price, and never on the boundary of a holder.
      const value = PRICE * 4 ** (step / 20 + 0.003)
      const swaps = swapsOf({ spread: 4, valuations: [() => value] })
      const opinionOf = (number: number): number => 4 ** (2 * placeOf(number) - 1)
      expect(numbersOf(swaps, 'amt')).toEqual(numbers.filter((number) => value * opinionOf(number) < PRICE))
      expect(numbersOf(swaps, 'btcb')).toEqual(numbers.filter((number) => value * opinionOf(number) > PRICE))
    }
  })

  test('have the valuations in turn', () => {
    const swaps = swapsOf({ valuations: [() => 0.5 * PRICE, () => PRICE, () => 2 * PRICE] })
    expect(numbersOf(swaps, 'amt')).toEqual([1, 4, 7])
    expect(numbersOf(swaps, 'btcb')).toEqual([3, 6])
  })

  test('do nothing at the bounds of their tolerance', () => {
    expect(swapsOf({ valuations: [() => PRICE] })).toEqual([])
    // Halves are exact.
    expect(swapsOf({ band: 0.5, valuations: [() => 2 * PRICE] })).toEqual([])
    expect(swapsOf({ band: 1, valuations: [() => PRICE / 2] })).toEqual([])
  })

  test('accept their slippage below the quote, in either direction', () => {
    const [sale] = swapsOf({ valuations: [() => PRICE / 2] }, viewWith(0, 10n ** 18n))
    expect(sale).toMatchObject({
      args: { amountA: 10n ** 17n, limit: (btcbForSelling(pool, (ONE / 10n) as Amt) * 97n) / 100n },
    })
    const [purchase] = swapsOf({ valuations: [() => 2 * PRICE] }, viewWith(0, 10n ** 18n))
    expect(purchase).toMatchObject({
      args: { amountA: 10n ** 17n, limit: (amtBought(pool, (ONE / 10n) as Btcb) * 97n) / 100n },
    })
  })

  test('trade a single wei, and nothing with less', () => {
    for (const value of [PRICE / 2, 2 * PRICE]) {
      expect(swapsOf({ valuations: [() => value] }, viewWith(0, 9n))).toEqual([])
      expect(swapsOf({ valuations: [() => value] }, viewWith(0, 10n))).toHaveLength(COUNT)
    }
  })

  test('look at the price on their own day alone', () => {
    const weekly = (day: number) =>
      swapsOf({ every: 7, count: 2, valuations: [() => PRICE / 2] }, viewWith(0, 1_000n, day))
    expect([0, 1, 7, 8].map((day) => numbersOf(weekly(day), 'amt'))).toEqual([[1], [2], [1], [2]])
    // On other days nobody values anything.
    const valuation = (): never => {
      throw new Error('expected no valuation')
    }
    expect(swapsOf({ every: 7, count: 2, valuations: [valuation] }, viewWith(0, 1_000n, 2))).toEqual([])
  })
})
