import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { afterSelling, type PoolReserves } from '../../../../src/model/contracts/pancake/quotes.ts'
import {
  atExecutionUp,
  atSpotDown,
  compensation,
  forProvidersDown,
  POLICIES,
  type Fall,
} from '../../../../src/model/planning/great-reset/compensation.ts'
import { saleToLowerPrice } from '../../../../src/model/planning/great-reset/sale.ts'
import { amt, btcb, type Amt, type Btcb } from '../../../../src/model/kernel/units.ts'
import { swapped } from '../arbitrage/small.ts'

const fallOf = (x: bigint, y: bigint, n: bigint): Fall => {
  const before: PoolReserves = { amt: x as Amt, btcb: y as Btcb }
  return { before, after: afterSelling(before, saleToLowerPrice(before, { n, d: 100n })) }
}

const size = fc.bigInt({ min: amt('1000'), max: amt('100000000') })
const factor = fc.bigInt({ min: 100n, max: 800n })

describe('compensation at spot', () => {
  test('preserves the wallet’s value at the pool’s price to within one wei of AMT', () => {
    fc.assert(
      fc.property(size, size, factor, size, (x, y, n, holding) => {
        const { before, after } = fallOf(x, y, n)
        const more = atSpotDown({ before, after }, holding as Amt)
        const worth = holding * before.btcb * after.amt
        const worthNow = (held: bigint): bigint => held * after.btcb * before.amt
        expect(worthNow(holding + more)).toBeLessThanOrEqual(worth)
        expect(worthNow(holding + more + 1n)).toBeGreaterThan(worth)
      }),
      { seed: 1, numRuns: 500 },
    )
  })

  test('is (φ-1)·h: three times the holding if the price falls to a quarter', () => {
    const fall = fallOf(amt('1000000'), btcb('49.5'), 400n)
    const more = atSpotDown(fall, amt('1000'))
    // The sale is the smallest that lowers the price enough, so φ is marginally above four.
    expect(more).toBeGreaterThanOrEqual(amt('3000'))
    expect(more - amt('3000')).toBeLessThan(10n ** 9n)
  })
})

describe('compensation at execution', () => {
  test('is minimal in small pools, by exhaustive search', () => {
    let [cases, impossible] = [0, 0]
    for (let x = 3n; x <= 60n; x += 6n)
      for (let y = 4n; y <= 60n; y += 6n)
        for (const n of [100n, 150n, 300n, 700n])
          for (let holding = 0n; holding <= 60n; holding += 6n) {
            const { before, after } = fallOf(x, y, n)
            const paid = swapped(holding, x, y)
            const more = atExecutionUp({ before, after }, holding as Amt)
            cases++
            if (more === undefined) {
              // No amount of AMT buys the whole reserve.
              expect(paid).toBeGreaterThanOrEqual(after.btcb)
              impossible++
              continue
            }
            expect(swapped(holding + more, after.amt, after.btcb)).toBeGreaterThanOrEqual(paid)
            for (let less = 0n; less < more; less++)
              expect(swapped(holding + less, after.amt, after.btcb)).toBeLessThan(paid)
          }
    expect(cases).toBeGreaterThan(3000)
    expect(impossible).toBeGreaterThan(100)
  })

  test('is minimal on real pools: one wei of AMT less does not suffice', () => {
    fc.assert(
      fc.property(size, size, factor, size, (x, y, n, holding) => {
        const { before, after } = fallOf(x, y, n)
        const more = atExecutionUp({ before, after }, holding as Amt)
        const paid = swapped(holding, x, y)
        if (more === undefined) return void expect(paid).toBeGreaterThanOrEqual(after.btcb)
        expect(swapped(holding + more, after.amt, after.btcb)).toBeGreaterThanOrEqual(paid)
        if (more > 0n) expect(swapped(holding + more - 1n, after.amt, after.btcb)).toBeLessThan(paid)
      }),
      { seed: 2, numRuns: 500 },
    )
  })

  test('exceeds spot compensation for large holdings, and is impossible for the largest', () => {
    const fall = fallOf(amt('1000000'), btcb('49.5'), 400n)
    const ratio = (holding: string): number => {
      const [spot, execution] = [
        compensation('spot', fall, amt(holding)),
        compensation('execution', fall, amt(holding)),
      ]
      return Number(execution) / Number(spot)
    }
    // A fall by four leaves half of the BTCB: h' = X1·w/(g(Y1-w)) with w/Y0 = gh/(X0+gh) and X1 about 2·X0.
    expect(ratio('1')).toBeCloseTo(1, 4)
    expect(ratio('100000')).toBeGreaterThan(1.1)
    expect(ratio('900000')).toBeGreaterThan(5)
    expect(compensation('execution', fall, amt('1100000'))).toBeUndefined()
    expect(compensation('spot', fall, amt('1100000'))).toBeGreaterThan(amt('3300000') - 1n)
  })
})

test('there are two policies for holders, and spot is the first', () => {
  expect(POLICIES).toEqual(['spot', 'execution'])
})

describe('compensation of providers', () => {
  test('preserves the position’s value at the pool’s price to within one wei of AMT', () => {
    fc.assert(
      fc.property(size, size, factor, size, size, (x, y, n, shares, others) => {
        const { before, after } = fallOf(x, y, n)
        const supply = shares + others
        const more = forProvidersDown({ before, after }, shares, supply)
        // Worth in BTCB times Y1's denominators: 2λY0 against 2λY1 + airdrop·Y1/X1.
        const worth = 2n * shares * before.btcb * after.amt
        const worthNow = (airdrop: bigint): bigint =>
          2n * shares * after.btcb * after.amt + airdrop * after.btcb * supply
        expect(worthNow(more)).toBeLessThanOrEqual(worth)
        expect(worthNow(more + 1n)).toBeGreaterThan(worth)
      }),
      { seed: 3, numRuns: 500 },
    )
  })

  test('is nothing for no shares, also of a pool whose last BTCB is sold or that has no shares', () => {
    const drained: Fall = {
      before: { amt: 1n as Amt, btcb: 1n as Btcb },
      after: { amt: 9n as Amt, btcb: 0n as Btcb },
    }
    expect([0n, 5n].map((supply) => forProvidersDown(drained, 0n, supply))).toEqual([0n, 0n])
  })

  test('exceeds (φ-1) times the position’s AMT, which would leave providers with a loss', () => {
    const fall = fallOf(amt('1000000'), btcb('49.5'), 400n)
    const all = forProvidersDown(fall, 1n, 1n)
    const naive = atSpotDown(fall, fall.before.amt)
    // In units of Y0, without fee: 2(1 - 1/√φ) = 1 against (φ-1)/φ = 0.75.
    expect(Number(all) / Number(naive)).toBeCloseTo(4 / 3, 2)
    expect(forProvidersDown(fall, 0n, 0n)).toBe(0n)
  })
})
