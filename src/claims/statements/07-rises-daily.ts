/** Claim 7: the RCL's BTC rises daily. */
import baseline from '../../scenarios/baseline/index.ts'
import type { Claim, StudyFinding } from '../claim.ts'
import { percent } from '../decimal.ts'
import { BASELINE, dailyColumn, risingSteps, runsOf, shareOfPaths } from '../runs.ts'

const { paths, days } = BASELINE

function study(seed: bigint): StudyFinding {
  const backing = runsOf(baseline, { seed, paths, days }).map((run) => dailyColumn(run, 'backing'))
  const rising = backing.map(risingSteps)
  const whole = rising.filter((count) => count === days - 1).length
  const share = rising.reduce((sum, count) => sum + count, 0) / (paths * (days - 1))
  return {
    is: whole === paths ? 'holds' : 'fails',
    paths,
    text:
      `In ${paths} paths of ${days} days of baseline the RCL’s BTCB rises on ${percent(share)} of the ` +
      `days, and on every day in ${shareOfPaths(whole, paths)}.`,
    repeat: `npm run simulate -- baseline --seed ${seed} --days ${days}`,
  }
}

export default {
  number: 7,
  quotation: 'Los BTC de la RCL aumentan diariamente.',
  place: 'Mercado y Reserva Creciente de Liquidez, 3)',
  english: 'The BTC of the RCL increase daily.',
  readings: [
    {
      by: 'study',
      name: 'every-day',
      property: 'At the end of every day the RCL holds more BTCB than the day before.',
      study,
      restsOn: [],
    },
  ],
  leavesOpen: 'What redemptions take out, and days on which mining does not cover its costs.',
} satisfies Claim
