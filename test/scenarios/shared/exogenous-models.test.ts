import { describe, expect, test } from 'vitest'

import baseline from '../../../src/scenarios/baseline/index.ts'
import bearMarket from '../../../src/scenarios/bear-market/index.ts'
import depeg from '../../../src/scenarios/depeg/index.ts'
import halving from '../../../src/scenarios/halving/index.ts'
import hashpriceCrash from '../../../src/scenarios/hashprice-crash/index.ts'
import smallHolder from '../../../src/scenarios/small-holder/index.ts'
import { NETWORK_2023_07_12, network } from '../../../src/sim/process/network.ts'
import { BTC_JUMPS, diffusionVolatility, merton } from '../../../src/sim/process/merton.ts'
import { BLOCK_FEES, meanReverting, POWER_PRICE } from '../../../src/sim/process/mean-reverting.ts'
import { gasPrice } from '../../../src/sim/process/gas-price.ts'
import { peg } from '../../../src/sim/process/peg.ts'
import { trajectory, type Process } from '../../../src/sim/process/process.ts'
import { purchases } from '../../../src/sim/process/purchases.ts'
import { BTC_REGIMES, regimes, scaledVolatilities } from '../../../src/sim/process/regimes.ts'
import { bootstrap, dailyRatios, replay } from '../../../src/sim/process/table.ts'
import { log } from '../../../src/sim/math/log.ts'
import type { Environment } from '../../../src/sim/environment.ts'
import { ConflictingSettings, InvalidParameter, type Tables } from '../../../src/sim/definition/parameter.ts'
import { streamId, streamIds } from '../../../src/sim/random/stream-id.ts'
import { source } from '../../../src/sim/random/stream.ts'
import { simulateDays } from '../../../src/sim/engine/simulation.ts'
import { withTables, type Scenario } from '../../../src/sim/definition/scenario.ts'
import type { Settings } from '../harness.ts'

const DAYS = 40
const SEED = 3n

/** The environments of a scenario's first days at these settings, without agents. */
function environments(scenario: Scenario, set: Settings = {}, days = DAYS): readonly Environment[] {
  const { bound } = scenario.at(set)
  const bare = { ...bound, agents: [], groups: [], initialState: { ...bound.initialState, stages: [] } }
  const { summary } = simulateDays(bare, [], { from: source(SEED, 0), days, onClose: () => {} })
  return summary.closes.map(({ view }) => view.environment)
}

/** The trajectory of a process on its own, from the same random stream. */
const alone = <State>(name: keyof Environment, process: Process<State>, days = DAYS): readonly State[] =>
  trajectory(process, source(SEED, 0), streamId(streamIds(), `process/${name}`), days - 1)

const PRICES = [100, 110, 99, 120, 60, 61].map((usd, index) => ({ date: `2022-01-0${index + 1}`, usd }))
const TABLES: Tables = new Map([['six.csv', PRICES]])
const usd = PRICES.map((row) => row.usd)

const GBM = { usd: 30_400, drift: log(1.05), volatility: 0.53 }

/** The models with their own variances; by default both have that of `GBM`. */
const OWN = { btcVariance: 'own' }

