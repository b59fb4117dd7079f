/**
 * Catch-up: the whitepaper holds it to be a matter of time until the floor is at the market's price. How much time?
 *
 * Four years from July 2023, for every split v of the payments and four growths of difficulty. The floor rises by what the RCL gets; the price
 * is what investors pay for the payouts of the last four weeks. Expected: they meet, but not as the whitepaper means it. The price comes down
 * to the floor as payouts dry up, the sooner the faster difficulty grows and the more goes to the RCL. At the price of July 2023 the
 * floor never arrives.
 *
 * BTC grows evenly here, so that the map shows split and difficulty and nothing else; `--set btcVolatility=53` or a study puts the noise back.
 */
import { INVARIANTS } from '../model/invariants/invariants.ts'
import { btcb } from '../model/units.ts'
import { investors } from '../sim/agents/investors.ts'
import { treasury } from '../sim/agents/treasury.ts'
import type { Agent } from '../sim/agent.ts'
import * as gauges from '../sim/gauge.ts'
import { integer, percent, type Settings } from '../sim/parameter.ts'
import { scenario } from '../sim/scenario.ts'
import {
  catchUpMetrics,
  expectations,
  expectationsOfVariants,
  GROWTHS,
  meetings,
  SPLITS,
  variantName,
} from './catch-up-findings.ts'
import { openingOfJuly2023, OPENING, outsidePool, partOf } from './july-2023.ts'
import { MINE, PAYMENT, processesOf, treasuryOf } from './mine.ts'
import { depth } from './town.ts'

const PARAMETERS = {
  every: integer({
    title: 'Days from one payment to the next (weekly, for speed: the floor of a week is the same)',
    unit: 'days',
    default: '7',
    min: '1',
    max: '365',
  }),
  requiredReturn: percent({
    title: 'Yearly return in BTC that investors require (what July 2023 pays at the opening price)',
    default: '9',
    min: '0.1',
    max: '10000',
  }),
  ...PAYMENT,
  ...OPENING,
  ...MINE,
  btcGrowth: {
    ...MINE.btcGrowth,
    title: 'Growth of BTC a year (30,400 to 91,100 USD from July 2023 to January 2026)',
    default: '55',
  },
  btcVolatility: { ...MINE.btcVolatility, title: 'Volatility of BTC a year (none: see above)', default: '0' },
}

export type CatchUp = Settings<typeof PARAMETERS>

/** Nobody's claims matter to the question: none within the run. */
const NEVER = 100_000

/** Days of payouts that investors judge by: the same number of weekly payments on any day. */
const LOOK_BACK = 28

function agents(settings: CatchUp): readonly Agent[] {
  return [
    treasury({ ...treasuryOf(settings), every: settings.every }),
    depth(settings.pool, { every: NEVER }),
    investors({
      amt: partOf(outsidePool(settings.pool), 80n),
      btcb: btcb('400'),
      every: settings.every,
      requiredReturn: settings.requiredReturn.toNumber(),
      lookBack: Math.max(LOOK_BACK, settings.every),
    }),
  ]
}

export default scenario({
  name: 'catch-up',
  question: 'When does the floor meet the market price, over v and difficulty growth?',
  days: 1461,
  parameters: PARAMETERS,
  opening: openingOfJuly2023,
  processes: processesOf,
  agents,
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
  pictures: [
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
  expect: expectations,
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
    pictures: [
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
    expect: expectationsOfVariants,
  },
})
