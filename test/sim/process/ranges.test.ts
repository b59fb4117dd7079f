import { describe, expect, test } from 'vitest'

import { arrival } from '../../../src/sim/process/arrival.ts'
import { gasPrice } from '../../../src/sim/process/gas-price.ts'
import { gbm } from '../../../src/sim/process/gbm.ts'
import { lostPeg } from '../../../src/sim/process/lost-peg.ts'
import { meanReverting, type POWER_PRICE } from '../../../src/sim/process/mean-reverting.ts'
import { BTC_JUMPS, merton } from '../../../src/sim/process/merton.ts'
import { FleetIdle, minersAt, NoMargin, RESPONSE } from '../../../src/sim/process/miners.ts'
import { network, NETWORK_2023_07_12 } from '../../../src/sim/process/network.ts'
import { BRIDGE_OUTAGES, bridge } from '../../../src/sim/process/outage.ts'
import { BTCB_PEG, peg } from '../../../src/sim/process/peg.ts'
import { ParameterOutOfRange } from '../../../src/sim/process/process.ts'
import { FLEET_2023_07_12, purchases } from '../../../src/sim/process/purchases.ts'
import { readings } from '../../../src/sim/process/readings.ts'
import { BTC_REGIMES, regimes } from '../../../src/sim/process/regimes.ts'
import { responsiveNetwork } from '../../../src/sim/process/responsive-network.ts'
import { bootstrap, replay } from '../../../src/sim/process/table.ts'

type Numbers = Readonly<Record<string, number>>
/** Lowest and highest value of each parameter. Without a highest one, every finite number above is valid. */
type Ranges = Readonly<Record<string, readonly [low: number, high?: number]>>

const POSITIVE = [Number.MIN_VALUE] as const
const AT_NETWORK = { ...NETWORK_2023_07_12, growth: 0.5 }

/** A process by its name in errors: how it is made of numbers that are in range, and the ranges. */
const PROCESSES: Readonly<
  Record<
    string,
    { readonly make: (numbers: never) => unknown; readonly valid: Numbers; readonly ranges: Ranges }
  >
> = {
  arrival: {
    make: arrival,
    valid: { ths: 5, bought: 3, day: 2 },
    ranges: { ths: [0, 1e12], bought: [0, 1e12], day: [1] },
  },
  bootstrap: {
    make: ({
      usd,
      meanBlockDays,
      'ratios[1]': ratio,
    }: {
      usd: number
      meanBlockDays: number
      'ratios[1]': number
    }) => bootstrap({ usd, meanBlockDays, ratios: [1, ratio] }),
    valid: { usd: 7, meanBlockDays: 5, 'ratios[1]': 0.5 },
    ranges: { usd: POSITIVE, meanBlockDays: [1], 'ratios[1]': POSITIVE },
  },
  bridge: { make: bridge, valid: { ...BRIDGE_OUTAGES }, ranges: { meanUpDays: [1], meanDownDays: [1] } },
  'gas-price': {
    make: ({ logSd, 'floors[1].gwei': gwei }: { logSd: number; 'floors[1].gwei': number }) =>
      gasPrice({
        logSd,
        floors: [
          { day: 0, gwei: 3 },
          { day: 9, gwei },
        ],
      }),
    valid: { logSd: 0.5, 'floors[1].gwei': 2 },
    ranges: { logSd: [0, 10], 'floors[1].gwei': [0] },
  },
  gbm: {
    make: gbm,
    valid: { usd: 7, drift: 0.1, volatility: 0.5 },
    ranges: { usd: POSITIVE, drift: [-10, 10], volatility: [0, 10] },
  },
  'lost-peg': { make: lostPeg, valid: { day: 4, peg: 0.5 }, ranges: { day: [1], peg: [0, 1] } },
  'power-price': {
    make: (parameters: typeof POWER_PRICE) => meanReverting('power-price', parameters),
    valid: { value: 3, median: 4, halfLifeDays: 5, logSd: 0.5 },
    ranges: { value: POSITIVE, median: POSITIVE, halfLifeDays: [0.01], logSd: [0, 10] },
  },
  merton: {
    make: merton,
    // Jumps may not exceed the volatility, so that the ranges are tested without, and the jumps' own below.
    valid: { usd: 7, drift: 0.1, volatility: 0.7, ...BTC_JUMPS, jumpMean: 0, jumpSd: 0 },
    ranges: { usd: POSITIVE, drift: [-10, 10], volatility: [0, 10], jumpsPerYear: [0, 3650] },
  },
  network: {
    make: network,
    valid: AT_NETWORK,
    ranges: { height: [0, 0x7fffffff], difficulty: [1], growth: [-0.99, 100] },
  },
  peg: {
    make: peg,
    valid: { ...BTCB_PEG },
    ranges: {
      breakPerDay: [0, 1],
      lowest: [0, BTCB_PEG.highest],
      halfLifeDays: [0.01],
    },
  },
  'hash-rate-purchases': {
    make: purchases,
    valid: { ...FLEET_2023_07_12 },
    ranges: { ths: [0, 1e12], ordersPerYear: [0, 3650], meanOrderThs: [0, 1e9] },
  },
  regimes: {
    make: (of: { usd: number; drift: number; [name: string]: number }) =>
      regimes({
        usd: of.usd,
        drift: of.drift,
        regime: 'calm',
        volatility: { calm: of['volatility.calm']!, wild: of['volatility.wild']! },
        meanStayDays: { calm: of['meanStayDays.calm']!, wild: of['meanStayDays.wild']! },
      }),
    valid: {
      usd: 7,
      drift: 0.1,
      'volatility.calm': BTC_REGIMES.volatility.calm,
      'volatility.wild': BTC_REGIMES.volatility.wild,
      'meanStayDays.calm': 60,
      'meanStayDays.wild': 15,
    },
    ranges: {
      usd: POSITIVE,
      drift: [-10, 10],
      'volatility.calm': [0, 10],
      'volatility.wild': [0, 10],
      'meanStayDays.calm': [1],
      'meanStayDays.wild': [1],
    },
  },
  replay: {
    make: ({ 'usd[1]': usd }: { 'usd[1]': number }) => replay([5, usd]),
    valid: { 'usd[1]': 6 },
    ranges: { 'usd[1]': POSITIVE },
  },
  readings: {
    make: ({ 'points[1].usd': usd }: { 'points[1].usd': number }) =>
      readings([
        { day: 0, usd: 5 },
        { day: 3, usd },
      ]),
    valid: { 'points[1].usd': 6 },
    ranges: { 'points[1].usd': POSITIVE },
  },
  'responsive network': {
    make: ({ feesShare }: { feesShare: number }) =>
      responsiveNetwork({ ...RESPONSE, ...AT_NETWORK, feesShare } as never),
    valid: { feesShare: 0.02 },
    ranges: { feesShare: [0, 100] },
  },
  miners: {
    make: (parameters: typeof RESPONSE & { growth: number }) => minersAt(386e18, 72, parameters),
    valid: { ...RESPONSE, growth: 0.5 },
    ranges: {
      growth: [0, 100],
      elasticity: [0, 10],
      deliveryDays: [3, 3650],
      reactionDays: [0, 3650],
      powerPrice: [0.0001, 10],
      powerSpread: [0.01, 10],
      newJoulesPerTh: [0.1, 1000],
      progress: [0, 0.99],
      largestGrowth: [0, 100],
    },
  },
}

