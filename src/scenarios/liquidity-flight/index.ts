/**
 * Liquidity flight: what does an exit cost after the liquidity lock ends, two years after the launch?
 *
 * Method: July 2023 with a launch 719 days earlier. The project withdraws its liquidity on the first possible
 * day. The other providers follow five days later, wrapped and raw ones alike, and a whale exits by the
 * optimal split. Every class of the one cap table gives the whale the same part of its AMT. Variants change
 * the share that leaves. Exit proceeds are quoted for five sizes.
 *
 * Expected: withdrawals do not move the price. Exit proceeds fall all the same, more so for larger holdings,
 * down to the redemption value at the RCL, the only exit that does not depend on liquidity providers. What
 * all others can take out together falls by what the project takes, and by nothing that they withdraw
 * themselves.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import type { Account } from '../../model/interface/accounts.ts'
import { BASIS_POINTS, type Amt } from '../../model/kernel/units.ts'
import { leavers } from '../../sim/agents/holders/leavers.ts'
import { liquidityWithdrawers } from '../../sim/agents/liquidity/liquidity-withdrawers.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import { unlocker } from '../../sim/agents/operations/unlocker.ts'
import type { Agent } from '../../sim/agent.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { classTable, tradingClasses } from '../shared/classes.ts'
import { initialStateOf } from '../shared/initial-state.ts'
import { supplyOf } from '../shared/july-2023.ts'
import { processesOf, treasuryOf } from '../shared/mining.ts'
import { CLAIMS, participants } from '../shared/participants.ts'
import {
  costByFlight,
  depthGauge,
  exitsByHolding,
  hypotheses,
  hypothesesOfVariants,
  flightMetrics,
  FLIGHTS,
} from './hypotheses.ts'
import { daysOf, PARAMETERS, type Flight } from './parameters.ts'
import { hypothesesOfWealth, wealthByCase, wealthMetrics } from './wealth.ts'

/** Share of the supply that the whale owns, in base units. */
const whaleOf = (settings: Flight): Amt =>
  ((supplyOf(settings) * BigInt(settings.whale.mul(10_000).toFixed(0))) / BASIS_POINTS) as Amt

function agents(settings: Flight): readonly Agent[] {
  const days = daysOf(settings)
  const whale = whaleOf(settings)
  const people = participants(settings, { acts: CLAIMS, taken: whale })
  const namesIn = (agent: string): readonly Account[] =>
    people.find(({ name }) => name === agent)?.people.map(({ name }) => name) ?? []
  return [
    treasury(treasuryOf(settings)),
    ...people,
    ...(settings.projectLeaves ? [unlocker()] : []),
    liquidityWithdrawers({
      names: namesIn('provider'),
      raw: namesIn('raw-provider'),
      day: days.flight,
      part: BigInt(settings.flight.mul(10_000).toFixed(0)),
    }),
    leavers({ name: 'whale', count: 1, amt: whale, exit: 'best', from: days.whale, days: 1 }),
  ]
}

export default scenario({
  name: 'liquidity-flight',
  question: 'What does it cost to exit after the lock ends?',
  days: 24,
  primary: { metric: 'costTen', better: 'lower' },
  limits: [
    'Everybody but the providers and the whale holds and claims.',
    'No traders or arbitrageurs react to the lower depth.',
  ],
  parameters: PARAMETERS,
  initialState: initialStateOf,
  processes: processesOf,
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
  groups: tradingClasses,
  tables: (_settings, run) => [classTable(run)],
  metrics: flightMetrics,
  charts: [
    {
      name: 'depth',
      title: 'Pool depth',
      caption:
        'BTCB in the pool, and BTCB that a sale receives up to a price impact of 2%. The lock ends 730 days after the launch, by default on day 11.',
      kind: 'steps',
      table: 'daily',
      x: 'day',
      y: ['poolBtcb', 'depth'],
    },
  ],
  always: INVARIANTS,
  hypotheses,
  answer: (_settings, { say }) =>
    `After the flight an exit of 1% of all AMT costs ${say('costOne')} of its value at the pool price, one of 10% ${say('costTen')}; the RCL pays ${say('floor')} per AMT. If the project alone withdraws, it gains ${say('projectSpotGain')} at the pool price and ${say('projectJointGain')} if everybody exits; for all others that is ${say('othersSpotChange')} and ${say('othersJointChange')}.`,
  compare: {
    variants: () => [
      { name: 'nobody', title: 'No withdrawals', set: { projectLeaves: 'false', flight: '0' } },
      ...FLIGHTS.map((flight) => ({
        name: `flight-${flight}`,
        title: `The project and ${flight}% of the other liquidity leave`,
        set: { projectLeaves: 'true', flight: String(flight) },
      })),
    ],
    tables: (settings, run) => [
      exitsByHolding(settings, run),
      costByFlight(settings, run),
      wealthByCase(settings, run),
    ],
    metrics: wealthMetrics,
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
    hypotheses: (settings) => [...hypothesesOfVariants(settings), ...hypothesesOfWealth(settings)],
  },
})
