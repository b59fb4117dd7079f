/** Claim 7: the RCL's BTC rises daily. */
import baseline from '../../scenarios/baseline/index.ts'
import { runScenario } from '../../sim/run.ts'
import { clopperPearson } from '../../statistics/proportion.ts'
import type { Claim, StudyFinding } from '../claim.ts'
import { percent } from '../decimal.ts'

const [PATHS, DAYS] = [5, 365]

/** Days at whose close the RCL holds more than at the close before. */
function risingDays(backing: readonly string[]): number {
  return backing.slice(1).filter((value, index) => Number(value) > Number(backing[index]!)).length
}

function study(seed: bigint): StudyFinding {
  let [rising, days, whole] = [0, 0, 0]
  for (let path = 0; path < PATHS; path++) {
    const { tables } = runScenario(baseline, { seed, path, days: DAYS, variants: false })
    const daily = tables.find(({ name }) => name === 'daily')!
    const backing = daily.columns.find(({ name }) => name === 'backing')!.cells
    const up = risingDays(backing)
    rising += up
    days += backing.length - 1
    if (up === backing.length - 1) whole++
  }
  const { low, high } = clopperPearson(whole, PATHS)
  return {
    is: whole === PATHS ? 'holds' : 'fails',
    paths: PATHS,
    text: `In ${PATHS} paths of ${DAYS} days of baseline the RCL’s BTCB rises on ${percent(rising / days)} of the days, and on every day in ${whole} paths (${percent(low)} to ${percent(high)} of all, 95% interval).`,
    repeat: `npm run simulate -- baseline --seed ${seed} --days ${DAYS}`,
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
