/**
 * Wealth under both cost policies, by party and measure (`shared/wealth.ts`): who pays while the project
 * sells its AMT for power.
 *
 * It is compared at the close before the retained AMT is gone, or before the halving if that is sooner. Later
 * somebody outside the economy pays, and holders gain by it.
 *
 * A party's wealth is its BTCB, its payouts that are not yet claimed, and what it can take out of pool and
 * RCL for AMT and liquidity. Unit: BTC, which are also BTCB. Rounding: down. Not modelled: payouts to the
 * project's locked liquidity of less than a week, which count as those of the people.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { fromBase } from '../../model/kernel/units.ts'
import { UTILITY } from '../../sim/agents/operations/power-cost-seller.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import type { DayClose } from '../../sim/recording/day-close.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { spotPriceDown, type AgentView } from '../../sim/view/agent-view.ts'
import { payoutPerAmt } from '../baseline/metrics.ts'
import { listedAmong, WALLET_HOLDERS } from '../shared/representatives.ts'
import { amountMetric, countMetric, tableOf } from '../shared/figures.ts'
import { MEASURES, PROJECT, wealthIn, type Measure, type Worth } from '../shared/wealth.ts'
import { dayOfHalving, dayOfInsolvency, payers } from './metrics.ts'
import type { Halving } from './parameters.ts'

export const POLICIES = ['deducted', 'retained'] as const
export type Policy = (typeof POLICIES)[number]

/**
 * Days before the retained AMT is gone, or before the halving if that is sooner, or of the run if it has
 * neither. At least 1.
 */
export function daysPaid(settings: Halving, run: Compared): number {
  const halving = dayOfHalving(run)
  const insolvency = dayOfInsolvency(settings, variantOf(run, 'retained'))
  const days = Math.min(insolvency ?? Infinity, halving === -1 ? Infinity : halving, run.closes.length)
  return Math.max(1, days)
}

/** Payouts of payments so far that the account has not claimed, BTCB wei. */
function unclaimed(view: AgentView, account: Account): bigint {
  let total = 0n
  for (let id = 1n; id <= view.payments(); id++) {
    if (view.hasClaimed(id, account)) continue
    const { holders, supply, inPair } = view.payment(id)
    total += (holders * view.amtAt(id, account)) / (supply - inPair)
  }
  return total
}

const sumOf = (accounts: readonly Account[], read: (account: Account) => bigint): bigint =>
  accounts.reduce((sum, account) => sum + read(account), 0n)

/** The close after so many days; the start of a run without days. */
const closeAfter = (run: Summary, days: number): DayClose => run.closes[days - 1] ?? run.start

/** Payouts and pool price of one AMT after so many days, in BTCB wei. */
export function worthAfter(
  run: Compared,
  policy: Policy,
  days: number,
): readonly [payouts: bigint, price: bigint] {
  const each = variantOf(run, policy)
  return [payoutPerAmt(each, days), spotPriceDown(closeAfter(each, days).view)]
}

/** A party of the comparison. */
interface Party {
  readonly title: string
  readonly worth: Worth
}

const PEOPLE = 'All outside the project'
const THE_PROJECT = 'The project'

/** The largest of each class with AMT in wallets, all people, and the project. */
function partiesIn(run: Summary, days: number): readonly Party[] {
  const { view } = closeAfter(run, days)
  // The utility's BTCB is what power cost.
  const people = listedAmong(run.people).filter((account) => account !== UTILITY)
  const wealth = wealthIn(view, people)
  const cash = (account: Account): bigint => view.balance('btcb', account)
  const ofProject = sumOf(PROJECT, (account) => unclaimed(view, account))
  const plus = (worth: Worth, more: bigint): Worth =>
    Object.fromEntries(
      MEASURES.map((measure) => {
        const value = worth[measure]
        return [measure, value === undefined ? undefined : value + more]
      }),
    ) as Worth
  return [
    ...WALLET_HOLDERS.map(({ title, person }) => ({
      title,
      worth: plus(wealth.of(person), cash(person) + unclaimed(view, person)),
    })),
    { title: PEOPLE, worth: plus(wealth.people, sumOf(people, cash) + cash('master') - ofProject) },
    { title: THE_PROJECT, worth: plus(wealth.project, sumOf(PROJECT, cash) + ofProject) },
  ]
}

/** Wealth of a party under both policies, BTCB wei; undefined where the measure does not apply. */
export type Wealths = Readonly<Record<Policy, bigint | undefined>>

