/**
 * Split policy: how much of every payment should the RCL get?
 *
 * Two people for each exit date hold the same AMT, claim everything on their day and leave, one at the RCL and one in the pool: what they then have in
 * BTC answers the question. Expected: for whoever leaves at the RCL the split does not matter at all, since a satoshi that is not paid out
 * waits there for them; in the pool nothing for the RCL is best, as long as investors pay for payouts. What tips the scales is emission:
 * new AMT shares the RCL with the old, but not what was paid out before.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { amt, type Amt } from '../../model/kernel/units.ts'
import { emitter } from '../../sim/agents/issuance/emitter.ts'
import { savers } from '../../sim/agents/holders/savers.ts'
import type { Agent } from '../../sim/agent.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { arrival } from '../../sim/process/arrival.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import { JULY_2023, initialStateOfJuly2023 } from '../shared/july-2023.ts'
import { longRunAgents } from '../shared/long-run.ts'
import { processesOf } from '../shared/mine.ts'
import {
  DILUTED,
  dilutedName,
  EMISSION_DAY,
  hypotheses,
  hypothesesOfVariants,
  EXIT_DAYS,
  SELLER,
  splitMetrics,
  SPLITS,
  splitName,
  surface,
  TAKER,
  underEmission,
} from './hypotheses.ts'
import { PARAMETERS, type SplitPolicy } from './parameters.ts'

/** What each saver has: two ten-thousandths of all AMT, so that their own exits hardly move anything. */
const EACH = amt('10000')

const emissionOf = ({ emission }: SplitPolicy): Amt => amt(emission.toFixed(18))

function agents(settings: SplitPolicy): readonly Agent[] {
  return [
    ...longRunAgents(settings),
    emitter({ day: EMISSION_DAY, amount: emissionOf(settings), depositMatch: 0n }),
    savers({ name: TAKER, each: EACH, exit: 'rcl', days: EXIT_DAYS }),
    savers({ name: SELLER, each: EACH, exit: 'pool', days: EXIT_DAYS }),
  ]
}

export default scenario({
  name: 'split-policy',
  question: 'Which v is best, by exit date?',
  days: 729,
  parameters: PARAMETERS,
  initialState: initialStateOfJuly2023,
  processes: (settings) => ({
    ...processesOf(settings),
    fleet: arrival({
      ths: settings.hashRate,
      bought: Number((BigInt(settings.hashRate) * emissionOf(settings)) / JULY_2023.supply),
      day: EMISSION_DAY + 1,
    }),
  }),
  agents,
  record: () => ({
    day: gauges.day,
    date: gauges.date,
    poolPrice: gauges.poolPrice,
    floorPrice: gauges.floorPrice,
    payoutToDate: gauges.payoutToDate,
    supply: gauges.supply,
    backing: gauges.backing,
    hashRate: gauges.hashRate,
  }),
  metrics: splitMetrics,
  charts: [
    {
      name: 'paid-and-floor',
      title: 'Paid out, and put aside',
      caption:
        'What an AMT was paid to date and what the RCL pays for it: the two ways in which a payment reaches its holder.',
      kind: 'lines',
      table: 'daily',
      x: 'date',
      y: ['payoutToDate', 'floorPrice'],
    },
  ],
  always: INVARIANTS,
  hypotheses: hypotheses,
  compare: {
    variants: () => [
      ...SPLITS.map((split) => ({
        name: splitName(split),
        title: `${split}% to the RCL`,
        set: { vaultShare: String(split), emission: '0' },
      })),
      ...DILUTED.map((split) => ({
        name: dilutedName(split),
        title: `${split}% to the RCL, and 10,000,000 AMT issued on day ${EMISSION_DAY}`,
        set: { vaultShare: String(split), emission: '10000000' },
      })),
    ],
    tables: (_settings, run) => [surface(run), underEmission(run)],
    charts: [
      {
        name: 'terminal-at-the-rcl',
        title: 'What an AMT has brought, leaving at the RCL',
        caption: 'Payouts and redemption together, in satoshi, by split and day of exit.',
        kind: 'heatmap',
        table: 'surface',
        x: 'day',
        y: ['split'],
        z: 'atRcl',
      },
      {
        name: 'terminal-in-the-pool',
        title: 'What an AMT has brought, leaving in the pool',
        caption: 'Payouts and sale together, in satoshi, by split and day of exit.',
        kind: 'heatmap',
        table: 'surface',
        x: 'day',
        y: ['split'],
        z: 'inPool',
      },
      {
        name: 'under-emission',
        title: 'The split when AMT is issued',
        caption:
          'The last exit at the RCL, without and with an emission that brings hash power and no deposit.',
        kind: 'bars',
        table: 'emission',
        x: 'split',
        y: ['without', 'with'],
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