describe('the settings select the processes of the environment and their parameters', () => {
  test.each<[string, Settings, Process<{ readonly usd: number }>]>([
    ['merton', OWN, merton({ ...GBM, ...BTC_JUMPS })],
    [
      'merton',
      {},
      merton({ ...GBM, ...BTC_JUMPS, volatility: diffusionVolatility({ ...GBM, ...BTC_JUMPS }) }),
    ],
    [
      'merton',
      { ...OWN, jumpsPerYear: '50', jumpMean: '-10', jumpSd: '20' },
      merton({ ...GBM, jumpsPerYear: 50, jumpMean: -0.1, jumpSd: 0.2 }),
    ],
    ['regimes', OWN, regimes({ usd: GBM.usd, drift: GBM.drift, regime: 'calm', ...BTC_REGIMES }) as never],
    [
      'regimes',
      {},
      regimes({
        usd: GBM.usd,
        drift: GBM.drift,
        regime: 'stationary',
        ...BTC_REGIMES,
        volatility: scaledVolatilities(0.53, BTC_REGIMES),
      }) as never,
    ],
    [
      'regimes',
      { ...OWN, calmVolatility: '10', wildVolatility: '200', calmDays: '2', wildDays: '3', btcGrowth: '0' },
      regimes({
        usd: GBM.usd,
        drift: 0,
        regime: 'calm',
        volatility: { calm: 0.1, wild: 2 },
        meanStayDays: { calm: 2, wild: 3 },
      }) as never,
    ],
    [
      'bootstrap',
      { btcPrices: 'six.csv', blockDays: '2.5' },
      bootstrap({ usd: GBM.usd, ratios: dailyRatios(usd), meanBlockDays: 2.5 }) as never,
    ],
  ])('BTC by %s %j', (btcModel, set, process) => {
    const seen = environments(withTables(baseline, TABLES), { btcModel, ...set }).map(({ btc }) => btc.usd)
    expect(seen).toEqual(alone('btc', process).map((each) => each.usd))
    expect(seen).not.toEqual(environments(baseline).map(({ btc }) => btc.usd))
  })

  test('BTC by replay is the table from its first row on, in every scenario with the parameter', () => {
    // No machine earns its power at these prices, so the hash rate cannot respond to them.
    const set = { btcModel: 'replay', btcPrices: 'six.csv', networkModel: 'exogenous' }
    for (const scenario of [baseline, bearMarket])
      expect(environments(withTables(scenario, TABLES), set, 6).map(({ btc }) => btc.usd)).toEqual(usd)
    expect(alone('btc', replay(usd), 6).map((each) => each.usd)).toEqual(usd)
  })

  test('power and fees with spreads around their levels', () => {
    const constantFees = { feesModel: 'constant', feesPerBlock: '0.2', feesSpread: '60' }
    const seen = environments(hashpriceCrash, { powerSpread: '11', ...constantFees })
    const [power, fees] = [
      { ...POWER_PRICE, value: 0.055, median: 0.055, logSd: 0.11 },
      { ...BLOCK_FEES, value: 0.2, median: 0.2, logSd: 0.6 },
    ]
    expect(seen.map((environment) => environment.power)).toEqual(
      alone('power', meanReverting('power-price', power)),
    )
    expect(seen.map((environment) => environment.fees)).toEqual(
      alone('fees', meanReverting('block-fees', fees)),
    )
  })

  test('the network from another height and difficulty, and ordered machines', () => {
    const set = {
      networkModel: 'exogenous',
      startHeight: '1049900',
      startDifficulty: '150.5',
      ordersPerYear: '100',
      orderSize: '700',
    }
    const seen = environments(halving, set)
    const from = { height: 1_049_900, difficulty: 150.5e12, growth: 0.5 }
    expect(seen.map((environment) => environment.network)).toEqual(alone('network', network(from)))
    const fleet = purchases({ ths: 223_446, ordersPerYear: 100, meanOrderThs: 700 })
    expect(seen.map((environment) => environment.fleet)).toEqual(alone('fleet', fleet))
    expect(seen.at(-1)!.fleet.ths).toBeGreaterThan(223_446)
  })

  test('the gas price: initial value, fall with the floors of BSC, and spread above them', () => {
    const seen = environments(smallHolder, { gasPrice: '6', gasPath: 'falls', gasSpread: '30' }, 180)
    const floors = [
      { day: 0, gwei: 6 },
      { day: 173, gwei: 2 },
      { day: 539, gwei: 0.2 },
      { day: 904, gwei: 0.1 },
    ]
    expect(seen.map((environment) => environment.gas)).toEqual(
      alone('gas', gasPrice({ floors, logSd: 0.3 }), 180),
    )
    expect(environments(smallHolder, {}, 180).every((environment) => environment.gas.gwei === 3)).toBe(true)
  })

  test('the peg with the range of its breaks', () => {
    const seen = environments(depeg, {
      breaksPerYear: '73',
      breakLowest: '50',
      breakHighest: '60',
      halfLife: '2',
    })
    const process = peg({ breakPerDay: 0.2, lowest: 0.5, highest: 0.6, halfLifeDays: 2 })
    expect(seen.map((environment) => environment.peg)).toEqual(alone('peg', process))
  })
})

test('turning a process on does not change the others', () => {
  const set = {
    btcModel: 'merton',
    powerSpread: '20',
    feesSpread: '20',
    ordersPerYear: '50',
    gasSpread: '20',
  }
  // The responsive network depends on BTC, and fees as a share on the network.
  const apart = { networkModel: 'exogenous', feesModel: 'constant' }
  const [plain, moved] = [environments(baseline, apart), environments(baseline, { ...apart, ...set })]
  for (const name of ['network', 'peg', 'bridge'] as const)
    expect(moved.map((environment) => environment[name])).toEqual(
      plain.map((environment) => environment[name]),
    )
  for (const [name, value] of Object.entries(set)) {
    const one = environments(baseline, { ...apart, [name]: value })
    const changed = (Object.keys(plain[0]!) as (keyof Environment)[]).filter(
      (key) =>
        JSON.stringify(one.map((each) => each[key])) !== JSON.stringify(plain.map((each) => each[key])),
    )
    expect(changed).toHaveLength(1)
    const [key] = changed
    expect(one.map((each) => each[key!])).toEqual(moved.map((each) => each[key!]))
  }
})

test('turning a process on moves the network only by the BTC price, which it responds to', () => {
  const networks = (set: Settings) => environments(baseline, set).map(({ network: each }) => each)
  const set = { powerSpread: '20', feesSpread: '20', ordersPerYear: '50', gasSpread: '20' }
  expect(networks(set)).toEqual(networks({}))
  expect(networks({ btcModel: 'merton' })).not.toEqual(networks({}))
})

test('the default environment is constant in power, the share of fees, gas and machines', () => {
  const last = environments(baseline).at(-1)!
  expect(last).toMatchObject({
    power: { value: 0.055 },
    // 1.8% of 6.25 BTC.
    fees: { value: 0.1125, share: 0.018 },
    gas: { gwei: 3 },
    fleet: { ths: 223_446 },
  })
  const growth = { ...NETWORK_2023_07_12, growth: 0.5 }
  const exogenous = environments(baseline, { networkModel: 'exogenous' })
  expect(exogenous.map((each) => each.network)).toEqual(alone('network', network(growth)))
  expect(environments(baseline, { feesModel: 'constant' }).at(-1)!.fees).toEqual({ value: 0.1 })
})

test('a model without its prices, prices without their model, and unread price files are rejected', () => {
  const having = withTables(baseline, TABLES)
  for (const btcModel of ['bootstrap', 'replay'])
    expect(() => baseline.at({ btcModel })).toThrow(ConflictingSettings)
  expect(() => having.at({ btcPrices: 'six.csv' })).toThrow(ConflictingSettings)
  expect(() => having.at({ btcPrices: 'seven.csv', btcModel: 'replay' })).toThrow(InvalidParameter)
  const given = { btcPrices: 'six.csv', btcModel: 'replay', networkModel: 'exogenous' }
  expect(having.at(given).texts).toMatchObject({ btcPrices: 'six.csv' })
})
