/**
 * Great Reset: the administrators sell reserve AMT to lower the price by a factor φ, and compensate holders
 * by an airdrop.
 *
 * Method: a reset on day 4 of the world that all scenarios share, in three versions: as the whitepaper
 * literally describes it, looked through to the people behind vaults and liquidity, and made whole at
 * execution. Wealth before and after is measured at the pool price, by an exit alone, and by the best joint
 * exit of everybody, with and without the project. What the reserve can pay for is a result. Variants are
 * resets in worlds where it owns more.
 *
 * Expected: with the ownership of July 2023 the reserve pays for small factors only. At the pool price
 * everybody on a list that looks through is compensated in full; literally, vaults and liquidity are
 * forgotten. Nothing is created: what the project takes out of the pool, the others can no longer take out
 * together, less what the airdropped AMT claims.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import type { Agent } from '../../sim/agent.ts'
import { buyBackKeeper } from '../../sim/agents/operations/buy-back-keeper.ts'
import { resetOperator } from '../../sim/agents/operations/reset-operator.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import { peopleOf, scenario } from '../../sim/definition/scenario.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { initialStateOf } from '../shared/initial-state.ts'
import { processesOf, treasuryOf } from '../shared/mining.ts'
import { participants } from '../shared/participants.ts'
import { listedAmong } from '../shared/representatives.ts'
import { answer } from './answer.ts'
import { unclaiming } from './who-can-exit.ts'
import { hypothesesOfVariants } from './hypotheses-of-variants.ts'
import { hypotheses } from './hypotheses.ts'
import {
  feasibility,
  largestFactors,
  largestParts,
  outcomes,
  resetMetrics,
  totals,
  wealthByClass,
} from './metrics.ts'
import { PARAMETERS, type GreatReset } from './parameters.ts'
import { variantsOf } from './resets.ts'
import { factorOf, termsOf } from './versions.ts'
import { RESET_DAY } from './wealth.ts'

function agents(settings: GreatReset): readonly Agent[] {
  // Purchases on days 2, 5, …, not on the day of the reset.
  const keeper = buyBackKeeper({ every: 3, slippageBps: 100n })
  const people = participants(settings, { acts: false }).filter(({ name }) => name !== keeper.name)
  return [
    treasury(treasuryOf(settings)),
    ...people,
    keeper,
    resetOperator({
      day: RESET_DAY,
      factor: factorOf(settings.factor),
      ...termsOf(settings.policy, settings.eligible),
      names: listedAmong(peopleOf(people)),
      forgotten: unclaiming(settings),
    }),
  ]
}

export default scenario({
  name: 'great-reset',
  question:
    'Who gains and who loses by a Great Reset, alone and together, and for which φ can the reserve pay?',
  days: 8,
  primary: { metric: 'peopleOutside', better: 'higher' },
  limits: [
    'Who holds the AMT is an assumption.',
    'Nobody trades around the reset, and everybody knows the same price.',
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
    supply: gauges.supply,
    reserveAmt: gauges.holding('amt', 'owner'),
    reserveBtcb: gauges.holding('btcb', 'owner'),
    payoutPerAmt: gauges.payoutPerAmt,
  }),
  tables: (settings, run) => [
    wealthByClass(settings, run),
    largestFactors(run),
    largestParts(run),
    feasibility(run),
  ],
  metrics: resetMetrics,
  charts: [
    {
      name: 'wealth-before-and-after',
      title: 'Wealth after the reset, by class',
      caption:
        'In percent of the wealth before: at the pool price, by an exit alone, by an exit of all, ' +
        'and of all but the project.',
      kind: 'bars',
      table: 'wealth',
      x: 'class',
      y: ['spotPart', 'alonePart', 'jointPart', 'outsidePart'],
    },
    {
      name: 'largest-factor',
      title: 'The largest φ that the reserve can pay for',
      caption: 'By version of the reset and by the part of all holdings that is on the list.',
      kind: 'heatmap',
      table: 'largest',
      x: 'eligible',
      y: ['version'],
      z: 'factor',
    },
    {
      name: 'largest-part',
      title: 'The largest part of all holdings that the reserve can compensate',
      caption:
        'In percent, by version and φ. “Not even the sale”: the reserve holds less than the sale ' +
        'alone needs.',
      kind: 'heatmap',
      table: 'parts',
      x: 'factor',
      y: ['version'],
      z: 'eligible',
    },
  ],
  reading: {
    'wealth-before-and-after': {
      caption:
        'In percent of the wealth before: at the pool price, by an exit alone, by an exit of all, ' +
        'and of all but the project. The project’s bar counts its reserve and the BTCB that the sale ' +
        'brings it.',
    },
    'largest-factor': {
      caption:
        'φ is the factor by which the reset lowers the pool price: at φ = 2 the price halves. By ' +
        'version of the reset and by the part of all holdings that is on the list.',
    },
    'largest-part': {
      caption:
        'In percent, by version and φ, the factor by which the price is lowered. “Not even the ' +
        'sale”: the reserve holds less than the sale alone needs.',
    },
  },
  always: INVARIANTS,
  hypotheses,
  answer,
  compare: {
    variants: variantsOf,
    tables: (settings, run) => [totals(settings, run), outcomes(settings, run)],
    charts: [
      {
        name: 'kept-in-total',
        title: 'What all outside the project keep',
        caption:
          'In percent of before, at the pool price and by an exit of all of them, for each reset ' +
          'carried out.',
        kind: 'bars',
        table: 'totals',
        x: 'case',
        y: ['peopleSpot', 'peopleOutside'],
      },
      {
        name: 'take',
        title: 'The project’s take',
        caption: 'BTCB that the project’s sale brings, for each reset carried out.',
        kind: 'bars',
        table: 'totals',
        x: 'case',
        y: ['take'],
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
