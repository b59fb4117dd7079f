/**
 * Buy-back flywheel: purchases grow deposits and lift the price, which makes deposits worth more. Is the
 * growth real?
 *
 * Method: half a year of purchases for 20% of the AMT outside the pool. Holders sell into the purchases, and
 * a sandwicher trades around them. There are no other trades, so every price change has one of three causes.
 * Variants isolate each cause, force unprofitable sandwiches, and let all depositors leave.
 *
 * Expected: the AMT growth is real, and larger if others sell. The price rises only if they do not sell, and
 * falls again when depositors leave. All depositors together then get at most what the staking vault would
 * have paid, and far less if others have sold. Sandwiching is unprofitable, because large amounts are spent
 * in small purchases.
 *
 * Limits: no market price forms outside these trades. Traders do not react to the purchases.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { btcb, type Btcb } from '../../model/kernel/units.ts'
import { buyBackKeeper } from '../../sim/agents/operations/buy-back-keeper.ts'
import { roundSellers } from '../../sim/agents/holders/round-sellers.ts'
import { sandwicher } from '../../sim/agents/mev/buy-back-sandwicher.ts'
import { stakers } from '../../sim/agents/holders/stakers.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import type { Agent } from '../../sim/agent.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import { hypotheses, hypothesesOfVariants } from './hypotheses.ts'
import {
  amtPerDeposit,
  cases,
  exits,
  flywheelMetrics,
  FORCED,
  forcedSandwiches,
  LEAVE_ON,
  spent,
  STAKERS,
} from './metrics.ts'
import { initialStateOfJuly2023, outsidePool, partOf } from '../shared/july-2023.ts'
import { withPoolTerms } from '../shared/pool-terms.ts'
import { processesOf, treasuryOf } from '../shared/mining.ts'
import { poolProviders } from '../shared/liquidity.ts'
import { PARAMETERS, type Flywheel } from './parameters.ts'

/** Slippage that the keeper accepts, in basis points. */
const KEEPER_SLIPPAGE_BPS = 100n

function agents(settings: Flywheel): readonly Agent[] {
  const { vault, every, leaveOn } = settings
  const outside = outsidePool(settings.pool)
  return [
    treasury(treasuryOf(settings)),
    poolProviders(settings.pool),
    stakers({
      name: 'staker',
      count: STAKERS.length,
      amt: partOf(outside, BigInt(settings.staked)),
      vault,
      leaveFrom: leaveOn === 0 ? undefined : leaveOn,
    }),
    ...(vault === 'buyBackVault' ? [buyBackKeeper({ every, slippageBps: KEEPER_SLIPPAGE_BPS })] : []),
    roundSellers({ amt: partOf(outside, 20n), part: BigInt(settings.sellers.mul(10_000).toFixed(0)) }),
    ...(settings.sandwich
      ? [
          sandwicher({
            capital: btcb('50'),
            gas: settings.sandwichGas as Btcb,
            force: settings.forced === 0n ? undefined : (settings.forced as Btcb),
          }),
        ]
      : []),
  ]
}

/** No sellers and no sandwicher. */
const QUIET = { sellers: '0', sandwich: 'false' }
const LEAVING = { ...QUIET, leaveOn: String(LEAVE_ON) }

export default scenario({
  name: 'buyback-flywheel',
  question: 'Is the growth of the buy-back real, with sellers and a sandwich?',
  days: 182,
  parameters: PARAMETERS,
  initialState: withPoolTerms(initialStateOfJuly2023),
  processes: processesOf,
  agents,
  record: () => ({
    day: gauges.day,
    date: gauges.date,
    amtPerDeposit,
    poolPrice: gauges.poolPrice,
    floorPrice: gauges.floorPrice,
    spent,
    payoutToDate: gauges.payoutToDate,
    poolAmt: gauges.poolAmt,
    poolBtcb: gauges.poolBtcb,
    soldFor: gauges.soldFor,
    refused: gauges.refused,
  }),
  metrics: flywheelMetrics,
  charts: [
    {
      name: 'growth-and-price',
      title: 'AMT per AMT deposited, and pool price',
      caption: 'Growth of one deposited AMT, and the pool price.',
      kind: 'steps',
      table: 'daily',
      x: 'day',
      y: ['amtPerDeposit', 'poolPrice'],
    },
  ],
  always: INVARIANTS,
  hypotheses,
  compare: {
    variants: () => [
      { name: 'alone', title: 'Daily, no other trades', set: { ...QUIET, every: '1' } },
      {
        name: 'sellers',
        title: 'Daily, with sellers',
        set: { sellers: '100', sandwich: 'false', every: '1' },
      },
      {
        name: 'daily',
        title: 'Daily, with a sandwicher',
        set: { sellers: '0', sandwich: 'true', every: '1' },
      },
      { name: 'monthly', title: 'Monthly, no other trades', set: { ...QUIET, every: '30' } },
      {
        name: 'sandwiched',
        title: 'Monthly, with a sandwicher',
        set: { ...QUIET, sandwich: 'true', every: '30' },
      },
      ...FORCED.map(({ name, pay, title }) => ({
        name,
        title,
        set: { ...QUIET, sandwich: 'true', forced: pay, every: '30' },
      })),
      {
        name: 'piled-up',
        title: 'Quarterly, twice the deposits',
        set: { ...QUIET, every: '90', staked: '40' },
      },
      {
        name: 'leave-paid',
        title: 'Exit from the staking vault',
        set: { ...LEAVING, vault: 'stakingVault' },
      },
      { name: 'leave-grown', title: 'Exit from the buy-back vault', set: { ...LEAVING, every: '1' } },
      {
        name: 'leave-sold',
        title: 'Exit from the buy-back vault, after sellers',
        set: { ...LEAVING, every: '1', sellers: '100' },
      },
    ],
    tables: (_settings, run) => [cases(run), forcedSandwiches(run), exits(run)],
    charts: [
      {
        name: 'growth-by-case',
        title: 'Growth of deposits and of the price',
        caption: 'After half a year, by frequency of the vault’s claims and by other trades.',
        kind: 'bars',
        table: 'cases',
        x: 'case',
        y: ['growth', 'priceChange'],
      },
      {
        name: 'when-they-leave',
        title: 'Proceeds of the depositors’ exit',
        caption: 'BTC received by withdrawing and selling everything, by vault.',
        kind: 'bars',
        table: 'exits',
        x: 'case',
        y: ['received'],
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
