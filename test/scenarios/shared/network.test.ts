import { describe, expect, test } from 'vitest'

import { scenarios } from '../../../src/scenarios/index.ts'
import baseline from '../../../src/scenarios/baseline/index.ts'
import hashpriceCrash from '../../../src/scenarios/hashprice-crash/index.ts'
import liquidityFlight from '../../../src/scenarios/liquidity-flight/index.ts'
import type { Environment } from '../../../src/sim/environment.ts'
import { simulateDays } from '../../../src/sim/engine/simulation.ts'
import { RESPONSE } from '../../../src/sim/process/miners.ts'
import { NETWORK_2023_07_12 } from '../../../src/sim/process/network.ts'
import { trajectoryAlong } from '../../../src/sim/process/process.ts'
import { responsiveNetwork } from '../../../src/sim/process/responsive-network.ts'
import { source } from '../../../src/sim/random/stream.ts'
import { streamId, streamIds } from '../../../src/sim/random/stream-id.ts'
import { ConflictingSettings } from '../../../src/sim/definition/parameter.ts'
import { withTables, type Scenario } from '../../../src/sim/definition/scenario.ts'
import type { Settings } from '../harness.ts'

const SEED = 3n

function environments(scenario: Scenario, set: Settings, days: number): readonly Environment[] {
  const { bound } = scenario.at(set)
  const bare = { ...bound, agents: [], groups: [], initialState: { ...bound.initialState, stages: [] } }
  const { summary } = simulateDays(bare, [], { from: source(SEED, 0), days, onClose: () => {} })
  return summary.closes.map(({ view }) => view.environment)
}

/** The conflict that a scenario reports for these settings. */
function conflict(scenario: Scenario, set: Settings): ConflictingSettings {
  try {
    scenario.at(set)
  } catch (error) {
    if (error instanceof ConflictingSettings) return error
    throw error
  }
  throw new Error(`expected a conflict, got none for ${JSON.stringify(set)}`)
}

