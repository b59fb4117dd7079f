/**
 * Wealth by withdrawals, by party and measure (`shared/wealth.ts`): who pays for the liquidity that leaves?
 *
 * It is read before the whale's exit, without withdrawals, with the project's alone, and with those of this run.
 * Payments up to then are the same. A party's wealth is its BTCB and what it can take out of pool and RCL, so
 * that BTCB that is withdrawn counts once. The project's locked liquidity is nobody's until the lock ends.
 *
 * Units: BTC, which are also BTCB. Rounding: down. Not modelled: payouts that are not yet claimed.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { fromBase } from '../../model/kernel/units.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { about, amountMetric, tableOf } from '../shared/figures.ts'
import { listedAmong, representatives } from '../shared/representatives.ts'
import { MEASURES, PROJECT, wealthIn, type Measure, type Worth } from '../shared/wealth.ts'
import { afterFlight, isOver } from './hypotheses.ts'
import type { Flight } from './parameters.ts'

const CASES = ['nobody', 'project', 'run'] as const
type Case = (typeof CASES)[number]

const runOf = (run: Compared, each: Case): Summary =>
  each === 'run' ? run : variantOf(run, each === 'project' ? 'flight-0' : 'nobody')

interface Party {
  readonly title: string
  readonly worth: Worth
}

const PEOPLE = 'All outside the project'
const THE_PROJECT = 'The project'

/** The largest of each class, the whale, all people, and the project. */
function partiesIn(settings: Flight, run: Summary): readonly Party[] {
  const view = afterFlight(settings, run)
  const people = listedAmong(run.people)
  const wealth = wealthIn(view, people)
  const withCash = (worth: Worth, accounts: readonly Account[]): Worth => {
    const cash = accounts.reduce((sum, account) => sum + view.balance('btcb', account), 0n)
    return Object.fromEntries(
      MEASURES.map((measure) => [measure, worth[measure] === undefined ? undefined : worth[measure] + cash]),
    ) as Worth
  }
  return [
    ...[...representatives(run), { title: 'Whale', person: 'whale-1' }]
      // The RCL pays for any AMT.
      .filter(({ person }) => wealth.of(person).joint! > 0n)
      .map(({ title, person }) => ({ title, worth: withCash(wealth.of(person), [person]) })),
    { title: PEOPLE, worth: withCash(wealth.people, people) },
    { title: THE_PROJECT, worth: withCash(wealth.project, PROJECT) },
  ]
}

interface Comparison {
  readonly titles: readonly string[]
  readonly of: (title: string, measure: Measure, each: Case) => bigint | undefined
  /** Change of a party's wealth against no withdrawals, in BTCB wei. */
  readonly change: (title: string, measure: Measure, each: Case) => bigint
}

function compared(settings: Flight, run: Compared): Comparison {
  const parties = Object.fromEntries(
    CASES.map((each) => [each, partiesIn(settings, runOf(run, each))]),
  ) as unknown as Readonly<Record<Case, readonly Party[]>>
  const of: Comparison['of'] = (title, measure, each) =>
    parties[each].find((party) => party.title === title)!.worth[measure]
  return {
    titles: parties.run.map(({ title }) => title),
    of,
    change: (title, measure, each) => of(title, measure, each)! - of(title, measure, 'nobody')!,
  }
}

const CASE_TITLES: Readonly<Record<Case, string>> = {
  nobody: 'no withdrawals',
  project: 'the project’s withdrawal alone',
  run: 'all withdrawals of this run',
}

const MEASURE_TITLES: Readonly<Record<Measure, string>> = {
  spot: 'at the pool price',
  alone: 'exit alone',
  joint: 'exit of all',
  outside: 'exit of all but the project',
}

const nameOf = (measure: Measure, each: Case): string =>
  `${measure}${each.charAt(0).toUpperCase()}${each.slice(1)}`

export function wealthByCase(settings: Flight, run: Compared): Table {
  const { titles, of } = compared(settings, run)
  const columns = MEASURES.flatMap((measure) => CASES.map((each) => ({ measure, each })))
  return tableOf(
    { name: 'wealth', title: 'Wealth before the whale’s exit, by withdrawals' },
    [
      { name: 'party', title: 'Party: the largest of each class, and totals', unit: '' },
      ...columns.map(({ measure, each }) => ({
        name: nameOf(measure, each),
        title: `${MEASURE_TITLES[measure]}, ${CASE_TITLES[each]}`,
        unit: 'BTC',
      })),
    ],
    titles.map((title) => [
      title,
      ...columns.map(({ measure, each }) => {
        const value = of(title, measure, each)
        return value === undefined ? '' : fromBase(value)
      }),
    ]),
  )
}

/** What the project's withdrawal gives to the project and takes from all others. */
export function wealthMetrics(settings: Flight, run: Compared): Readonly<Record<string, Metric>> {
  const { change } = compared(settings, run)
  const gain = (measure: Measure): Metric =>
    amountMetric(
      `What the project gains by its withdrawal, ${MEASURE_TITLES[measure]}`,
      change(THE_PROJECT, measure, 'project'),
    )
  const others = (measure: Measure): Metric =>
    amountMetric(
      `Change for all others by the project’s withdrawal, ${MEASURE_TITLES[measure]}`,
      change(PEOPLE, measure, 'project'),
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
  check: (run) => {
    if (!isOver(settings, run) || !othersProvide(settings)) return undefined
    const { of, change } = compared(settings, run)
    const gains = (['spot', 'alone', 'joint'] as const).map((measure) =>
      change(THE_PROJECT, measure, 'project'),
    )
    const [joint, outside] = (['joint', 'outside'] as const).map((measure) =>
      change(PEOPLE, measure, 'project'),
    ) as [bigint, bigint]
    return {
      found: `the project has ${gains.map((gain) => about(gain)).join(', ')} BTC more at the pool price, alone and in the joint exit; all others ${about(joint)} BTC in the joint exit, ${about(outside)} without the project, ${about(change(PEOPLE, 'spot', 'project'), 6)} at the pool price`,
      asExpected:
        gains.every((gain) => gain > 0n) &&
        near(of(PEOPLE, 'spot', 'project')!, of(PEOPLE, 'spot', 'nobody')!) &&
        joint < 0n &&
        outside < 0n,
    }
  },
})

const othersTakeNothing = (settings: Flight): Hypothesis<Compared> => ({
  statement:
    'What the other providers withdraw lowers what each holder can take out alone, and changes nothing if all exit together',
  check: (run) => {
    const leaves = settings.projectLeaves && !settings.flight.isZero()
    if (!isOver(settings, run) || !othersProvide(settings) || !leaves) return undefined
    const { titles, of } = compared(settings, run)
    const alone = titles.filter((title) => of(title, 'alone', 'run') !== undefined)
    const less = alone.filter((title) => of(title, 'alone', 'run')! < of(title, 'alone', 'project')!)
    const [before, after] = [of(PEOPLE, 'joint', 'project')!, of(PEOPLE, 'joint', 'run')!]
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
