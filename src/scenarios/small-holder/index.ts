/**
 * Small holder: a claim costs gas per payment. Should a holder claim, or stake in the vault?
 *
 * Method: five holdings from 10 to 100,000 AMT. For each, one wallet claims when gas is at most 10% of the
 * claim, and one deposit is in the staking vault, whose keeper harvests and settles at the project's cost,
 * also for the depositors of the cap table. The other people claim and hold. Variants change the gas price,
 * and pay monthly with a dividend sniper.
 *
 * Expected: the vault pays exactly what the wallet could have claimed. At the gas price of July 2023 claiming
 * is worth its gas only for thousands of AMT. Waiting helps little, because most gas is per payment. Staking
 * is worth it from a few AMT on. At the gas price of 2026, a sixtieth, both limits fall in proportion.
 * Monthly payments would make claims cheaper, but are sniped: a sniper holds AMT only around a payment.
 * Wrapped providers and the project pay for that, with the payouts to their liquidity.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import type { Btcb } from '../../model/kernel/units.ts'
import { dividendFrontRunner } from '../../sim/agents/mev/dividend-front-runner.ts'
import { dividendSniper } from '../../sim/agents/mev/dividend-sniper.ts'
import { harvester } from '../../sim/agents/operations/staking-keeper.ts'
import { stakers } from '../../sim/agents/holders/stakers.ts'
import { gasAwareClaimers } from '../../sim/agents/holders/gas-aware-claimers.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import type { Agent } from '../../sim/agent.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import { initialStateOf } from '../shared/initial-state.ts'
import { replayed } from '../shared/replay.ts'
import { processesOf, treasuryOf } from '../shared/mining.ts'
import { classTable, tradingClasses } from '../shared/classes.ts'
import { CLAIMS, participants } from '../shared/participants.ts'
import { claimGasOf, depositors, HOLDINGS, othersOf, snipeGasOf } from './holdings.ts'
import { hypotheses, hypothesesOfVariants } from './hypotheses.ts'
import {
  breakEvens,
  byGasPrice,
  byHolding,
  GAS_OF,
  keptGrid,
  smallHolderMetrics,
  variantName,
} from './metrics.ts'
import { gasOf as gasProcess } from '../shared/exogenous-models.ts'
import { SNIPED, snipes, UNSNIPED } from './sniping.ts'
import { wealthMetrics, wealthOf } from './wealth.ts'
import { PARAMETERS, type SmallHolder } from './parameters.ts'

function agents(settings: SmallHolder): readonly Agent[] {
  const people = participants(settings, { acts: CLAIMS, others: othersOf(settings) })
  const keeper = harvester({ every: settings.keeperEvery, depositors: depositors(settings) })
  const deposits = HOLDINGS.map(({ amt, staker }) =>
    stakers({
      name: staker,
      count: 1,
      amt,
      vault: 'stakingVault',
      leaveFrom: settings.leaveOn,
      sells: false,
    }),
  )
  return [
    treasury({ ...treasuryOf(settings), every: settings.every }),
    ...people.filter(({ name }) => name !== keeper.name),
    gasAwareClaimers({
      holders: HOLDINGS.map(({ amt, wallet }) => ({ name: wallet, amt })),
      gas: claimGasOf(settings),
      mostPart: settings.mostPart,
    }),
    ...deposits,
    keeper,
    ...snipers(settings),
  ]
}

/**
 * A sniper who buys on the evening before a payment, or one who outbids for position where ordering is by gas
 * price.
 */
function snipers(settings: SmallHolder): readonly Agent[] {
  const [stake, gas] = [settings.sniperStake as Btcb, snipeGasOf(settings)]
  if (stake === 0n) return []
  const sniper =
    settings.order === 'gas'
      ? dividendFrontRunner({ stake, gas })
      : dividendSniper({ stake, gas, every: settings.every })
  // One who only holds does not react to pending payments either.
  const { react: _react, ...idle } = sniper
  return [settings.sniping ? sniper : { ...idle, act: () => [] }]
}

/** Monthly payments, large enough to snipe. */
const SNIPABLE = { every: '30' } as const

