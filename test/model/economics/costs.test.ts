import * as fc from 'fast-check'
import { expect } from 'vitest'

import * as costs from '../../../src/model/economics/costs.ts'
import { FARM, produce, subsidyAt, type Production } from '../../../src/model/economics/mining.ts'
import { amt, btcb, ONE, toBase, type Amt, type Btcb } from '../../../src/model/kernel/units.ts'
import { swapped } from '../planning/arbitrage/small.ts'
import { propertySuite, type Mutation, type SystemUnderTest } from './property-suite.ts'

const MUTATIONS: readonly Mutation[] = [
  {
    name: 'a retained payment includes the pool fee',
    find: "policy === 'retained' ? mined - poolFee : net > 0n ? net : 0n",
    replace: "policy === 'retained' ? mined : net > 0n ? net : 0n",
  },
  { name: 'a deducted payment may be negative', find: 'net > 0n ? net : 0n', replace: 'net' },
  {
    name: 'a payment is not in whole satoshi',
    find: 'const payment = (due / BASE_UNITS_PER_SAT) * BASE_UNITS_PER_SAT',
    replace: 'const payment = due',
  },
  {
    name: 'payments are in tenths of a satoshi',
    find: 'const payment = (due / BASE_UNITS_PER_SAT) * BASE_UNITS_PER_SAT',
    replace: 'const payment = ((due * 10n) / BASE_UNITS_PER_SAT) * (BASE_UNITS_PER_SAT / 10n)',
  },
  {
    name: 'the project does not bear depreciation',
    find: "policy === 'retained' ? power + capex : due - net",
    replace: "policy === 'retained' ? power : due - net",
  },
  { name: 'a day’s loss disappears', find: 'power + capex : due - net', replace: 'power + capex : 0n' },
  {
    name: 'the remainder below a satoshi is lost',
    find: 'kept: (due - payment) as Btcb',
    replace: 'kept: 0n as Btcb',
  },
  {
    name: 'machines never idle',
    find: "const idle = policy === 'deducted' && running",
    replace: 'const idle = policy !== policy && running',
  },
  {
    name: 'machines idle under retained costs too',
    find: "const idle = policy === 'deducted' && running",
    replace: 'const idle = running',
  },
  {
    name: 'machines idle as soon as depreciation is not earned',
    find: 'running.mined - running.poolFee < running.power',
    replace: 'running.net < 0n',
  },
  {
    name: 'idling ignores the pool fee',
    find: 'running.mined - running.poolFee < running.power',
    replace: 'running.mined < running.power',
  },
  {
    name: 'idle machines are not depreciated',
    find: 'power: nothing, capex, net: -capex }',
    replace: 'power: nothing, capex: nothing, net: 0n }',
  },
  {
    name: 'idle machines draw power',
    find: 'atRest({ capex }: Production): Production {',
    replace: `atRest({ capex, power }: Production): Production {
  if (power > 0n) return { mined: 0n as Btcb, poolFee: 0n as Btcb, power, capex, net: -capex - power }`,
  },
  {
    name: 'the project’s income ignores the RCL’s share',
    find: 'payment - (payment * vaultPercent) / 100n',
    replace: 'payment',
  },
  {
    name: 'the RCL’s share rounds up',
    find: 'payment - (payment * vaultPercent) / 100n',
    replace: '(payment * (100n - vaultPercent)) / 100n',
  },
  {
    name: 'the project’s income rounds up',
    find: 'return ((toHolders * retained) / supply) as Btcb',
    replace: 'return ((toHolders * retained + supply - 1n) / supply) as Btcb',
  },
  {
    name: 'a supply of zero is not handled',
    find: `  if (supply === 0n) return 0n as Btcb
`,
    replace: '',
  },
  {
    name: 'the sale is a wei too large',
    find: 'leastIn(btcb, pool.amt, pool.btcb) as Amt',
    replace: '(leastIn(btcb, pool.amt, pool.btcb) + 1n) as Amt',
  },
  {
    name: 'the sale swaps the reserves',
    find: 'leastIn(btcb, pool.amt, pool.btcb) as Amt',
    replace: 'leastIn(btcb, pool.btcb, pool.amt) as Amt',
  },
  {
    name: 'a loss of one wei is paid',
    find: 'net > 0n ? net : 0n',
    replace: 'net >= -1n ? net : 0n',
  },
  { name: 'a wei of net production disappears', find: 'net > 0n ? net : 0n', replace: 'net > 1n ? net : 0n' },
  {
    name: 'machines idle when power costs what they earn',
    find: 'running.mined - running.poolFee < running.power',
    replace: 'running.mined - running.poolFee <= running.power',
  },
  { name: 'a supply of one wei earns nothing', find: 'supply === 0n', replace: 'supply <= 1n' },
  { name: 'nothing is sold for one wei', find: 'btcb <= 0n', replace: 'btcb <= 1n' },
  { name: 'nothing sells AMT', find: 'btcb <= 0n', replace: 'btcb < 0n' },
  {
    name: 'the sale may drain the pool',
    find: 'return btcb < pool.btcb ?',
    replace: 'return btcb <= pool.btcb ?',
  },
]