/** Wealth of all people and of the project while the project pays, by measure. */
export interface Comparison {
  readonly day: number
  readonly people: (measure: Measure) => Wealths
  readonly project: (measure: Measure) => Wealths
  readonly table: Table
}

/** The comparison at the last close before the retained AMT is gone. */
export function whilePaid(settings: Halving, run: Compared): Comparison {
  const day = daysPaid(settings, run)
  const parties = Object.fromEntries(
    POLICIES.map((policy) => [policy, partiesIn(variantOf(run, policy), day)]),
  ) as unknown as Readonly<Record<Policy, readonly Party[]>>
  const of =
    (title: string) =>
    (measure: Measure): Wealths =>
      Object.fromEntries(
        POLICIES.map((policy) => [
          policy,
          parties[policy].find((party) => party.title === title)!.worth[measure],
        ]),
      ) as Wealths
  return { day, people: of(PEOPLE), project: of(THE_PROJECT), table: tableFor(day, parties) }
}

const suffixOf = (policy: Policy): string => (policy === 'deducted' ? 'Deducted' : 'Retained')

const MEASURE_TITLES: Readonly<Record<Measure, string>> = {
  spot: 'at the pool price',
  alone: 'exit alone',
  joint: 'exit of all',
  outside: 'exit of all but the project',
}

function tableFor(day: number, parties: Readonly<Record<Policy, readonly Party[]>>): Table {
  const columns = MEASURES.flatMap((measure) => POLICIES.map((policy) => ({ measure, policy })))
  return tableOf(
    {
      name: 'wealth',
      title: `Wealth by cost policy after ${day} days, the last on which the project has AMT for power`,
    },
    [
      { name: 'party', title: 'Party: the largest of each class, and totals', unit: '' },
      ...columns.map(({ measure, policy }) => ({
        name: `${measure}${suffixOf(policy)}`,
        title: `Costs ${policy}, ${MEASURE_TITLES[measure]}`,
        unit: 'BTC',
      })),
    ],
    parties.deducted.map(({ title }, index) => [
      title,
      ...columns.map(({ measure, policy }) => {
        const value = parties[policy][index]!.worth[measure]
        return value === undefined ? '' : fromBase(value)
      }),
    ]),
  )
}

/** Metrics of both policies: while the project pays, and at the halving. */
export function policyMetrics(settings: Halving, run: Compared): Readonly<Record<string, Metric>> {
  const { day, people, project } = whilePaid(settings, run)
  const halving = dayOfHalving(run)
  const eve = halving === -1 ? run.closes.length : Math.max(1, halving)
  const { power, unpaid } = payers(settings, variantOf(run, 'retained'), 0, eve)
  const both = (
    name: string,
    title: string,
    read: (policy: Policy) => bigint,
    unit = 'BTC',
  ): Readonly<Record<string, Metric>> =>
    Object.fromEntries(
      POLICIES.map((policy) => [
        `${name}${suffixOf(policy)}`,
        amountMetric(`${title}, costs ${policy}`, read(policy), unit),
      ]),
    )
  return {
    daysPaid: countMetric('Days until the retained AMT is gone, costs retained', 'days', day),
    powerBefore: amountMetric('Power cost before the halving, costs retained', power),
    unpaidBefore: amountMetric('Power cost left unpaid before the halving, costs retained', unpaid),
    ...both(
      'priceWhilePaid',
      'Pool price while the project pays power',
      (policy) => worthAfter(run, policy, day)[1],
      'BTC/AMT',
    ),
    ...both(
      'peopleSpot',
      'All others while the project pays power, at the pool price',
      (policy) => people('spot')[policy]!,
    ),
    ...both(
      'peopleJoint',
      'All others while the project pays power, exit of all',
      (policy) => people('joint')[policy]!,
    ),
    ...both(
      'projectSpot',
      'The project while the project pays power, at the pool price',
      (policy) => project('spot')[policy]!,
    ),
    ...both(
      'projectAlone',
      'The project while the project pays power, exit alone',
      (policy) => project('alone')[policy]!,
    ),
    ...both(
      'projectJoint',
      'The project while the project pays power, exit of all',
      (policy) => project('joint')[policy]!,
    ),
    ...both(
      'holderAtHalving',
      'Payouts and pool price of one AMT at the halving',
      (policy) => worthAfter(run, policy, eve).reduce((sum, part) => sum + part),
      'BTC/AMT',
    ),
  }
}
