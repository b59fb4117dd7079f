/**
 * Market arbitrage: which premium should the Market keep? It sells AMT at a fixed USD rate; the pool price
 * moves with BTC.
 *
 * Method: all people of the cap table act as in the baseline. Customers accept a premium for a fixed price,
 * fewer for a higher one. An arbitrageur sells the Market's AMT in the pool as soon as that is profitable.
 * Variants form a grid of premiums and update intervals, without USDT in the Market; one variant lets the
 * Market buy too, one has a premium that nobody accepts. Which premium is best is decided path by path.
 *
 * Expected: a premium prevents arbitrage only until BTC rises. A rate updated every day is profitable; a
 * constant rate earns less, since hardly anybody buys once the pool price has fallen far below it. The best
 * premium mirrors the customers' mean of 8%, which has its optimum at 7.4%. The rate is rounded up to whole
 * USDT per 100 AMT, so that 5%, updated every day, is 7 to 9%: 5 and 8% are a tie on 21 paths, updated every
 * week as well. What the project gains, the customers pay. With a premium above its fee the Market buys above
 * the pool price: its USDT is gone on the first day.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { fromBase, usdt, type Amt, type Btcb, type Usdt } from '../../model/kernel/units.ts'
import { customers } from '../../sim/agents/holders/market-customers.ts'
import { usdtMarketMaker } from '../../sim/agents/liquidity/usdt-market-maker.ts'
import { marketArbitrageur } from '../../sim/agents/arbitrage/market-arbitrageur.ts'
import { marketKeeper } from '../../sim/agents/operations/market-keeper.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import type { Agent } from '../../sim/agent.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { ConflictingSettings } from '../../sim/definition/parameter.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import { answer } from './answer.ts'
import { bestPremiums, CHOICES, comparedMetrics, expectedPremiumIsBest } from './best-premium.ts'
import { classTable, tradingClasses } from '../shared/classes.ts'
import { capTable, inPercentUp } from '../shared/ownership.ts'
import { participants } from '../shared/participants.ts'
import { initialStateOf } from '../shared/initial-state.ts'
import {
  bandGauges,
  EVERY,
  hypotheses,
  hypothesesOfVariants,
  marketMetrics,
  PREMIUMS,
  profitGrid,
  profitToDate,
  variantName,
} from './hypotheses.ts'
import { processesOf, treasuryOf } from '../shared/mining.ts'
import { PARAMETERS, type MarketArbitrage } from './parameters.ts'
import { CLOSED, customersPay, wealthOf } from './wealth.ts'

/**
 * AMT that the project adds to the Market's own.
 *
 * @throws {ConflictingSettings} when the Market has more than the stock.
 */
function addedStock(settings: MarketArbitrage): Amt {
  const { ownMarket } = capTable(settings)
  if (settings.stock < ownMarket)
    throw new ConflictingSettings(
      `a stock of at least what ownMarket gives the Market, ${fromBase(ownMarket)} AMT`,
      `${fromBase(settings.stock)} AMT`,
      'Lower ownMarket for a smaller stock.',
    )
  return (settings.stock - ownMarket) as Amt
}

function agents(settings: MarketArbitrage): readonly Agent[] {
  const added = addedStock(settings)
  return [
    treasury(treasuryOf(settings)),
    ...participants(settings, { others: inPercentUp(added, settings) }),
    usdtMarketMaker({ depth: settings.pairDepth as Btcb }),
    marketKeeper({
      stock: added,
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
    marketArbitrageur({ capital: usdt('1000000'), gas: settings.marketArbitrageGas as Usdt }),
  ]
}

export default scenario({
  name: 'market-arbitrage',
  question: 'Which premium should the Market keep?',
  days: 90,
  primary: { metric: 'profit', better: 'higher' },
  limits: [
    'The customers’ arrival, spending and accepted premium are assumptions.',
    'Customers do not compare with the pool beyond that premium, and keep what they buy.',
  ],
  parameters: PARAMETERS,
  initialState: initialStateOf,
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
  groups: tradingClasses,
  tables: (_settings, run) => [profitToDate(run), classTable(run)],
  metrics: marketMetrics,
  charts: [
    {
      name: 'band',
      title: 'Pool price in the no-arbitrage band',
      caption:
        'Between the sides set by RCL and Market no arbitrage is profitable. The arbitrageur keeps the pool there.',
      kind: 'lines',
      table: 'daily',
      x: 'day',
      y: ['pairPriceUsd', 'bandLow', 'bandHigh', 'ask'],
    },
    {
      name: 'profit-to-date',
      title: 'The project’s profit from the Market',
      caption:
        'Cumulative profit, with AMT valued at the pool price of the morning, and the arbitrageur’s profit.',
      kind: 'lines',
      table: 'to-date',
      x: 'day',
      y: ['profit', 'arbitrage'],
    },
  ],
  always: INVARIANTS,
  hypotheses,
  choices: CHOICES,
  answer,
  compare: {
    variants: () => [
      ...EVERY.flatMap((every) =>
        PREMIUMS.map((premium) => ({
          name: variantName(premium, every),
          title: `${premium}% above the pool, ${every === 0 ? 'set once' : `updated every ${every} days`}`,
          set: { premium: String(premium), every: String(every), marketUsdt: '0' },
        })),
      ),
      {
        name: CLOSED,
        title: 'A premium of 1,000%, at which nobody buys',
        set: { premium: '1000', every: '1', marketUsdt: '0' },
      },
      {
        name: 'buys-too',
        title: '10% above the pool, with 50,000 USDT for purchases at a fee of 1%',
        set: { premium: '10', every: '7', marketUsdt: '50000', fee: '10' },
      },
    ],
    tables: (_settings, run) => [profitGrid(run), bestPremiums(run), wealthOf(run).table],
    metrics: comparedMetrics,
    charts: [
      {
        name: 'profit-by-premium',
        title: 'The project’s profit by premium',
        caption: 'By premium and days between rate updates; 0 is a constant rate.',
        kind: 'heatmap',
        table: 'profits',
        x: 'premium',
        y: ['every'],
        z: 'profit',
      },
    ],
    hypotheses: (settings) => [...hypothesesOfVariants(), expectedPremiumIsBest(settings), customersPay],
  },
})
