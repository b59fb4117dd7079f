/** Claim 27: gas makes small claims unprofitable. */
import smallHolder from '../../scenarios/small-holder/index.ts'
import type { Claim, StudyFinding } from '../claim.ts'
import { exact } from '../decimal.ts'
import { metricOf, runsOf, shareOfPaths } from '../runs.ts'

const PATHS = 5

/** Gas prices of BSC from July 2023 to 2026, in gwei. */
const GWEI = ['3', '1', '0.1', '0.05'] as const

/** Break-even holdings of the paths in AMT, ascending. */
function breakEven(seed: bigint, gasPrice: string, metric: string): readonly number[] {
  return runsOf(smallHolder, { seed, paths: PATHS, set: { gasPrice } })
    .map((run) => Number(metricOf(run, metric)))
    .toSorted((a, b) => a - b)
}

function range(of: readonly number[]): string {
  const text = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0))
  return `${text(of[0]!)} to ${text(of.at(-1)!)} AMT`
}

function unprofitable(seed: bigint): StudyFinding {
  const daily = GWEI.map((gwei) => breakEven(seed, gwei, 'breakEvenDaily'))
  // Below one AMT a holding is hardly one.
  const exist = daily.map((of) => of.filter((amt) => amt >= 1).length)
  const all = exist.every((count) => count === PATHS)
  const texts = GWEI.map((gwei, at) => `${range(daily[at]!)} at ${gwei} gwei`)
  return {
    is: all ? 'holds' : 'fails',
    paths: GWEI.length * PATHS,
    text:
      `Who claims each of the ${smallHolder.days} daily payments from July 2023 pays more for gas than ` +
      `they bring below ${texts.join(', ')}.`,
    repeat: `npm run simulate -- small-holder --seed ${seed}`,
  }
}

function staking(seed: bigint): StudyFinding {
  const below = runsOf(smallHolder, { seed, paths: PATHS }).filter(
    (run) => exact(metricOf(run, 'breakEvenStake')) < exact(metricOf(run, 'breakEvenOnce')),
  ).length
  return {
    is: below === PATHS ? 'partly testable' : 'fails',
    paths: PATHS,
    text:
      `At ${GWEI[0]} gwei the least holding for which it pays is lower with the staking vault than ` +
      `with one claim for everything in ${shareOfPaths(below, PATHS)}: ` +
      `${range(breakEven(seed, GWEI[0], 'breakEvenStake'))}, against ` +
      `${range(breakEven(seed, GWEI[0], 'breakEvenOnce'))}.`,
    repeat: `npm run simulate -- small-holder --seed ${seed}`,
  }
}

export default {
  number: 27,
  quotation:
    'Esto implica pagar las tarifas de gas que la red requiera y podría volver eventualmente no ' +
    'rentable la operación para quienes tengan montos pequeños de AMT.',
  place: 'Baul de Staking y Recompra',
  english:
    'This means paying the network’s gas fees, and could make the operation unprofitable for those ' +
    'with small amounts of AMT.',
  readings: [
    {
      by: 'study',
      name: 'claiming-daily',
      property:
        'At each gas price of BSC since 2023 there are holdings for which daily claims cost more ' +
        'than they bring.',
      study: unprofitable,
      restsOn: [],
    },
    {
      by: 'study',
      name: 'staking-helps',
      property: 'The staking vault lowers the holding from which on collecting pays.',
      study: staking,
      restsOn: [],
    },
  ],
  leavesOpen: 'How often a small holder claims: waiting costs less gas, and payments do not expire.',
} satisfies Claim
