/**
 * Catch-up: the whitepaper holds it to be a matter of time until the floor is at the market's price. How much time?
 *
 * Four years from July 2023, for every split v of the payments and four growths of difficulty. The floor rises by what the RCL gets; the price
 * is what investors pay for the payouts of the last four weeks. Expected: they meet, but not as the whitepaper means it. The price comes down
 * to the floor as payouts dry up, the sooner the faster difficulty grows and the more goes to the RCL. At the price of July 2023 the
 * floor never arrives.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import {
  catchUpMetrics,
  hypotheses,
  hypothesesOfVariants,
  GROWTHS,
  meetings,
  SPLITS,
  variantName,
} from './hypotheses.ts'
import { initialStateOfJuly2023 } from '../shared/july-2023.ts'
import { LONG_RUN, longRunAgents } from '../shared/long-run.ts'
import { processesOf } from '../shared/mine.ts'

export default scenario({
  name: 'catch-up',
  question: 'When does the floor meet the market price, over v and difficulty growth?',
  days: 1461,
  parameters: LONG_RUN,
  initialState: initialStateOfJuly2023,
  processes: processesOf,
  agents: longRunAgents,
  record: () => ({
    day: gauges.day,
    date: gauges.date,
    btcPrice: gauges.btcPrice,
    difficulty: gauges.difficulty,
    poolPrice: gauges.poolPrice,
    floorPrice: gauges.floorPrice,
    premium: gauges.premium,
    payoutToDate: gauges.payoutToDate,
    backing: gauges.backing,
  }),
  metrics: catchUpMetrics,
  charts: [
    {
      name: 'price-and-floor',
      title: 'Price and floor',
      caption:
        'At the run’s own split and growth: the price falls to the floor more than the floor rises to the price.',
      kind: 'lines',
      table: 'daily',
      x: 'date',
      y: ['poolPrice', 'floorPrice'],
      scale: 'log',
    },
  ],
  always: INVARIANTS,
  hypotheses: hypotheses,
  compare: {
    variants: () =>
      GROWTHS.flatMap((growth) =>
        SPLITS.map((split) => ({
          name: variantName(split, growth),
          title: `${split}% to the RCL, difficulty growing ${growth}% a year`,
          set: { vaultShare: String(split), difficultyGrowth: String(growth) },
        })),
      ),
    tables: (settings, run) => [meetings(settings, run)],
    charts: [
      {
        name: 'days-until-they-meet',
        title: 'Days until price and floor meet',
        caption:
          'The first day on which the pool asks no more than 1% above the floor; “later” is beyond the run.',
        kind: 'heatmap',
        table: 'meetings',
        x: 'split',
        y: ['growth'],
        z: 'traded',
      },
      {
        name: 'days-until-the-old-price',
        title: 'Days until the floor is at the price of July 2023',
        caption: 'If the price in BTC had stayed: “never” where all payments to come would not suffice.',
        kind: 'heatmap',
        table: 'meetings',
        x: 'split',
        y: ['growth'],
        z: 'held',
      },
      {
        name: 'floor-where-they-meet',
        title: 'The floor at the end',
        caption: 'What four years have made of July 2023’s 54.5 satoshi.',
        kind: 'heatmap',
        table: 'meetings',
        x: 'split',
        y: ['growth'],
        z: 'floor',
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
