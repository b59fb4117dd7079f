/**
 * Depeg: BTCB is BTC as long as Binance's word and the bridge hold. What if they do not?
 *
 * The 280 days until the halving, with an outage of the bridge every other month and breaks of the peg far more often than the one a year that is assumed otherwise.
 * Mined BTC crosses in batches, with a delay and a fee, as the model's bridge has it, and the whitepaper's backing wallets pay until it arrives.
 * Expected: no contract notices. In BTCB the floor rises as ever, in BTC it falls with the peg. Production goes on during an outage and waits; the backing
 * wallets pay meanwhile as long as they last, which for an outage of random length is never certain.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { holders } from '../../sim/agents/holders/holders.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import type { Agent } from '../../sim/agent.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { bridge } from '../../sim/process/outage.ts'
import { peg } from '../../sim/process/peg.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import {
  depegMetrics,
  hypotheses,
  hypothesesOfVariants,
  floorInBtc,
  pegGauge,
  bridgeGauge,
  bridgeGauges,
} from './hypotheses.ts'
import { BUFFERS, bufferName, ruins, termsOf } from './outages.ts'
import { initialStateOfJuly2023, outsidePool, partOf } from '../shared/july-2023.ts'
import { processesOf, treasuryOf } from '../shared/mine.ts'
import { lostPeg } from '../../sim/process/lost-peg.ts'
import { depth } from '../shared/liquidity.ts'
import { PARAMETERS, type Depeg } from './parameters.ts'

const LOST_ON = 180

function agents(settings: Depeg): readonly Agent[] {
  return [
    treasury({ ...treasuryOf(settings), bridge: termsOf(settings) }),
    depth(settings.pool, { every: 91 }),
    holders({ name: 'holder', count: 4, amt: partOf(outsidePool(settings.pool), 80n), every: 30 }),
  ]
}

export default scenario({
  name: 'depeg',
  question: 'What happens when the bridge or the peg fails?',
  days: 280,
  parameters: PARAMETERS,
  initialState: initialStateOfJuly2023,
  processes: (settings) => ({
    ...processesOf(settings),
    bridge: bridge({
      meanUpDays: settings.meanUpDays.toNumber(),
      meanDownDays: settings.meanDownDays.toNumber(),
    }),
    peg:
      settings.peg === 'lost'
        ? lostPeg({ day: LOST_ON, peg: settings.lostTo.toNumber() })
        : peg({
            breakPerDay: Math.min(1, settings.breaksPerYear.toNumber() / 365),
            lowest: settings.breakLowest.toNumber(),
            highest: settings.breakHighest.toNumber(),
            halfLifeDays: settings.halfLife.toNumber(),
          }),
  }),
  agents,
  record: (settings) => ({
    day: gauges.day,
    date: gauges.date,
    peg: pegGauge,
    bridge: bridgeGauge,
    floorPrice: gauges.floorPrice,
    floorInBtc,
    poolPrice: gauges.poolPrice,
    payoutPerAmt: gauges.payoutPerAmt,
    ...bridgeGauges(settings),
    buffer: gauges.holding('btcb', 'payer'),
    paid: gauges.paid,
    backing: gauges.backing,
  }),
  metrics: depegMetrics,
  charts: [
    {
      name: 'peg-adjusted-floor',
      title: 'The floor, and what it is worth',
      caption:
        'In BTCB the RCL’s rate rises on every day with a payment; in BTC it is worth that times the peg.',
      kind: 'lines',
      table: 'daily',
      x: 'date',
      y: ['floorPrice', 'floorInBtc'],
    },
    {
      name: 'buffer',
      title: 'The backing wallets through batches and outages',
      caption:
        'BTCB that is left to pay with, BTC that waits for the bridge or is under way, and what is overdue once there is too little to pay with.',
      kind: 'steps',
      table: 'daily',
      x: 'date',
      y: ['buffer', 'onTheWay', 'overdue'],
    },
  ],
  always: INVARIANTS,
  hypotheses: hypotheses,
  compare: {
    variants: () => [
      ...BUFFERS.map((buffer) => ({
        name: bufferName(buffer),
        title: `${buffer} BTCB in the backing wallets`,
        set: { buffer },
      })),
      { name: 'peg-lost', title: 'The peg is lost', set: { peg: 'lost' } },
    ],
    tables: (settings, run) => [ruins(settings, run)],
    charts: [
      {
        name: 'buffer-ruin',
        title: 'How often the backing wallets fall short',
        caption:
          'Days of outage that were not paid in full, of all days of outage: in this run, and, at the first day’s production, for outages of random length that begin on a random day of the batch.',
        kind: 'lines',
        table: 'ruins',
        x: 'days',
        y: ['seen', 'theory'],
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
