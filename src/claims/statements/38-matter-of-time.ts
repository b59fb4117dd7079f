/** Claim 38: it is a matter of time until the floor meets the market. */
import catchUp from '../../scenarios/catch-up/index.ts'
import { runScenario } from '../../sim/run.ts'
import { clopperPearson } from '../../statistics/proportion.ts'
import type { Claim, StudyFinding } from '../claim.ts'
import { percent } from '../decimal.ts'

const [PATHS, DAYS] = [4, 1461]

function study(seed: bigint): StudyFinding {
  const meetings: number[] = []
  let [risen, fallen] = [0, 0]
  for (let path = 0; path < PATHS; path++) {
    const { metrics } = runScenario(catchUp, { seed, path, days: DAYS, variants: false })
    const met = metrics['meetingDay']!.value
    if (met !== 'never') meetings.push(Number(met))
    risen += Number(metrics['floorGrowth']!.value) / PATHS
    fallen += Number(metrics['priceFall']!.value) / PATHS
  }
  const { low, high } = clopperPearson(meetings.length, PATHS)
  const days = meetings.toSorted((a, b) => a - b)
  const when = days.length === 0 ? '' : ` (day ${days[0]} to ${days.at(-1)})`
  return {
    is: meetings.length === 0 ? 'fails' : 'partly testable',
    paths: PATHS,
    text: `In ${PATHS} paths of ${DAYS} days of catch-up the floor meets the pool’s price in ${meetings.length}${when}, ${percent(low)} to ${percent(high)} of all (95% interval). On average the floor rises by ${risen.toFixed(0)}% and the price falls by ${fallen.toFixed(0)}%. No finite run decides “a matter of time”.`,
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
