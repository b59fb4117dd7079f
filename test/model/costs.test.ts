import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { amtToSellUp, retainedIncomeDown, settle } from '../../src/model/costs.ts'
import { FARM, produce, subsidyAt, type Production } from '../../src/model/mining.ts'
import { amt, btcb, ONE, toBase, type Amt, type Btcb } from '../../src/model/units.ts'
import { swapped } from './arbitrage/small.ts'

const SAT = 10n ** 10n

/** The whitepaper's fleet on its day: 223,446 TH/s, difficulty 53.91 T, BTC at 30,400 USD, power at 0.05 USD. */
const JULY_2023 = produce(
  { ...FARM, ths: 223_446n },
  {
    difficulty: 53_910_000_000_000n,
    perBlock: subsidyAt(798_336n),
    usdPerBtc: toBase('30400'),
    usdPerKwh: toBase('0.05'),
  },
)

const some = fc.bigInt({ min: 0n, max: 10n ** 19n })
const anyProduction = fc
  .tuple(some, fc.bigInt({ min: 0n, max: 100n }), some, some)
  .map(([mined, percent, power, capex]): Production => {
    const poolFee = (mined * percent) / 100n
    return { mined, poolFee, power, capex, net: mined - poolFee - power - capex } as Production
  })

describe('the costs of a day', () => {
  test('are borne once under either policy: payment, rest and costs add up to what the day earned', () => {
    fc.assert(
      fc.property(
        anyProduction,
        fc.constantFrom('deducted' as const, 'retained' as const),
        (production, policy) => {
          const { payment, kept, borne } = settle(production, policy)
          expect(payment + kept - borne).toBe(production.net)
          expect(payment % SAT).toBe(0n)
          expect(kept >= 0n && kept < SAT && borne >= 0n).toBe(true)
        },
      ),
      { seed: 1, numRuns: 1000 },
    )
  })

  test('come off the payment when they are deducted, and down to nothing but not below', () => {
    const { payment, borne } = settle(JULY_2023, 'deducted')
    expect(borne).toBe(0n)
    expect(JULY_2023.net - payment).toBeLessThan(SAT)
    const bad = { ...JULY_2023, power: JULY_2023.mined, net: -JULY_2023.poolFee } as Production
    expect(settle(bad, 'deducted')).toEqual({ payment: 0n, kept: 0n, borne: JULY_2023.poolFee })
  })

  test('leave the payment alone when the project retains tokens for them', () => {
    const { payment, borne } = settle(JULY_2023, 'retained')
    expect(borne).toBe(JULY_2023.power)
    expect(JULY_2023.mined - JULY_2023.poolFee - payment).toBeLessThan(SAT)
    // Power is 223,446 TH/s · 30 W · 24 h · 0.05 USD · 1.03: about half of what such a fleet earned.
    expect(Number(payment) / Number(settle(JULY_2023, 'deducted').payment)).toBeGreaterThan(1.5)
  })

  test('are not covered by what 5% of all AMT earn: power alone is ten times as much in July 2023', () => {
    const { payment, borne } = settle(JULY_2023, 'retained')
    const supply = amt('55035719')
    const income = retainedIncomeDown(payment, 0n, (supply / 20n) as Amt, supply)
    expect(Number(borne) / Number(income)).toBeGreaterThan(10)
    // It would take this share of all AMT in the project's hands.
    expect(Number(borne) / Number(payment)).toBeGreaterThan(0.4)
  })
})

describe('what the project has for its costs', () => {
  test('is its AMT’s share of the payment, without the RCL’s part', () => {
    expect(retainedIncomeDown(1000n as Btcb, 25n, 5n as Amt, 100n as Amt)).toBe(37n)
    expect(retainedIncomeDown(1000n as Btcb, 100n, 5n as Amt, 100n as Amt)).toBe(0n)
    expect(retainedIncomeDown(1000n as Btcb, 0n, 0n as Amt, 0n as Amt)).toBe(0n)
  })

  test('besides is AMT to sell: the least that raises the amount, if the pool can pay it', () => {
    const pool = { amt: amt('7877440'), btcb: btcb('85.22') }
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 80n * ONE }), (needed) => {
        const sale = amtToSellUp(needed as Btcb, pool)!
        expect(swapped(sale, pool.amt, pool.btcb)).toBeGreaterThanOrEqual(needed)
        expect(swapped(sale - 1n, pool.amt, pool.btcb)).toBeLessThan(needed)
      }),
      { seed: 2, numRuns: 300 },
    )
    expect(amtToSellUp(0n as Btcb, pool)).toBe(0n)
    expect(amtToSellUp(pool.btcb, pool)).toBeUndefined()
  })
})
