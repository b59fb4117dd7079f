/**
 * Wealth by withdrawals, by party and measure (`shared/parties.ts`): who pays for the liquidity that leaves?
 *
 * It is read before the whale's exit, without withdrawals, with the project's alone, and with those of this
 * run. Payments up to then are the same. A party's wealth includes its BTCB, so that BTCB that is withdrawn
 * counts once. The project's locked liquidity is nobody's until the lock ends.
 *
 * Units: BTC, which are also BTCB. Rounding: down. Not modelled: payouts to liquidity that are not yet
 * claimed.
 */
import { owned, sharesOf } from '../../sim/agents/operations/reset-operator.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { about, amountMetric } from '../shared/figures.ts'
import { MEASURE_TITLES, partiesIn, PEOPLE, THE_PROJECT, type Party } from '../shared/parties.ts'
import { listedAmong, representatives } from '../shared/representatives.ts'
import { wealthCases, type WealthCases } from '../shared/wealth-cases.ts'
import type { Measure } from '../shared/wealth.ts'
import { afterFlight } from './hypotheses.ts'
import { daysOf, type Flight } from './parameters.ts'

const CASES = [
  { name: 'Nobody', title: 'No withdrawals', in: (run: Compared): Summary => variantOf(run, 'nobody') },
  { name: 'Project', title: 'The project’s withdrawal', in: (run: Compared) => variantOf(run, 'flight-0') },
  { name: 'Run', title: 'All withdrawals of this run', in: (run: Compared): Summary => run },
] as const
type CaseName = (typeof CASES)[number]['name']

/** The largest of each class, and the whale, if they have AMT or liquidity; all people, and the project. */
function partiesOf(settings: Flight, run: Summary): readonly Party[] {
  const view = afterFlight(settings, run)
  const people = [...representatives(run), { title: 'Whale', person: 'whale-1' }].filter(
    ({ person }) => owned(view, person) + sharesOf(view, person) > 0n,
  )
  return partiesIn(
    view,
    listedAmong(run.people),
    people.map(({ title, person }) => ({ title, people: [person] })),
  )
}

function compared(settings: Flight, run: Compared): WealthCases<CaseName> {
  const cases = CASES.map((each) => ({ ...each, parties: partiesOf(settings, each.in(run)) }))
  return wealthCases('Wealth before the whale’s exit, by withdrawals', cases, 'Nobody')
}

export const wealthByCase = (settings: Flight, run: Compared): Table => compared(settings, run).table

/** What the project's withdrawal gives to the project and takes from all others. */
export function wealthMetrics(settings: Flight, run: Compared): Readonly<Record<string, Metric>> {
  const { change } = compared(settings, run)
  const gain = (measure: Measure): Metric =>
    amountMetric(
      `What the project gains by its withdrawal, ${MEASURE_TITLES[measure]}`,
      change(THE_PROJECT, measure, 'Project'),
    )
  const others = (measure: Measure): Metric =>
    amountMetric(
      `Change for all others by the project’s withdrawal, ${MEASURE_TITLES[measure]}`,
      change(PEOPLE, measure, 'Project'),
    )
  return {
    projectSpotGain: gain('spot'),
    projectAloneGain: gain('alone'),
    projectJointGain: gain('joint'),
    othersSpotChange: others('spot'),
    othersJointChange: others('joint'),
    othersOutsideChange: others('outside'),
  }
}

/** As launched, the pool is the project's, and has no price once it leaves. */
const othersProvide = ({ pool }: Flight): boolean => pool !== 'launch'

/** Whether two amounts agree to a millionth. */
const near = (a: bigint, b: bigint): boolean => 1_000_000n * (a > b ? a - b : b - a) < b

const projectTakes = (settings: Flight): Hypothesis<Compared> => ({
  statement:
    'The project gains by its withdrawal at every measure. All others lose nothing at the pool price, but can take out less together, with or without the project',
  days: daysOf(settings).whale,
  check: (run) => {
    if (!othersProvide(settings)) return undefined
    const { of, change } = compared(settings, run)
    const gains = (['spot', 'alone', 'joint'] as const).map((measure) =>
      change(THE_PROJECT, measure, 'Project'),
    )
    const [spot, joint, outside] = (['spot', 'joint', 'outside'] as const).map((measure) =>
      change(PEOPLE, measure, 'Project'),
    ) as [bigint, bigint, bigint]
    return {
      found: `the project has ${gains.map((gain) => about(gain)).join(', ')} BTC more at the pool price, alone and in the joint exit; all others ${about(joint)} BTC in the joint exit, ${about(outside)} without the project, ${about(spot)} at the pool price`,
      asExpected:
        gains.every((gain) => gain > 0n) &&
        (spot >= 0n || near(of(PEOPLE, 'spot', 'Project'), of(PEOPLE, 'spot', 'Nobody'))) &&
        joint < 0n &&
        outside < 0n,
    }
  },
})

const othersTakeNothing = (settings: Flight): Hypothesis<Compared> => ({
  statement:
    'What the other providers withdraw lowers what each holder can take out alone, and changes nothing if all exit together',
  days: daysOf(settings).whale,
  check: (run) => {
    const leaves = settings.projectLeaves && !settings.flight.isZero()
    if (!othersProvide(settings) || !leaves) return undefined
    const { titles, find, of } = compared(settings, run)
    const alone = titles.filter((title) => find(title, 'alone', 'Run') !== undefined)
    const less = alone.filter((title) => of(title, 'alone', 'Run') < of(title, 'alone', 'Project'))
    const [before, after] = [of(PEOPLE, 'joint', 'Project'), of(PEOPLE, 'joint', 'Run')]
    return {
      found: `${less.length} of ${alone.length} parties can take out less alone; all others together ${about(after, 4)} instead of ${about(before, 4)} BTC`,
      asExpected: less.length === alone.length && near(after, before),
    }
  },
})

export const hypothesesOfWealth = (settings: Flight): readonly Hypothesis<Compared>[] => [
  projectTakes(settings),
  othersTakeNothing(settings),
]
