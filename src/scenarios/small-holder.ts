/**
 * Small holder: a claim costs gas for every payment in it. Claim, or let the staking vault do it?
 *
 * For five holdings, from 10 to 100,000 AMT, one wallet that claims when that costs a tenth at most, and one deposit in the vault, whose
 * keeper claims and books at the project's cost. Expected: the vault pays to the wei what the wallet could have claimed. At the gas price of
 * July 2023 only holdings of thousands of AMT are worth claiming for; waiting does not help, because most of a claim's gas is per payment.
 * The vault is worth it from some AMT on. Gas of 2026, a sixtieth, moves both by as much.
 *
 * Fewer and larger payments would make claims cheaper, and invite somebody who holds AMT for the moment of a payment only: monthly ones are sniped.
 */
import { INVARIANTS } from '../model/invariants/invariants.ts'
import type { Btcb } from '../model/units.ts'
import { dividendFrontRunner } from '../sim/agents/dividend-front-runner.ts'
import { dividendSniper } from '../sim/agents/dividend-sniper.ts'
import { harvester } from '../sim/agents/harvester.ts'
import { stakers } from '../sim/agents/stakers.ts'
import { thriftyHolders } from '../sim/agents/thrifty-holders.ts'
import { treasury } from '../sim/agents/treasury.ts'
import type { Agent } from '../sim/agent.ts'
import * as gauges from '../sim/gauge.ts'
import { ORDERS } from '../sim/order.ts'
import { amount, choice, decimal, integer, percent, type Settings } from '../sim/parameter.ts'
import { scenario } from '../sim/scenario.ts'
import { openingOfJuly2023, OPENING } from './july-2023.ts'
import { MINE, PAYMENT, processesOf, treasuryOf } from './mine.ts'
import {
  breakEvens,
  byGasPrice,
  byHolding,
  expectations,
  expectationsOfVariants,
  GAS_OF,
  claimGasOf,
  snipeGasOf,
  HOLDINGS,
  keptGrid,
  smallHolderMetrics,
  variantName,
} from './small-holder-findings.ts'
import { GAS, gasOf as gasProcess } from './outside.ts'
import { SNIPED, snipes } from './sniping-findings.ts'
import { depth } from './town.ts'

const PARAMETERS = {
  ...GAS,
  bnbPrice: decimal({
    title: 'Price of BNB (July 2023)',
    unit: 'USD/BNB',
    default: '250',
    min: '0.01',
    max: '100000',
  }),
  claimGas: integer({
    title: 'Gas of a claim, whatever is in it (a round figure, g0)',
    unit: 'gas',
    default: '94000',
    min: '21000',
    max: '10000000',
  }),
  paymentGas: integer({
    title: 'Gas of each payment in a claim (a round figure, g1)',
    unit: 'gas',
    default: '70000',
    min: '1000',
    max: '10000000',
  }),
  stakeGas: integer({
    title: 'Gas of approving, depositing and withdrawing once, right after a harvest (gas.md, rounded up)',
    unit: 'gas',
    default: '300000',
    min: '63000',
    max: '100000000',
  }),
  harvestGas: integer({
    title: 'Gas of each payment that the keeper harvests (gas.md: 3,909,894 for 30, 991,249 for 7)',
    unit: 'gas',
    default: '127000',
    min: '0',
    max: '10000000',
  }),
  settleGas: integer({
    title: 'Gas of each payment that it books for one depositor (gas.md: 211,668 for 30, 105,408 for 7)',
    unit: 'gas',
    default: '4620',
    min: '0',
    max: '10000000',
  }),
  keeperGas: integer({
    title: 'Gas of each harvest and of each booking beside that (gas.md: 103k and 73k)',
    unit: 'gas',
    default: '90000',
    min: '21000',
    max: '10000000',
  }),
  mostPart: percent({
    title: 'Of a claim, what gas may take for a wallet to make it (assumption)',
    default: '10',
    min: '0.01',
    max: '100',
  }),
  keeperEvery: integer({
    title: "Days from one of the keeper's harvests to the next (assumption)",
    unit: 'days',
    default: '7',
    min: '1',
    max: '365',
  }),
  every: integer({
    title: 'Days from one payment to the next (whitepaper: daily)',
    unit: 'days',
    default: '1',
    min: '1',
    max: '365',
  }),
  sniperStake: amount({
    title: 'BTCB of somebody who buys before a payment and sells after it, if that pays (assumption)',
    unit: 'BTC',
    default: '10',
    min: '0',
    max: '1000000',
  }),
  snipeGas: integer({
    title: 'Gas of two swaps and a claim (gas.md, rounded up)',
    unit: 'gas',
    default: '400000',
    min: '0',
    max: '10000000',
  }),
  order: choice({
    title: 'What decides within a part of a day: chance, or what is offered for gas',
    default: 'random',
    choices: ORDERS,
  }),
  leaveOn: integer({
    title: 'Day on which the depositors withdraw',
    unit: 'day',
    default: '181',
    min: '1',
    max: '100000',
  }),
  ...PAYMENT,
  ...OPENING,
  ...MINE,
}

