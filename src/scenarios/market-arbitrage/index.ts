/**
 * Environment arbitrage: the Environment sells AMT at a fixed price in dollars, the pool at one that moves with BTC. Which premium should it keep?
 *
 * Customers pay a premium for a fixed price, fewer the higher it is; an arbitrageur takes the Environment's AMT to the pool as soon as that pays.
 * Expected: a price above the pool prevents that on the day on which it is set, and not for long: when BTC rises the Environment is the
 * cheaper. A rate that is set anew every day earns; one that stays gives the stock away unless BTC falls. And a premium above the fee makes the Environment buy
 * dearer than the pool sells: what USDT it holds is gone on the first day.
 * The best premium is near what customers accept on average, 8%: of those tried, 5%, which the rounding of the rate makes 6.5%.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { usdt, type Amt, type Btcb, type Usdt } from '../../model/kernel/units.ts'
import { customers } from '../../sim/agents/holders/market-customers.ts'
import { usdtMarketMaker } from '../../sim/agents/liquidity/usdt-market-maker.ts'
import { marketArbitrageur } from '../../sim/agents/arbitrage/market-arbitrageur.ts'
import { marketKeeper } from '../../sim/agents/operations/market-keeper.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import type { Agent } from '../../sim/agent.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import { bestIsNearTheMean, bestPremiums, comparedMetrics } from './best-premium.ts'
import { poolTraders } from '../shared/traders.ts'
import { initialStateOfJuly2023, outsidePool, partOf } from '../shared/july-2023.ts'
import {
  bandGauges,
  EVERY,
  hypotheses,
  hypothesesOfVariants,
  marketMetrics,
  PREMIUMS,
  profits,
  toDate,
  variantName,
} from './hypotheses.ts'
import { processesOf, treasuryOf } from '../shared/mine.ts'
import { depth } from '../shared/liquidity.ts'
import { PARAMETERS, type MarketArbitrage } from './parameters.ts'

function agents(settings: MarketArbitrage): readonly Agent[] {
  return [
    treasury(treasuryOf(settings)),
    depth(settings.pool),
    poolTraders(settings, partOf(outsidePool(settings.pool), 10n)),
    usdtMarketMaker({ depth: settings.pairDepth as Btcb }),
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
  initialState: initialStateOfJuly2023,
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
  charts: [
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
  hypotheses: hypotheses,
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
    charts: [
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
    hypotheses: (settings) => [...hypothesesOfVariants(), bestIsNearTheMean(settings)],
  },
})
