/**
 * Depeg: BTCB equals BTC only while Binance and the bridge hold. What happens when the bridge or the peg
 * fails?
 *
 * Method: the 280 days before the halving, with a bridge outage about every other month and six peg breaks
 * per year. Mined BTC crosses the bridge in batches, with a delay and a fee (src/model/economics/bridge.ts).
 * The whitepaper's backing wallets pay until it arrives.
 *
 * Expected: the contracts do not notice. The floor in BTCB rises as usual; in BTC it falls with the peg.
 * Production continues during an outage and waits. The backing wallets pay in the meantime, but no finite
 * amount covers every outage of random length.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
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
  walletMetrics,
} from './hypotheses.ts'
import { BUFFERS, bufferName, shortfallByBuffer, termsOf } from './outages.ts'
import { initialStateOf } from '../shared/initial-state.ts'
import { processesOf, treasuryOf } from '../shared/mining.ts'
import { lostPeg } from '../../sim/process/lost-peg.ts'
import { classTable, tradingClasses } from '../shared/classes.ts'
import { participants } from '../shared/participants.ts'
import { PARAMETERS, type Depeg } from './parameters.ts'

/** Day on which the peg is lost in the variant `peg-lost`. */
const LOST_ON = 180

function agents(settings: Depeg): readonly Agent[] {
  return [
    treasury({ ...treasuryOf(settings), bridge: termsOf(settings) }),
    // What claims do to balances is no question here, so the quarterly ones are enough.
    ...participants(settings, { acts: ['small-claims'] }),
  ]
}

export default scenario({
  name: 'depeg',
  question: 'What happens when the bridge or the peg fails?',
  days: 280,
  primary: { metric: 'floorInBtcNow', better: 'higher' },
  limits: [
    'People hold: they do not react to a broken peg.',
    'Breaks are more frequent by default than anywhere else in the lab, so that a run has some.',
  ],
  parameters: PARAMETERS,
  initialState: initialStateOf,
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
  groups: tradingClasses,
  tables: (_settings, run) => [classTable(run)],
  metrics: depegMetrics,
  charts: [
    {
      name: 'peg-adjusted-floor',
      title: 'Floor in BTCB and in BTC',
      caption:
        'The RCL’s rate in BTCB rises on every day with a payment. In BTC it is multiplied by the peg.',
      kind: 'lines',
      table: 'daily',
      x: 'date',
      y: ['floorPrice', 'floorInBtc'],
    },
    {
      name: 'buffer',
      title: 'Backing wallets through batches and outages',
      caption: 'BTCB in the backing wallets, BTC waiting or in transit, and overdue payments.',
      kind: 'steps',
      table: 'daily',
      x: 'date',
      y: ['buffer', 'onTheWay', 'overdue'],
    },
  ],
  always: INVARIANTS,
  hypotheses,
  answer: (_settings, { say }) =>
    `Outages and batches delay payments and lose nothing: the backing wallets run out in ${say('shortOutages', { unit: false })} of ${say('outages')}, and payments are overdue on ${say('lateDays')}. In BTC the floor falls by up to ${say('worstFall')} with the peg, while its rate in BTCB is not affected.`,
  compare: {
    variants: () => [
      ...BUFFERS.map((buffer) => ({
        name: bufferName(buffer),
        title: `${buffer} BTCB in the backing wallets`,
        set: { buffer },
      })),
      { name: 'peg-lost', title: 'The peg is lost', set: { peg: 'lost' } },
    ],
    tables: (settings, run) => [shortfallByBuffer(settings, run)],
    metrics: walletMetrics,
    charts: [
      {
        name: 'buffer-ruin',
        title: 'Insolvency of the backing wallets',
        caption:
          'Share of outage days not paid in full: in this run, and in theory, for outages of geometric length that begin on a random day of a batch, at the first day’s production.',
        kind: 'lines',
        table: 'ruins',
        x: 'days',
        y: ['seen', 'theory'],
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
