/**
 * Liquidity flight: what does an exit cost after the liquidity lock ends, two years after the launch?
 *
 * Method: the project withdraws its liquidity on the first possible day. Other providers follow five days
 * later, and a whale exits by the optimal split. Variants change the share that leaves. Exit proceeds are
 * quoted for five sizes.
 *
 * Expected: withdrawals do not move the price. Exit proceeds fall all the same, more so for larger holdings,
 * down to the redemption value at the RCL, the only exit that does not depend on liquidity providers.
 *
 * Limits: no traders or arbitrageurs react to the lower depth.
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
import { scenario, type InitialState } from '../../sim/definition/scenario.ts'
import { JULY_2023, initialStateOfJuly2023, partOf, poolPlan } from '../shared/july-2023.ts'
import { withPoolTerms } from '../shared/pool-terms.ts'
import {
  costByFlight,
  depthGauge,
  exitsByHolding,
  hypotheses,
  hypothesesOfVariants,
  flightMetrics,
  FLIGHT_DAY,
  FLIGHTS,
  WHALE_DAY,
} from './hypotheses.ts'
import { replayed } from '../shared/replay.ts'
import { processesWithoutBtc, treasuryOf } from '../shared/mining.ts'
import { btcOf } from '../shared/exogenous-models.ts'
import { networkOf } from '../shared/network.ts'
import { poolProviders, PROVIDERS } from '../shared/liquidity.ts'
import { DAYS_AFTER_LAUNCH, PARAMETERS, type Flight } from './parameters.ts'

/**
 * Height: 436 days of 144 blocks after the halving of 20 April 2024. Difficulty: 21 April 2025, the last
 * reading before.
 */
const NETWORK_2025_06_30 = { height: 902_784, difficulty: 123.23e12 } as const

/** July 2023 plus almost two years. Agents make their initial deposits after the wait. */
function initialState(settings: Flight, agents: readonly Agent[]): InitialState {
  const before = withPoolTerms(initialStateOfJuly2023)(settings, agents)
  const wait = { wait: BigInt(DAYS_AFTER_LAUNCH - settings.daysSinceLaunch) * SECONDS_PER_DAY }
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
  primary: { metric: 'costTen', better: 'lower' },
  parameters: PARAMETERS,
  initialState,
  processes: (settings) =>
    replayed(settings, {
      ...processesWithoutBtc(settings),
      btc: btcOf(settings),
      network: networkOf(settings, NETWORK_2025_06_30),
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
      title: 'Pool depth',
      caption:
        'BTCB in the pool, and BTCB that a sale receives up to a price impact of 2%. The lock ends on day 11.',
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
      { name: 'nobody', title: 'No withdrawals', set: { projectLeaves: 'false', flight: '0' } },
      ...FLIGHTS.map((flight) => ({
        name: `flight-${flight}`,
        title: `The project and ${flight}% of the other liquidity leave`,
        set: { projectLeaves: 'true', flight: String(flight) },
      })),
    ],
    tables: (_settings, run) => [exitsByHolding(run), costByFlight(run)],
    charts: [
      {
        name: 'routed-exit',
        title: 'Exit proceeds',
        caption: 'As a share of the holding at the pool price, by its share of the supply and by exit venue.',
        kind: 'bars',
        table: 'exits',
        x: 'holding',
        y: ['before', 'pool', 'routed', 'rcl'],
      },
      {
        name: 'exit-cost',
        title: 'Exit cost',
        caption: 'Loss against the pool price with the optimal split of pool and RCL.',
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
