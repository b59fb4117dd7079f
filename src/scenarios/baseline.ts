/**
 * Baseline: what a holder earns, and where the floor is, from July 2023 on.
 *
 * Expected: production pays a few tenths of a bitcoin a day until the halving of April 2024 takes most of what is left after power; the
 * floor rises all the while, from far below the pool, so nobody who compares redeems and the arbitrageur has nothing to do.
 */
import { log } from '../sim/math/log.ts'
import { arbitrageur } from '../sim/agents/arbitrageur.ts'
import { claimsOf, holders } from '../sim/agents/holders.ts'
import { project } from '../sim/agents/project.ts'
import { providers } from '../sim/agents/providers.ts'
import { redeemers } from '../sim/agents/redeemers.ts'
import { traders } from '../sim/agents/traders.ts'
import { COST_POLICIES, treasury, type Treasury } from '../sim/agents/treasury.ts'
import { namesOf, type Agent } from '../sim/agent.ts'
import * as gauges from '../sim/gauge.ts'
import { standing, type Processes } from '../sim/market.ts'
import { amount, choice, decimal, integer, percent, type Settings } from '../sim/parameter.ts'
import { gbm } from '../sim/process/gbm.ts'
import { network, NETWORK_2023_07_12 } from '../sim/process/network.ts'
import { scenario } from '../sim/scenario.ts'
import { INVARIANTS } from '../model/invariants/invariants.ts'
import type { Amt, Btcb } from '../model/units.ts'
import { amt, btcb, fromBase, toBase } from '../model/units.ts'
import { expectations } from './baseline-findings.ts'
import { metrics } from './baseline-metrics.ts'
import { JULY_2023, LAUNCH, openingOfJuly2023, poolPlan, POOLS } from './july-2023.ts'
import { productionGauges, waterfallOfOnePayment } from './production.ts'

