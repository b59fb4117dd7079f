/**
 * Buy-back flywheel: deposits that grow by purchases, which lift the price, which makes the deposits worth more. Is it real?
 *
 * Half a year of purchases for a fifth of all AMT outside the pool; holders sell into them, and somebody trades around them. Nobody else
 * trades, so that every move of the price has one of three causes. Expected: the AMT is real, and is more where others sell. The price is
 * lifted only as long as they do not; and what it was lifted by goes again with those who leave. Together the stakers then get what
 * the staking vault would have paid them at best, and far less if others have sold meanwhile. A sandwich does not pay, since however much
 * has piled up is spent in small parts: nobody who does the sum makes one, and who makes them all the same loses, at every size.
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
import {
  amtPerDeposit,
  cases,
  exits,
  hypotheses,
  hypothesesOfVariants,
  flywheelMetrics,
  FORCED,
  forcedSandwiches,
  LEAVE_ON,
  spent,
  STAKERS,
} from './hypotheses.ts'
import { initialStateOfJuly2023, outsidePool, partOf } from '../shared/july-2023.ts'
import { processesOf, treasuryOf } from '../shared/mine.ts'
import { depth } from '../shared/liquidity.ts'
import { PARAMETERS, type Flywheel } from './parameters.ts'

const KEEPERS_SLIPPAGE = 100n

function agents(settings: Flywheel): readonly Agent[] {
  const { vault, every, leaveOn } = settings
  const outside = outsidePool(settings.pool)
  return [
    treasury(treasuryOf(settings)),
    depth(settings.pool),
    stakers({
      name: 'staker',
      count: STAKERS.length,
      amt: partOf(outside, BigInt(settings.staked)),
      vault,
      leaveFrom: leaveOn === 0 ? undefined : leaveOn,
    }),
    ...(vault === 'buyBackVault' ? [buyBackKeeper({ every, slippageBps: KEEPERS_SLIPPAGE })] : []),
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

const QUIET = { sellers: '0', sandwich: 'false' }
const LEAVING = { ...QUIET, leaveOn: String(LEAVE_ON) }

export default scenario({
  name: 'buyback-flywheel',
  question: 'Is the growth of the buy-back real, with sellers and a sandwich?',
  days: 182,
  parameters: PARAMETERS,
  initialState: initialStateOfJuly2023,
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
      title: 'AMT per deposit, and the price',
      caption: 'What one deposited AMT has become, and what an AMT brings in the pool meanwhile.',
      kind: 'steps',
      table: 'daily',
      x: 'day',
      y: ['amtPerDeposit', 'poolPrice'],
    },
  ],
  always: INVARIANTS,
  hypotheses: hypotheses,
  compare: {
    variants: () => [
      { name: 'alone', title: 'Daily, nobody else trades', set: { ...QUIET, every: '1' } },
      { name: 'sellers', title: 'Daily, sellers', set: { sellers: '100', sandwich: 'false', every: '1' } },
      { name: 'daily', title: 'Daily, a sandwich', set: { sellers: '0', sandwich: 'true', every: '1' } },
      { name: 'monthly', title: 'Monthly, nobody else', set: { ...QUIET, every: '30' } },
      { name: 'sandwiched', title: 'Monthly, a sandwich', set: { ...QUIET, sandwich: 'true', every: '30' } },
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
      { name: 'leave-paid', title: 'Leave the staking vault', set: { ...LEAVING, vault: 'stakingVault' } },
      { name: 'leave-grown', title: 'Leave the buy-back', set: { ...LEAVING, every: '1' } },
      {
        name: 'leave-sold',
        title: 'Leave the buy-back, with sellers before',
        set: { ...LEAVING, every: '1', sellers: '100' },
      },
    ],
    tables: (_settings, run) => [cases(run), forcedSandwiches(run), exits(run)],
    charts: [
      {
        name: 'growth-by-case',
        title: 'Growth of deposits and of the price',
        caption: 'After half a year, by how often the vault buys and by who trades besides.',
        kind: 'bars',
        table: 'cases',
        x: 'case',
        y: ['growth', 'priceChange'],
      },
      {
        name: 'when-they-leave',
        title: 'What the depositors leave with',
        caption: 'All BTC that they get by withdrawing and selling everything, by vault.',
        kind: 'bars',
        table: 'exits',
        x: 'case',
        y: ['received'],
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
