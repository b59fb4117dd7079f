import { expect } from 'vitest'

import * as mining from '../../../src/model/economics/mining.ts'
import type { Farm } from '../../../src/model/economics/mining.ts'
import { PAR } from '../../../src/model/economics/peg.ts'
import * as productionDays from '../../../src/model/economics/production-days.ts'
import type { OutsideDay, ProductionTerms } from '../../../src/model/economics/production-days.ts'
import { btcb, fromBase, ONE, toBase, type Btcb } from '../../../src/model/kernel/units.ts'
import { propertySuite, type Mutation, type SystemUnderTest } from './property-suite.ts'

const MUTATIONS: readonly Mutation[] = [
  {
    name: 'all production crosses the bridge',
    find: 'mined: payment,',
    replace: 'mined: done.mined,',
  },
  {
    name: 'all production is due as payment',
    find: 'due: dueDown(bridge, terms, payment)',
    replace: 'due: done.mined',
  },
  {
    name: 'the project always bears the costs',
    find: 'produce({ ...farm, ths: outside.ths }, outside), policy)',
    replace: "produce({ ...farm, ths: outside.ths }, outside), 'retained')",
  },
  {
    name: 'the holders always bear the costs',
    find: 'produce({ ...farm, ths: outside.ths }, outside), policy)',
    replace: "produce({ ...farm, ths: outside.ths }, outside), 'deducted')",
  },
  {
    name: 'the payments do not bear the fee',
    find: 'due: dueDown(bridge, terms, payment)',
    replace: 'due: payment',
  },
  { name: 'outages are ignored', find: 'up: outside.bridgeUp', replace: 'up: true' },
  {
    name: 'the state of the bridge is reset every day',
    find: `    bridge = crossed.bridge
`,
    replace: '',
  },
  {
    name: 'the peg always holds',
    find: 'usdPerBtcbDown(outside.usdPerBtc, outside.peg)',
    replace: 'outside.usdPerBtc',
  },
  {
    name: 'overdue BTCB is valued before it is paid',
    find: '(paid * usdPerBtcbDown',
    replace: '(payment * usdPerBtcbDown',
  },
  {
    name: 'only the first of a day’s payments is valued',
    find: 'sumOf(crossed.traffic.paid)',
    replace: '(crossed.traffic.paid[0]?.amount ?? 0n)',
  },
  { name: 'the fleet does not grow', find: '{ ...farm, ths: outside.ths }', replace: '{ ...farm, ths: 1n }' },
]

const SYSTEM = {
  heading: 'Production days',
  file: 'economics/production-days',
  original: { ...productionDays, ...mining },
  load: async (load) => ({
    ...(await load<typeof productionDays>('economics/production-days')),
    ...(await load<typeof mining>('economics/mining')),
  }),
  mutations: MUTATIONS,
} satisfies SystemUnderTest<typeof productionDays & typeof mining>

