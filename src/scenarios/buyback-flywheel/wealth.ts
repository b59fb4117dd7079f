/**
 * Wealth after purchases, by party and measure (`shared/parties.ts`): is the growth real for those who got
 * it, and who else has it?
 *
 * Compared are the same deposits in the staking vault, which pays BTCB, in the buy-back vault without other
 * trades, and in the buy-back vault with holders who sell into its purchases. Nobody leaves.
 *
 * Unit: BTC, which are also BTCB.
 */
import { SELLER } from '../../sim/agents/holders/round-sellers.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { lastOf } from '../../sim/recording/summary.ts'
import type { Metric } from '../../sim/result.ts'
import { about, amountMetric, percentOf } from '../shared/figures.ts'
import { MEASURE_TITLES, partiesIn, THE_PROJECT, type Party } from '../shared/parties.ts'
import { listedAmong, representatives } from '../shared/representatives.ts'
import { oncePerRun, wealthCases } from '../shared/wealth-cases.ts'
import type { Measure } from '../shared/wealth.ts'
import { DEPOSITORS, spentFor } from './metrics.ts'

/** Variants that are compared. */
export const CASES = [
  { variant: 'paid', name: 'Paid', title: 'Staking vault' },
  { variant: 'alone', name: 'Grown', title: 'Buy-back' },
  { variant: 'sellers', name: 'Sold', title: 'Buy-back, with sellers' },
] as const

const ONE_DEPOSITOR = 'Depositor'
const ALL_DEPOSITORS = 'All depositors of the scenario'
const ALL_OTHERS = 'All others outside the project'

function partiesOf(run: Compared, variant: string): readonly Party[] {
  const each = variantOf(run, variant)
  const people = listedAmong(each.people)
  return partiesIn(lastOf(each).view, people, [
    ...representatives(each).map(({ title, person }) => ({ title, people: [person] })),
    { title: ONE_DEPOSITOR, people: DEPOSITORS.slice(0, 1) },
    { title: ALL_DEPOSITORS, people: DEPOSITORS },
    { title: 'Sellers', people: [SELLER] },
    { title: ALL_OTHERS, people: people.filter((person) => !DEPOSITORS.includes(person)) },
  ])
}

export const wealthOf = oncePerRun((run) =>
  wealthCases(
    'Wealth after the purchases, by vault and other trades',
    CASES.map(({ variant, name, title }) => ({ name, title, parties: partiesOf(run, variant) })),
    'Paid',
  ),
)

/** Gain of a party by the buy-back without other trades over the staking vault, BTCB wei. */
const gainIn =
  (run: Compared) =>
  (party: string, measure: Measure): bigint =>
    wealthOf(run).change(party, measure, 'Grown')

export function wealthMetrics(_settings: unknown, run: Compared): Readonly<Record<string, Metric>> {
  const gain = gainIn(run)
  const metric = (who: string, party: string, measure: Measure): Metric =>
    amountMetric(
      `Gain of ${who} by the buy-back over the staking vault, ${MEASURE_TITLES[measure]}`,
      gain(party, measure),
    )
  return {
    depositorsGainSpot: metric('all depositors', ALL_DEPOSITORS, 'spot'),
    depositorGainAlone: metric('one depositor', ONE_DEPOSITOR, 'alone'),
    depositorsGainJoint: metric('all depositors', ALL_DEPOSITORS, 'joint'),
    othersGainJoint: metric('all others outside the project', ALL_OTHERS, 'joint'),
    projectGainSpot: metric('the project', THE_PROJECT, 'spot'),
    projectGainAlone: metric('the project', THE_PROJECT, 'alone'),
    projectGainJoint: metric('the project', THE_PROJECT, 'joint'),
  }
}

/** BTCB spent for the scenario's own depositors in the case without other trades, BTCB wei. */
const spentForThem = (run: Compared): bigint => spentFor(variantOf(run, 'alone'))

/**
 * A purchase puts BTCB into the pool. Whoever sells later takes it out, in proportion to AMT and liquidity.
 */
const growthIsOfThePrice: Hypothesis<Compared> = {
  statement:
    'At the pool price and alone depositors have more with the buy-back than with the staking vault; in the joint exit of all they have less, by over half of the BTCB spent for them',
  check: (run) => {
    const spent = spentForThem(run)
    if (spent === 0n) return undefined
    const gain = gainIn(run)
    const [spot, joint] = [gain(ALL_DEPOSITORS, 'spot'), gain(ALL_DEPOSITORS, 'joint')]
    const alone = gain(ONE_DEPOSITOR, 'alone')
    return {
      found: `${about(spot)} BTC at the pool price, ${about(alone)} alone (one of ${DEPOSITORS.length}), ${about(joint)} in the joint exit, of ${about(spent)} spent`,
      asExpected: spot > 0n && alone > 0n && -2n * joint > spent,
    }
  },
}

const othersHaveIt: Hypothesis<Compared> = {
  statement:
    'In the joint exit others gain what depositors lose by the buy-back, to a twentieth, and the project gains by every measure',
  check: (run) => {
    if (spentForThem(run) === 0n) return undefined
    const gain = gainIn(run)
    const [lost, others] = [-gain(ALL_DEPOSITORS, 'joint'), gain(ALL_OTHERS, 'joint')]
    const [spot, alone, joint] = (['spot', 'alone', 'joint'] as const).map((measure) =>
      gain(THE_PROJECT, measure),
    ) as [bigint, bigint, bigint]
    return {
      found: `depositors lose ${about(lost)} BTC, others gain ${about(others)}; the project ${about(spot)} at the pool price, ${about(alone)} alone, ${about(joint)} in the joint exit`,
      asExpected:
        percentOf(others + joint, lost)
          .sub(100)
          .abs()
          .lt(5) &&
        spot > 0n &&
        alone > 0n &&
        joint > 0n,
    }
  },
}

export const hypothesesOfWealth: readonly Hypothesis<Compared>[] = [growthIsOfThePrice, othersHaveIt]
