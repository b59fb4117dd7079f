/**
 * Great Reset: the administrators sell reserve AMT until the price is a fraction of what it was, and give everybody AMT to make up for it.
 *
 * On the launch pool, 1,000,000 AMT and 49.5 BTCB, by the factor that leads to the later reading of 1,082 sat. Expected: at the new price everybody's wallet is
 * worth what it was. Whoever would sell gets less than before, the more the larger they are, since the pool has less BTCB and they have more AMT.
 * Deposits in both vaults and liquidity, wrapped or raw, count as if they were in the wallet.
 * Payouts grow by the factor for those who got the airdrop, because the project's own AMT, which paid for it, gets so much less.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { POLICIES } from '../../model/planning/great-reset/compensation.ts'
import { amt, type Amt, type Btcb } from '../../model/kernel/units.ts'
import { holders } from '../../sim/agents/holders/holders.ts'
import { providers } from '../../sim/agents/liquidity/providers.ts'
import { rawProviders } from '../../sim/agents/liquidity/raw-providers.ts'
import { buyBackKeeper } from '../../sim/agents/operations/buy-back-keeper.ts'
import { resetOperator } from '../../sim/agents/operations/reset-operator.ts'
import { stakers } from '../../sim/agents/holders/stakers.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import type { Agent } from '../../sim/agent.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import {
  CLASSES,
  lossesByFactor,
  hypotheses,
  hypothesesOfVariants,
  FACTORS,
  factorOf,
  feasibility,
  FORGOTTEN,
  namesOfClasses,
  OTHERS,
  resetMetrics,
  RESET_DAY,
  resetName,
  STAKED,
  wealthByClass,
} from './hypotheses.ts'
import { LAUNCH, initialStateOfJuly2023 } from '../shared/july-2023.ts'
import { processesOf, treasuryOf } from '../shared/mine.ts'
import { PARAMETERS, type GreatReset } from './parameters.ts'

/** AMT that wrapped and raw providers put into the pool: a tenth of it each. */
const PROVIDED = amt('100000')

function agents(settings: GreatReset): readonly Agent[] {
  const { pool } = LAUNCH
  // Rounded up, as the router takes no more than it needs.
  const withIt = ((PROVIDED * pool.btcb) / pool.amt + 1_000n) as Btcb
  return [
    treasury(treasuryOf(settings)),
    ...CLASSES.map(({ name, amt: owned }) =>
      holders({
        name,
        count: 1,
        amt: owned === undefined ? (settings.whale as Amt) : amt(owned),
        every: 1,
      }),
    ),
    holders({ name: OTHERS.name, count: OTHERS.count, amt: amt(OTHERS.amt), every: 1 }),
    stakers({ name: 'staker', count: 1, amt: amt(STAKED), vault: 'stakingVault', leaveFrom: undefined }),
    stakers({
      name: 'buy-back-staker',
      count: 1,
      amt: amt(STAKED),
      vault: 'buyBackVault',
      leaveFrom: undefined,
    }),
    // On days 2, 5, …: not on the day of the reset.
    buyBackKeeper({ every: 3, slippageBps: 100n }),
    providers({
      name: 'wrapped-provider',
      count: 1,
      deposit: PROVIDED,
      btcb: withIt,
      spare: 0n as Amt,
      every: 1,
      changesPerDay: 0,
    }),
    rawProviders({ name: 'raw-provider', count: 1, deposit: PROVIDED, btcb: withIt, leaveOn: -1, part: 0n }),
    resetOperator({
      day: RESET_DAY,
      factor: factorOf(settings),
      policy: settings.policy,
      names: namesOfClasses(),
      forgotten: FORGOTTEN,
    }),
  ]
}

export default scenario({
  name: 'great-reset',
  question: 'Who gained and who lost, at spot and at execution, for φ 2..6, by class of holder?',
  days: 8,
  parameters: PARAMETERS,
  initialState: (settings, all) => initialStateOfJuly2023({ ...settings, pool: 'launch' }, all),
  processes: processesOf,
  agents,
  record: () => ({
    day: gauges.day,
    date: gauges.date,
    poolPrice: gauges.poolPrice,
    floorPrice: gauges.floorPrice,
    poolAmt: gauges.poolAmt,
    poolBtcb: gauges.poolBtcb,
    supply: gauges.supply,
    reserveAmt: gauges.holding('amt', 'owner'),
    reserveBtcb: gauges.holding('btcb', 'owner'),
    payoutPerAmt: gauges.payoutPerAmt,
  }),
  tables: (_settings, run) => [wealthByClass(run)],
  metrics: resetMetrics,
  charts: [
    {
      name: 'wealth-before-and-after',
      title: 'Wealth before and after, by class',
      caption: 'In percent of what it was: at the pool’s price, and if everything were sold there and then.',
      kind: 'bars',
      table: 'wealth',
      x: 'class',
      y: ['spotPart', 'executionPart'],
    },
  ],
  always: INVARIANTS,
  hypotheses: hypotheses,
  compare: {
    variants: () =>
      FACTORS.flatMap((factor) =>
        POLICIES.map((policy) => ({
          name: resetName(factor, policy),
          title: `φ = ${factor}, made whole at ${policy}`,
          set: { factor: String(factor), policy },
        })),
      ),
    tables: (_settings, run) => [lossesByFactor(run), feasibility(run)],
    charts: [
      {
        name: 'lost-at-execution',
        title: 'What is lost at execution, by class and factor',
        caption:
          'By how much less selling everything pays, when the airdrop makes up for the value at the pool’s price.',
        kind: 'heatmap',
        table: 'losses',
        x: 'factor',
        y: ['class'],
        z: 'execution',
      },
      {
        name: 'reserve-needed',
        title: 'What a reset takes from the reserve',
        caption:
          'AMT sold and given away, by factor; to make everybody whole at execution takes far more, or cannot be done.',
        kind: 'bars',
        table: 'feasibility',
        x: 'factor',
        y: ['spotAmt', 'executionAmt'],
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
