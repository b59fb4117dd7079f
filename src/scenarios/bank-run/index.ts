/**
 * Bank run: is there a first-mover gain when many holders leave within a few days?
 *
 * Method: 40% of all AMT leaves in five days, in 50 equal holdings and in random order. Every class of the
 * one cap table gives the leavers the same part of its AMT. The run exits at the RCL. Variants exit in the
 * pool or by the optimal split of both.
 *
 * Expected: no first-mover gain at the RCL. Redeeming leaves the rate unchanged and payments raise it. In the
 * pool every sale lowers the price for the next one, so the first leaver gets the most.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import type { Amt } from '../../model/kernel/units.ts'
import { leavers } from '../../sim/agents/holders/leavers.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import { exitMetrics, exitsByPlace, hypotheses, hypothesesOfVariants, venueMetrics } from './hypotheses.ts'
import { initialStateOf } from '../shared/initial-state.ts'
import { supplyOf } from '../shared/july-2023.ts'
import { processesOf, treasuryOf } from '../shared/mining.ts'
import { classTable, tradingClasses } from '../shared/classes.ts'
import { CLAIMS, participants } from '../shared/participants.ts'
import { PARAMETERS } from './parameters.ts'

/** Day of the first exits. */
const FIRST_DAY = 5

/** Days over which the exits are spread. */
const EXIT_DAYS = 5

export default scenario({
  name: 'bank-run',
  question: 'Is there a first-mover gain when 40% redeem?',
  days: 15,
  primary: { metric: 'finalFloor', better: 'higher' },
  limits: [
    'The leavers do not react to prices.',
    'Everybody else holds and claims: nobody buys, and the arbitrageur rests.',
  ],
  parameters: PARAMETERS,
  initialState: initialStateOf,
  processes: processesOf,
  agents: (settings) => {
    // Resolution: a thousandth of a percent.
    const thousandths = BigInt(settings.leaving.mul(100_000).toFixed(0))
    const leaving = ((supplyOf(settings) * thousandths) / 100_000n) as Amt
    return [
      ...(settings.payments ? [treasury(treasuryOf(settings))] : []),
      ...participants(settings, { acts: CLAIMS, taken: leaving }),
      leavers({
        name: 'leaver',
        count: settings.leavers,
        amt: leaving,
        exit: settings.exit,
        from: FIRST_DAY,
        days: EXIT_DAYS,
      }),
    ]
  },
  record: () => ({
    day: gauges.day,
    date: gauges.date,
    floorPrice: gauges.floorPrice,
    poolPrice: gauges.poolPrice,
    backing: gauges.backing,
    supply: gauges.supply,
    payoutPerAmt: gauges.payoutPerAmt,
    poolAmt: gauges.poolAmt,
    poolBtcb: gauges.poolBtcb,
    redeemedAmt: gauges.redeemedAmt,
    redeemedBtcb: gauges.redeemedBtcb,
    soldFor: gauges.soldFor,
  }),
  pastDays: 'figures',
  groups: tradingClasses,
  tables: (_settings, run) => [classTable(run)],
  metrics: exitMetrics,
  charts: [
    {
      name: 'rate-path',
      title: 'Floor during the run',
      caption: 'Redemption rate and backing of the RCL at each close.',
      kind: 'lines',
      table: 'daily',
      x: 'day',
      y: ['floorPrice', 'backing'],
    },
  ],
  always: INVARIANTS,
  hypotheses,
  answer: ({ exit }, { say }) =>
    `The first leaver gets ${say('firstRate')} per AMT and the last ${say('lastRate')}${exit === 'rcl' ? ', all at the RCL' : ''}. If all leave in the pool, the first gets ${say('poolFirstRate')} and the last ${say('poolLastRate')}, and total proceeds are ${say('poolOverRcl')} those at the RCL.`,
  compare: {
    variants: () => [
      { name: 'no-payments', title: 'At the RCL, no payments', set: { exit: 'rcl', payments: 'false' } },
      { name: 'pool', title: 'In the pool', set: { exit: 'pool' } },
      { name: 'best', title: 'By the optimal split', set: { exit: 'best' } },
      { name: 'nobody', title: 'No exits', set: { leaving: '0' } },
    ],
    tables: (_settings, run) => [exitsByPlace(run)],
    metrics: venueMetrics,
    charts: [
      {
        name: 'payout-against-order',
        title: 'Proceeds by exit order',
        caption: 'BTC per AMT by place in the exit order and by exit venue.',
        kind: 'lines',
        table: 'exits',
        x: 'place',
        y: ['run', 'pool', 'best'],
        scale: 'log',
      },
    ],
    hypotheses: hypothesesOfVariants,
  },
})
