/**
 * Wealth after the emission, by party and measure (`shared/wealth.ts`): who can take out less because of it?
 *
 * It is read at the close of the emission's day, with no emission, with one without a deposit, and with one
 * with a matching deposit. Payments up to then are the same in all cases. Hash power is no BTCB: it shows in
 * later payouts only, so a case with it is worth the same on that day.
 *
 * Units: BTC, which are also BTCB. Rounding: down. Not modelled: what recipients paid for the new AMT, where
 * it was not deposited.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { fromBase } from '../../model/kernel/units.ts'
import { BUYERS, MINER } from '../../sim/agents/issuance/emitter.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { about, percentMetric, percentOf, tableOf } from '../shared/figures.ts'
import { listedAmong, representatives } from '../shared/representatives.ts'
import { MEASURES, wealthIn, type Measure, type Worth } from '../shared/wealth.ts'

/** Variants that differ in BTCB or AMT on the day of the emission. */
export const CASES = ['none', 'bare', 'deposit'] as const
export type Case = (typeof CASES)[number]

/** Recipients of the emission outside the project. */
const RECIPIENTS: readonly Account[] = [MINER, BUYERS]

interface Party {
  readonly title: string
  readonly worth: Worth
}

export const HOLDERS = 'All holders before the emission'
export const NEW_HOLDERS = 'Recipients of the emission'
export const THE_PROJECT = 'The project'

/** The largest of each class, all earlier holders, the recipients, and the project. */
function partiesIn(run: Summary, day: number): readonly Party[] {
  const { view } = run.closes[day] ?? lastOf(run)
  const people = listedAmong(run.people)
  const wealth = wealthIn(view, people)
  const together = (accounts: readonly Account[]): Worth =>
    Object.fromEntries(
      MEASURES.map((measure) => [
        measure,
        // Several people cannot all be alone.
        measure === 'alone'
          ? undefined
          : accounts.reduce((sum, account) => sum + wealth.of(account)[measure]!, 0n),
      ]),
    ) as Worth
  return [
    ...representatives(run).map(({ title, person }) => ({ title, worth: wealth.of(person) })),
    { title: HOLDERS, worth: together(people.filter((account) => !RECIPIENTS.includes(account))) },
    { title: NEW_HOLDERS, worth: together(RECIPIENTS) },
    { title: THE_PROJECT, worth: wealth.project },
  ]
}

/** Wealth by case after the emission. */
export interface Dilutions {
  readonly of: (title: string, measure: Measure, each: Case) => bigint | undefined
  readonly titles: readonly string[]
}

export function dilutions(run: Compared, day: number): Dilutions {
  const parties = Object.fromEntries(
    CASES.map((each) => [each, partiesIn(variantOf(run, each), day)]),
  ) as unknown as Readonly<Record<Case, readonly Party[]>>
  return {
    of: (title, measure, each) => parties[each].find((party) => party.title === title)!.worth[measure],
    titles: parties.none.map(({ title }) => title),
  }
}

const CASE_TITLES: Readonly<Record<Case, string>> = {
  none: 'no emission',
  bare: 'emission without a deposit',
  deposit: 'emission with a matching deposit',
}

const MEASURE_TITLES: Readonly<Record<Measure, string>> = {
  spot: 'at the pool price',
  alone: 'exit alone',
  joint: 'exit of all',
  outside: 'exit of all but the project',
}

const nameOf = (measure: Measure, each: Case): string =>
  `${measure}${each.charAt(0).toUpperCase()}${each.slice(1)}`

export function wealthByCase(run: Compared, day: number): Table {
  const { of, titles } = dilutions(run, day)
  const columns = MEASURES.flatMap((measure) => CASES.map((each) => ({ measure, each })))
  return tableOf(
    { name: 'wealth', title: 'What each party can take out on the day of the emission' },
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

/** Change of a party's wealth by an emission in BTCB wei. */
const changeOf = ({ of }: Dilutions, title: string, measure: Measure, each: Case): bigint =>
  of(title, measure, each)! - of(title, measure, 'none')!

/** Change of what earlier holders and the project can take out. */
export function wealthMetrics(run: Compared, day: number): Readonly<Record<string, Metric>> {
  const all = dilutions(run, day)
  const change = (title: string, party: string, measure: Measure, each: Case): Metric =>
    percentMetric(
      `${title}, ${CASE_TITLES[each]}, ${MEASURE_TITLES[measure]}`,
      percentOf(changeOf(all, party, measure, each), all.of(party, measure, 'none')!),
    )
  const holders = 'Change of the wealth of all earlier holders'
  const project = 'Change of the project’s wealth'
  return {
    holdersSpotBare: change(holders, HOLDERS, 'spot', 'bare'),
    holdersJointBare: change(holders, HOLDERS, 'joint', 'bare'),
    holdersJointDeposit: change(holders, HOLDERS, 'joint', 'deposit'),
    projectSpotBare: change(project, THE_PROJECT, 'spot', 'bare'),
    projectAloneBare: change(project, THE_PROJECT, 'alone', 'bare'),
    projectJointBare: change(project, THE_PROJECT, 'joint', 'bare'),
    projectJointDeposit: change(project, THE_PROJECT, 'joint', 'deposit'),
  }
}

const decides = (run: Compared, day: number): boolean =>
  run.closes.length > day && lastOf(variantOf(run, 'bare')).tally.issued > run.start.tally.issued

/** Pool and RCL back the same AMT. A deposit matches the RCL only. */
const poolIsShared = (day: number): Hypothesis<Compared> => ({
  statement:
    'No holder is worth less at the pool price after an emission, but all earlier holders can take out less together, with a matching deposit too: the pool is shared with the new AMT',
  check: (run) => {
    if (!decides(run, day)) return undefined
    const all = dilutions(run, day)
    const [before, bare, deposit] = CASES.map((each) => all.of(HOLDERS, 'joint', each)!) as [
      bigint,
      bigint,
      bigint,
    ]
    const worse = all.titles.filter((title) => changeOf(all, title, 'spot', 'bare') < 0n)
    return {
      found: `${worse.length} of ${all.titles.length} parties are worth less at the pool price; together earlier holders can take out ${about(bare)} instead of ${about(before)} BTC, ${about(deposit)} with a deposit`,
      asExpected: worse.length === 0 && bare < deposit && deposit < before,
    }
  },
})

const projectGains = (day: number): Hypothesis<Compared> => ({
  statement:
    'The project, which gets 5% of the emission, has more at the pool price and alone, and in the joint exit only with a matching deposit',
  check: (run) => {
    if (!decides(run, day)) return undefined
    const all = dilutions(run, day)
    const [spot, alone, bare] = (['spot', 'alone', 'joint'] as const).map((measure) =>
      changeOf(all, THE_PROJECT, measure, 'bare'),
    ) as [bigint, bigint, bigint]
    const deposit = changeOf(all, THE_PROJECT, 'joint', 'deposit')
    return {
      found: `${about(spot)} BTC more at the pool price, ${about(alone)} alone, ${about(bare)} in the joint exit, ${about(deposit)} with a deposit`,
      asExpected: spot > 0n && alone > 0n && bare < 0n && deposit > 0n,
    }
  },
})

export const hypothesesOfWealth = (day: number): readonly Hypothesis<Compared>[] => [
  poolIsShared(day),
  projectGains(day),
]
