/**
 * Buy-back flywheel: purchases grow deposits and lift the price, which makes deposits worth more. Is the
 * growth real?
 *
 * Method: half a year of purchases for 20% of the AMT outside the pool and the depositors of the cap table.
 * Holders with another 20% sell into the purchases, and a sandwicher trades around them. Every class of the
 * cap table gives them the same part of its AMT. The rest of the people claim and hold, so every price change
 * has one of three causes. Variants isolate each cause, force unprofitable sandwiches, and let the scenario's
 * depositors leave. Wealth is compared by every measure with the same deposits in the staking vault.
 *
 * Expected: the AMT growth is real, and larger if others sell. The price rises only if they do not sell, and
 * falls again when depositors leave. All depositors together then get at most what the staking vault would
 * have paid, and far less if others have sold. If everybody leaves they lose most of the BTCB spent: it is in
 * the pool, which is everybody's. Sandwiching is unprofitable, because large amounts are spent in small
 * purchases.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { btcb, type Amt, type Btcb } from '../../model/kernel/units.ts'
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
  DEPOSITOR,
  DEPOSITORS,
  exits,
  flywheelMetrics,
  FORCED,
  forcedSandwiches,
  LEAVE_ON,
  spent,
} from './metrics.ts'
import { initialStateOf } from '../shared/initial-state.ts'
import { outsidePool, partOf } from '../shared/july-2023.ts'
import { processesOf, treasuryOf } from '../shared/mining.ts'
import { classTable, tradingClasses } from '../shared/classes.ts'
import { CLAIMS, participants } from '../shared/participants.ts'
import { PARAMETERS, type Flywheel } from './parameters.ts'
import { wealthMetrics, wealthOf } from './wealth.ts'

/** Slippage that the keeper accepts, in basis points. */
const KEEPER_SLIPPAGE_BPS = 100n

/** AMT of those who sell into purchases, in percent of the AMT outside the pool. */
const SELLERS_PCT = 20n

function agents(settings: Flywheel): readonly Agent[] {
  const { vault, every, leaveOn } = settings
  const outside = outsidePool(settings)
  const [staked, sellers] = [partOf(outside, BigInt(settings.staked)), partOf(outside, SELLERS_PCT)]
  const people = participants(settings, { acts: CLAIMS, taken: (staked + sellers) as Amt })
  const keeper = buyBackKeeper({ every, slippageBps: KEEPER_SLIPPAGE_BPS })
  const isKept = vault === 'buyBackVault'
  return [
    treasury(treasuryOf(settings)),
    ...people.filter(({ name }) => !isKept || name !== keeper.name),
    stakers({
      name: DEPOSITOR,
      count: DEPOSITORS.length,
      amt: staked,
      vault,
      leaveFrom: leaveOn === 0 ? undefined : leaveOn,
    }),
    ...(isKept ? [keeper] : []),
    roundSellers({ amt: sellers, part: BigInt(settings.sellers.mul(10_000).toFixed(0)) }),
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
  primary: { metric: 'growth', better: 'higher' },
  limits: [
    'No market price forms outside the trades of the scenario.',
    'Traders do not react to the purchases.',
  ],
  parameters: PARAMETERS,
  initialState: initialStateOf,
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
  pastDays: 'figures',
  groups: tradingClasses,
  tables: (_settings, run) => [classTable(run)],
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
  answer: (_settings, { say }) =>
    `A deposit grows by ${say('growth')} in AMT, and the pool price changes by ${say('priceChange')}; the sandwicher gains ${say('sandwichProfit')} before gas. Without other trades the buy-back gives all depositors together ${say('depositorsGainSpot')} more than the staking vault at the pool price, and ${say('depositorsGainJoint')} if everybody sells.`,
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
      { name: 'paid', title: 'The staking vault, no other trades', set: { ...QUIET, vault: 'stakingVault' } },
      { name: 'leave-grown', title: 'Exit from the buy-back vault', set: { ...LEAVING, every: '1' } },
      {
        name: 'leave-sold',
        title: 'Exit from the buy-back vault, after sellers',
        set: { ...LEAVING, every: '1', sellers: '100' },
      },
    ],
    tables: (_settings, run) => [cases(run), forcedSandwiches(run), exits(run), wealthOf(run).table],
    metrics: wealthMetrics,
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
      {
        name: 'wealth-by-vault',
        title: 'Wealth by vault',
        caption:
          'At the pool price, and in the joint exit of all: the same deposits in the staking vault, and in the buy-back vault without other trades.',
        kind: 'bars',
        table: 'wealth',
        x: 'party',
        y: ['spotPaid', 'spotGrown', 'jointPaid', 'jointGrown'],
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
