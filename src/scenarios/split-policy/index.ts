/**
 * Split policy: which share of every payment should the RCL get?
 *
 * Method: for each exit date two savers hold the same AMT, claim everything on that day and exit, one at the
 * RCL and one in the pool. The measure is their total BTC. Variants form a grid of splits, with and without
 * an emission.
 *
 * Expected: for exits at the RCL the split does not matter, since BTC that is not paid out stays in the RCL.
 * For exits in the pool a share of 0% is best as long as investors price payouts. An emission breaks the tie:
 * new AMT shares the RCL, but not the payouts made before.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { amt, type Amt } from '../../model/kernel/units.ts'
import { emitter } from '../../sim/agents/issuance/emitter.ts'
import { savers } from '../../sim/agents/holders/savers.ts'
import type { Agent } from '../../sim/agent.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { arrival } from '../../sim/process/arrival.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import { initialStateOf } from '../shared/initial-state.ts'
import { supplyOf } from '../shared/july-2023.ts'
import { longRunAgents } from '../shared/long-run.ts'
import { processesOf } from '../shared/mining.ts'
import { answer } from './answer.ts'
import { hypotheses, hypothesesOfVariants } from './hypotheses.ts'
import { metricsOfVariants, splitMetrics } from './metrics.ts'
import { PARAMETERS, type SplitPolicy } from './parameters.ts'
import {
  DILUTED,
  dilutedName,
  EMISSION_DAY,
  EXIT_DAYS,
  RULES,
  SELLER,
  SETTLED,
  splitName,
  SPLITS,
  TAKER,
} from './proceeds.ts'
import { byRule, proceedsGrid, underEmission } from './tables.ts'
import { BENCHMARKS } from '../shared/risk.ts'

/** AMT of each saver: 0.02% of the supply, so that their exits hardly move prices. */
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
  primary: { metric: 'lastInPool', better: 'higher' },
  limits: [
    'A bitcoin counts the same on every day: there is no time value of money.',
    'BTC has no volatility unless a parameter says otherwise.',
  ],
  parameters: PARAMETERS,
  initialState: initialStateOf,
  processes: (settings) => ({
    ...processesOf(settings),
    fleet: arrival({
      ths: settings.hashRate,
      bought: Number((BigInt(settings.hashRate) * emissionOf(settings)) / supplyOf(settings)),
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
  pastDays: 'figures',
  metrics: splitMetrics,
  benchmarks: BENCHMARKS,
  charts: [
    {
      name: 'paid-and-floor',
      title: 'Payouts and floor',
      caption:
        'Payouts per AMT to date and the redemption rate: the two ways in which a payment reaches a holder.',
      kind: 'lines',
      table: 'daily',
      x: 'date',
      y: ['payoutToDate', 'floorPrice'],
    },
  ],
  always: INVARIANTS,
  hypotheses,
  answer,
  compare: {
    detailedPathOnly: true,
    metrics: metricsOfVariants,
    variants: () => [
      ...SPLITS.map((split) => ({
        name: splitName(split),
        title: `${split}% to the RCL`,
        set: { vaultShare: String(split), splitRule: 'constant', emission: '0' },
      })),
      ...DILUTED.map((split) => ({
        name: dilutedName(split),
        title: `${split}% to the RCL, 10,000,000 AMT issued on day ${EMISSION_DAY}`,
        set: { vaultShare: String(split), splitRule: 'constant', emission: '10000000' },
      })),
      ...RULES.map((rule) => ({
        name: rule,
        title: `${SETTLED}% to the RCL, by the rule ${rule}`,
        set: { splitRule: rule, vaultShare: String(SETTLED), emission: '0' },
      })),
    ],
    tables: (_settings, run) => [proceedsGrid(run), underEmission(run), byRule(run)],
    charts: [
      {
        name: 'terminal-at-the-rcl',
        title: 'Total proceeds per AMT, exit at the RCL',
        caption: 'Payouts plus redemption in satoshi, by split and exit day.',
        kind: 'heatmap',
        table: 'surface',
        x: 'day',
        y: ['split'],
        z: 'atRcl',
      },
      {
        name: 'terminal-in-the-pool',
        title: 'Total proceeds per AMT, exit in the pool',
        caption: 'Payouts plus sale in satoshi, by split and exit day.',
        kind: 'heatmap',
        table: 'surface',
        x: 'day',
        y: ['split'],
        z: 'inPool',
      },
      {
        name: 'under-emission',
        title: 'Effect of an emission by split',
        caption:
          'Proceeds of the last exit at the RCL, without and with an emission with matching hash power and no deposit.',
        kind: 'bars',
        table: 'emission',
        x: 'split',
        y: ['without', 'with'],
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