export const PARAMETERS = {
  vaultShare: integer({
    title: "The RCL's part of every payment (assumption: the whitepaper leaves it variable)",
    unit: '%',
    default: '20',
    min: '0',
    max: '100',
  }),
  costs: choice({
    title: 'Production costs come off before the payment, or the project covers them from retained tokens',
    default: 'deducted',
    choices: COST_POLICIES,
  }),
  pool: choice({
    title: 'The pool at the opening: after the Great Reset (February 2024 reading), or as launched',
    default: 'after-reset',
    choices: POOLS,
  }),
  backing: amount({
    title: 'BTCB that the RCL starts with (whitepaper)',
    unit: 'BTC',
    default: fromBase(LAUNCH.backing),
    min: '0',
    max: '1000000',
  }),
  hashRate: integer({
    title: "The project's hash rate (whitepaper, July 2023)",
    unit: 'TH/s',
    default: JULY_2023.hashRate.toString(),
    min: '0',
    max: '100000000',
  }),
  efficiency: decimal({
    title: 'Power that the machines draw (domain specification)',
    unit: 'J/TH',
    default: '30',
    min: '0',
    max: '1000',
  }),
  powerPrice: decimal({
    title: 'Price of power (the specification has 0.045 to 0.07)',
    unit: 'USD/kWh',
    default: '0.055',
    min: '0',
    max: '10',
  }),
  uptime: percent({
    title: 'Time that the machines hash (domain specification)',
    default: '92',
    min: '0',
    max: '100',
  }),
  poolFee: percent({
    title: "The mining pool's fee (domain specification)",
    default: '2.5',
    min: '0',
    max: '100',
  }),
  loss: percent({
    title: 'Power lost before the machines (domain specification)',
    default: '3',
    min: '0',
    max: '100',
  }),
  feesPerBlock: amount({
    title: 'Transaction fees of an average block (brings July 2023 to the quoted 72 USD/PH/day)',
    unit: 'BTC',
    default: '0.1',
    min: '0',
    max: '100',
  }),
  btcPrice: decimal({
    title: 'BTC on the first day (12 July 2023)',
    unit: 'USD/BTC',
    default: '30400',
    min: '1',
    max: '100000000',
  }),
  btcGrowth: percent({
    title: 'Growth of the expected BTC price a year (30,400 to 58,000 USD in 432 days is 73%)',
    default: '73',
    min: '-90',
    max: '1000',
  }),
  btcVolatility: percent({
    title: 'Volatility of BTC a year (K33: 64, 53, 43 in 2022, 2024, 2025)',
    default: '53',
    min: '0',
    max: '300',
  }),
  difficultyGrowth: percent({
    title: "Growth of the network's hash rate a year (the specification looks at 20, 50, 75)",
    default: '50',
    min: '-90',
    max: '1000',
  }),
  holders: integer({
    title: 'Holders who keep and claim: a tenth daily, four weekly, five quarterly (assumption)',
    unit: 'people',
    default: '100',
    min: '10',
    max: '5000',
  }),
  traders: integer({
    title: 'People who trade in the pool (assumption)',
    unit: 'people',
    default: '24',
    min: '1',
    max: '5000',
  }),
  tradesPerDay: decimal({
    title: 'Mean number of trades a day (assumption)',
    unit: 'trades',
    default: '8',
    min: '0',
    max: '1000',
  }),
  tradeSize: percent({
    title: "Mean size of a trade, of the pool's BTCB (assumption)",
    default: '0.15',
    min: '0',
    max: '50',
  }),
  requiredReturn: percent({
    title: 'Yearly return in BTC that traders require (what July 2023 pays at the opening price)',
    default: '9',
    min: '0.1',
    max: '10000',
  }),
  conviction: decimal({
    title: 'How far the odds of buying lean for each 100% that the price is off (assumption)',
    unit: '',
    default: '0.5',
    min: '0',
    max: '100',
  }),
  slippage: percent({
    title: 'Slippage that traders accept (assumption)',
    default: '1',
    min: '0',
    max: '100',
  }),
  redemptionsPerMonth: decimal({
    title: 'Mean number of redemptions in 30 days (assumption)',
    unit: 'redemptions',
    default: '2',
    min: '0',
    max: '3000',
  }),
  liquidityChangesPerMonth: decimal({
    title: 'Mean number of liquidity deposits and withdrawals in 30 days (assumption)',
    unit: 'changes',
    default: '6',
    min: '0',
    max: '3000',
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
}

export type Baseline = Settings<typeof PARAMETERS>

/** What the treasury works with, in the mining model's units. */
export function treasuryOf(settings: Baseline): Treasury {
  const wad = (value: { toFixed: () => string }): bigint => toBase(value.toFixed())
  return {
    costs: settings.costs,
    farm: {
      joulesPerTh: wad(settings.efficiency),
      uptime: wad(settings.uptime),
      poolFee: wad(settings.poolFee),
      loss: wad(settings.loss),
      capexUsd: 0n,
      lifeDays: 1n,
    },
    feesPerBlock: settings.feesPerBlock / BASE_UNITS_PER_SAT,
    vaultShare: BigInt(settings.vaultShare),
  }
}

const BASE_UNITS_PER_SAT = 10n ** 10n

function processes(settings: Baseline): Processes {
  return {
    btc: gbm({
      usd: settings.btcPrice.toNumber(),
      drift: log(1 + settings.btcGrowth.toNumber()),
      volatility: settings.btcVolatility.toNumber(),
    }),
    network: network({ ...NETWORK_2023_07_12, growth: settings.difficultyGrowth.toNumber() }),
    fleet: standing('hash-rate-purchases', { ths: settings.hashRate, bought: 0 }),
    power: standing('power-price', { value: settings.powerPrice.toNumber() }),
  }
}

/** Who holds the AMT outside the pool in July 2023 is not public: these parts are assumptions, and the project has the rest. */
const PARTS = { miners: 55n, holders: 22n, traders: 6n, redeemers: 2n, spare: 1n } as const

function agents(settings: Baseline): readonly Agent[] {
  const { deposit, depositBtcb } = poolPlan(settings.pool)
  const outside = JULY_2023.supply - amt('1000000') - deposit
  const part = (percentage: bigint): Amt => ((outside * percentage) / 100n) as Amt
  const tenth = Math.floor(settings.holders / 10)
  const perDay = (perMonth: { toNumber: () => number }): number => perMonth.toNumber() / 30
  return [
    treasury(treasuryOf(settings)),
    project({ dustAfter: 120 }),
    holders({ name: 'miner', count: 5, amt: part(PARTS.miners), every: 30 }),
    holders({ name: 'daily', count: tenth, amt: (part(PARTS.holders) / 4n) as Amt, every: 1 }),
    holders({ name: 'weekly', count: 4 * tenth, amt: (part(PARTS.holders) / 2n) as Amt, every: 7 }),
    holders({
      name: 'quarterly',
      count: settings.holders - 5 * tenth,
      amt: (part(PARTS.holders) / 4n) as Amt,
      every: 91,
    }),
    traders({
      name: 'trader',
      count: settings.traders,
      amt: part(PARTS.traders),
      btcb: btcb('40'),
      tradesPerDay: settings.tradesPerDay.toNumber(),
      meanSize: settings.tradeSize.toNumber(),
      requiredReturn: settings.requiredReturn.toNumber(),
      conviction: settings.conviction.toNumber(),
      slippageBps: BigInt(settings.slippage.mul(10_000).toFixed(0)),
    }),
    claimsOf('trader-claims', namesOf('trader', settings.traders), 14),
    redeemers({
      name: 'redeemer',
      count: 12,
      amt: part(PARTS.redeemers),
      redemptionsPerDay: perDay(settings.redemptionsPerMonth),
    }),
    providers({
      name: 'provider',
      count: 8,
      deposit,
      btcb: (depositBtcb + btcb('5')) as Btcb,
      spare: part(PARTS.spare),
      every: 7,
      changesPerDay: perDay(settings.liquidityChangesPerMonth),
    }),
    arbitrageur({ capital: settings.arbitrageCapital as Btcb, gas: settings.arbitrageGas as Btcb }),
  ]
}

export default scenario({
  name: 'baseline',
  question: 'What does a holder earn, and where is the floor, from July 2023 on?',
  days: 365,
  parameters: PARAMETERS,
  opening: openingOfJuly2023,
  processes,
  agents,
  record: (settings) => ({
    day: gauges.day,
    date: gauges.date,
    btcPrice: gauges.btcPrice,
    difficulty: gauges.difficulty,
    height: gauges.height,
    ...productionGauges(treasuryOf(settings)),
    poolPrice: gauges.poolPrice,
    poolPriceUsd: gauges.poolPriceUsd,
    floorPrice: gauges.floorPrice,
    floorPriceUsd: gauges.floorPriceUsd,
    premium: gauges.premium,
    payoutPerAmt: gauges.payoutPerAmt,
    payoutToDate: gauges.payoutToDate,
    backing: gauges.backing,
    supply: gauges.supply,
    poolAmt: gauges.poolAmt,
    poolBtcb: gauges.poolBtcb,
    wrapped: gauges.wrapped,
    paid: gauges.paid,
    claimedByHolders: gauges.claimedByHolders,
    claimedByProviders: gauges.claimedByProviders,
    unclaimed: gauges.unclaimed,
    redeemedAmt: gauges.redeemedAmt,
    redeemedBtcb: gauges.redeemedBtcb,
    boughtFor: gauges.boughtFor,
    soldFor: gauges.soldFor,
    arbitrageurBtcb: gauges.holding('btcb', 'arbitrageur'),
    actions: gauges.actions,
    refused: gauges.refused,
  }),
  tables: (settings, run) => waterfallOfOnePayment(treasuryOf(settings), run),
  metrics,
  pictures: [
    {
      name: 'price-against-floor',
      title: 'Price against floor',
      caption: 'What one AMT brings in the pool, and what the RCL pays for it at any time.',
      kind: 'lines',
      table: 'daily',
      x: 'date',
      y: ['poolPrice', 'floorPrice'],
      scale: 'log',
    },
    {
      name: 'payout-per-amt',
      title: 'Payout per AMT',
      caption: 'What one AMT outside the pool was paid each day, and all payouts so far; the halving shows.',
      kind: 'lines',
      table: 'daily',
      x: 'date',
      y: ['payoutPerAmt'],
    },
    {
      name: 'rcl-and-supply',
      title: 'RCL and supply',
      caption: 'BTCB in the RCL grows with every payment; AMT is burnt by every redemption.',
      kind: 'lines',
      table: 'daily',
      x: 'date',
      y: ['backing', 'supply'],
    },
    {
      name: 'one-payment',
      title: 'Where one payment comes from and goes',
      caption:
        'The first payment: from what the machines could mine to what holders have claimed of it since.',
      kind: 'waterfall',
      table: 'waterfall',
      x: 'step',
      y: ['amount'],
    },
  ],
  always: INVARIANTS,
  expect: expectations,
})
