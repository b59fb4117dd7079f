/** Claim 14: the retained tokens cover the costs. */
import halving from '../../scenarios/halving/index.ts'
import type { Claim, StudyFinding } from '../claim.ts'
import { exact } from '../decimal.ts'
import { metricOf, runsOf, shareOfPaths } from '../runs.ts'

const PATHS = 4

/** Parts of the AMT outside the pool that the project retains, in percent. */
const PARTS = ['5', '10', '20', '40'] as const

/** The cap table's reserve: the scenario's default. */
const DEFAULT = '10'

function study(seed: bigint): StudyFinding {
  const { days } = halving
  const of = (kept: string): { covered: number; text: string } => {
    const runs = runsOf(halving, { seed, paths: PATHS, set: { costs: 'retained', kept } })
    const covered = runs.filter((run) => exact(metricOf(run, 'powerUnpaid')) === 0n).length
    const ruins = runs.map((run) => metricOf(run, 'ruin')).filter((day) => day !== 'never')
    const first = ruins.map(Number).toSorted((a, b) => a - b)[0]
    const until = first === undefined ? '' : `, at the earliest until day ${first}`
    return { covered, text: `${kept}% in ${shareOfPaths(covered, PATHS)}${until}` }
  }
  const texts = PARTS.map((kept) => of(kept).text)
  return {
    is: of(DEFAULT).covered === PATHS ? 'partly testable' : 'fails',
    paths: PARTS.length * PATHS,
    text:
      `Over ${days} days from July 2023, past the halving, selling the retained AMT pays all power if ` +
      `the project retains, of the AMT outside the pool: ${texts.join('; ')}.`,
    repeat: `npm run simulate -- halving --seed ${seed} --set costs=retained`,
  }
}

export default {
  number: 14,
  quotation:
    'Todo el esquema del proyecto contempla los costos de administración, energía y amortización de ' +
    'los equipos con los tokens que se quedará el proyecto en sí mismo',
  place: 'Transparencia y poder de hash',
  english:
    'The whole scheme of the project covers the costs of administration, energy and amortisation of ' +
    'the machines with the tokens that the project keeps for itself.',
  readings: [
    {
      by: 'study',
      name: 'power-over-the-halving',
      property: 'The AMT that the project retains pay the power until after the halving of 2024.',
      study,
      restsOn: [],
    },
  ],
  leavesOpen:
    'How much AMT the project keeps: 5% of an emission, or more. Administration and amortisation are ' +
    'not counted here; elsewhere the text deducts the costs of production from the payments.',
} satisfies Claim
