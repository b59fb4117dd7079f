/**
 * Liquidity flight: two years after the launch the lock ends. What does it cost to get out then?
 *
 * The project takes its liquidity back on the first day on which it can, and others follow. Nothing of that moves the price: whoever looks
 * at it sees nothing. Expected: what a holding brings falls all the same, the more the larger it is, down to what the RCL pays, which is
 * then the only way out that does not depend on anybody.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { BASIS_POINTS, btcb, SECONDS_PER_DAY, type Amt, type Btcb } from '../../model/kernel/units.ts'
import { liquidityWithdrawers } from '../../sim/agents/liquidity/liquidity-withdrawers.ts'
import { leavers } from '../../sim/agents/holders/leavers.ts'
import { rawProviders } from '../../sim/agents/liquidity/raw-providers.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import { unlocker } from '../../sim/agents/operations/unlocker.ts'
import type { Agent } from '../../sim/agent.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { network } from '../../sim/process/network.ts'
import { scenario, type InitialState } from '../../sim/definition/scenario.ts'
import { JULY_2023, initialStateOfJuly2023, partOf, poolPlan } from '../shared/july-2023.ts'
import {
  costByFlight,
  DAYS_AFTER_LAUNCH,
  depthGauge,
  exitsByHolding,
  hypotheses,
  hypothesesOfVariants,
  flightMetrics,
  FLIGHT_DAY,
  FLIGHTS,
  WHALE_DAY,
} from './hypotheses.ts'
import { processesWithoutBtc, treasuryOf } from '../shared/mining.ts'
import { btcOf } from '../shared/exogenous-models.ts'
import { poolProviders, PROVIDERS } from '../shared/liquidity.ts'
import { PARAMETERS, type Flight } from './parameters.ts'

/** 436 days of 144 blocks after the halving of 20 April 2024; difficulty of 21 April 2025, the last reading before. */
const NETWORK_2025_06_30 = { height: 902_784, difficulty: 123.23e12 } as const

/** As in July 2023, and two years pass, but for a few days: who deposits does so at their end. */
function initialState(settings: Flight, agents: readonly Agent[]): InitialState {
  const before = initialStateOfJuly2023(settings, agents)
  const wait = { wait: BigInt(DAYS_AFTER_LAUNCH) * SECONDS_PER_DAY }
  return { ...before, stages: [...before.stages, { name: 'two-years-later', actions: [wait] }] }
}

function agents(settings: Flight): readonly Agent[] {
  const { deposit, depositBtcb } = poolPlan(settings.pool)
  const raw = BigInt(settings.rawPart.mul(100).toFixed(0))
  const part = BigInt(settings.flight.mul(10_000).toFixed(0))
  const whole = (JULY_2023.supply * BigInt(settings.whale.mul(10_000).toFixed(0))) / BASIS_POINTS
  return [
    treasury(treasuryOf(settings)),
    poolProviders(settings.pool, { percentage: 100n - raw }),
    rawProviders({
      name: 'raw-provider',
      count: 4,
      deposit: partOf(deposit, raw),
      btcb: (partOf(depositBtcb, raw) + btcb('0.01')) as Btcb,
      leaveOn: FLIGHT_DAY,
      part,
    }),
    ...(settings.projectLeaves ? [unlocker()] : []),
    liquidityWithdrawers({ names: PROVIDERS, day: FLIGHT_DAY, part }),
    leavers({ name: 'whale', count: 1, amt: whole as Amt, exit: 'best', from: WHALE_DAY, days: 1 }),
  ]
}

export default scenario({
  name: 'liquidity-flight',
  question: 'What does it cost to exit after the lock ends?',
  days: 24,
  parameters: PARAMETERS,
  initialState,
  processes: (settings) => ({
    ...processesWithoutBtc(settings),
    btc: btcOf(settings),
    network: network({ ...NETWORK_2025_06_30, growth: settings.difficultyGrowth.toNumber() }),
  }),
  agents,
  record: () => ({
    day: gauges.day,
    date: gauges.date,
    poolPrice: gauges.poolPrice,
    floorPrice: gauges.floorPrice,
    poolAmt: gauges.poolAmt,
    poolBtcb: gauges.poolBtcb,
    depth: depthGauge,
    lpSupply: gauges.lpSupply,
    wrapped: gauges.wrapped,
    backing: gauges.backing,
    redeemedBtcb: gauges.redeemedBtcb,
    soldFor: gauges.soldFor,
    refused: gauges.refused,
  }),
  metrics: flightMetrics,
  charts: [
    {
      name: 'depth',
      title: 'Depth of the pool',
      caption:
        'BTCB in the pool, and what a sale gets out of it before the price is 2% lower. The lock ends on day 11.',
      kind: 'steps',
      table: 'daily',
      x: 'day',
      y: ['poolBtcb', 'depth'],
    },
  ],
  always: INVARIANTS,
  hypotheses,
  compare: {
    variants: () => [
      { name: 'nobody', title: 'Nobody leaves', set: { projectLeaves: 'false', flight: '0' } },
      ...FLIGHTS.map((flight) => ({
        name: `flight-${flight}`,
        title: `The project and ${flight}% of the others leave`,
        set: { projectLeaves: 'true', flight: String(flight) },
      })),
    ],
    tables: (_settings, run) => [exitsByHolding(run), costByFlight(run)],
    charts: [
      {
        name: 'routed-exit',
        title: 'What an exit brings',
        caption: 'In percent of the holding at the pool’s price, by its part of all AMT and the door.',
        kind: 'bars',
        table: 'exits',
        x: 'holding',
        y: ['before', 'pool', 'routed', 'rcl'],
      },
      {
        name: 'exit-cost',
        title: 'What an exit costs',
        caption: 'What is lost against the pool’s price by the best split of pool and RCL.',
        kind: 'heatmap',
        table: 'costs',
        x: 'flight',
        y: ['holding'],
        z: 'cost',
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