const SYSTEM = {
  heading: 'Costs',
  file: 'economics/costs',
  original: costs,
  load: (load) => load<typeof costs>('economics/costs'),
  mutations: MUTATIONS,
} satisfies SystemUnderTest<typeof costs>

propertySuite(SYSTEM, ({ amtToSellUp, retainedIncomeDown, settle, work }, { describe, test }) => {
  const SAT = 10n ** 10n

  /**
   * The whitepaper's fleet on its day: 223,446 TH/s, difficulty 53.91 T, BTC at 30,400 USD, power at 0.05
   * USD.
   */
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
    test('are borne once under either policy: payment, remainder and costs add up to net', () => {
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

    test('reduce the payment if they are deducted, to zero at least', () => {
      const { payment, borne } = settle(JULY_2023, 'deducted')
      expect(borne).toBe(0n)
      expect(JULY_2023.net - payment).toBeLessThan(SAT)
      const bad = { ...JULY_2023, power: JULY_2023.mined, net: -JULY_2023.poolFee } as Production
      expect(settle(bad, 'deducted')).toEqual({ payment: 0n, kept: 0n, borne: JULY_2023.poolFee })
    })

    test('idle the machines if power costs more than they earn, unless the project pays for it', () => {
      const one = (mined: bigint, poolFee: bigint, power: bigint, capex: bigint): Production =>
        ({ mined, poolFee, power, capex, net: mined - poolFee - power - capex }) as Production
      const dear = one(100n * SAT, 2n * SAT, 99n * SAT, 7n * SAT)
      const atRest = { mined: 0n, poolFee: 0n, power: 0n, capex: 7n * SAT, net: -7n * SAT }
      expect(work(dear, 'deducted')).toEqual({
        ...atRest,
        payment: 0n,
        kept: 0n,
        borne: 7n * SAT,
        idle: true,
      })
      expect(work(dear, 'retained')).toMatchObject({
        ...dear,
        payment: 98n * SAT,
        borne: 106n * SAT,
        idle: false,
      })
      // Machines that earn their power keep running without earning depreciation: idling would lose more.
      const thin = one(100n * SAT, 2n * SAT, 98n * SAT, 7n * SAT)
      expect(work(thin, 'deducted')).toMatchObject({ ...thin, payment: 0n, borne: 7n * SAT, idle: false })
    })

    test('do not reduce the payment if the project retains tokens for them', () => {
      const { payment, borne } = settle(JULY_2023, 'retained')
      expect(borne).toBe(JULY_2023.power)
      expect(JULY_2023.mined - JULY_2023.poolFee - payment).toBeLessThan(SAT)
      // Power is 223,446 TH/s · 30 W · 24 h · 0.05 USD · 1.03: about half of such a fleet's earnings.
      expect(Number(payment) / Number(settle(JULY_2023, 'deducted').payment)).toBeGreaterThan(1.5)
    })

    test('exceed the income of 5% of all AMT: power alone is ten times as much in July 2023', () => {
      const { payment, borne } = settle(JULY_2023, 'retained')
      const supply = amt('55035719')
      const income = retainedIncomeDown(payment, 0n, (supply / 20n) as Amt, supply)
      expect(Number(borne) / Number(income)).toBeGreaterThan(10)
      // The share of all AMT that the project would have to hold.
      expect(Number(borne) / Number(payment)).toBeGreaterThan(0.4)
    })
  })

  describe('at the boundary of zero', () => {
    const day = (mined: bigint, power: bigint, capex: bigint): Production =>
      ({ mined, poolFee: 0n, power, capex, net: mined - power - capex }) as Production

    test('a day that nets a wei keeps it, one that loses a wei is borne, one that nets zero is neither', () => {
      expect(settle(day(10n, 4n, 5n), 'deducted')).toEqual({ payment: 0n, kept: 1n, borne: 0n })
      expect(settle(day(10n, 5n, 5n), 'deducted')).toEqual({ payment: 0n, kept: 0n, borne: 0n })
      expect(settle(day(10n, 5n, 6n), 'deducted')).toEqual({ payment: 0n, kept: 0n, borne: 1n })
    })

    test('a satoshi is paid, and a wei less is not', () => {
      expect(settle(day(SAT, 0n, 0n), 'deducted')).toEqual({ payment: SAT, kept: 0n, borne: 0n })
      expect(settle(day(SAT - 1n, 0n, 0n), 'deducted')).toEqual({ payment: 0n, kept: SAT - 1n, borne: 0n })
      expect(settle(day(SAT + 9n, 0n, 10n), 'deducted').payment).toBe(0n)
    })

    test('machines run if power costs what they earn, and idle from a wei more on', () => {
      expect(work(day(7n, 7n, 1n), 'deducted')).toMatchObject({ mined: 7n, power: 7n, idle: false })
      expect(work(day(7n, 8n, 1n), 'deducted')).toMatchObject({ mined: 0n, power: 0n, idle: true, borne: 1n })
      expect(work(day(0n, 0n, 0n), 'deducted')).toMatchObject({ idle: false, payment: 0n, borne: 0n })
      expect(work(day(0n, 1n, 0n), 'deducted')).toMatchObject({ idle: true, borne: 0n })
    })

    test('a supply of a wei earns everything, an empty one nothing', () => {
      expect(retainedIncomeDown(99n as Btcb, 0n, 1n as Amt, 1n as Amt)).toBe(99n)
      expect(retainedIncomeDown(99n as Btcb, 0n, 1n as Amt, 0n as Amt)).toBe(0n)
    })

    test('nothing is sold for nothing or less, even in an empty pool, and a wei sells AMT', () => {
      const pool = { amt: 1_000n as Amt, btcb: 3n as Btcb }
      const empty = { amt: 0n as Amt, btcb: 0n as Btcb }
      for (const needed of [0n, -1n])
        for (const from of [pool, empty]) expect(amtToSellUp(needed as Btcb, from)).toBe(0n)
      // ceil(10000·1000·1 / (9975·2)) = 502; 2 of 3 wei cost ceil(2005.01…).
      expect(amtToSellUp(1n as Btcb, pool)).toBe(502n)
      expect(amtToSellUp(2n as Btcb, pool)).toBe(2_006n)
      expect(amtToSellUp(3n as Btcb, pool)).toBeUndefined()
      expect(amtToSellUp(1n as Btcb, empty)).toBeUndefined()
    })
  })

  describe('the project’s means to cover its costs', () => {
    test('include its AMT’s share of the payment, after the RCL’s share', () => {
      expect(retainedIncomeDown(1000n as Btcb, 25n, 5n as Amt, 100n as Amt)).toBe(37n)
      // The RCL's share rounds down first: floor(1001/4) = 250, and 751 are left.
      expect(retainedIncomeDown(1001n as Btcb, 25n, 100n as Amt, 100n as Amt)).toBe(751n)
      expect(retainedIncomeDown(1000n as Btcb, 100n, 5n as Amt, 100n as Amt)).toBe(0n)
      expect(retainedIncomeDown(1000n as Btcb, 0n, 0n as Amt, 0n as Amt)).toBe(0n)
    })

    test('include selling the least AMT that raises the amount, if the pool can pay it', () => {
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
})