/** What two processes are called in their errors. */
const CALLED: Readonly<Record<string, string>> = {
  miners: 'network',
  'responsive network': 'network',
  'hash-rate-purchases': 'purchases',
}

/** The error for numbers out of range; undefined if there is none. */
function rangeError(make: (numbers: never) => unknown, numbers: Numbers): ParameterOutOfRange | undefined {
  try {
    make(numbers as never)
    return undefined
  } catch (error) {
    if (error instanceof ParameterOutOfRange) return error
    // At the ends of its range a parameter may leave miners without an income: an error of its own.
    if (error instanceof NoMargin || error instanceof FleetIdle) return undefined
    throw error
  }
}

describe.each(Object.keys(PROCESSES))('the numbers of %s', (name) => {
  const { make, valid, ranges } = PROCESSES[name]!

  test.each(Object.keys(ranges))(
    '%s: are valid from the lowest to the highest, and not beyond',
    (parameter) => {
      const [low, high = Infinity] = ranges[parameter]!
      const errorAt = (value: number): ParameterOutOfRange | undefined =>
        rangeError(make, { ...valid, [parameter]: value })
      expect(errorAt(low)).toBeUndefined()
      expect(errorAt(high === Infinity ? Number.MAX_VALUE : high)).toBeUndefined()
      // The ends are short decimal numbers; a relative 1e-10 is beyond them, and for zero the least number is.
      const step = (end: number): number => Math.max(Math.abs(end) * 1e-10, Number.MIN_VALUE)
      for (const wrong of [
        low - step(low),
        ...(high === Infinity ? [] : [high + step(high)]),
        Infinity,
        NaN,
      ]) {
        const error = errorAt(wrong)
        expect(error, `${parameter} = ${wrong}`).toBeInstanceOf(ParameterOutOfRange)
        const where = `${CALLED[name] ?? name}.${parameter}`
        for (const part of [`${where}: `, `from ${low} to ${high},`, `got ${wrong}`])
          expect(error!.message).toContain(part)
      }
    },
  )
})

test("a peg's highest value is a share, and bounds the lowest", () => {
  const error = (parameters: Partial<typeof BTCB_PEG>): string =>
    rangeError(peg as never, { ...BTCB_PEG, ...parameters })!.message
  expect(error({ highest: 1.1 })).toContain('peg.highest: expected a finite number from 0 to 1, got 1.1')
  expect(error({ highest: -0.1 })).toContain('peg.highest: expected a finite number from 0 to 1, got -0.1')
  expect(rangeError(peg as never, { ...BTCB_PEG, highest: 1 })).toBeUndefined()
})

test("jumps have a mean and a deviation in range, in the error's words", () => {
  const usual = { usd: 7, drift: 0, volatility: 10, jumpsPerYear: 1, jumpMean: 0, jumpSd: 0 }
  const error = (parameters: Partial<typeof usual>): string | undefined =>
    rangeError(merton as never, { ...usual, ...parameters })?.message
  for (const valid of [{ jumpMean: -1 }, { jumpMean: 1 }, { jumpSd: 0 }, { jumpSd: 1 }])
    expect(error(valid)).toBeUndefined()
  expect(error({ jumpMean: 1.01 })).toContain(
    'merton.jumpMean: expected a finite number from -1 to 1, got 1.01',
  )
  expect(error({ jumpMean: -1.01 })).toContain(
    'merton.jumpMean: expected a finite number from -1 to 1, got -1.01',
  )
  expect(error({ jumpSd: 1.01 })).toContain('merton.jumpSd: expected a finite number from 0 to 1, got 1.01')
  expect(error({ jumpSd: -0.01 })).toContain('merton.jumpSd: expected a finite number from 0 to 1, got -0.01')
})
