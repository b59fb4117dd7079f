/**
 * Bear market: BTC falls as in 2022, hashprice with it, and holders sell into the fall. Does the floor hold?
 *
 * A whale sells, then those sell whom falling prices make sell. None of them compares: they sell in the pool, whatever the RCL pays. Expected:
 * the RCL's rate holds whatever happens. The pool's price is another matter: only somebody who buys there and redeems keeps it at the floor; without
 * such an arbitrageur it closes below. Gas hardly matters.
 *
 * The RCL is four times as large as July 2023's. With its 30 BTC, as the scenario was first written, the question did not arise: though two
 * thirds of all AMT were sold into the pool, its price never came down to a floor that is a twentieth of it. That is a variant now.
 */
import { INVARIANTS } from '../model/invariants/invariants.ts'
import { amt, type Amt, type Btcb } from '../model/units.ts'
import { arbitrageur } from '../sim/agents/arbitrageur.ts'
import { drawdownSellers } from '../sim/agents/drawdown-sellers.ts'
import { EXITS } from '../sim/agents/exit.ts'
import { holders } from '../sim/agents/holders.ts'
import { leavers } from '../sim/agents/leavers.ts'
import { treasury } from '../sim/agents/treasury.ts'
import type { Agent } from '../sim/agent.ts'
import * as gauges from '../sim/gauge.ts'
import { amount, choice, decimal, integer, percent, type Settings } from '../sim/parameter.ts'
import { scenario } from '../sim/scenario.ts'
import { bearMetrics, dailyPrices, expectations, expectationsOfVariants } from './bear-market-findings.ts'
import { crowd, CROWD } from './crowd.ts'
import { openingOfJuly2023, OPENING, outsidePool, partOf } from './july-2023.ts'
import { MINE, PAYMENT, processesOf, treasuryOf } from './mine.ts'
import { GAS, gasOf } from './outside.ts'
import { depth } from './town.ts'

export const ARBITRAGE = ['none', 'free', 'gas', 'slow'] as const

const PARAMETERS = {
  arbitrage: choice({
    title: 'The arbitrageur: nobody; without gas; with gas; with gas and slow, on the morning’s prices',
    default: 'gas',
    choices: ARBITRAGE,
  }),
  arbitrageCapital: amount({
    title: "The arbitrageur's BTCB (assumption)",
    unit: 'BTC',
    default: '5',
    min: '0',
    max: '1000000',
  }),
  arbitrageGas: amount({
    title: 'Gas of a swap and a redemption (some 300k gas at 3 gwei, BNB at 250 USD)',
    unit: 'BTC',
    default: '0.0000075',
    min: '0',
    max: '1',
  }),
  selling: percent({
    title: 'AMT outside the pool whose owners sell when the price falls (assumption)',
    default: '80',
    min: '0',
    max: '80',
  }),
  sellers: integer({
    title: 'How many they are (assumption)',
    unit: 'people',
    default: '21',
    min: '1',
    max: '2000',
  }),
  firstThreshold: integer({
    title: 'Fall from the last 60 days’ highest close at which the first of them sells (assumption)',
    unit: '%',
    default: '15',
    min: '0',
    max: '100',
  }),
  lastThreshold: integer({
    title: 'The same for the last of them (assumption)',
    unit: '%',
    default: '60',
    min: '0',
    max: '100',
  }),
  part: integer({
    title: 'What each of them sells a week, of what they have (assumption)',
    unit: '%',
    default: '20',
    min: '0',
    max: '100',
  }),
  sellersExit: choice({
    title: 'Where they sell: without comparing in the pool, or where it pays most',
    default: 'pool',
    choices: EXITS,
  }),
  whale: decimal({
    title: 'AMT that a whale sells on day 10 (assumption)',
    unit: 'AMT',
    default: '2000000',
    min: '0',
    max: '5000000',
  }),
  ...PAYMENT,
  ...OPENING,
  backing: {
    ...OPENING.backing,
    title: 'BTCB that the RCL starts with (the whitepaper has 30; see above)',
    default: '120',
  },
  ...GAS,
  ...MINE,
  btcGrowth: {
    ...MINE.btcGrowth,
    title: 'Growth of BTC a year (2022: 46,300 to 16,500 USD)',
    default: '-64',
  },
  btcVolatility: { ...MINE.btcVolatility, default: '64' },
  ...CROWD,
}

export type Bear = Settings<typeof PARAMETERS>

