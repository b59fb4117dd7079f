import { describe, expect, test } from 'vitest'

import { scenarios } from '../../../src/scenarios/index.ts'
import baseline from '../../../src/scenarios/baseline/index.ts'
import hashpriceCrash from '../../../src/scenarios/hashprice-crash/index.ts'
import type { Environment } from '../../../src/sim/environment.ts'
import { simulateDays } from '../../../src/sim/engine/simulation.ts'
import { RESPONSE } from '../../../src/sim/process/miners.ts'
import { NETWORK_2023_07_12 } from '../../../src/sim/process/network.ts'
import { trajectoryAlong } from '../../../src/sim/process/process.ts'
import { responsiveNetwork } from '../../../src/sim/process/responsive-network.ts'
import { source } from '../../../src/sim/random/stream.ts'
import { streamId, streamIds } from '../../../src/sim/random/stream-id.ts'
import { ConflictingSettings } from '../../../src/sim/definition/parameter.ts'
import type { Scenario } from '../../../src/sim/definition/scenario.ts'
import type { Settings } from '../harness.ts'

const SEED = 3n

function environments(scenario: Scenario, set: Settings, days: number): readonly Environment[] {
  const { bound } = scenario.at(set)
  const bare = { ...bound, agents: [], initialState: { ...bound.initialState, stages: [] } }
  const { summary } = simulateDays(bare, [], { from: source(SEED, 0), days, onClose: () => {} })
  return summary.closes.map(({ view }) => view.environment)
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
    expect(() => baseline.at({ networkModel: 'responsive', difficultyGrowth: '-1' })).toThrow(
      ConflictingSettings,
    )
    expect(() => baseline.at({ difficultyGrowth: '-1' })).not.toThrow()
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
