/**
 * Market arbitrage: the Market sells AMT at a fixed price in dollars, the pool at one that moves with BTC. Which premium should it keep?
 *
 * Customers pay a premium for a fixed price, fewer the higher it is; an arbitrageur takes the Market's AMT to the pool as soon as that pays.
 * Expected: a price above the pool prevents that on the day on which it is set, and not for long: when BTC rises the Market is the
 * cheaper. A rate that is set anew every day earns; one that stays gives the stock away unless BTC falls. And a premium above the fee makes the Market buy
 * dearer than the pool sells: what USDT it holds is gone on the first day.
 * The best premium is near what customers accept on average, 8%: of those tried, 5%, which the rounding of the rate makes 6.5%.
 */
import { INVARIANTS } from '../model/invariants/invariants.ts'
import { usdt, type Amt, type Btcb, type Usdt } from '../model/units.ts'
import { customers } from '../sim/agents/customers.ts'
import { dollarDesk } from '../sim/agents/dollar-desk.ts'
import { marketArbitrageur } from '../sim/agents/market-arbitrageur.ts'
import { marketKeeper } from '../sim/agents/market-keeper.ts'
import { treasury } from '../sim/agents/treasury.ts'
import type { Agent } from '../sim/agent.ts'
import * as gauges from '../sim/gauge.ts'
import { amount, decimal, integer, percent, type Settings } from '../sim/parameter.ts'
import { scenario } from '../sim/scenario.ts'
import { bestIsNearTheMean, bestPremiums, comparedMetrics } from './best-premium-findings.ts'
import { CROWD, crowd } from './crowd.ts'
import { openingOfJuly2023, OPENING, outsidePool, partOf } from './july-2023.ts'
import {
  bandGauges,
  EVERY,
  expectations,
  expectationsOfVariants,
  marketMetrics,
  PREMIUMS,
  profits,
  toDate,
  variantName,
} from './market-arbitrage-findings.ts'
import { MINE, PAYMENT, processesOf, treasuryOf } from './mine.ts'
import { depth } from './town.ts'

const PARAMETERS = {
  premium: percent({
    title: 'The Market’s price above the pool’s, when it is set (the whitepaper: somewhat above at first)',
    default: '10',
    min: '-50',
    max: '1000',
  }),
  every: integer({
    title: 'Days from one rate to the next; 0: it stays as the opening sets it',
    unit: 'days',
    default: '7',
    min: '0',
    max: '100000',
  }),
  fee: integer({
    title: 'What a seller to the Market leaves behind (assumption)',
    unit: 'per mille',
    default: '10',
    min: '0',
    max: '999',
  }),
  stock: amount({
    title: 'AMT for sale (assumption: limited, says the whitepaper)',
    unit: 'AMT',
    default: '1000000',
    min: '0',
    max: '5000000',
  }),
  marketUsdt: amount({
    title: 'USDT that the Market buys with',
    unit: 'USDT',
    default: '0',
    min: '0',
    max: '100000000',
  }),
  customersPerDay: decimal({
    title: 'Mean number of people a day who think of buying (assumption)',
    unit: 'people',
    default: '6',
    min: '0',
    max: '1000',
  }),
  customerUsd: decimal({
    title: 'What one of them spends on average (assumption)',
    unit: 'USD',
    default: '800',
    min: '1',
    max: '1000000',
  }),
  customerPremium: percent({
    title: 'Premium that one of them accepts on average (assumption)',
    default: '8',
    min: '0.01',
    max: '1000',
  }),
  pairDepth: amount({
    title: 'BTCB in the BTCB/USDT pair (assumption)',
    unit: 'BTC',
    default: '500',
    min: '1',
    max: '100000',
  }),
  arbitrageGas: amount({
    title: 'Gas of a round (some 400k gas at 3 gwei, BNB at 250 USD)',
    unit: 'USDT',
    default: '0.3',
    min: '0',
    max: '1000',
  }),
  ...PAYMENT,
  ...OPENING,
  ...MINE,
  ...CROWD,
}

export type MarketArbitrage = Settings<typeof PARAMETERS>

function agents(settings: MarketArbitrage): readonly Agent[] {
  return [
    treasury(treasuryOf(settings)),
    depth(settings.pool),
    crowd(settings, partOf(outsidePool(settings.pool), 10n)),
    dollarDesk({ depth: settings.pairDepth as Btcb }),
    marketKeeper({
      stock: settings.stock as Amt,
      usdt: settings.marketUsdt as Usdt,
      premium: BigInt(settings.premium.mul(10_000).toFixed(0)),
      fee: BigInt(settings.fee),
      every: settings.every,
    }),
    customers({
      usdt: usdt('100000000'),
      perDay: settings.customersPerDay.toNumber(),
      meanUsd: settings.customerUsd.toNumber(),
      meanPremium: settings.customerPremium.toNumber(),
    }),
    marketArbitrageur({ capital: usdt('1000000'), gas: settings.arbitrageGas as Usdt }),
  ]
}

export default scenario({
  name: 'market-arbitrage',
  question: 'Which premium should the Market keep?',
  days: 90,
  parameters: PARAMETERS,
  opening: openingOfJuly2023,
  processes: processesOf,
  agents,
  record: () => ({
    day: gauges.day,
    date: gauges.date,
    btcPrice: gauges.btcPrice,
    poolPrice: gauges.poolPrice,
    poolPriceUsd: gauges.poolPriceUsd,
    ...bandGauges,
    refused: gauges.refused,
  }),
  tables: (_settings, run) => [toDate(run)],
  metrics: marketMetrics,
  pictures: [
    {
      name: 'band',
      title: 'The pool’s price in the band',
      caption:
        'Between the RCL’s and the Market’s sides no arbitrage pays; the arbitrageur keeps the pool there.',
      kind: 'lines',
      table: 'daily',
      x: 'day',
      y: ['pairPriceUsd', 'bandLow', 'bandHigh', 'ask'],
    },
    {
      name: 'profit-to-date',
      title: 'The project’s profit from the Market',
      caption:
        'Against the pool’s price on the morning of each sale; beside it, what the arbitrageur has made.',
      kind: 'lines',
      table: 'to-date',
      x: 'day',
      y: ['profit', 'arbitrage'],
    },
  ],
  always: INVARIANTS,
  expect: expectations,
  compare: {
    variants: () => [
      ...EVERY.flatMap((every) =>
        PREMIUMS.map((premium) => ({
          name: variantName(premium, every),
          title: `${premium}% above the pool, set ${every === 0 ? 'once' : `every ${every} days`}`,
          set: { premium: String(premium), every: String(every), marketUsdt: '0' },
        })),
      ),
      {
        name: 'buys-too',
        title: '10% above the pool, with 50,000 USDT to buy with, at a fee of 1%',
        set: { premium: '10', every: '7', marketUsdt: '50000', fee: '10' },
      },
    ],
    tables: (_settings, run) => [profits(run), bestPremiums(run)],
    metrics: comparedMetrics,
    pictures: [
      {
        name: 'profit-by-premium',
        title: 'The project’s profit and loss',
        caption: 'By premium and by the days from one rate to the next; 0 is a rate that stays.',
        kind: 'heatmap',
        table: 'profits',
        x: 'premium',
        y: ['every'],
        z: 'profit',
      },
    ],
    expect: (settings) => [...expectationsOfVariants(), bestIsNearTheMean(settings)],
  },
})