export type SmallHolder = Settings<typeof PARAMETERS>

function agents(settings: SmallHolder): readonly Agent[] {
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
    depth(settings.pool),
    thriftyHolders({
      holders: HOLDINGS.map(({ amt, wallet }) => ({ name: wallet, amt })),
      gas: claimGasOf(settings),
      mostPart: settings.mostPart,
    }),
    ...deposits,
    harvester({
      every: settings.keeperEvery,
      depositors: deposits.flatMap(({ people }) => people.map(({ name }) => name)),
    }),
    ...snipers(settings),
  ]
}

/** One who comes the evening before, or one who outbids where that decides. */
function snipers(settings: SmallHolder): readonly Agent[] {
  const [stake, gas] = [settings.sniperStake as Btcb, snipeGasOf(settings)]
  if (stake === 0n) return []
  return settings.order === 'gas'
    ? [dividendFrontRunner({ stake, gas })]
    : [dividendSniper({ stake, gas, every: settings.every })]
}

/** Monthly payments, and nothing else that the question is about. */
const SNIPABLE = { every: '30' } as const

export default scenario({
  name: 'small-holder',
  question: 'Claim or stake, by holding and gas price?',
  days: 182,
  parameters: PARAMETERS,
  opening: openingOfJuly2023,
  processes: (settings) => ({ ...processesOf(settings), gas: gasProcess(settings) }),
  agents,
  order: (settings) => settings.order,
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
  tables: (settings, run) => [
    byHolding(settings, run),
    breakEvens(settings, run),
    keptGrid(settings, run),
    snipes(run, snipeGasOf(settings)),
  ],
  metrics: smallHolderMetrics,
  pictures: [
    {
      name: 'break-even',
      title: 'From which holding on it pays',
      caption:
        'At a gas price, the AMT whose payouts just pay the gas: by claiming daily, weekly, monthly, all at once, or by staking.',
      kind: 'lines',
      table: 'break-even',
      x: 'gwei',
      y: ['daily', 'weekly', 'monthly', 'once', 'stake'],
      scale: 'log',
    },
    {
      name: 'kept-by-claiming',
      title: 'What gas leaves of payouts, claimed monthly',
      caption: 'Isolines over gas price and holding, each as a power of ten: 0% is the break-even.',
      kind: 'contour',
      table: 'kept',
      x: 'gasPower',
      y: ['holdingPower'],
      z: 'claimed',
    },
    {
      name: 'kept-by-staking',
      title: 'What gas leaves of payouts, staked',
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
      caption: 'What is left after gas for a wallet that weighs it and for a deposit, of all payouts.',
      kind: 'bars',
      table: 'holdings',
      x: 'holding',
      y: ['wallet', 'vault'],
    },
  ],
  always: INVARIANTS,
  expect: expectations,
  compare: {
    variants: () => [
      ...GAS_OF.map(({ year, gwei }) => ({
        name: variantName(year),
        title: `Gas at ${gwei} gwei`,
        set: { gasPrice: gwei },
      })),
      {
        name: SNIPED.before,
        title: 'Paid monthly, with a sniper',
        set: { ...SNIPABLE, order: 'random' },
      },
      {
        name: SNIPED.outbid,
        title: 'Paid monthly, with a sniper who outbids',
        set: { ...SNIPABLE, order: 'gas' },
      },
    ],
    tables: (_settings, run) => [byGasPrice(run)],
    pictures: [
      {
        name: 'claims-by-gas-price',
        title: 'How often wallets claim',
        caption: 'Claims in half a year, by holding and gas price, of wallets that give a tenth for gas.',
        kind: 'heatmap',
        table: 'claims',
        x: 'gwei',
        y: ['holding'],
        z: 'claims',
      },
    ],
    expect: expectationsOfVariants,
  },
})
