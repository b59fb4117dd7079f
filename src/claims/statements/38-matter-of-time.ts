/** Claim 38: it is a matter of time until the floor meets the market. */
import catchUp from '../../scenarios/catch-up/index.ts'
import type { Claim, StudyFinding } from '../claim.ts'
import { metricOf, runsOf, shareOfPaths } from '../runs.ts'

const [PATHS, DAYS] = [4, 1461]

function study(seed: bigint): StudyFinding {
  const runs = runsOf(catchUp, { seed, paths: PATHS, days: DAYS })
  const meetings = runs.map((run) => metricOf(run, 'meetingDay')).filter((day) => day !== 'never')
  const mean = (name: string): string =>
    (runs.reduce((sum, run) => sum + Number(metricOf(run, name)), 0) / PATHS).toFixed(0)
  const days = meetings.map(Number).toSorted((a, b) => a - b)
  const when = days.length === 0 ? '' : `, on day ${days[0]} to ${days.at(-1)}`
  return {
    is: meetings.length === 0 ? 'fails' : 'partly testable',
    paths: PATHS,
    text:
      `In ${PATHS} paths of ${DAYS} days of catch-up the floor meets the pool’s price in ` +
      `${shareOfPaths(meetings.length, PATHS)}${when}. On average the floor rises by ` +
      `${mean('floorGrowth')}% and the price falls by ${mean('priceFall')}%. No finite run decides “a ` +
      'matter of time”.',
    repeat: `npm run simulate -- catch-up --seed ${seed}`,
  }
}

export default {
  number: 38,
  quotation:
    'será cuestión de tiempo en que el valor sea igual o superior a la cotización del mercado abierto',
  place: 'Mercado y Reserva Creciente de Liquidez',
  english: 'It will be a matter of time until the value equals or exceeds the price on the open market.',
  readings: [
    {
      by: 'study',
      name: 'within-four-years',
      property: 'Within four years from July 2023 the floor meets the pool’s price.',
      study,
      restsOn: [],
    },
  ],
  leavesOpen: 'By when, and whether the floor rises to the price or the price falls to the floor.',
} satisfies Claim
