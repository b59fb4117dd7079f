/**
 * Bank run: many want out within a few days. Is it better to be the first?
 *
 * 40% of all AMT leaves in five days, in 50 equal parts, in random order: at the RCL, or, as variants, in the pool, or by the best split of
 * the two. Expected: at the RCL nobody gains by being first, because redeeming leaves the rate as it was and every payment in between lifts it.
 * In the pool it is the other way round: whoever comes first takes the price that the others then miss.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import type { Amt } from '../../model/kernel/units.ts'
import { holders } from '../../sim/agents/holders/holders.ts'
import { leavers } from '../../sim/agents/holders/leavers.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import { exitMetrics, exitsByPlace, hypotheses, hypothesesOfVariants } from './hypotheses.ts'
import { JULY_2023, initialStateOfJuly2023, outsidePool } from '../shared/july-2023.ts'
import { processesOf, treasuryOf } from '../shared/mine.ts'
import { depth } from '../shared/liquidity.ts'
import { PARAMETERS } from './parameters.ts'

/** Day of the first exits, and the days that the run takes. */
const FROM = 5
const RUN_DAYS = 5

export default scenario({
  name: 'bank-run',
  question: 'Is there a first-mover gain when 40% redeem?',
  days: 15,
  parameters: PARAMETERS,
  initialState: initialStateOfJuly2023,
  processes: processesOf,
  agents: (settings) => {
    // A thousandth of a percent is as fine as the question needs.
    const thousandths = BigInt(settings.leaving.mul(100_000).toFixed(0))
    const leaving = (JULY_2023.supply * thousandths) / 100_000n
    const staying = outsidePool(settings.pool) - leaving
    return [
      ...(settings.payments ? [treasury(treasuryOf(settings))] : []),
      depth(settings.pool),
      leavers({
        name: 'leaver',
        count: settings.leavers,
        amt: leaving as Amt,
        exit: settings.exit,
        from: FROM,
        days: RUN_DAYS,
      }),
      holders({ name: 'stayer', count: 10, amt: (staying / 2n) as Amt, every: 7 }),
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
  metrics: exitMetrics,
  charts: [
    {
      name: 'rate-path',
      title: 'The floor through the run',
      caption: 'What the RCL pays for one AMT at each close, and what it still holds.',
      kind: 'lines',
      table: 'daily',
      x: 'day',
      y: ['floorPrice', 'backing'],
    },
  ],
  always: INVARIANTS,
  hypotheses: hypotheses,
  compare: {
    variants: () => [
      { name: 'no-payments', title: 'At the RCL, nothing paid', set: { exit: 'rcl', payments: 'false' } },
      { name: 'pool', title: 'In the pool', set: { exit: 'pool' } },
      { name: 'best', title: 'By the best split', set: { exit: 'best' } },
      { name: 'nobody', title: 'Nobody leaves', set: { leaving: '0' } },
    ],
    tables: (_settings, run) => [exitsByPlace(run)],
    charts: [
      {
        name: 'payout-against-order',
        title: 'Payout against order',
        caption:
          'What one AMT brought to the first who left, the second and so on, by the door that they took.',
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
