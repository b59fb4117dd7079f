import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decimal } from 'decimal.js'
import { expect } from 'vitest'

import { projectRoot } from '../../../src/evm/compile/root.ts'
import * as mining from '../../../src/model/economics/mining.ts'
import { ONE, fromBase, toBase } from '../../../src/model/kernel/units.ts'
import { propertySuite, type Mutation, type SystemUnderTest } from './property-suite.ts'

const MUTATIONS: readonly Mutation[] = [
  { name: 'the first subsidy is 25 BTC', find: '5_000_000_000n', replace: '2_500_000_000n' },
  {
    name: 'a halving is a block late',
    find: 'BLOCKS_PER_HALVING = 210_000n',
    replace: 'BLOCKS_PER_HALVING = 210_001n',
  },
  {
    name: 'the subsidy halves one era early',
    find: 'FIRST_SUBSIDY >> (height / BLOCKS_PER_HALVING)',
    replace: 'FIRST_SUBSIDY >> (height / BLOCKS_PER_HALVING + 1n)',
  },
  {
    name: 'the next halving is the previous one',
    find: '(height / BLOCKS_PER_HALVING + 1n) * BLOCKS_PER_HALVING',
    replace: '(height / BLOCKS_PER_HALVING) * BLOCKS_PER_HALVING',
  },
  {
    name: 'a day has one second more',
    find: 'ths * HASHES_PER_TH * SECONDS_PER_DAY',
    replace: 'ths * HASHES_PER_TH * (SECONDS_PER_DAY + 1n)',
  },
  {
    name: 'difficulty 1 is one hash fewer',
    find: 'HASHES_PER_DIFFICULTY = 2n ** 32n',
    replace: 'HASHES_PER_DIFFICULTY = 2n ** 32n - 1n',
  },
  {
    name: 'a day’s hashes are worth one unit more before the division',
    find: 'SECONDS_PER_DAY * perBlock * BASE_UNITS_PER_SAT',
    replace: 'SECONDS_PER_DAY * perBlock * BASE_UNITS_PER_SAT + 1n',
  },
  { name: 'a PH is 1,024 TH', find: 'TH_PER_PH = 1000n', replace: 'TH_PER_PH = 1024n' },
  {
    name: 'hashprice ignores the price of BTC',
    find: 'SECONDS_PER_DAY * perBlock * usdPerBtc',
    replace: 'SECONDS_PER_DAY * perBlock * ONE',
  },
  {
    name: 'gross earnings round up',
    find: 'return (hashesWorth(ths, perBlock) / (difficulty * HASHES_PER_DIFFICULTY)) as Btcb',
    replace: 'return divideUp(hashesWorth(ths, perBlock), difficulty * HASHES_PER_DIFFICULTY) as Btcb',
  },
  {
    name: 'uptime is ignored',
    find: 'hashesWorth(farm.ths, day.perBlock) * farm.uptime',
    replace: 'hashesWorth(farm.ths, day.perBlock) * ONE',
  },
  {
    name: 'the pool fee is added',
    find: '(ONE - farm.poolFee)',
    replace: '(ONE + farm.poolFee)',
  },
  { name: 'the power loss is subtracted', find: '(ONE + farm.loss)', replace: '(ONE - farm.loss)' },
  {
    name: 'power is paid during uptime only',
    find: 'uptime * ONE + (ONE - uptime) * standby',
    replace: 'uptime * ONE',
  },
  {
    name: 'power is paid around the clock',
    find: 'uptime * ONE + (ONE - uptime) * standby',
    replace: 'ONE * ONE',
  },
  {
    name: 'standby draw is on top of the full draw',
    find: 'uptime * ONE + (ONE - uptime) * standby',
    replace: 'ONE * ONE + (ONE - uptime) * standby',
  },
  {
    name: 'power rounds down',
    find: 'const power = divideUp(usdForPower, 1000n * ONE * ONE * ONE * day.usdPerBtc)',
    replace: 'const power = usdForPower / (1000n * ONE * ONE * ONE * day.usdPerBtc)',
  },
  {
    name: 'depreciation rounds down',
    find: 'const capex = divideUp(farm.capexUsd * ONE, farm.lifeDays * day.usdPerBtc)',
    replace: 'const capex = (farm.capexUsd * ONE) / (farm.lifeDays * day.usdPerBtc)',
  },
  {
    name: 'net ignores depreciation',
    find: 'net: received - power - capex',
    replace: 'net: received - power',
  },
  {
    name: 'net ignores the pool fee',
    find: 'net: received - power - capex',
    replace: 'net: mined - power - capex',
  },
  { name: 'a difficulty of zero is accepted', find: 'if (difficulty < 1n)', replace: 'if (difficulty < 0n)' },
  {
    name: 'a price of zero is accepted',
    find: 'if (day.usdPerBtc < 1n)',
    replace: 'if (day.usdPerBtc < 0n)',
  },
]

