/**
 * Baseline: a holder's income and the floor, from July 2023 on.
 *
 * Method: one year of daily mining, payments, claims, trades, redemptions and liquidity changes.
 *
 * Expected: payments are a few tenths of a bitcoin per day. The halving of April 2024 takes most of what
 * remains after power. The floor rises throughout but stays far below the pool price, so redeeming does not
 * pay and the arbitrageur never trades.
 */
import { swapSandwicher } from '../../sim/agents/mev/swap-sandwicher.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import type { Agent } from '../../sim/agent.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import type { Btcb } from '../../model/kernel/units.ts'
import { answer } from './answer.ts'
import { hypotheses } from './hypotheses.ts'
import { metrics } from './metrics.ts'
import { PARAMETERS, type Baseline } from './parameters.ts'
import { optionalAgentGauges, optionalAgents } from '../shared/optional-agents.ts'
import { initialStateOf } from '../shared/initial-state.ts'
import { classTable, tradingClasses } from '../shared/classes.ts'
import { participants } from '../shared/participants.ts'
import { replayed } from '../shared/replay.ts'
import { processesOf, treasuryOf } from '../shared/mining.ts'
import { machineOrderAgents } from '../shared/machine-orders.ts'
import { gasOf, growthOf } from '../shared/exogenous-models.ts'
import { productionGauges, waterfallOfOnePayment } from '../shared/production.ts'
import { BENCHMARKS } from '../shared/risk.ts'

function agents(settings: Baseline): readonly Agent[] {
  return [
    treasury(treasuryOf(settings)),
    ...participants(settings, {
      meanTip: settings.order === 'gas' ? settings.tip.toNumber() : undefined,
      others: settings.accumulators + settings.whale,
    }),
    ...(settings.sandwichCapital === 0n
      ? []
      : [
          swapSandwicher({
            capital: settings.sandwichCapital as Btcb,
            gas: settings.arbitrageGas as Btcb,
          }),
        ]),
    ...machineOrderAgents(settings),
    ...optionalAgents(settings),
  ]
}

const question = (start: string): string =>
  `What does a holder earn, and where is the floor, from ${start} on?`

export default scenario({
  name: 'baseline',
  question: question('July 2023'),
  questionFrom: ({ name }) => question(name),
  days: 365,
  primary: { metric: 'payoutPerAmt', better: 'higher' },
  limits: [
    'Who holds the AMT, how people trade, and the sizes of their trades are assumptions.',
    'Only the arbitrageur and the sandwicher weigh gas; the others act whatever it costs.',
  ],
  parameters: PARAMETERS,
  initialState: initialStateOf,
  processes: (settings) =>
    replayed(settings, { ...processesOf(settings), ...growthOf(settings), gas: gasOf(settings) }),
  agents,
  ordering: (settings) => settings.order,
  record: (settings) => ({
    day: gauges.day,
    date: gauges.date,
    btcPrice: gauges.btcPrice,
    difficulty: gauges.difficulty,
    height: gauges.height,
    hashRate: gauges.hashRate,
    ...productionGauges(treasuryOf(settings)),
    poolPrice: gauges.poolPrice,
    poolPriceUsd: gauges.poolPriceUsd,
    floorPrice: gauges.floorPrice,
    floorPriceUsd: gauges.floorPriceUsd,
    premium: gauges.premium,
    payoutPerAmt: gauges.payoutPerAmt,
    payoutToDate: gauges.payoutToDate,
    backing: gauges.backing,
    supply: gauges.supply,
    poolAmt: gauges.poolAmt,
    poolBtcb: gauges.poolBtcb,
    lpSupply: gauges.lpSupply,
    wrapped: gauges.wrapped,
    paid: gauges.paid,
    claimedByHolders: gauges.claimedByHolders,
    claimedByProviders: gauges.claimedByProviders,
    unclaimed: gauges.unclaimed,
    redeemedAmt: gauges.redeemedAmt,
    redeemedBtcb: gauges.redeemedBtcb,
    boughtFor: gauges.boughtFor,
    soldFor: gauges.soldFor,
    arbitrageurBtcb: gauges.holding('btcb', 'arbitrageur'),
    actions: gauges.actions,
    refused: gauges.refused,
    ...optionalAgentGauges(settings),
  }),
  pastDays: 'figures',
  groups: tradingClasses,
  tables: (settings, run) => [...waterfallOfOnePayment(treasuryOf(settings), run), classTable(run)],
  metrics,
  benchmarks: BENCHMARKS,
  charts: [
    {
      name: 'price-against-floor',
      title: 'Price against floor',
      caption: 'Pool price of one AMT and the redemption rate of the RCL.',
      kind: 'lines',
      table: 'daily',
      x: 'date',
      y: ['poolPrice', 'floorPrice'],
      scale: 'log',
    },
    {
      name: 'payout-per-amt',
      title: 'Payout per AMT',
      caption: 'Daily payout per AMT outside the pool. A halving within the run cuts it by half or more.',
      kind: 'lines',
      table: 'daily',
      x: 'date',
      y: ['payoutPerAmt'],
    },
    {
      name: 'rcl-and-supply',
      title: 'RCL and supply',
      caption: 'BTCB in the RCL grows with every payment; AMT is burnt by every redemption.',
      kind: 'lines',
      table: 'daily',
      x: 'date',
      y: ['backing', 'supply'],
    },
    {
      name: 'one-payment',
      title: 'Sources and uses of one payment',
      caption: 'The first payment, from potential production to claims by holders up to the end of the run.',
      kind: 'waterfall',
      table: 'waterfall',
      x: 'step',
      y: ['amount'],
    },
  ],
  always: INVARIANTS,
  hypotheses,
  answer,
})
