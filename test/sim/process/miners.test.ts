import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { projectRoot } from '../../../src/evm/compile/root.ts'
import {
  FLEET_BY_EFFICIENCY,
  breakEvenHashprice,
  FleetIdle,
  LEAST_RUNNING,
  minersAt,
  nextMiners,
  NoMargin,
  orderRate,
  RESPONSE,
  runningHashRate,
  runningShare,
  type Miners,
  type ResponseParameters,
} from '../../../src/sim/process/miners.ts'
import { ParameterOutOfRange } from '../../../src/sim/process/process.ts'

const AT: ResponseParameters = { ...RESPONSE, growth: 0.5 }
const HASH_RATE = 386e18
const HASHPRICE = 72

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

/** The miners after `days` at the hashprice that `priceOn` gives for each day. */
function after(days: number, priceOn: (day: number) => number, parameters = AT): Miners {
  let miners = minersAt(HASH_RATE, HASHPRICE, parameters)
  for (let day = 1; day <= days; day++) {
    const hashRate = runningHashRate(miners, parameters)
    miners = nextMiners(miners, { hashprice: priceOn(day), hashRate, day }, parameters)
  }
  return miners
}

describe('curtailment', () => {
  test('half of a vintage runs where its break-even price of power is the median', () => {
    // 0.05 USD · 24 h · 30 kW per PH/s · 1.03 / 0.975
    const breakEven = (0.05 * 24 * 30 * 1.03) / 0.975
    expect(runningShare(30, breakEven, AT)).toBeCloseTo(0.5, 12)
    // One standard deviation of the logarithm more.
    expect(runningShare(30, breakEven * Math.exp(0.3), AT)).toBeCloseTo(0.8413447460685429, 12)
    expect(runningShare(60, 2 * breakEven, AT)).toBeCloseTo(0.5, 12)
  })

  test('stops inefficient machines first, and more of them the lower hashprice is', () => {
    for (const hashprice of [20, 35, 50, 72]) {
      const shares = FLEET_BY_EFFICIENCY.map(({ joulesPerTh }) => runningShare(joulesPerTh, hashprice, AT))
      expect(shares).toEqual(shares.toSorted((a, b) => a - b))
      for (const [vintage, { joulesPerTh }] of FLEET_BY_EFFICIENCY.entries())
        expect(runningShare(joulesPerTh, hashprice * 0.9, AT)).toBeLessThan(shares[vintage]!)
    }
  })

  test('follows the average hashprice with its half-life', () => {
    const still = { ...AT, growth: 0, reactionDays: 5 }
    const halved = after(5, () => HASHPRICE / 2, still).hashprice
    expect(Math.log(halved / HASHPRICE)).toBeCloseTo(Math.log(1 / 2) / 2, 12)
    expect(after(1, () => 36, { ...still, reactionDays: 0 }).hashprice).toBeCloseTo(36, 12)
  })

  test('is documented in the reference as computed, vintage by vintage', () => {
    const text = readFileSync(join(projectRoot, 'docs', 'reference', 'economics.md'), 'utf8')
    for (const { machines, joulesPerTh, share } of FLEET_BY_EFFICIENCY) {
      const runs = [72, 50, 35].map((hashprice) => runningShare(joulesPerTh, hashprice, RESPONSE))
      const cells = [share, ...runs].map((part) => `${Math.round(100 * part)}%`)
      expect(text).toContain(`| ${[machines, joulesPerTh, ...cells].join(' | ')} |`)
    }
  })

  test('the table of the fleet adds up to one, with a mean of 34 J/TH', () => {
    expect(sum(FLEET_BY_EFFICIENCY.map(({ share }) => share))).toBeCloseTo(1, 12)
    const mean = sum(FLEET_BY_EFFICIENCY.map(({ share, joulesPerTh }) => share * joulesPerTh))
    expect(mean).toBeCloseTo(34, 0)
  })
})

