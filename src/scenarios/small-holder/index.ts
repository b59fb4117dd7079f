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
import { initialStateOfJuly2023 } from '../shared/july-2023.ts'
import { processesOf, treasuryOf } from '../shared/mine.ts'
import {
  breakEvens,
  byGasPrice,
  byHolding,
  hypotheses,
  hypothesesOfVariants,
  GAS_OF,
  claimGasOf,
  snipeGasOf,
  HOLDINGS,
  keptGrid,
  smallHolderMetrics,
  variantName,
} from './hypotheses.ts'
import { gasOf as gasProcess } from '../shared/exogenous-models.ts'
import { SNIPED, snipes } from './sniping.ts'
import { depth } from '../shared/liquidity.ts'
import { PARAMETERS, type SmallHolder } from './parameters.ts'

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
    gasAwareClaimers({
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
  initialState: initialStateOfJuly2023,
  processes: (settings) => ({ ...processesOf(settings), gas: gasProcess(settings) }),
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
  tables: (settings, run) => [
    byHolding(settings, run),
    breakEvens(settings, run),
    keptGrid(settings, run),
    snipes(run, snipeGasOf(settings)),
  ],
  metrics: smallHolderMetrics,
  charts: [
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
  hypotheses: hypotheses,
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
    charts: [
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
    hypotheses: hypothesesOfVariants,
  },
})