propertySuite(SYSTEM, ({ produceDays, FARM, NoPrice, subsidyAt }, { describe, test }) => {
  const TERMS: ProductionTerms = {
    farm: FARM,
    policy: 'retained',
    bridge: { batch: btcb('1'), delayDays: 2, fee: 0n as Btcb, backing: btcb('10') },
  }

  /**
   * 12 July 2023: the whitepaper's fleet and that day's prices; fees of 1.8% of the subsidy, the mean of the
   * quotes.
   */
  const JULY: OutsideDay = {
    difficulty: 53_910_000_000_000n,
    perBlock: (subsidyAt(798_336n) * 1018n) / 1000n,
    usdPerBtc: toBase('30400'),
    usdPerKwh: toBase('0.05'),
    ths: 223_446n,
    bridgeUp: true,
    peg: PAR,
  }

  const run = (count: number, change: (day: number) => Partial<OutsideDay> = () => ({}), terms = TERMS) =>
    produceDays(
      terms,
      Array.from({ length: count }, (_, day) => ({ ...JULY, ...change(day) })),
    )

  /**
   * docs/reference/economics.md, 5: date, difficulty in units of 1e10, BTC in USD, USD per PH and day,
   * height.
   */
  const QUOTES = [
    ['2023-07-12', 5391n, '30400', 72, 798_336n],
    ['2024-09-16', 9267n, '58000', 39.87, 861_000n],
    ['2024-12-23', 10_852n, '93450', 55.21, 876_000n],
    ['2025-04-21', 12_323n, '88000', 45.7, 893_000n],
    ['2026-01-12', 14_826n, '91100', 39.53, 932_000n],
  ] as const

  /** A fleet with full uptime and no pool fee: hashprices are quoted before costs. */
  const BARE: Omit<Farm, 'ths'> = { ...FARM, uptime: ONE, poolFee: 0n }

  describe('days of production', () => {
    for (const [date, difficulty, usd, quote, height] of QUOTES)
      test(`on ${date} pay a PH/s within 2% of the quoted hashprice, with fees of 1.8%`, () => {
        const [day] = run(
          1,
          () => ({
            difficulty: difficulty * 10n ** 10n,
            perBlock: (subsidyAt(height) * 1018n) / 1000n,
            usdPerBtc: toBase(usd),
            ths: 1000n,
          }),
          { ...TERMS, farm: BARE },
        )
        expect(Math.abs(Number(fromBase(day!.usdPaid)) / quote - 1)).toBeLessThan(0.02)
      })

    test('pay half a BTC a day from the whitepaper’s fleet, and about half of that after power', () => {
      const [kept] = run(1)
      const [deducted] = run(1, undefined, { ...TERMS, policy: 'deducted' })
      expect(Number(fromBase(kept!.payment))).toBeCloseTo(0.479, 2)
      // Power is billed by the uptime of 92%, or around the clock where idle machines draw in full.
      const [aroundTheClock] = run(1, undefined, {
        ...TERMS,
        policy: 'deducted',
        farm: { ...FARM, standby: ONE },
      })
      expect(Number(fromBase(deducted!.payment))).toBeCloseTo(0.225, 3)
      expect(Number(fromBase(aroundTheClock!.payment))).toBeCloseTo(0.203, 3)
      expect(deducted!.borne).toBe(0n)
      expect(kept!.borne).toBe(kept!.power)
    })

    test('pay on time over a month if the wallets cover the batches in transit', () => {
      const days = run(30)
      expect(days.every(({ traffic }) => traffic.late === 0n)).toBe(true)
      const paid = days.flatMap(({ traffic }) => traffic.paid)
      expect(paid.map(({ day }) => day)).toEqual(Array.from({ length: 30 }, (_, day) => day))
      expect(days.reduce((sum, { payment }) => sum + payment, 0n)).toBe(
        paid.reduce((sum, { amount }) => sum + amount, 0n),
      )
    })

    test('pay late if an outage outlasts the wallets', () => {
      const down = (day: number): Partial<OutsideDay> => ({ bridgeUp: day < 5 || day > 30 })
      const days = run(60, down)
      const late = days.map(({ traffic }) => traffic.late > 0n)
      // Ten BTCB at 0.479 a day, less the batches in transit, cover some twenty days.
      expect(late.indexOf(true)).toBeGreaterThan(20)
      expect(late.indexOf(true)).toBeLessThan(28)
      expect(late.at(-1)).toBe(false)
      const none = { ...TERMS, bridge: { ...TERMS.bridge, backing: 0n as Btcb } }
      expect(run(60, down, none).filter(({ traffic }) => traffic.late > 0n).length).toBeGreaterThan(50)
    })

    test('send the payments over the bridge, not the BTC for power', () => {
      const daily = { ...TERMS, bridge: { ...TERMS.bridge, batch: 1n as Btcb } }
      for (const policy of ['retained', 'deducted'] as const)
        for (const { payment, traffic } of run(10, undefined, { ...daily, policy }))
          expect(traffic.sent).toBe(payment)
    })

    test('bear the bridge fees exactly, so that the wallets pay on time for two years', () => {
      const dear = { ...TERMS, bridge: { ...TERMS.bridge, fee: btcb('0.01'), backing: btcb('3') } }
      const days = run(729, undefined, dear)
      expect(days.every(({ traffic }) => traffic.late === 0n)).toBe(true)
      const paid = days.flatMap(({ traffic }) => traffic.paid.map(({ amount }) => amount))
      const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n)
      // 0.479 a day make a batch of 1 BTC every third day.
      expect(sum(days.map(({ payment }) => payment)) - sum(paid)).toBe(243n * btcb('0.01'))
    })

    test('value the payments made on the day: none while payments are overdue, all of them once made', () => {
      const none = { ...TERMS, bridge: { ...TERMS.bridge, backing: 0n as Btcb } }
      const days = run(40, (day) => ({ bridgeUp: day < 5 || day > 30 }), none)
      const counts = days.map(({ usdPaid, traffic }) => {
        const paid = traffic.paid.reduce((sum, { amount }) => sum + amount, 0n)
        expect(usdPaid).toBe((paid * toBase('30400')) / ONE)
        return traffic.paid.length
      })
      expect(counts.slice(8, 31)).toEqual(Array.from({ length: 23 }, () => 0))
      expect(Math.max(...counts)).toBeGreaterThan(1)
    })

    test('idle under deducted costs if power costs more than they earn, and pay and send nothing', () => {
      const dear = run(3, () => ({ usdPerKwh: toBase('0.2') }), { ...TERMS, policy: 'deducted' })
      for (const day of dear)
        expect(day).toMatchObject({ idle: true, mined: 0n, power: 0n, payment: 0n, borne: 0n, usdPaid: 0n })
      const [others] = run(1, () => ({ usdPerKwh: toBase('0.2') }))
      expect(others).toMatchObject({ idle: false, borne: others!.power })
      expect(others!.payment).toBeGreaterThan(0n)
    })

    test('are scaled by the peg in USD, not in BTCB', () => {
      const [par] = run(1)
      const [broken] = run(1, () => ({ peg: toBase('0.95') }))
      expect(broken!.traffic.paid).toEqual(par!.traffic.paid)
      expect(Number(broken!.usdPaid) / Number(par!.usdPaid)).toBeCloseTo(0.95, 12)
    })

    test('halve at the halving, at unchanged power', () => {
      const days = run(2, (day) => ({ perBlock: subsidyAt(day === 0 ? 839_999n : 840_000n) }))
      expect(Number(days[0]!.mined) / Number(days[1]!.mined)).toBeCloseTo(2, 12)
      expect(days[0]!.power).toBe(days[1]!.power)
    })

    test('require a price, and are empty for no days', () => {
      expect(() => run(1, () => ({ usdPerBtc: 0n }))).toThrow(NoPrice)
      expect(run(0)).toEqual([])
    })
  })
})