describe('orders of new machines', () => {
  test('sustain the given growth at a constant payback period', () => {
    // Without progress and with a hashprice that stays, so does the payback period.
    for (const growth of [0, 0.2, 0.5])
      for (const deliveryDays of [3, 120]) {
        const steady = { ...AT, growth, progress: 0, deliveryDays }
        const installed = (miners: Miners) => sum(miners.installed)
        const [first, last] = [minersAt(HASH_RATE, HASHPRICE, steady), after(365, () => HASHPRICE, steady)]
        // Not all machines run, and arrivals are more efficient: what runs grows by the given rate.
        const added = installed(last) - installed(first)
        const running = runningHashRate(first, steady)
        expect(running).toBeCloseTo(HASH_RATE, -8)
        expect(added / (running * growth || 1)).toBeCloseTo(growth === 0 ? 0 : 1, 1)
      }
  })

  test('scale with the payback period to the power of the elasticity', () => {
    const { firstMargin } = minersAt(HASH_RATE, HASHPRICE, AT)
    const at = (hashprice: number, elasticity: number) =>
      orderRate(hashprice, 0, firstMargin, { ...AT, elasticity, largestGrowth: 100 })
    // The margin is (hashprice·0.975 - 24·21.5·1.03·0.05)/1000; this hashprice doubles it.
    const power = 24 * 21.5 * 1.03 * 0.05
    const doubled = (2 * (HASHPRICE * 0.975 - power) + power) / 0.975
    expect(at(doubled, 1) / at(HASHPRICE, 1)).toBeCloseTo(2, 9)
    expect(at(doubled, 2) / at(HASHPRICE, 2)).toBeCloseTo(4, 9)
    expect(at(doubled, 0)).toBeCloseTo(at(HASHPRICE, 0), 15)
  })

  test('stop where a new machine does not earn its power, and are capped', () => {
    const { firstMargin } = minersAt(HASH_RATE, HASHPRICE, AT)
    expect(orderRate(27, 0, firstMargin, AT)).toBe(0)
    const [most, more] = [1000, 2000].map((hashprice) => orderRate(hashprice, 0, firstMargin, AT))
    expect(most).toBe(more)
    expect(most).toBeGreaterThan(orderRate(HASHPRICE, 0, firstMargin, AT))
  })

  test('rise as machines get cheaper and more efficient', () => {
    const { firstMargin } = minersAt(HASH_RATE, HASHPRICE, AT)
    const yearOn = orderRate(HASHPRICE, 365, firstMargin, AT)
    expect(yearOn / orderRate(HASHPRICE, 0, firstMargin, AT)).toBeGreaterThan(1 / 0.78)
    expect(orderRate(HASHPRICE, 365, firstMargin, { ...AT, progress: 0 })).toBe(
      orderRate(HASHPRICE, 0, firstMargin, AT),
    )
  })

  test('arrive after the delay, which has three stages', () => {
    // At a hashprice of 10 nobody orders more.
    const start = { ...minersAt(HASH_RATE, HASHPRICE, AT), ordered: [1, 0, 0] }
    const arrived: number[] = []
    let miners: Miners = start
    for (let day = 1; day <= 400; day++) {
      miners = nextMiners(miners, { hashprice: 10, hashRate: HASH_RATE, day }, AT)
      arrived.push(1 - sum(miners.ordered))
    }
    // Each day a stage passes on q = 3/120: by day n three passes have happened with the binomial
    // probability.
    const q = 3 / 120
    for (const n of [3, 20, 120, 400]) {
      const fewer = [1, n, (n * (n - 1)) / 2].map((ways, k) => ways * q ** k * (1 - q) ** (n - k))
      expect(arrived[n - 1]).toBeCloseTo(1 - sum(fewer), 12)
    }
    expect(arrived[119]).toBeCloseTo(0.58, 2)
  })

  test('neither appear nor vanish on the way', () => {
    const { firstMargin } = minersAt(HASH_RATE, HASHPRICE, AT)
    const before = minersAt(HASH_RATE, HASHPRICE, AT)
    const next = nextMiners(before, { hashprice: 50, hashRate: HASH_RATE, day: 1 }, AT)
    const total = ({ installed, ordered }: Miners) => sum(installed) + sum(ordered)
    const placed = HASH_RATE * orderRate(50, 1, firstMargin, AT)
    expect((total(next) - total(before)) / placed).toBeCloseTo(1, 6)
  })
})

test('parameters out of range, and a hashprice at which nobody would order, are rejected', () => {
  for (const wrong of [
    { growth: -0.1 },
    { deliveryDays: 2 },
    { powerSpread: 0 },
    { progress: 1 },
    { elasticity: NaN },
    { reactionDays: -1 },
  ])
    expect(() => minersAt(HASH_RATE, HASHPRICE, { ...AT, ...wrong })).toThrow(ParameterOutOfRange)
  expect(() => minersAt(HASH_RATE, 27, AT)).toThrow(NoMargin)
  const least = breakEvenHashprice(AT)
  expect(() => minersAt(HASH_RATE, least * (1 - 1e-9), AT)).toThrow(NoMargin)
  expect(minersAt(HASH_RATE, least * (1 + 1e-9), AT).firstMargin).toBeGreaterThan(0)
})

test('a first day on which hardly any machine runs is rejected, though new ones would earn', () => {
  // Nearly equal prices of power: the machines of July 2023 need 29 USD and more, new ones only 13.
  const frugal = { ...AT, newJoulesPerTh: 10, powerSpread: 0.05 }
  const share = (hashprice: number): number => {
    const { installed } = minersAt(HASH_RATE, hashprice, frugal)
    return HASH_RATE / installed.reduce((sum, each) => sum + each, 0)
  }
  expect(() => minersAt(HASH_RATE, 15, frugal)).toThrow(FleetIdle)
  // 18% of the fleet have 23 J/TH, with a break-even at 29.157 USD: 1% runs at 29.157 · exp(-0.05 · 1.593).
  const [idle, running] = [26.9, 26.95]
  expect(() => minersAt(HASH_RATE, idle, frugal)).toThrow(FleetIdle)
  let message = ''
  try {
    minersAt(HASH_RATE, idle, frugal)
  } catch (error) {
    message = (error as Error).message
  }
  const [, got, at] = / on day 0, got (\S+) at (\S+) USD per PH/.exec(message)!
  expect([Number(got) < LEAST_RUNNING, at]).toEqual([true, '26.9'])
  expect(share(running)).toBeGreaterThanOrEqual(LEAST_RUNNING)
  // So few that the share of the running ones is nothing, and the idle fleet would be infinite.
  expect(() => minersAt(HASH_RATE, 15, { ...frugal, powerSpread: 0.01 })).toThrow(FleetIdle)
})

test('an error of the hashprice has it', () => {
  const errorAt = (hashprice: number, parameters = AT): unknown => {
    try {
      return minersAt(HASH_RATE, hashprice, parameters)
    } catch (error) {
      return error
    }
  }
  expect(errorAt(27)).toMatchObject({ name: 'NoMargin', hashprice: 27 })
  expect(errorAt(15, { ...AT, newJoulesPerTh: 1, powerSpread: 0.05 })).toMatchObject({ hashprice: 15 })
})
