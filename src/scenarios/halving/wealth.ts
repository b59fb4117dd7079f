/**
 * Wealth under both cost policies, by party and measure (`shared/parties.ts`): who pays while the project
 * sells its AMT for power.
 *
 * It is compared at the close before the retained AMT is gone, or before the halving if that is sooner. Later
 * somebody outside the economy pays, and holders gain by it.
 *
 * Unit: BTC, which are also BTCB. Rounding: down.
 */
import { UTILITY } from '../../sim/agents/operations/power-cost-seller.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import type { DayClose } from '../../sim/recording/day-close.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { spotPriceDown } from '../../sim/view/agent-view.ts'
import { payoutPerAmt } from '../baseline/metrics.ts'
import { listedAmong, WALLET_HOLDERS } from '../shared/representatives.ts'
import { amountMetric, countMetric } from '../shared/figures.ts'
import { partiesIn, PEOPLE, THE_PROJECT, wealthTable, worthOf, type Party } from '../shared/parties.ts'
import type { Measure } from '../shared/wealth.ts'
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

/** The largest of each class with AMT in wallets, all people, and the project. */
function partiesAfter(run: Summary, days: number): readonly Party[] {
  // The utility's BTCB is what power cost.
  const people = listedAmong(run.people).filter((account) => account !== UTILITY)
  const largest = WALLET_HOLDERS.map(({ title, person }) => ({ title, people: [person] }))
  return partiesIn(closeAfter(run, days).view, people, largest)
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
  const cases = POLICIES.map((policy) => ({
    name: suffixOf(policy),
    title: `Costs ${policy}`,
    parties: partiesAfter(variantOf(run, policy), day),
  }))
  const of =
    (title: string) =>
    (measure: Measure): Wealths => {
      const [deducted, retained] = cases.map(({ parties }) => worthOf(parties, title)[measure])
      return { deducted, retained }
    }
  const title = `Wealth by cost policy after ${day} days, the last on which the project has AMT for power`
  return { day, people: of(PEOPLE), project: of(THE_PROJECT), table: wealthTable(title, cases) }
}

const suffixOf = (policy: Policy): string => (policy === 'deducted' ? 'Deducted' : 'Retained')

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