describe('the responsive network in scenarios', () => {
  test('sees the BTC price of the same day, with every parameter in its place', () => {
    const set = {
      networkModel: 'responsive',
      networkPower: '0.06',
      networkPowerSpread: '20',
      networkReaction: '3',
      networkElasticity: '1.5',
      networkDelivery: '90',
      networkEfficiency: '20',
      networkProgress: '10',
      networkLargestGrowth: '80',
      feesShare: '2',
      difficultyGrowth: '40',
    }
    const seen = environments(baseline, set, 60)
    const alone = trajectoryAlong(
      responsiveNetwork({
        ...NETWORK_2023_07_12,
        growth: 0.4,
        elasticity: 1.5,
        deliveryDays: 90,
        reactionDays: 3,
        powerPrice: 0.06,
        powerSpread: 0.2,
        newJoulesPerTh: 20,
        progress: 0.1,
        largestGrowth: 0.8,
        feesShare: 0.02,
      }),
      seen.map(({ btc }) => ({ btc })),
      source(SEED, 0),
      streamId(streamIds(), 'process/network'),
    )
    expect(seen.map((each) => each.network)).toEqual(alone)
  })

  test('has the defaults of the process', () => {
    const [explicit, standard] = [
      { networkElasticity: String(RESPONSE.elasticity), networkDelivery: String(RESPONSE.deliveryDays) },
      {},
    ].map((set) => environments(baseline, { networkModel: 'responsive', ...set }, 5))
    expect(explicit).toEqual(standard)
  })

  test('leaves BTC and the other processes as they are', () => {
    const [responsive, exogenous] = ['responsive', 'exogenous'].map((networkModel) =>
      environments(baseline, { networkModel }, 60),
    )
    for (const name of ['btc', 'fleet', 'power', 'peg', 'bridge', 'gas', 'fees'] as const)
      expect(responsive!.map((each) => each[name])).toEqual(exogenous!.map((each) => each[name]))
    expect(responsive!.at(-1)!.network.hashRate).not.toBe(exogenous!.at(-1)!.network.hashRate)
  })

  test('needs a growth that orders can sustain', () => {
    for (const set of [{}, { networkModel: 'responsive' }])
      expect(conflict(baseline, { ...set, difficultyGrowth: '-1' }).advice).toContain(
        'networkModel=exogenous',
      )
    expect(() => baseline.at({ networkModel: 'exogenous', difficultyGrowth: '-1' })).not.toThrow()
  })

  test('needs a first day on which machines earn their power, and says what to do otherwise', () => {
    const { expected, got, advice } = conflict(baseline, { startDifficulty: '150.5' })
    // 24 h · 21.5 W/TH · 1.03 · 0.05 USD / 0.975 is 27.26 USD per PH/s and day.
    for (const part of ['27.26', 'networkEfficiency', 'networkPower']) expect(expected).toContain(part)
    expect(got).toContain('startDifficulty')
    for (const part of ['networkModel=exogenous', 'lower startDifficulty']) expect(advice).toContain(part)
    expect(
      conflict(baseline, { networkEfficiency: '1', networkPowerSpread: '1', btcPrice: '5000' }).got,
    ).toBe('11.87 USD per PH/s and day (BTC price, startHeight, startDifficulty, feesShare)')
    // Where the network starts on a given day, no parameter sets the difficulty.
    const flight = conflict(liquidityFlight, { btcPrice: '10000' })
    for (const text of [flight.got, flight.advice]) expect(text).not.toContain('startDifficulty')
    expect(() => baseline.at({ startDifficulty: '150.5', networkModel: 'exogenous' })).not.toThrow()
    expect(() => baseline.at({ startDifficulty: '150.5', networkPower: '0.02' })).not.toThrow()
  })

  test('sees the first of replayed prices', () => {
    const priced = (usd: number) =>
      withTables(baseline, new Map([['p.csv', ['2022-01-01', '2022-01-02'].map((date) => ({ date, usd }))]]))
    const set = { btcModel: 'replay', btcPrices: 'p.csv' }
    expect(conflict(priced(100), set).expected).toContain('27.26')
    expect(() => priced(30_000).at(set)).not.toThrow()
  })

  test('is a choice of every scenario, and fees may be a share of the subsidy', () => {
    for (const { parameters } of scenarios)
      expect(parameters.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['networkModel', 'feesModel']),
      )
  })

  test('softens the crash: hashprice falls less than with difficulty that does not react', () => {
    const [responsive, exogenous] = ['responsive', 'exogenous'].map(
      (networkModel) => environments(hashpriceCrash, { networkModel }, 120).at(-1)!.network.difficulty,
    )
    expect(responsive! / exogenous!).toBeLessThan(0.8)
  })
})

describe('fees of a block', () => {
  const values = (set: Settings) => environments(baseline, set, 300).map(({ fees }) => fees.value)

  test('are constant, or halve with the subsidy', () => {
    expect(new Set(values({ feesModel: 'constant', feesPerBlock: '0.2' }))).toEqual(new Set([0.2]))
    const share = values({ feesModel: 'share', feesShare: '1.6' })
    expect(new Set(share)).toEqual(new Set([0.1, 0.05]))
    expect([share[0], share.at(-1)]).toEqual([0.1, 0.05])
  })

  test('halve on the day of the halving itself', () => {
    const days = environments(baseline, { feesModel: 'share', feesShare: '1.6' }, 300)
    for (const { fees, network } of days) expect(fees.value).toBe(network.height < 840_000 ? 0.1 : 0.05)
  })

  test('spread around their share', () => {
    const share = values({ feesModel: 'share', feesShare: '1.6', feesSpread: '60' })
    expect(new Set(share).size).toBeGreaterThan(290)
    expect(share[0]).toBe(0.1)
  })
})