/** Days that sellers look back, the day of the whale, and the slippage that nerves accept. */
const LOOK_BACK = 60
const WHALE_DAY = 10
const NERVES_BPS = 5_000n

function agents(settings: Bear): readonly Agent[] {
  const outside = outsidePool(settings.pool)
  const hundredths = BigInt(settings.selling.mul(10_000).toFixed(0))
  return [
    treasury(treasuryOf(settings)),
    depth(settings.pool),
    leavers({
      name: 'whale',
      count: 1,
      amt: amt(settings.whale.toFixed()),
      exit: settings.sellersExit,
      from: WHALE_DAY,
      days: 1,
    }),
    drawdownSellers({
      name: 'seller',
      count: settings.sellers,
      amt: ((outside * hundredths) / 10_000n) as Amt,
      lookBack: LOOK_BACK,
      thresholds: [settings.firstThreshold, settings.lastThreshold],
      partPct: BigInt(settings.part),
      exit: settings.sellersExit,
      slippageBps: NERVES_BPS,
    }),
    crowd(settings, partOf(outside, 4n)),
    holders({ name: 'stayer', count: 5, amt: partOf(outside, 2n), every: 30 }),
    ...(settings.arbitrage === 'none'
      ? []
      : [
          arbitrageur({
            capital: settings.arbitrageCapital as Btcb,
            gas: (settings.arbitrage === 'free' ? 0n : settings.arbitrageGas) as Btcb,
            isSlow: settings.arbitrage === 'slow',
          }),
        ]),
  ]
}

export default scenario({
  name: 'bear-market',
  question: 'Does the floor hold under selling, with and without an arbitrageur, and gas?',
  days: 150,
  parameters: PARAMETERS,
  opening: openingOfJuly2023,
  processes: (settings) => ({ ...processesOf(settings), gas: gasOf(settings) }),
  agents,
  record: () => ({
    day: gauges.day,
    date: gauges.date,
    btcPrice: gauges.btcPrice,
    poolPrice: gauges.poolPrice,
    floorPrice: gauges.floorPrice,
    premium: gauges.premium,
    floorPriceUsd: gauges.floorPriceUsd,
    payoutPerAmt: gauges.payoutPerAmt,
    backing: gauges.backing,
    supply: gauges.supply,
    poolAmt: gauges.poolAmt,
    poolBtcb: gauges.poolBtcb,
    soldFor: gauges.soldFor,
    boughtFor: gauges.boughtFor,
    redeemedAmt: gauges.redeemedAmt,
    redeemedBtcb: gauges.redeemedBtcb,
    refused: gauges.refused,
  }),
  metrics: bearMetrics,
  pictures: [],
  always: INVARIANTS,
  expect: expectations,
  compare: {
    variants: () => [
      { name: 'none', title: 'Nobody arbitrages', set: { arbitrage: 'none' } },
      { name: 'free', title: 'Arbitrage without gas', set: { arbitrage: 'free' } },
      { name: 'slow', title: 'A slow arbitrageur', set: { arbitrage: 'slow' } },
      {
        name: 'comparing',
        title: 'Nobody arbitrages, but sellers compare',
        set: { arbitrage: 'none', sellersExit: 'best' },
      },
      { name: 'young-rcl', title: 'The RCL of July 2023', set: { backing: '30' } },
    ],
    tables: (_settings, run) => [dailyPrices(run)],
    pictures: [
      {
        name: 'price-against-band',
        title: 'Price against the band',
        caption:
          'The pool’s price at each close; below the band, 0.25% under the floor, buying and redeeming pays.',
        kind: 'lines',
        table: 'prices',
        x: 'date',
        y: ['band', 'run', 'none', 'comparing'],
        scale: 'log',
      },
      {
        name: 'rcl-drain',
        title: 'What the RCL holds',
        caption:
          'Arbitrage keeps the pool at the floor with the RCL’s BTCB, and burns the AMT that it takes it for.',
        kind: 'lines',
        table: 'prices',
        x: 'date',
        y: ['runBacking', 'noneBacking', 'comparingBacking'],
      },
      {
        name: 'arbitrage-profit',
        title: 'Arbitrage profit',
        caption: 'What the arbitrageur has earned by each close, before gas.',
        kind: 'steps',
        table: 'prices',
        x: 'date',
        y: ['runProfit', 'freeProfit', 'slowProfit'],
      },
    ],
    expect: expectationsOfVariants,
  },
})
