/** The overlay: each effect on its process, what the network sees, and heights at a halving. */
import { describe, expect, test } from 'vitest'
import {
  constantProcess,
  environmentProcessesOf,
  feesPerBlock,
  gasPriceOf,
  initialEnvironment,
  nextEnvironment,
  type Environment,
  type Processes,
} from '../../../src/sim/environment.ts'
import { feesOfSubsidy } from '../../../src/sim/process/block-fees.ts'
import { gbm } from '../../../src/sim/process/gbm.ts'
import { RESPONSE } from '../../../src/sim/process/miners.ts'
import { network } from '../../../src/sim/process/network.ts'
import { responsiveNetwork } from '../../../src/sim/process/responsive-network.ts'
import { parseSeed } from '../../../src/sim/random/seed.ts'
import { source, stream } from '../../../src/sim/random/stream.ts'
import { streamId, streamIds } from '../../../src/sim/random/stream-id.ts'
import { stressed } from '../../../src/sim/stress/overlay.ts'
import { InvalidPath, type Path, type Shock } from '../../../src/sim/stress/shock.ts'

const DAYS = 60
/** Day 0 of the shock. */
const FIRST = 10

const shock = (effects: Partial<Shock>): Shock => ({
  name: 'a-shock',
  title: 'A shock',
  from: '2024-01-01',
  to: '2024-01-31',
  sources: ['none'],
  leavesOut: [],
  ...effects,
})

/** 1,000 blocks before a halving, which comes by itself on about day 7. */
const NETWORK = { height: 839_000, difficulty: 80e12, growth: 0.5 }

const processes = (net: Processes['network'] = network(NETWORK)): Processes => ({
  btc: gbm({ usd: 60_000, drift: 0, volatility: 0.6 }),
  network: net,
  fleet: constantProcess('fleet', { ths: 1, bought: 0 }),
  power: constantProcess('power', { value: 0.055 }),
  gas: constantProcess('gas-price', { gwei: 3 }),
  fees: feesOfSubsidy(constantProcess('fees-share', { value: 0.02 })),
})

const responsive = (): Processes['network'] => responsiveNetwork({ ...RESPONSE, ...NETWORK, feesShare: 0.02 })

/** The environments of all days, on one seed. */
function daysOf(given: Processes): readonly Environment[] {
  const ids = streamIds()
  const from = source(parseSeed(5n), 0)
  const all = environmentProcessesOf(given, (name) => stream(from, streamId(ids, name)))
  const days = [initialEnvironment(all.processes)]
  for (let day = 1; day <= DAYS; day++) days.push(nextEnvironment(all, days.at(-1)!, day))
  return days
}

const withShock = (effects: Partial<Shock>, given = processes(), day = FIRST): readonly Environment[] =>
  daysOf(stressed(given, { shock: shock(effects), day }))

const PLAIN = daysOf(processes())