const SYSTEM = {
  heading: 'Mining',
  file: 'economics/mining',
  original: mining,
  load: (load) => load<typeof mining>('economics/mining'),
  mutations: MUTATIONS,
} satisfies SystemUnderTest<typeof mining>

propertySuite(
  SYSTEM,
  (
    { FARM, NoDifficulty, NoPrice, grossDown, hashpriceDown, nextHalving, produce, satPerThDay, subsidyAt },
    { describe, test },
  ) => {
    const T = 10n ** 12n

    /**
     * docs/reference/economics.md, 5: difficulty, BTC in USD, quoted hashprice in USD/PH/day; the height's
     * era follows from the date.
     */
    const ROWS = [
      { date: '2023-07-12', difficulty: (5391n * T) / 100n, usd: '30400', quote: 72, height: 798_336n },
      { date: '2024-09-16', difficulty: (9267n * T) / 100n, usd: '58000', quote: 39.87, height: 861_000n },
      { date: '2024-12-23', difficulty: (10852n * T) / 100n, usd: '93450', quote: 55.21, height: 876_000n },
      { date: '2025-04-21', difficulty: (12323n * T) / 100n, usd: '88000', quote: 45.7, height: 893_000n },
      { date: '2026-01-12', difficulty: (14826n * T) / 100n, usd: '91100', quote: 39.53, height: 932_000n },
    ] as const
    /** The row whose quote is only a bound: "under 35". */
    const UNDER_35 = { difficulty: 152n * T, usd: '83000', height: 924_000n }

    interface Row {
      readonly difficulty: bigint
      readonly usd: string
      readonly height: bigint
    }

    /** Hashprice of a row in USD/PH/day if fees are `feeShare` of the subsidy. */
    function hashprice({ difficulty, usd, height }: Row, feeShare: number): number {
      const subsidy = subsidyAt(height)
      const fees = BigInt(Math.round(Number(subsidy) * feeShare))
      return Number(fromBase(hashpriceDown({ difficulty, perBlock: subsidy + fees, usdPerBtc: toBase(usd) })))
    }

    const percent = (x: number): string => `${(100 * x).toFixed(2).replace('-', '−')}%`

    /** The fees, as a share of the subsidy, with which the formula gives the quote exactly. */
    const impliedFeeShare = (row: (typeof ROWS)[number]): number => row.quote / hashprice(row, 0) - 1

    describe('the subsidy', () => {
      test('halves exactly at every 210,000th height and ends at zero', () => {
        expect([0n, 209_999n, 210_000n, 839_999n, 840_000n, 1_050_000n].map(subsidyAt)).toEqual([
          5_000_000_000n,
          5_000_000_000n,
          2_500_000_000n,
          625_000_000n,
          312_500_000n,
          156_250_000n,
        ])
        // floor(5e9 / 2^k): the first era that rounds is the tenth halving, 4,882,812.5 sat.
        expect(subsidyAt(2_100_000n)).toBe(4_882_812n)
        expect([subsidyAt(6_929_999n), subsidyAt(6_930_000n), subsidyAt(10n ** 9n)]).toEqual([1n, 0n, 0n])
      })

      test('adds up to the known supply limit of 20,999,999.9769 BTC', () => {
        let all = 0n
        for (let era = 0n; era < 40n; era++) all += subsidyAt(era * 210_000n) * 210_000n
        expect(all).toBe(2_099_999_997_690_000n)
      })

      test('halves next at the first multiple of 210,000 above the height', () => {
        expect([0n, 798_336n, 839_999n, 840_000n].map(nextHalving)).toEqual([
          210_000n,
          840_000n,
          840_000n,
          1_050_000n,
        ])
      })
    })

    /**
     * The quotes include fees that they do not list, so the test solves for them. Circular: each row's
     * implied share reproduces its own quote by construction. Not circular: the implied share is plausible in
     * every row (a wrong formula, era or unit gives shares far outside), and the mean share of four rows
     * predicts the fifth.
     */
    describe('the quoted hashprices', () => {
      test('imply fees between 0% and 10% of the subsidy in every row', () => {
        for (const row of ROWS) {
          expect(impliedFeeShare(row), row.date).toBeGreaterThan(0)
          expect(impliedFeeShare(row), row.date).toBeLessThan(0.1)
        }
        expect(ROWS.map((row) => `${row.date} ${(100 * impliedFeeShare(row)).toFixed(2)}%`)).toEqual([
          '2023-07-12 1.55%',
          '2024-09-16 1.33%',
          '2024-12-23 1.99%',
          '2025-04-21 1.80%',
          '2026-01-12 2.34%',
        ])
      })

      test('are predicted within 2% in each row by the fee share of the other four', () => {
        for (const row of ROWS) {
          const others = ROWS.filter((other) => other !== row).map(impliedFeeShare)
          const share = others.reduce((sum, x) => sum + x, 0) / others.length
          expect(Math.abs(hashprice(row, share) / row.quote - 1), row.date).toBeLessThan(0.02)
        }
      })

      test('are met within 2% without fees in four of five rows, not in the last', () => {
        const within = ROWS.filter((row) => Math.abs(hashprice(row, 0) / row.quote - 1) < 0.02).map(
          ({ date }) => date,
        )
        expect(within).toEqual(['2023-07-12', '2024-09-16', '2024-12-23', '2025-04-21'])
      })

      test('are documented in the reference as computed, row by row', () => {
        const text = readFileSync(join(projectRoot, 'docs', 'reference', 'economics.md'), 'utf8')
        for (const row of ROWS) {
          const others = ROWS.filter((other) => other !== row).map(impliedFeeShare)
          const share = others.reduce((sum, x) => sum + x, 0) / others.length
          const off = (fees: number): string => percent(hashprice(row, fees) / row.quote - 1)
          const cells = [row.quote, percent(impliedFeeShare(row)), off(share), off(0)]
          expect(text).toMatch(new RegExp(`^\\| ${row.date} .*\\| ${cells.join(' \\| ')} \\|$`, 'm'))
        }
      })

      test('stay under 35 USD in November 2025 with fees up to 1.95%; two of five rows exceed that', () => {
        expect(hashprice(UNDER_35, 0.018)).toBeLessThan(35)
        expect(hashprice(UNDER_35, 0.0195)).toBeLessThan(35)
        expect(hashprice(UNDER_35, 0.0197)).toBeGreaterThan(35)
        expect(ROWS.filter((row) => impliedFeeShare(row) > 0.0195).map(({ date }) => date)).toEqual([
          '2024-12-23',
          '2026-01-12',
        ])
      })

      test('are missed with the wrong era, or with the difficulty of another day', () => {
        const [first = ROWS[0], second = ROWS[1]] = ROWS
        expect(hashprice({ ...first, height: 840_000n }, 0.018) / first.quote).toBeLessThan(0.6)
        expect(
          Math.abs(hashprice({ ...second, difficulty: first.difficulty }, 0.018) / second.quote - 1),
        ).toBeGreaterThan(0.5)
      })
    })

    describe('gross earnings of hash rate', () => {
      const day = {
        difficulty: (5391n * T) / 100n,
        perBlock: 625_000_000n,
        usdPerBtc: toBase('30400'),
        usdPerKwh: toBase('0.05'),
      }

      test('agree in sat per TH, in base units and in USD per PH', () => {
        const sat = satPerThDay(day)
        // 1e12 * 86400 / (53.91e12 * 2^32) * 6.25e8, computed in another order of operations.
        expect(sat.toFixed(12)).toBe(
          new Decimal('5.4e13').div(new Decimal('53.91').times(2 ** 32)).toFixed(12),
        )
        expect(grossDown(1n, day)).toBe(BigInt(sat.times(1e10).toFixed(0, Decimal.ROUND_DOWN)))
        const usd = sat.times(1000).div(1e8).times(30400)
        expect(hashpriceDown(day)).toBe(BigInt(usd.times(1e18).toFixed(0, Decimal.ROUND_DOWN)))
      })

      test('round down to the base unit, and never fall with more hash rate', () => {
        const tiny = { difficulty: 86_400n * T, perBlock: 1n }
        // 1e12 * 86400 * 1e10 / (86400e12 * 2^32) = 1e10 / 2^32 = 2.328…
        expect([1n, 2n, 3n].map((ths) => grossDown(ths, tiny))).toEqual([2n, 4n, 6n])
        expect(grossDown(0n, tiny)).toBe(0n)
      })

      test('are about half a bitcoin a day for the fleet of July 2023', () => {
        expect(fromBase(grossDown(223_446n, day)).slice(0, 6)).toBe('0.5211')
      })
    })

    describe('production', () => {
      const day = {
        difficulty: (5391n * T) / 100n,
        perBlock: 634_687_500n,
        usdPerBtc: toBase('30400'),
        usdPerKwh: toBase('0.055'),
      }
      const farm = { ...FARM, standby: ONE, ths: 223_446n, capexUsd: toBase('4000000'), lifeDays: 1460n }

      /** The formula of docs/reference/economics.md in decimals with 60 digits, term by term. */
      function byFormula() {
        const D = Decimal.clone({ precision: 60 })
        const perTh = new D('1e12')
          .times(86400)
          .div(new D('53.91e12').times(2 ** 32))
          .times('6.346875')
        const mined = perTh.times(223_446).times('0.92')
        const power = new D(223_446).times(30).times(24).div(1000).times('0.055').times('1.03').div(30400)
        const capex = new D(4_000_000).div(1460 * 30400)
        return { mined, received: mined.times('0.975'), power, capex }
      }

      test('equals the formula of the reference, earnings rounded down and costs up', () => {
        const { mined, received, power, capex } = byFormula()
        const down = (x: Decimal) => BigInt(x.times('1e18').toFixed(0, Decimal.ROUND_DOWN))
        const up = (x: Decimal) => BigInt(x.times('1e18').toFixed(0, Decimal.ROUND_UP))
        const account = produce(farm, day)
        expect(account).toEqual({
          mined: down(mined),
          poolFee: down(mined) - down(received),
          power: up(power),
          capex: up(capex),
          net: down(received) - up(power) - up(capex),
        })
        expect(account.net).toBe(account.mined - account.poolFee - account.power - account.capex)
        expect(account.net).toBeGreaterThan(0n)
      })

      // 97,031,249,999,999,999,814,374.9999999999997: a single unit more in the numerator gives the next one.
      test('rounds down also where the earnings are hardly below a whole base unit', () => {
        const D = Decimal.clone({ precision: 100 })
        const [uptime, kept] = ['0.920000000000000001', '0.999999999999999997']
        const received = new D('1e22')
          .times(86400)
          .times(2 ** 19)
          .times(uptime)
          .times(kept)
          .div(2 ** 32)
        const account = produce(
          { ...FARM, ths: 2n ** 19n, uptime: toBase(uptime), poolFee: 3n },
          { difficulty: 1n, perBlock: 1n, usdPerBtc: ONE, usdPerKwh: 0n },
        )
        expect(received.mod(1).gt('0.99999999999')).toBe(true)
        expect(account.net).toBe(BigInt(received.toFixed(0, Decimal.ROUND_DOWN)))
      })

      test('pays power for the hours of uptime, and for the standby share of the others', () => {
        const { power: full } = byFormula()
        const up = (x: Decimal) => BigInt(x.times('1e18').toFixed(0, Decimal.ROUND_UP))
        for (const [standby, on] of [
          ['0', '0.92'],
          ['0.05', '0.924'],
          ['1', '1'],
        ] as const) {
          const account = produce({ ...farm, standby: toBase(standby) }, day)
          expect(account.power).toBe(up(full.times(on)))
          expect(account.mined).toBe(produce(farm, day).mined)
        }
        // Machines that never hash draw standby power alone.
        expect(produce({ ...farm, uptime: 0n, standby: 0n }, day).power).toBe(0n)
      })

      test('is negative if power costs more than it earns, and zero without machines', () => {
        const dear = produce(farm, { ...day, usdPerKwh: toBase('0.2') })
        expect(dear.net).toBeLessThan(0n)
        expect(dear.mined).toBe(produce(farm, day).mined)
        const none = produce({ ...farm, ths: 0n, capexUsd: 0n }, day)
        expect(none).toEqual({ mined: 0n, poolFee: 0n, power: 0n, capex: 0n, net: 0n })
      })

      test('deducts every cost: removing any of them raises the net', () => {
        const { net } = produce(farm, day)
        for (const free of [
          { poolFee: 0n },
          { loss: 0n },
          { capexUsd: 0n },
          { joulesPerTh: 0n },
          { uptime: ONE },
          { standby: 0n },
        ]) {
          expect(produce({ ...farm, ...free }, day).net).toBeGreaterThan(net)
        }
      })

      test('rejects a difficulty or a price of zero', () => {
        for (const difficulty of [0n, -1n]) {
          expect(() => produce(farm, { ...day, difficulty })).toThrow(NoDifficulty)
          expect(() => grossDown(1n, { ...day, difficulty })).toThrow(NoDifficulty)
          expect(() => satPerThDay({ ...day, difficulty })).toThrow(NoDifficulty)
          expect(() => hashpriceDown({ ...day, difficulty })).toThrow(NoDifficulty)
        }
        expect(() => produce(farm, { ...day, usdPerBtc: 0n })).toThrow(NoPrice)
      })

      test('accepts a difficulty and a price of one base unit', () => {
        const least = { ...day, difficulty: 1n, usdPerBtc: 1n }
        expect(produce(farm, least).power).toBeGreaterThan(0n)
        expect(grossDown(1n, least)).toBeGreaterThan(0n)
        expect(satPerThDay(least)).toBeDefined()
        expect(hashpriceDown(least)).toBeGreaterThan(0n)
      })
    })
  },
)
