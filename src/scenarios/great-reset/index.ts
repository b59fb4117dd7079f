/**
 * Great Reset: the administrators sell reserve AMT to lower the price by a factor φ, and compensate holders
 * by an airdrop.
 *
 * Method: a reset on day 4 on the launch pool, 1,000,000 AMT and 49.5 BTCB, with the factor that leads to the
 * later reading of 1,082 sat. Wealth is measured before and after, by class of holder. Variants form a grid
 * of factors and compensation policies.
 *
 * Expected: at the new spot price every holder is compensated in full. Deposits in both vaults and liquidity,
 * wrapped or raw, are treated like AMT in a wallet. At execution sellers lose, more so with larger holdings:
 * the pool holds less BTCB and they hold more AMT. Payouts of airdrop recipients grow by the factor, at the
 * expense of the project's AMT.
 *
 * Limits: the cap table is an assumption. Nobody trades around the reset.
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
import { CLASSES, listedAccounts, OTHERS, STAKED, UNCLAIMING } from './cap-table.ts'
import { hypotheses, hypothesesOfVariants } from './hypotheses.ts'
import {
  FACTORS,
  factorOf,
  feasibility,
  lossesByFactor,
  resetMetrics,
  resetName,
  wealthByClass,
} from './metrics.ts'
import { RESET_DAY } from './wealth.ts'
import { LAUNCH, initialStateOfJuly2023 } from '../shared/july-2023.ts'
import { withPoolTerms } from '../shared/pool-terms.ts'
import { processesOf, treasuryOf } from '../shared/mining.ts'
import { PARAMETERS, type GreatReset } from './parameters.ts'

/** AMT that the wrapped and the raw provider deposit: 10% of the launch pool each. */
const PROVIDED = amt('100000')

function agents(settings: GreatReset): readonly Agent[] {
  const { pool } = LAUNCH
  // Rounded up: the router takes no more than it needs.
  const providedBtcb = ((PROVIDED * pool.btcb) / pool.amt + 1_000n) as Btcb
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
    // Purchases on days 2, 5, …, not on the day of the reset.
    buyBackKeeper({ every: 3, slippageBps: 100n }),
    providers({
      name: 'wrapped-provider',
      count: 1,
      deposit: PROVIDED,
      btcb: providedBtcb,
      spare: 0n as Amt,
      every: 1,
      changesPerDay: 0,
    }),
    rawProviders({
      name: 'raw-provider',
      count: 1,
      deposit: PROVIDED,
      btcb: providedBtcb,
      leaveOn: -1,
      part: 0n,
    }),
    resetOperator({
      day: RESET_DAY,
      factor: factorOf(settings),
      policy: settings.policy,
      names: listedAccounts(),
      forgotten: UNCLAIMING,
    }),
  ]
}

export default scenario({
  name: 'great-reset',
  question: 'Who gained and who lost, at spot and at execution, for φ 2..6, by class of holder?',
  days: 8,
  parameters: PARAMETERS,
  initialState: withPoolTerms((settings: GreatReset, all) =>
    initialStateOfJuly2023({ ...settings, pool: 'launch' }, all),
  ),
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
      title: 'Wealth after the reset, by class',
      caption: 'In percent of the wealth before: at the pool price, and at execution of a full sale.',
      kind: 'bars',
      table: 'wealth',
      x: 'class',
      y: ['spotPart', 'executionPart'],
    },
  ],
  always: INVARIANTS,
  hypotheses,
  compare: {
    variants: () =>
      FACTORS.flatMap((factor) =>
        POLICIES.map((policy) => ({
          name: resetName(factor, policy),
          title: `φ = ${factor}, compensated at ${policy}`,
          set: { factor: String(factor), policy },
        })),
      ),
    tables: (_settings, run) => [lossesByFactor(run), feasibility(run)],
    charts: [
      {
        name: 'lost-at-execution',
        title: 'Loss at execution, by class and factor',
        caption: 'Decrease of the proceeds of a full sale, with compensation at spot.',
        kind: 'heatmap',
        table: 'losses',
        x: 'factor',
        y: ['class'],
        z: 'execution',
      },
      {
        name: 'reserve-needed',
        title: 'AMT needed from the reserve',
        caption:
          'AMT sold and airdropped, by factor. Compensation at execution needs far more, or is infeasible.',
        kind: 'bars',
        table: 'feasibility',
        x: 'factor',
        y: ['spotAmt', 'executionAmt'],
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
