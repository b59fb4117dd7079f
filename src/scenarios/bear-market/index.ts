/**
 * Bear market: does the floor hold while BTC falls as in 2022 and holders sell into the fall?
 *
 * Method: a whale sells, then drawdown sellers sell. They sell in the pool without comparing it with the RCL.
 * Every class of the one cap table but the traders gives them the same part of its AMT, and the traders
 * trade. Variants change the arbitrageur, let the sellers compare, and use the RCL of July 2023.
 *
 * Expected: the RCL's rate never falls. The pool price stays at the floor only with an arbitrageur who buys
 * there and redeems; without one it closes below. Gas hardly matters.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { amt, BASIS_POINTS, type Amt, type Btcb } from '../../model/kernel/units.ts'
import { arbitrageur } from '../../sim/agents/arbitrage/floor-arbitrageur.ts'
import { drawdownSellers } from '../../sim/agents/holders/drawdown-sellers.ts'
import { leavers } from '../../sim/agents/holders/leavers.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import type { Agent } from '../../sim/agent.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import {
  bearMetrics,
  dailyPrices,
  hypotheses,
  hypothesesOfVariants,
  variantMetrics,
  YOUNG,
} from './hypotheses.ts'
import { initialStateOf } from '../shared/initial-state.ts'
import { outsidePool } from '../shared/july-2023.ts'
import { replayed } from '../shared/replay.ts'
import { processesOf, treasuryOf } from '../shared/mining.ts'
import { gasOf } from '../shared/exogenous-models.ts'
import { classTable, tradingClasses } from '../shared/classes.ts'
import { WALLETS } from '../shared/ownership.ts'
import { CLAIMS, participants } from '../shared/participants.ts'
import { PARAMETERS, type Bear } from './parameters.ts'

/** Days over which sellers measure the drawdown. */
const LOOKBACK_DAYS = 60

/** Day of the whale's sale. */
const WHALE_DAY = 10

/** Slippage that sellers accept, in basis points. */
const PANIC_SLIPPAGE_BPS = 5_000n

/** The arbitrageur of the cap table, who acts as the scenario asks; undefined for one who holds. */
function arbitrageurOf({ arbitrage, arbitrageCapital, arbitrageGas }: Bear): Agent | undefined {
  if (arbitrage === 'none') return undefined
  return arbitrageur({
    capital: arbitrageCapital as Btcb,
    gas: (arbitrage === 'free' ? 0n : arbitrageGas) as Btcb,
    isSlow: arbitrage === 'slow',
  })
}

function agents(settings: Bear): readonly Agent[] {
  const hundredths = BigInt(settings.selling.mul(10_000).toFixed(0))
  const selling = ((outsidePool(settings) * hundredths) / BASIS_POINTS) as Amt
  const whale = amt(settings.whale.toFixed())
  const people = participants(settings, {
    acts: ['trader', 'trader-claims', ...CLAIMS],
    taken: (selling + whale) as Amt,
    givers: WALLETS.filter((row) => row !== 'ownTraders'),
  })
  const arbitrage = arbitrageurOf(settings)
  return [
    treasury(treasuryOf(settings)),
    ...people.map((agent) => (agent.name === arbitrage?.name ? arbitrage : agent)),
    leavers({
      name: 'whale',
      count: 1,
      amt: whale,
      exit: settings.sellersExit,
      from: WHALE_DAY,
      days: 1,
    }),
    drawdownSellers({
      name: 'seller',
      count: settings.sellers,
      amt: selling,
      lookBack: LOOKBACK_DAYS,
      thresholds: [settings.firstThreshold, settings.lastThreshold],
      partPct: BigInt(settings.part),
      exit: settings.sellersExit,
      slippageBps: PANIC_SLIPPAGE_BPS,
    }),
  ]
}

export default scenario({
  name: 'bear-market',
  question: 'Does the floor hold under selling, with and without an arbitrageur, and gas?',
  days: 150,
  primary: { metric: 'finalFloor', better: 'higher' },
  limits: [
    'People other than the sellers, the traders and the arbitrageur hold and claim.',
    'By default the RCL opens with more BTCB than in July 2023, so that the pool can reach the floor within the run.',
  ],
  parameters: PARAMETERS,
  initialState: initialStateOf,
  processes: (settings) => replayed(settings, { ...processesOf(settings), gas: gasOf(settings) }),
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
  groups: tradingClasses,
  tables: (_settings, run) => [classTable(run)],
  metrics: bearMetrics,
  charts: [],
  always: INVARIANTS,
  hypotheses,
  answer: (_settings, { say }) =>
    `The floor goes from ${say('openingFloor')} to ${say('finalFloor')}, and the pool closes up to ${say('worstBelowBand')} below the band; without an arbitrageur up to ${say('worstWithoutArbitrage')}. Redemptions cost ${say('paidPart')} of the RCL's BTCB, and gas ${say('gasPart')} of the arbitrage profit.`,
  compare: {
    variants: ({ opening }) => [
      { name: 'none', title: 'No arbitrageur', set: { arbitrage: 'none' } },
      { name: 'free', title: 'Arbitrage without gas', set: { arbitrage: 'free' } },
      { name: 'slow', title: 'A slow arbitrageur', set: { arbitrage: 'slow' } },
      {
        name: 'comparing',
        title: 'No arbitrageur, but sellers compare venues',
        set: { arbitrage: 'none', sellersExit: 'best' },
      },
      // A snapshot has its own RCL.
      ...(opening === undefined
        ? [{ name: YOUNG, title: 'The RCL of July 2023', set: { backing: '30' } }]
        : []),
    ],
    tables: (_settings, run) => [dailyPrices(run)],
    metrics: variantMetrics,
    charts: [
      {
        name: 'price-against-band',
        title: 'Pool price against the band',
        caption:
          'Pool price at each close. Below the band, 0.25% under the floor, buying and redeeming is profitable.',
        kind: 'lines',
        table: 'prices',
        x: 'date',
        y: ['band', 'run', 'none', 'comparing'],
        scale: 'log',
      },
      {
        name: 'rcl-drain',
        title: 'BTCB in the RCL',
        caption: 'Arbitrage keeps the pool at the floor, is paid from the RCL’s BTCB, and burns the AMT.',
        kind: 'lines',
        table: 'prices',
        x: 'date',
        y: ['runBacking', 'noneBacking', 'comparingBacking'],
      },
      {
        name: 'arbitrage-profit',
        title: 'Arbitrage profit',
        caption: 'The arbitrageur’s cumulative profit at each close, before gas.',
        kind: 'steps',
        table: 'prices',
        x: 'date',
        y: ['runProfit', 'freeProfit', 'slowProfit'],
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