describe('an overlay', () => {
  test('without effects leaves every value of every day as it is', () => {
    const numbers = (days: readonly Environment[]): unknown =>
      days.map(({ btc, network: net, fees, gas }) => [
        btc.usd,
        net.height,
        net.blocks,
        net.difficulty,
        net.hashRate,
        fees.value,
        gas.gwei,
      ])
    expect(numbers(withShock({}))).toEqual(numbers(PLAIN))
  })

  test('multiplies BTC from the day after its day 0 on, and keeps the path below it', () => {
    const fall: Path = [
      [2, '0.5'],
      [4, '0.8'],
    ]
    const factors = withShock({ btc: fall }).map(({ btc }, day) => btc.usd / PLAIN[day]!.btc.usd)
    expect(factors.slice(0, FIRST + 1)).toEqual(Array.from({ length: FIRST + 1 }, () => 1))
    for (const [day, factor] of [
      [11, 0.75],
      [12, 0.5],
      [13, 0.65],
      [14, 0.8],
      [60, 0.8],
    ] as const)
      expect(factors[day]).toBeCloseTo(factor, 12)
  })

  test('multiplies difficulty and hash rate alike, so that blocks come as before', () => {
    const days = withShock({ difficulty: [[1, '0.5']] })
    for (const [day, { network: net }] of days.entries()) {
      const plain = PLAIN[day]!.network
      const factor = day > FIRST ? 0.5 : 1
      expect([net.difficulty, net.hashRate, net.blocks, net.height]).toEqual([
        plain.difficulty * factor,
        plain.hashRate * factor,
        plain.blocks,
        plain.height,
      ])
    }
  })

  test('lets a network respond to the shocked price, unless the shock has its own difficulty', () => {
    const plain = daysOf(processes(responsive()))
    const btc: Path = [[1, '0.3']]
    const responds = withShock({ btc }, processes(responsive()))
    const recorded = withShock({ btc, difficulty: [[1, '0.9']] }, processes(responsive()))
    expect(responds[DAYS]!.network.hashRate).toBeLessThan(0.95 * plain[DAYS]!.network.hashRate)
    expect(recorded[DAYS]!.network.hashRate).toBe(0.9 * plain[DAYS]!.network.hashRate)
    expect(recorded[DAYS]!.btc.usd).toBe(responds[DAYS]!.btc.usd)
  })

  test('brings the next halving to the day after its day 0, once', () => {
    const early = (): Processes => processes(network({ ...NETWORK, height: 700_000 }))
    const plain = daysOf(early()).map((each) => each.network.height)
    const days = withShock({ halving: true }, early())
    const heights = days.map((each) => each.network.height)
    expect(heights.slice(0, FIRST + 1)).toEqual(plain.slice(0, FIRST + 1))
    expect(heights[FIRST + 1]).toBe(840_000)
    const moved = 840_000 - plain[FIRST + 1]!
    for (let day = FIRST + 1; day <= DAYS; day++) expect(heights[day]! - plain[day]!).toBe(moved)
    expect(feesPerBlock(days[FIRST]!)).toBe(2n * feesPerBlock(days[FIRST + 1]!))
  })

  test('moves the next halving even if one has just come by itself', () => {
    expect(PLAIN[FIRST]!.network.height).toBeGreaterThan(840_000)
    expect(withShock({ halving: true })[FIRST + 1]!.network.height).toBe(1_050_000)
  })

  test('adds fees as a share of the subsidy', () => {
    const fees: Path = [
      [1, '2.8'],
      [2, '0'],
    ]
    const days = withShock({ fees })
    // 3.125 BTC since block 840,000, and 2% of it by the scenario.
    expect(days[FIRST + 1]!.fees.value).toBeCloseTo(3.125 * 2.82, 12)
    expect(feesPerBlock(days[FIRST + 1]!)).toBe(881_250_000n)
    expect(days[FIRST + 2]!.fees.value).toBe(PLAIN[FIRST + 2]!.fees.value)
  })

  test('adds fees to those of July 2023 when the scenario has no process for them', () => {
    const { fees: _fees, ...without } = processes()
    const days = withShock({ fees: [[1, '1']] }, without)
    expect(days[FIRST]!.fees.value).toBe(0.1)
    expect(days[FIRST + 1]!.fees.value).toBe(3.225)
  })

  test('multiplies the gas price, in wei rounded down', () => {
    const days = withShock({ gas: [[1, '1.11111111111']] })
    expect(gasPriceOf(days[FIRST]!)).toBe(3_000_000_000n)
    expect(gasPriceOf(days[FIRST + 1]!)).toBe(3_333_333_333n)
  })

  test('leaves day 0 of the run as it is when its day is 0', () => {
    const days = withShock({ btc: [[1, '0.5']] }, processes(), 0)
    expect(days[0]!.btc.usd).toBe(60_000)
    expect(days[1]!.btc.usd).toBe(PLAIN[1]!.btc.usd * 0.5)
  })

  test('leaves all of day 0 of the run as it is when its day is 0', () => {
    const everything: Partial<Shock> = {
      btc: [[1, '0.5']],
      difficulty: [[1, '0.5']],
      fees: [[1, '1']],
      gas: [[1, '2']],
      halving: true,
    }
    const { fees: _fees, ...without } = processes()
    for (const given of [processes(), processes(responsive()), without]) {
      const [stressedFirst, first] = [withShock(everything, given, 0)[0]!, daysOf(given)[0]!]
      expect(stressedFirst.btc.usd).toBe(first.btc.usd)
      expect(stressedFirst.network.difficulty).toBe(first.network.difficulty)
      expect(stressedFirst.network.height).toBe(first.network.height)
      expect(stressedFirst.fees.value).toBe(first.fees.value)
      expect(stressedFirst.gas.gwei).toBe(first.gas.gwei)
    }
  })

  test('that began before the run has the effects of its third day on day 0', () => {
    const everything: Partial<Shock> = {
      btc: [[4, '0.6']],
      difficulty: [[4, '0.2']],
      fees: [[4, '0.4']],
      halving: true,
    }
    const [given, own] = [withShock(everything, processes(), -3)[0]!, PLAIN[0]!]
    // Three quarters of the way from no effect to that of day 4.
    expect(given.btc.usd / own.btc.usd).toBeCloseTo(0.7, 12)
    expect(given.network.difficulty / own.network.difficulty).toBeCloseTo(0.4, 12)
    expect(given.network.height).toBe(840_000)
    expect(given.fees.value - own.fees.value / 2).toBeCloseTo(0.3 * 3.125, 12)
  })

  test('leaves a process that the shock does not touch as it is', () => {
    const given = processes()
    const { fees, gas, power } = stressed(given, { shock: shock({ btc: [[1, '0.5']] }), day: 0 })
    expect([fees, gas, power]).toEqual([given.fees, given.gas, given.power])
    expect(gas).toBe(given.gas)
  })

  test('tells the processes of fees the day, and keeps what else their state has', () => {
    const ofDay: Processes['fees'] = {
      name: 'block-fees',
      initial: { value: 0 },
      step: (_state, _stream, day) => ({ value: day }),
    }
    const shared: Processes['fees'] = {
      name: 'block-fees',
      start: () => ({ value: 0, share: 7 }),
      follow: (_state, _others, _stream, day) => ({ value: day, share: 7 }),
    } as Processes['fees']
    for (const fees of [ofDay, shared]) {
      const days = withShock({ fees: [[1, '0']] }, { ...processes(), fees: fees! })
      expect(days.map((each) => each.fees.value)).toEqual(days.map((_, day) => day))
      if (fees === shared)
        expect(days.every((each) => (each.fees as unknown as { share: number }).share === 7)).toBe(true)
    }
  })

  test('is an error with an invalid path, before any day', () => {
    expect(() => stressed(processes(), { shock: shock({ btc: [[0, '1']] }), day: 0 })).toThrow(InvalidPath)
  })
})
