/**
 * Hashprice crash: when do payouts stop if BTC falls as in May and June 2022?
 *
 * Method: a deterministic fall of BTC. Machines earn hashprice and cost power. With costs deducted, nothing
 * is paid on a day on which power costs more than the machines earn. Variants change power price, machines
 * and cost policy.
 *
 * Expected: the day depends on power price and efficiency, and comes soon. Machines of 30 J/TH at 5.5 cents
 * break even at some 45 USD/PH/day, 37% below the 72 of July 2023. The floor keeps its level but stops
 * rising.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import type { Agent } from '../../sim/agent.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { readings } from '../../sim/process/readings.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import { answer } from './answer.ts'
import {
  crashMetrics,
  hypotheses,
  hypothesesOfVariants,
  marginGauges,
  quotedReadings,
  stops,
} from './hypotheses.ts'
import { initialStateOf } from '../shared/initial-state.ts'
import { processesWithoutBtc, treasuryOf } from '../shared/mining.ts'
import { productionGauges } from '../shared/production.ts'
import { classTable, tradingClasses } from '../shared/classes.ts'
import { CLAIMS, participants } from '../shared/participants.ts'
import { PARAMETERS, type Crash } from './parameters.ts'

function agents(settings: Crash): readonly Agent[] {
  return [treasury(treasuryOf(settings)), ...participants(settings, { acts: CLAIMS })]
}

export default scenario({
  name: 'hashprice-crash',
  question: 'When do payouts stop?',
  days: 120,
  primary: { metric: 'paid', better: 'higher' },
  limits: [
    'People claim and do not trade, since payouts do not depend on prices of AMT.',
    'With networkModel=exogenous other miners do not switch off, so that difficulty does not react to the fall.',
    'Machines restart without costs.',
  ],
  parameters: PARAMETERS,
  initialState: initialStateOf,
  processes: (settings) => {
    const usd = settings.btcPrice.toNumber()
    return {
      ...processesWithoutBtc(settings),
      btc: readings([
        { day: 0, usd },
        { day: settings.fallFrom, usd },
        { day: settings.fallFrom + settings.fallDays, usd: usd * (1 - settings.fall.toNumber()) },
      ]),
    }
  },
  agents,
  record: (settings) => ({
    day: gauges.day,
    date: gauges.date,
    btcPrice: gauges.btcPrice,
    difficulty: gauges.difficulty,
    ...marginGauges(settings),
    ...productionGauges(treasuryOf(settings)),
    payoutPerAmt: gauges.payoutPerAmt,
    floorPrice: gauges.floorPrice,
    floorPriceUsd: gauges.floorPriceUsd,
    backing: gauges.backing,
  }),
  pastDays: 'figures',
  groups: tradingClasses,
  tables: (_settings, run) => [quotedReadings(), classTable(run)],
  metrics: crashMetrics,
  charts: [
    {
      name: 'margin',
      title: 'Income and power cost per TH/s',
      caption: 'After uptime and the mining pool’s fee. Payouts stop where the lines cross.',
      kind: 'lines',
      table: 'daily',
      x: 'day',
      y: ['earnedPerTh', 'powerPerTh', 'netPerTh'],
    },
    {
      name: 'hashprice',
      title: 'Hashprice against break-even',
      caption: 'The same comparison in the quoted unit.',
      kind: 'lines',
      table: 'daily',
      x: 'day',
      y: ['hashprice', 'breakEven'],
    },
    {
      name: 'quoted-readings',
      title: 'Quoted hashprices against break-even',
      caption:
        'Six readings from 2023 to 2026, and the break-even of 30 J/TH machines at three power prices.',
      kind: 'bars',
      table: 'readings',
      x: 'date',
      y: ['quoted', 'breakEvenAt45', 'breakEvenAt55', 'breakEvenAt70'],
    },
  ],
  always: INVARIANTS,
  hypotheses,
  answer,
  compare: {
    variants: () => [
      { name: 'cheap-power', title: 'Power at 4.5 cents', set: { powerPrice: '0.045' } },
      { name: 'dear-power', title: 'Power at 7 cents', set: { powerPrice: '0.07' } },
      { name: 'new-machines', title: 'Machines of 20 J/TH', set: { efficiency: '20' } },
      { name: 'retained', title: 'Costs paid from retained AMT', set: { costs: 'retained' } },
    ],
    tables: (_settings, run) => [stops(run)],
    charts: [
      {
        name: 'stops',
        title: 'Days without a payment',
        caption: 'By power price, machines and cost policy.',
        kind: 'bars',
        table: 'stops',
        x: 'case',
        y: ['idleDays'],
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
