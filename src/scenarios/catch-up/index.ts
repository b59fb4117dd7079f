/**
 * Catch-up: the whitepaper expects the floor to reach the market price in time. After how many days?
 *
 * Method: four years from July 2023 over a grid of splits v and growth rates of difficulty. The RCL's share
 * of payments raises the floor. Investors price AMT by the payouts of the last four weeks.
 *
 * Expected: floor and price meet, but because the price falls to the floor as payouts end. They meet sooner
 * with faster difficulty growth and a larger share for the RCL. The floor never reaches the price of July
 * 2023.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import {
  catchUpMetrics,
  initialPriceIn,
  hypotheses,
  hypothesesOfVariants,
  GROWTHS,
  meetingGrid,
  SPLITS,
  variantName,
} from './hypotheses.ts'
import { initialStateOf } from '../shared/initial-state.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'
import { LONG_RUN, longRunAgents } from '../shared/long-run.ts'
import { processesOf } from '../shared/mining.ts'
import { BENCHMARKS } from '../shared/risk.ts'

export default scenario({
  name: 'catch-up',
  question: 'When does the floor meet the market price, over v and difficulty growth?',
  days: 1461,
  primary: { metric: 'floorNow', better: 'higher' },
  limits: [
    'BTC grows steadily, without volatility, unless a parameter says otherwise.',
    'Investors extrapolate past payouts and do not anticipate the halving.',
  ],
  parameters: { ...LONG_RUN, ...POOL_TERMS },
  initialState: initialStateOf,
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
  pastDays: 'figures',
  metrics: catchUpMetrics,
  benchmarks: BENCHMARKS,
  charts: [
    {
      name: 'price-and-floor',
      title: 'Pool price and floor',
      caption:
        'At the run’s own split and growth. The price falls further towards the floor than the floor rises.',
      kind: 'lines',
      table: 'daily',
      x: 'date',
      y: ['poolPrice', 'floorPrice'],
      scale: 'log',
    },
  ],
  always: INVARIANTS,
  hypotheses,
  answer: ({ vaultShare }, { say, on }) =>
    `With ${vaultShare}% to the RCL price and floor meet ${on('meetingDay', (day) => day !== 'never')}: the floor goes from ${say('floorThen')} to ${say('floorNow')}, the price from ${say('priceThen')} to ${say('priceNow')}. The floor reaches the initial price ${on('dayAtOldPrice', (day) => day !== 'never')}.`,
  compare: {
    detailedPathOnly: true,
    variants: () =>
      GROWTHS.flatMap((growth) =>
        SPLITS.map((split) => ({
          name: variantName(split, growth),
          title: `${split}% to the RCL, difficulty growing ${growth}% a year`,
          set: { vaultShare: String(split), difficultyGrowth: String(growth) },
        })),
      ),
    tables: (settings, run) => [meetingGrid(settings, run)],
    charts: (settings) => [
      {
        name: 'days-until-they-meet',
        title: 'Days until price and floor meet',
        caption: 'First day with a pool price at most 1% above the floor; “later” is beyond the run.',
        kind: 'heatmap',
        table: 'meetings',
        x: 'split',
        y: ['growth'],
        z: 'traded',
      },
      {
        name: 'days-until-the-old-price',
        title: `Days until the floor reaches ${initialPriceIn(settings)}`,
        caption: 'At a constant price in BTC. “Never”: all future payments together would not suffice.',
        kind: 'heatmap',
        table: 'meetings',
        x: 'split',
        y: ['growth'],
        z: 'held',
      },
      {
        name: 'floor-where-they-meet',
        title: 'Floor at the end',
        caption:
          settings.opening === undefined
            ? 'Floor after four years, from 54.5 satoshi in July 2023.'
            : 'Floor at the end of the run.',
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
