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
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { amt, type Amt, type Btcb } from '../../model/kernel/units.ts'
import { arbitrageur } from '../../sim/agents/arbitrage/floor-arbitrageur.ts'
import { drawdownSellers } from '../../sim/agents/holders/drawdown-sellers.ts'
import { holders } from '../../sim/agents/holders/holders.ts'
import { leavers } from '../../sim/agents/holders/leavers.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import type { Agent } from '../../sim/agent.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import { bearMetrics, dailyPrices, hypotheses, hypothesesOfVariants } from './hypotheses.ts'
import { poolTraders } from '../shared/traders.ts'
import { initialStateOfJuly2023, outsidePool, partOf } from '../shared/july-2023.ts'
import { processesOf, treasuryOf } from '../shared/mining.ts'
import { gasOf } from '../shared/exogenous-models.ts'
import { poolProviders } from '../shared/liquidity.ts'
import { PARAMETERS, type Bear } from './parameters.ts'

/** Days that sellers look back, the day of the whale, and the slippage that nerves accept. */
const LOOK_BACK = 60
const WHALE_DAY = 10
const NERVES_BPS = 5_000n

function agents(settings: Bear): readonly Agent[] {
  const outside = outsidePool(settings.pool)
  const hundredths = BigInt(settings.selling.mul(10_000).toFixed(0))
  return [
    treasury(treasuryOf(settings)),
    poolProviders(settings.pool),
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
    poolTraders(settings, partOf(outside, 4n)),
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
  initialState: initialStateOfJuly2023,
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
  charts: [],
  always: INVARIANTS,
  hypotheses: hypotheses,
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
    charts: [
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
    hypotheses: hypothesesOfVariants,
  },
})
