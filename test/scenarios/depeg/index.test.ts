import { Decimal } from 'decimal.js'
import { beforeAll, describe, expect, test } from 'vitest'

import { crossDay, dueDown, newBridge, type BridgeTerms } from '../../../src/model/economics/bridge.ts'
import { btcb, toBase, type Btcb } from '../../../src/model/kernel/units.ts'
import depeg from '../../../src/scenarios/depeg/index.ts'
import { eachOutage, theoryOfInsolvency } from '../../../src/scenarios/depeg/outages.ts'
import { PARAMETERS } from '../../../src/scenarios/depeg/parameters.ts'
import { ConflictingSettings, readSettings } from '../../../src/sim/definition/parameter.ts'
import { simulateDays } from '../../../src/sim/engine/simulation.ts'
import { source } from '../../../src/sim/random/stream.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import type { Scenario } from '../../../src/sim/definition/scenario.ts'
import {
  cells,
  expectInvariants,
  expectCharts,
  expectVerified,
  finding,
  metric,
  numbers,
  run,
  surprises,
  type Settings,
} from '../harness.ts'

describe('failures of bridge and peg', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(depeg)
  })

  test('confirms its hypotheses on several seeds', () => {
    expect(result.findings).toHaveLength(6)
    expect(surprises(result)).toEqual([])
    for (const seed of [2n, 3n, 4n]) expect(surprises(run(depeg, {}, undefined, seed))).toEqual([])
  })

  test.each<Settings>([
    { batch: '0.00000001', fee: '0' },
    { batch: '2', delayDays: '5', buffer: '3' },
    { batch: '0.3', fee: '0.29', costs: 'retained' },
    // A fee that is not a whole number of satoshi.
    { fee: '0.000123456789012345', delayDays: '2' },
  ])('confirms them with another bridge: %o', (set) => {
    expect(surprises(run(depeg, set))).toEqual([])
  })

  test('the wallets run out in some outages of this run, and outlast all of one with smaller payments', () => {
    const counts = (of: RunResult) =>
      /^in (\d+) of (\d+) outages; (\d+) of (\d+) outage days/
        .exec(finding(of, 'run out in the outages').found)!
        .slice(1)
        .map(Number)
    const [short, all, shortDays, downDays] = counts(result)
    expect(short).toBeGreaterThan(0)
    expect(short).toBeLessThan(all!)
    expect([shortDays, downDays]).toEqual([metric(result, 'shortDays'), metric(result, 'downDays')])
    // On this path BTC falls, so that power takes more of the production.
    const other = run(depeg, {}, undefined, 5n)
    expect(surprises(other)).toEqual([])
    expect(counts(other)[0]).toBe(0)
    expect(metric(other, 'mined')).toBeLessThan(metric(result, 'mined') * 0.6)
  })

  test.each<Settings>([{}, { buffer: '0.25', meanDownDays: '2' }])(
    'an outage has the wallets of the close before, and what falls due with what was overdue: %o',
    (set) => {
      const daily = run(depeg, set)
      const [bridge, buffer, due, overdue] = ['bridge', 'buffer', 'due', 'overdue'].map((name) =>
        cells(daily, name),
      )
      const days = bridge!.flatMap((state, day) => (state === 'down' ? [day] : []))
      const expected = days
        .filter((day) => bridge![day - 1] !== 'down')
        .map((first) => {
          const after = bridge!.findIndex((state, day) => day > first && state === 'up')
          const end = after === -1 ? bridge!.length : after
          return {
            held: toBase(first === 0 ? '1' : buffer![first - 1]!),
            due: [overdue![first - 1] ?? '0', ...due!.slice(first, end)].reduce(
              (sum, x) => sum + toBase(x),
              0n,
            ),
            short: overdue![end - 1] !== '0',
          }
        })
      const { summary } = simulateDays(depeg.at(set).bound, [], {
        from: source(1n, 0),
        days: depeg.days,
        onClose: () => {},
      })
      const outages = eachOutage(readSettings(PARAMETERS, set).settings, summary)
      expect(outages).toEqual(expected)
      expect(finding(daily, 'run out in the outages').asExpected).toBe(true)
    },
  )

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, ['peg-adjusted-floor', 'buffer', 'buffer-ruin'])
  })

  test('the floor in BTC is the floor in BTCB times the peg, every day', () => {
    const [floor, inBtc, peg] = ['floorPrice', 'floorInBtc', 'peg'].map((name) => numbers(result, name))
    // The table shows the peg to six decimals.
    for (const [day, each] of inBtc!.entries()) expect(each / (floor![day]! * peg![day]!)).toBeCloseTo(1, 5)
    expect(Math.min(...peg!)).toBeGreaterThanOrEqual(0.9)
    expect(Math.min(...peg!)).toBeLessThan(0.97)
  })

  test('the wallets pay until they cannot cover a payment, and catch up once the waiting BTC has crossed', () => {
    const bridge = cells(result, 'bridge')
    const [buffer, overdue, onTheWay] = ['buffer', 'overdue', 'onTheWay'].map((name) => numbers(result, name))
    expect(bridge.filter((each) => each === 'down').length).toBeGreaterThan(10)
    // Production only falls, so the first payment is the largest. Nothing that the wallets could cover is
    // overdue.
    const most = Math.max(...numbers(result, 'due'))
    for (const [day, late] of overdue!.entries())
      if (late > 0) expect(buffer![day], `day ${day}`).toBeLessThan(most)
    // More than a batch waits after these outages. It departs when the bridge is up again and arrives a day
    // later.
    const ends = bridge.flatMap((state, day) =>
      state === 'up' && bridge[day - 1] === 'down' && bridge[day + 1] === 'up' && onTheWay![day - 1]! > 1
        ? [day]
        : [],
    )
    expect(ends.filter((day) => overdue![day]! > 0).length).toBeGreaterThan(0)
    for (const day of ends) expect(overdue![day + 1], `day ${day}`).toBe(0)
  })

  test('outages lose nothing: unpaid amounts are in the wallet, in transit, or fees', () => {
    const [failing, working] = [run(depeg, {}), run(depeg, { meanUpDays: '100000' })]
    expect(metric(working, 'longest')).toBe(0)
    expect(metric(working, 'lateDays')).toBe(0)
    const exact = (of: RunResult, name: string): bigint => toBase(of.metrics[name]!.value)
    for (const each of [failing, working]) {
      const somewhere = ['paid', 'bufferLeft', 'onTheWay', 'fees'].map((name) => exact(each, name))
      expect(somewhere.reduce((a, b) => a + b)).toBe(exact(each, 'mined') + btcb('1'))
    }
    expect(exact(failing, 'mined')).toBe(exact(working, 'mined'))
    // Production that waits through an outage crosses in one batch, for one fee.
    expect(exact(failing, 'fees')).toBeLessThan(exact(working, 'fees'))
  })

  test('amounts that wait through an outage are kept if nothing is mined on the day that it ends', () => {
    // On this path payments stop with the fall of BTC, and twice the bridge recovers on a day without a
    // payment.
    const set = { networkModel: 'exogenous', feesModel: 'constant', standby: '100', btcGrowth: '73' }
    const other = run(depeg, set, undefined, 5n)
    const [bridge, onTheWay, due] = [
      cells(other, 'bridge'),
      numbers(other, 'onTheWay'),
      numbers(other, 'due'),
    ]
    const ends = bridge.flatMap((state, day) =>
      state === 'up' && bridge[day - 1] === 'down' && due[day] === 0 ? [day] : [],
    )
    expect(ends).toHaveLength(2)
    for (const day of ends) {
      expect(onTheWay[day], `day ${day}`).toBeGreaterThan(0.3)
      expect(onTheWay[day], `day ${day}`).toBe(onTheWay[day - 1])
    }
    expect(finding(other, 'and lose nothing').asExpected).toBe(true)
  })

  test.each<[string, Settings, readonly string[]]>([
    ['forgets the delay', { delayDays: '1' }, ['and lose nothing', 'nothing is lost at any size']],
    [
      'pays without backing',
      { buffer: '0' },
      ['and lose nothing', 'nothing is lost at any size', 'bear the bridge’s fees', 'run out in the outages'],
    ],
    [
      'lets the wallets bear the fee',
      { fee: '0' },
      ['and lose nothing', 'nothing is lost at any size', 'bear the bridge’s fees'],
    ],
  ])('a treasury mutant that %s is killed', (_mutant, terms, words) => {
    const mutated: Scenario = {
      ...depeg,
      at: (given) => {
        const { texts, bound } = depeg.at(given)
        return { texts, bound: { ...bound, agents: depeg.at({ ...given, ...terms }).bound.agents } }
      },
    }
    const other = run(mutated, { delayDays: '2' })
    expect(words.map((each) => finding(other, each).asExpected)).toEqual(words.map(() => false))
  })

  test('rejects a fee that is not below the batch, whichever of the two is set', () => {
    for (const set of [{ fee: '0.5' }, { batch: '0.0005' }, { fee: '2', batch: '1' }])
      expect(() => depeg.at(set)).toThrow(ConflictingSettings)
    expect(() => depeg.at({ fee: '0.499999999999999999' })).not.toThrow()
  })

  test('runs with zero days', () => {
    expect(run(depeg, {}, 0).metrics).toMatchObject({ overdue: { value: '0' }, lateDays: { value: '0' } })
  })

  test('the insolvency curve falls with the buffer, as for geometric outages', () => {
    const [seen, theory] = ['seen', 'theory'].map((name) => numbers(result, name, 'ruins'))
    for (const curve of [seen!, theory!]) {
      expect(curve[0]).toBe(100)
      expect(curve).toEqual(curve.toSorted((a, b) => b - a))
    }
    // 5.71 payments; at the close before an outage 1, 2 or 3 of them are in transit. An outage continues with
    // probability 0.8.
    expect(theory![3]).toBeCloseTo((100 * (0.8 ** 4 + 0.8 ** 3 + 0.8 ** 2)) / 3, 9)
  })

  test('the theoretical insolvency curve matches the bridge model in outages of every length', () => {
    const sat = (count: number): Btcb => btcb((count / 1e8).toFixed(8))
    /** Paid days of an outage that begins `day` days after a departure, with daily payments of `mined`. */
    const served = (terms: BridgeTerms, mined: Btcb, day: number, perBatch: number): number => {
      let [bridge, days] = [newBridge(terms), 0]
      const step = (up: boolean): boolean => {
        const crossed = crossDay(bridge, terms, { mined, due: dueDown(bridge, terms, mined), up })
        bridge = crossed.bridge
        return crossed.traffic.late > 0n
      }
      // Departures are on the last day of each batch. Twenty batches reach the steady state.
      for (let past = 0; past < 20 * perBatch + day; past++) step(true)
      while (!step(false)) days++
      return days
    }
    for (const delayDays of [1, 2, 3, 5, 8])
      for (const perBatch of [1, 2, 3, 5])
        for (const payments of [0, 1, 2, 3, 4, 6, 9, 14]) {
          const mined = sat(1000)
          const terms = {
            batch: sat(1000 * perBatch),
            delayDays,
            fee: sat(10 * perBatch),
            // A payment is 990 while a batch fills, and 1,000 beyond.
            backing: sat(1000 * payments),
          }
          const each = Array.from({ length: perBatch }, (_, day) => served(terms, mined, day, perBatch))
          const part = each.reduce((sum, days) => sum + 0.8 ** days, 0) / perBatch
          const theory = theoryOfInsolvency({ payments, perBatch, delayDays }, new Decimal(5))
          expect(theory.toNumber(), `${delayDays} ${perBatch} ${payments}`).toBeCloseTo(part, 12)
        }
  })

  test('is the same on the contracts, variant by variant', async () => {
    await expectVerified(
      run(depeg, { meanUpDays: '5', meanDownDays: '3', batch: '0.3', delayDays: '2' }, 30),
      ['buffer-0', 'buffer-2', 'peg-lost'],
    )
  })
})
