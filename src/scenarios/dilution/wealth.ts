/**
 * Wealth after the emission, by party and measure (`shared/parties.ts`): who can take out less because of it?
 *
 * It is read at the close of the emission's day, with no emission, with one without a deposit, and with one
 * with a matching deposit. Payments up to then are the same in all cases. Hash power is no BTCB: it shows in
 * later payouts only, so a case with it is worth the same on that day.
 *
 * Units: BTC, which are also BTCB. Rounding: down. Not modelled: what recipients paid for the new AMT, where
 * it was not deposited.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { BUYERS, MINER } from '../../sim/agents/issuance/emitter.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { about, amountMetric } from '../shared/figures.ts'
import { MEASURE_TITLES, partiesIn, THE_PROJECT, type Party } from '../shared/parties.ts'
import { listedAmong, representatives } from '../shared/representatives.ts'
import { wealthCases, type WealthCases } from '../shared/wealth-cases.ts'
import type { Measure } from '../shared/wealth.ts'

/** Variants that differ in BTCB or AMT on the day of the emission. */
const CASES = [
  { variant: 'none', name: 'None', title: 'No emission' },
  { variant: 'bare', name: 'Bare', title: 'Emission without a deposit' },
  { variant: 'deposit', name: 'Deposit', title: 'Emission with a matching deposit' },
] as const
type CaseName = (typeof CASES)[number]['name']

/** Recipients of the emission outside the project. */
const RECIPIENTS: readonly Account[] = [MINER, BUYERS]

const HOLDERS = 'All holders before the emission'

/** The largest of each class, all earlier holders, the recipients, all people, and the project. */
function partiesOf(run: Summary, day: number): readonly Party[] {
  const { view } = run.closes[day] ?? lastOf(run)
  const people = listedAmong(run.people)
  return partiesIn(view, people, [
    ...representatives(run).map(({ title, person }) => ({ title, people: [person] })),
    { title: HOLDERS, people: people.filter((account) => !RECIPIENTS.includes(account)) },
    { title: 'Recipients of the emission', people: RECIPIENTS },
  ])
}

function dilutions(run: Compared, day: number): WealthCases<CaseName> {
  const cases = CASES.map(({ variant, name, title }) => ({
    name,
    title,
    parties: partiesOf(variantOf(run, variant), day),
  }))
  return wealthCases('Wealth on the day of the emission', cases, 'None')
}

export const wealthByCase = (run: Compared, day: number): Table => dilutions(run, day).table

/** Change of what earlier holders and the project have. */
export function wealthMetrics(run: Compared, day: number): Readonly<Record<string, Metric>> {
  const { change } = dilutions(run, day)
  const metric = (who: string, party: string, measure: Measure, name: CaseName): Metric =>
    amountMetric(
      `Change for ${who} by an emission ${name === 'Bare' ? 'without a deposit' : 'with a matching deposit'}, ${MEASURE_TITLES[measure]}`,
      change(party, measure, name),
    )
  const [holders, project] = ['all earlier holders', 'the project']
  return {
    holdersSpotBare: metric(holders, HOLDERS, 'spot', 'Bare'),
    holdersJointBare: metric(holders, HOLDERS, 'joint', 'Bare'),
    holdersJointDeposit: metric(holders, HOLDERS, 'joint', 'Deposit'),
    projectSpotBare: metric(project, THE_PROJECT, 'spot', 'Bare'),
    projectAloneBare: metric(project, THE_PROJECT, 'alone', 'Bare'),
    projectJointBare: metric(project, THE_PROJECT, 'joint', 'Bare'),
    projectJointDeposit: metric(project, THE_PROJECT, 'joint', 'Deposit'),
  }
}

const decides = (run: Compared): boolean =>
  lastOf(variantOf(run, 'bare')).tally.issued > run.start.tally.issued

/** Pool and RCL back the same AMT. A deposit matches the RCL only. */
const poolIsShared = (day: number): Hypothesis<Compared> => ({
  statement:
    'No holder is worth less at the pool price after an emission, but all earlier holders can take out less together, with a matching deposit too: the pool is shared with the new AMT',
  days: day + 1,
  check: (run) => {
    if (!decides(run)) return undefined
    const { titles, of, change } = dilutions(run, day)
    const [before, bare, deposit] = (['None', 'Bare', 'Deposit'] as const).map((name) =>
      of(HOLDERS, 'joint', name),
    ) as [bigint, bigint, bigint]
    const worse = titles.filter((title) => change(title, 'spot', 'Bare') < 0n)
    return {
      found: `${worse.length} of ${titles.length} parties are worth less at the pool price; together earlier holders have ${about(before - bare)} BTC less, ${about(before - deposit)} with a deposit`,
      asExpected: worse.length === 0 && bare < deposit && deposit < before,
    }
  },
})

const projectGains = (day: number): Hypothesis<Compared> => ({
  statement:
    'The project, which gets 5% of the emission, has more at the pool price and alone, and in the joint exit only with a matching deposit',
  days: day + 1,
  check: (run) => {
    if (!decides(run)) return undefined
    const { change } = dilutions(run, day)
    const [spot, alone, bare] = (['spot', 'alone', 'joint'] as const).map((measure) =>
      change(THE_PROJECT, measure, 'Bare'),
    ) as [bigint, bigint, bigint]
    const deposit = change(THE_PROJECT, 'joint', 'Deposit')
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
