/**
 * Halving: block 840,000 halves the income per hash and leaves its cost unchanged. Who pays the power?
 *
 * Method: July 2023 to September 2024 under both cost policies of the whitepaper. With costs deducted, power
 * comes off the payment. With costs retained, the project sells its retained AMT to pay power.
 *
 * Expected: with costs deducted holders pay. Payouts fall by more than half, to zero on some days. With costs
 * retained payouts fall by half and the project pays. Its sales lower the price. Once its AMT is gone, power
 * stays unpaid. While it pays, all outside the project can take out about the same together under both
 * policies: power is paid with BTCB of the payment, or of the pool.
 *
 * Known results that differ by path: where BTC rises enough (seed 6) a year's power costs less than the
 * retained AMT's initial value, and most power before the halving is paid. Each hypothesis states its case.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { BASIS_POINTS, type Amt } from '../../model/kernel/units.ts'
import { powerCostSeller } from '../../sim/agents/operations/power-cost-seller.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import type { Agent } from '../../sim/agent.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import { aroundHalving, hypotheses, hypothesesOfVariants } from './hypotheses.ts'
import { halvingMetrics, policies, whoPays } from './metrics.ts'
import { initialStateOf } from '../shared/initial-state.ts'
import { outsidePool } from '../shared/july-2023.ts'
import { replayed } from '../shared/replay.ts'
import { processesOf, treasuryOf } from '../shared/mining.ts'
import { machineOrderAgents, machineOrderHypotheses } from '../shared/machine-orders.ts'
import { growthOf } from '../shared/exogenous-models.ts'
import { productionGauges } from '../shared/production.ts'
import { classTable, tradingClasses } from '../shared/classes.ts'
import { reserveShare } from '../shared/ownership.ts'
import { participants } from '../shared/participants.ts'
import { PARAMETERS, type Halving } from './parameters.ts'
import { policyMetrics, whilePaid } from './wealth.ts'

/** AMT that the wallets give to the project so that it retains `kept`; negative for AMT that they get. */
function takenFor(settings: Halving): Amt {
  const bps = settings.kept.sub(reserveShare(settings)).mul(10_000).trunc()
  return ((outsidePool(settings) * BigInt(bps.toFixed())) / BASIS_POINTS) as Amt
}

function agents(settings: Halving): readonly Agent[] {
  return [
    treasury(treasuryOf(settings)),
    ...(settings.costs === 'retained' ? [powerCostSeller(treasuryOf(settings))] : []),
    ...participants(settings, { taken: takenFor(settings) }),
    ...machineOrderAgents(settings),
  ]
}

export default scenario({
  name: 'halving',
  question: 'Who pays the power after a halving, under both cost policies?',
  days: 420,
  primary: { metric: 'payoutPerAmt', better: 'higher' },
  limits: [
    'Unpaid power has no consequence: the machines keep running.',
    'A valuation of AMT as a perpetuity of its payouts does not foresee the halving; the other valuations do.',
  ],
  parameters: PARAMETERS,
  initialState: initialStateOf,
  processes: (settings) => replayed(settings, { ...processesOf(settings), ...growthOf(settings) }),
  agents,
  record: (settings) => ({
    day: gauges.day,
    date: gauges.date,
    height: gauges.height,
    btcPrice: gauges.btcPrice,
    difficulty: gauges.difficulty,
    ...productionGauges(treasuryOf(settings)),
    payoutPerAmt: gauges.payoutPerAmt,
    poolPrice: gauges.poolPrice,
    floorPrice: gauges.floorPrice,
    backing: gauges.backing,
    projectAmt: gauges.holding('amt', 'owner'),
  }),
  groups: tradingClasses,
  tables: (_settings, run) => [classTable(run)],
  metrics: halvingMetrics,
  charts: [],
  always: INVARIANTS,
  hypotheses: (settings) => [...hypotheses(settings), ...machineOrderHypotheses(settings)],
  answer: (_settings, { say }) =>
    `With costs deducted holders pay the power. With costs retained the project’s AMT pays for ${say('daysPaid')}, and ${say('unpaidBefore')} of ${say('powerBefore')} before the halving stay unpaid. While it pays, all others have ${say('peopleSpotRetained')} instead of ${say('peopleSpotDeducted')} at the pool price, and can take out ${say('peopleJointRetained')} instead of ${say('peopleJointDeducted')} together.`,
  compare: {
    variants: () => [
      { name: 'deducted', title: 'Costs deducted from the payment', set: { costs: 'deducted' } },
      { name: 'retained', title: 'Costs paid from retained AMT', set: { costs: 'retained' } },
    ],
    tables: (settings, run) => [
      policies(settings, run),
      whoPays(settings, run),
      whilePaid(settings, run).table,
    ],
    metrics: (settings, run) => ({ ...aroundHalving(run), ...policyMetrics(settings, run) }),
    charts: [
      {
        name: 'gross-energy-net',
        title: 'Production, power cost and payments',
        caption:
          'Daily production, power cost, and payments under each policy. On days without power cost the machines idle.',
        kind: 'lines',
        table: 'policies',
        x: 'date',
        y: ['gross', 'energy', 'paidDeducted', 'paidRetained'],
      },
      {
        name: 'who-pays',
        title: 'Who pays the power',
        caption: 'Mean daily power cost in the 90 days before and after the halving, by payer.',
        kind: 'bars',
        table: 'payers',
        x: 'when',
        y: ['holders', 'project', 'nobody'],
      },
      {
        name: 'retained-amt',
        title: 'Retained AMT and pool price',
        caption: 'AMT in the project’s wallet with costs retained, and the pool price under both policies.',
        kind: 'lines',
        table: 'policies',
        x: 'date',
        y: ['keptAmt', 'priceDeducted', 'priceRetained'],
      },
      {
        name: 'wealth-by-policy',
        title: 'Wealth under both policies',
        caption:
          'On the last day on which the project has AMT for power: at the pool price, by an exit alone, and by an exit of all.',
        kind: 'bars',
        table: 'wealth',
        x: 'party',
        y: [
          'spotDeducted',
          'spotRetained',
          'aloneDeducted',
          'aloneRetained',
          'jointDeducted',
          'jointRetained',
        ],
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
