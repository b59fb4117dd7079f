/**
 * Wealth with and without a sniper, by party and measure (`shared/parties.ts`): who pays the sniper?
 *
 * A payment is divided by the AMT in the pool and outside. AMT that the sniper buys takes its part of the
 * payment from the pool's liqAMT to the sniper; an AMT in a wallet gets the same. Compared are monthly
 * payments with a sniper who does not trade, who buys on the evening before, and who outbids.
 *
 * Payouts to liqAMT, which nobody claims here, count for the groups that are entitled to them.
 *
 * Unit: BTC, which are also BTCB. Not modelled: the sniper's gas, which no account pays.
 */
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import type { Metric } from '../../sim/result.ts'
import { about, amountMetric } from '../shared/figures.ts'
import {
  MEASURE_TITLES,
  partiesIn,
  THE_PROJECT,
  unclaimedByLiquidity,
  withCash,
  type Group,
  type Party,
} from '../shared/parties.ts'
import { listedAmong, representatives } from '../shared/representatives.ts'
import { oncePerRun, wealthCases } from '../shared/wealth-cases.ts'
import type { Measure } from '../shared/wealth.ts'
import { SNIPED, SNIPER, UNSNIPED } from './sniping.ts'

const CASES = [
  { variant: UNSNIPED, name: 'Unsniped', title: 'Not sniped' },
  { variant: SNIPED.before, name: 'Sniped', title: 'Sniper buys before' },
  { variant: SNIPED.outbid, name: 'Outbid', title: 'Sniper outbids' },
] as const
type Name = (typeof CASES)[number]['name']

const THE_SNIPER = 'Sniper'
const PROVIDERS = 'All liquidity providers, wrapped'
const RAW_PROVIDERS = 'All liquidity providers, raw'
const OTHERS = 'All others outside the project'

const isProvider = (account: string): boolean => account.startsWith('provider-')
const isRaw = (account: string): boolean => account.startsWith('raw-provider-')

function groupsOf(run: Summary, people: readonly string[]): readonly Group[] {
  const rest = people.filter((each) => each !== SNIPER && !isProvider(each) && !isRaw(each))
  return [
    ...representatives(run).map(({ title, person }) => ({ title, people: [person] })),
    { title: THE_SNIPER, people: people.filter((each) => each === SNIPER) },
    { title: PROVIDERS, people: people.filter(isProvider) },
    { title: RAW_PROVIDERS, people: people.filter(isRaw) },
    { title: OTHERS, people: rest },
  ].filter((group) => group.people.length > 0)
}

function partiesOf(run: Compared, variant: string): readonly Party[] {
  const each = variantOf(run, variant)
  const { view } = lastOf(each)
  const people = listedAmong(each.people)
  const groups = groupsOf(each, people)
  return partiesIn(view, people, groups).map(({ title, worth }) => {
    const group = groups.find((known) => known.title === title)
    const due = group?.people.reduce((sum, account) => sum + unclaimedByLiquidity(view, account), 0n) ?? 0n
    return { title, worth: withCash(worth, due) }
  })
}

export const wealthOf = oncePerRun((run) =>
  wealthCases(
    'Wealth with and without a sniper of monthly payments',
    CASES.map(({ variant, name, title }) => ({ name, title, parties: partiesOf(run, variant) })),
    'Unsniped',
  ),
)

/** Gain of a party by a sniper, BTCB wei; zero for a party that the run does not have. */
const gainIn =
  (run: Compared) =>
  (party: string, measure: Measure, name: Name): bigint => {
    const wealth = wealthOf(run)
    return wealth.titles.includes(party) ? wealth.change(party, measure, name) : 0n
  }

export function wealthMetrics(_settings: unknown, run: Compared): Readonly<Record<string, Metric>> {
  const gain = gainIn(run)
  const metric = (who: string, party: string, measure: Measure): Metric =>
    amountMetric(
      `Gain of ${who} by a sniper who outbids, ${MEASURE_TITLES[measure]}`,
      gain(party, measure, 'Outbid'),
    )
  return {
    sniperGain: metric('the sniper', THE_SNIPER, 'joint'),
    providersGainSpot: metric('wrapped providers', PROVIDERS, 'spot'),
    providersGainJoint: metric('wrapped providers', PROVIDERS, 'joint'),
    rawProvidersGainJoint: metric('raw providers', RAW_PROVIDERS, 'joint'),
    othersGainJoint: metric('all others outside the project', OTHERS, 'joint'),
    projectGainSpot: metric('the project', THE_PROJECT, 'spot'),
    projectGainAlone: metric('the project', THE_PROJECT, 'alone'),
    projectGainJoint: metric('the project', THE_PROJECT, 'joint'),
  }
}

/**
 * An AMT gets the same part of a payment in a wallet as in the pool. So the sniper's part is that of the
 * liquidity that is entitled to the pool's; the swap fees, which the sniper pays, go to everybody in the
 * pool.
 */
export const liquidityPays: Hypothesis<Compared> = {
  statement:
    'Liquidity pays the sniper: by an exit of all, wrapped providers and the project, for its locked ' +
    'liquidity, lose more than the sniper gains; raw providers and all others gain by the swap fees',
  days: 30,
  check: (run) => {
    const gain = gainIn(run)
    const names = ['Sniped', 'Outbid'] as const
    const parties = [THE_SNIPER, PROVIDERS, THE_PROJECT, RAW_PROVIDERS, OTHERS] as const
    const changes = names.map((name) => parties.map((party) => gain(party, 'joint', name)))
    const sniped = changes.filter(([sniper]) => sniper !== 0n)
    if (sniped.length === 0 || changes.some(([, providers]) => providers === 0n)) return undefined
    return {
      found: changes
        .map(
          ([sniper, providers, project, raw, others], index) =>
            `${CASES[index + 1]!.title}: sniper ${about(sniper!, 4)} BTC, wrapped providers ` +
            `${about(providers!, 4)}, project ${about(project!, 4)}, raw providers ` +
            `${about(raw!, 4)}, all others ${about(others!, 4)}`,
        )
        .join('; '),
      asExpected: sniped.every(
        ([sniper, providers, project, raw, others]) =>
          providers! < 0n && project! < 0n && -(providers! + project!) > sniper! && raw! > 0n && others! > 0n,
      ),
    }
  },
}
