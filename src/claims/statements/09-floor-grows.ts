/** Claim 9: the floor strictly grows over time. */
import baseline from '../../scenarios/baseline/index.ts'
import type { Claim, StudyFinding } from '../claim.ts'
import { paymentRaisesRate } from '../proof/lemmas/redemption.ts'
import { exact, percent } from '../decimal.ts'
import * as moves from '../moves.ts'
import { BASELINE, dailyColumn, metricOf, risingSteps, runsOf, shareOfPaths } from '../runs.ts'
import { rateChange, ratesText, succeeded } from '../step.ts'

const { paths, days } = BASELINE

function everyDay(seed: bigint): StudyFinding {
  const rising = runsOf(baseline, { seed, paths, days }).map((run) =>
    risingSteps(dailyColumn(run, 'floorPrice')),
  )
  const whole = rising.filter((count) => count === days - 1).length
  const share = rising.reduce((sum, count) => sum + count, 0) / (paths * (days - 1))
  return {
    is: whole === paths ? 'holds' : 'fails',
    paths,
    text:
      `In ${paths} paths of ${days} days of baseline the floor rises on ${percent(share)} of the days, ` +
      `and on every day in ${shareOfPaths(whole, paths)}.`,
    repeat: `npm run simulate -- baseline --seed ${seed} --days ${days}`,
  }
}

function overTheYear(seed: bigint): StudyFinding {
  const runs = runsOf(baseline, { seed, paths, days })
  const grown = runs.filter(
    (run) => exact(metricOf(run, 'finalFloor')) > exact(metricOf(run, 'openingFloor')),
  ).length
  const growth = runs.map((run) => Number(metricOf(run, 'floorGrowth'))).toSorted((a, b) => a - b)
  return {
    is: grown === paths ? 'partly testable' : 'fails',
    paths,
    text:
      `After ${days} days of baseline, without emissions, the floor is above its start in ` +
      `${shareOfPaths(grown, paths)}: by ${growth[0]!.toFixed(1)} to ${growth.at(-1)!.toFixed(1)}%.`,
    repeat: `npm run simulate -- baseline --seed ${seed} --days ${days}`,
  }
}

export default {
  number: 9,
  quotation: 'un mínimo de intercambio garantizado contra BTC […] que va creciendo en el tiempo',
  place: 'Introducción, Reserva Creciente de Liquidez',
  english: 'A guaranteed minimum exchange against BTC that grows over time.',
  readings: [
    {
      by: 'search',
      name: 'a-payment-raises',
      property: 'A payment with a share for the RCL raises the rate.',
      moves: [moves.mint, moves.fundRcl, moves.pay, moves.pay, moves.redeem],
      violation(step) {
        const paid = succeeded(step, 'master.payRent')
        if (paid === undefined || paid.args.vaultParticipation === 0n) return undefined
        return rateChange(step)! > 0n ? undefined : `the rate goes ${ratesText(step)}`
      },
      proof: paymentRaisesRate,
      restsOn: ['vault-share'],
    },
    {
      by: 'study',
      name: 'every-day',
      property: 'At the end of every day the floor is above that of the day before.',
      study: everyDay,
      restsOn: [],
    },
    {
      by: 'study',
      name: 'over-a-year',
      property: 'One year from July 2023 the floor is above its start.',
      study: overTheYear,
      restsOn: [],
    },
  ],
  leavesOpen:
    'Over which time. Without a payment and a redemption the rate stays, and an emission lowers it.',
} satisfies Claim