export default scenario({
  name: 'small-holder',
  question: 'Claim or stake, by holding and gas price?',
  days: 182,
  primary: { metric: 'breakEvenOnce', better: 'lower' },
  limits: [
    'Gas is computed beside the run in USD, at a constant BNB price, and paid by no account.',
    'Nobody trades but the sniper of monthly payments; payouts do not depend on prices of AMT.',
  ],
  parameters: PARAMETERS,
  initialState: initialStateOf,
  processes: (settings) => replayed(settings, { ...processesOf(settings), gas: gasProcess(settings) }),
  agents,
  ordering: (settings) => settings.order,
  record: () => ({
    day: gauges.day,
    date: gauges.date,
    btcPrice: gauges.btcPrice,
    poolPriceUsd: gauges.poolPriceUsd,
    payoutPerAmt: gauges.payoutPerAmt,
    payoutToDate: gauges.payoutToDate,
    claimedByHolders: gauges.claimedByHolders,
    unclaimed: gauges.unclaimed,
  }),
  groups: tradingClasses,
  tables: (settings, run) => [
    byHolding(settings, run),
    breakEvens(settings, run),
    keptGrid(settings, run),
    snipes(run, snipeGasOf(settings)),
    classTable(run),
  ],
  metrics: smallHolderMetrics,
  charts: [
    {
      name: 'break-even',
      title: 'Break-even holding',
      caption:
        'AMT whose payouts equal the gas, by gas price: claiming daily, weekly, monthly, all at ' +
        'once, or staking.',
      kind: 'lines',
      table: 'break-even',
      x: 'gwei',
      y: ['daily', 'weekly', 'monthly', 'once', 'stake'],
      scale: 'log',
    },
    {
      name: 'kept-by-claiming',
      title: 'Payouts net of gas, claimed monthly',
      caption: 'Isolines over gas price and holding, both as powers of ten. 0% is the break-even.',
      kind: 'contour',
      table: 'kept',
      x: 'gasPower',
      y: ['holdingPower'],
      z: 'claimed',
    },
    {
      name: 'kept-by-staking',
      title: 'Payouts net of gas, staked',
      caption: 'The same for a deposit in the staking vault.',
      kind: 'contour',
      table: 'kept',
      x: 'gasPower',
      y: ['holdingPower'],
      z: 'staked',
    },
    {
      name: 'wallet-and-vault',
      title: 'Wallet against vault',
      caption: 'Share of all payouts kept after gas, for a gas-aware wallet and for a deposit.',
      kind: 'bars',
      table: 'holdings',
      x: 'holding',
      y: ['wallet', 'vault'],
    },
  ],
  reading: {
    'kept-by-claiming': {
      caption:
        'Percent of payouts left after gas, by gas price and holding. Below the thick line, which is ' +
        'exact, gas takes all; isolines near it are interpolated between the points of a coarse grid.',
      overlay: { table: 'break-even', x: 'gwei', y: 'monthly', name: '0%: break-even' },
    },
    'kept-by-staking': {
      caption:
        'The same for a deposit in the staking vault, with the gas of approval, deposit and withdrawal.',
      overlay: { table: 'break-even', x: 'gwei', y: 'stake', name: '0%: break-even' },
    },
  },
  always: INVARIANTS,
  hypotheses,
  answer: ({ gasPrice, gasPath }, { days, say }) =>
    `Over ${days} days at ${gasPrice.toFixed()} gwei of gas${gasPath === 'falls' ? ' on the first day' : ''}, ` +
    `payouts equal the gas of claiming each payment at a holding of ${say('breakEvenDaily')}, of ` +
    `claiming all at once at ${say('breakEvenOnce')}, and of staking at ${say('breakEvenStake')}. Of ` +
    `monthly payments a sniper who outbids takes ${say('sniperGain')}; by an exit of all, the wealth ` +
    `of wrapped providers changes by ${say('providersGainJoint')}, the project’s by ` +
    `${say('projectGainJoint')}, and that of all others but raw providers by ` +
    `${say('othersGainJoint')}.`,
  compare: {
    variants: () => [
      ...GAS_OF.map(({ year, gwei }) => ({
        name: variantName(year),
        title: `Gas at ${gwei} gwei`,
        set: { gasPrice: gwei },
      })),
      {
        name: UNSNIPED,
        title: 'Monthly payments, not sniped',
        set: { ...SNIPABLE, order: 'random', sniping: 'false' },
      },
      {
        name: SNIPED.before,
        title: 'Monthly payments, with a sniper',
        set: { ...SNIPABLE, order: 'random' },
      },
      {
        name: SNIPED.outbid,
        title: 'Monthly payments, with a sniper who outbids',
        set: { ...SNIPABLE, order: 'gas' },
      },
    ],
    tables: (_settings, run) => [byGasPrice(run), wealthOf(run).table],
    metrics: wealthMetrics,
    charts: [
      {
        name: 'claims-by-gas-price',
        title: 'Number of claims by wallets',
        caption: 'Claims in half a year by holding and gas price, by wallets that accept gas of up to 10%.',
        kind: 'heatmap',
        table: 'claims',
        x: 'gwei',
        y: ['holding'],
        z: 'claims',
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
