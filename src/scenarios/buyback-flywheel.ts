/**
 * Buy-back flywheel: deposits that grow by purchases, which lift the price, which makes the deposits worth more. Is it real?
 *
 * Half a year of purchases for a fifth of all AMT outside the pool; holders sell into them, and somebody trades around them. Nobody else
 * trades, so that every move of the price has one of three causes. Expected: the AMT is real, and is more where others sell. The price is
 * lifted only as long as they do not; and what it was lifted by goes again with those who leave. Together the stakers then get what
 * the staking vault would have paid them at best, and far less if others have sold meanwhile. A sandwich does not pay, since however much
 * has piled up is spent in small parts: nobody who does the sum makes one, and who makes them all the same loses, at every size.
 */
import { INVARIANTS } from '../model/invariants/invariants.ts'
import { btcb, type Btcb } from '../model/units.ts'
import { buyerBack } from '../sim/agents/buyer-back.ts'
import { roundSellers } from '../sim/agents/round-sellers.ts'
import { sandwicher } from '../sim/agents/sandwicher.ts'
import { stakers } from '../sim/agents/stakers.ts'
import { treasury } from '../sim/agents/treasury.ts'
import type { Agent } from '../sim/agent.ts'
import * as gauges from '../sim/gauge.ts'
import { amount, choice, flag, integer, percent, type Settings } from '../sim/parameter.ts'
import { scenario } from '../sim/scenario.ts'
import { VAULTS } from '../model/vaults/deposits.ts'
import {
  amtPerDeposit,
  cases,
  exits,
  expectations,
  expectationsOfVariants,
  flywheelMetrics,
  FORCED,
  forcedSandwiches,
  LEAVE_ON,
  spent,
  STAKERS,
} from './buyback-flywheel-findings.ts'
import { openingOfJuly2023, OPENING, outsidePool, partOf } from './july-2023.ts'
import { MINE, PAYMENT, processesOf, treasuryOf } from './mine.ts'
import { depth } from './town.ts'

const PARAMETERS = {
  vault: choice({
    title: 'The vault that they deposit in: with purchases, or the one that pays BTCB',
    default: 'buyBackVault',
    choices: VAULTS,
  }),
  staked: integer({
    title: 'Deposited, of the AMT outside the pool (assumption)',
    unit: '%',
    default: '20',
    min: '1',
    max: '70',
  }),
  every: integer({
    title: 'Days from one claim to the next; what it brings is spent on the days from then on (assumption)',
    unit: 'days',
    default: '7',
    min: '1',
    max: '365',
  }),
  sellers: percent({
    title: 'Of what a purchase has spent, what others take out the day after by selling (assumption)',
    default: '100',
    min: '0',
    max: '1000',
  }),
  sandwich: flag({ title: 'Whether somebody trades around the purchases if it pays', default: 'true' }),
  forced: amount({
    title:
      'What goes into a sandwich around every purchase, whether it pays or not, as far as the average price allows; 0: only what pays',
    unit: 'BTC',
    default: '0',
    min: '0',
    max: '50',
  }),
  sandwichGas: amount({
    title: 'Gas of a sandwich (some 600k gas at 3 gwei, BNB at 250 USD)',
    unit: 'BTC',
    default: '0.000015',
    min: '0',
    max: '1',
  }),
  leaveOn: integer({
    title: 'Day on which the depositors begin to leave and to sell; 0 if they stay',
    unit: 'day',
    default: '0',
    min: '0',
    max: '100000',
  }),
  ...PAYMENT,
  ...OPENING,
  ...MINE,
}

export type Flywheel = Settings<typeof PARAMETERS>

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
    ...(vault === 'buyBackVault' ? [buyerBack({ every, slippageBps: KEEPERS_SLIPPAGE })] : []),
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
  opening: openingOfJuly2023,
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
  pictures: [
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
  expect: expectations,
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
    pictures: [
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
    expect: expectationsOfVariants,
  },
})
