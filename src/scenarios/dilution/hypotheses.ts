/**
 * Hypotheses of the scenario `dilution`, stated before the run, with its metrics and tables.
 */
import { fromBase, ONE } from '../../model/kernel/units.ts'
import type { Gauge } from '../../sim/recording/gauge.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared, type Variant } from '../../sim/definition/variant.ts'
import { redemptionRateDown, type AgentView } from '../../sim/view/agent-view.ts'
import { payoutPerAmt } from '../baseline/metrics.ts'
import {
  amountMetric,
  dec,
  percentOf,
  returnMetric,
  ratioMetric,
  ratioOf,
  rounded,
  sats,
  tableOf,
} from '../shared/figures.ts'
import type { Dilution } from './parameters.ts'
import { pastMetrics } from './past.ts'
import { hypothesesOfWealth } from './wealth.ts'
import { representatives } from '../shared/representatives.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { startOf } from '../shared/start.ts'

export const EMISSION_DAY = 10

/** The grid: emissions in millions of AMT, matches in percent. */
export const GRID = { emissions: [5, 10, 20, 40], matches: [0, 50, 100, 150] } as const

const gridName = (emission: number, match: number): string => `grid-${emission}m-${match}`

export function gridVariant(emission: number, match: number): Variant {
  return {
    name: gridName(emission, match),
    title: `${emission} million AMT, ${match}% of matching hash power and deposit`,
    set: { emission: `${emission}000000`, hashMatch: `${match}`, depositMatch: `${match}` },
  }
}

/** Hash rate per million AMT in TH/s times 1e18, rounded down. */
const hashRatePerMillion = (view: AgentView): bigint =>
  (BigInt(view.environment.fleet.ths) * 1_000_000n * ONE * ONE) / view.supply('amt')

export const thPerMillionAmt: Gauge = {
  title: 'Hash rate per million AMT',
  unit: 'TH/s',
  read: ({ view }) => fromBase(hashRatePerMillion(view)),
}

/** Payouts per AMT since the added machines run, in BTCB wei. */
const paidAfter = (run: Summary): bigint => payoutPerAmt(run) - payoutPerAmt(run, EMISSION_DAY + 1)

/** The close of the emission's day, after that day's payment; undefined if the run is shorter. */
const afterEmission = (run: Summary): AgentView | undefined => run.closes[EMISSION_DAY]?.view

export function payoutsByCase(run: Compared): Table {
  const cases = [
    ['No emission', 'none'],
    ['Nothing', 'bare'],
    ['Hash power', 'hash'],
    ['Deposit', 'deposit'],
    ['Both', 'both'],
  ] as const
  return tableOf(
    { name: 'cases', title: 'Payouts, floor and hash rate after the emission, by match' },
    [
      { name: 'case', title: 'Added with the emission', unit: '' },
      { name: 'payouts', title: 'Payouts per AMT since', unit: 'BTC/AMT' },
      { name: 'floor', title: 'Floor at the end', unit: 'BTC/AMT' },
      { name: 'thPerMillionAmt', title: 'Hash rate per million AMT', unit: 'TH/s' },
    ],
    cases.map(([title, name]) => {
      const each = variantOf(run, name)
      const { view } = lastOf(each)
      return [
        title,
        fromBase(paidAfter(each)),
        fromBase(redemptionRateDown(view)),
        fromBase(hashRatePerMillion(view)),
      ]
    }),
  )
}

export function gridOfEmissions(run: Compared): Table {
  return tableOf(
    { name: 'grid', title: 'Floor and hash rate by emission and match' },
    [
      { name: 'emission', title: 'Emission', unit: 'million AMT' },
      { name: 'match', title: 'Match', unit: '%' },
      { name: 'floor', title: 'Floor at the end', unit: 'BTC/AMT' },
      { name: 'thPerMillionAmt', title: 'Hash rate per million AMT', unit: 'TH/s' },
      { name: 'payouts', title: 'Payouts per AMT since', unit: 'BTC/AMT' },
    ],
    GRID.emissions.flatMap((emission) =>
      GRID.matches.map((match) => {
        const each = variantOf(run, gridName(emission, match))
        const { view } = lastOf(each)
        return [
          String(emission),
          String(match),
          fromBase(redemptionRateDown(view)),
          fromBase(hashRatePerMillion(view)),
          fromBase(paidAfter(each)),
        ]
      }),
    ),
  )
}

export function dilutionMetrics(settings: Dilution, run: Summary): Readonly<Record<string, Metric>> {
  const [start, end] = [run.start.view, lastOf(run).view]
  const [floorThen, floorNow] = [redemptionRateDown(start), redemptionRateDown(end)]
  const [hashThen, hashNow] = [hashRatePerMillion(start), hashRatePerMillion(end)]
  const before = run.closes.length < EMISSION_DAY ? 0n : payoutPerAmt(run, EMISSION_DAY)
  return {
    emitted: amountMetric('AMT issued', end.supply('amt') - start.supply('amt'), 'AMT'),
    ownership: ratioMetric(
      'A holder’s share of the supply, relative to before',
      ratioOf(start.supply('amt'), end.supply('amt')),
    ),
    floorThen: amountMetric('Floor at the start', floorThen, 'BTC/AMT'),
    floorNow: amountMetric('Floor at the end', floorNow, 'BTC/AMT'),
    floorChange: returnMetric('Change of the floor', percentOf(floorNow - floorThen, floorThen)),
    hashRateThen: amountMetric('Hash rate per million AMT at the start', hashThen, 'TH/s'),
    hashRateNow: amountMetric('Hash rate per million AMT at the end', hashNow, 'TH/s'),
    payoutsBefore: amountMetric('Payouts per AMT before the emission', before, 'BTC/AMT'),
    // A chain snapshot is not of July 2023.
    ...(startOf(settings).isOther ? {} : pastMetrics(settings, run)),
    payoutsAfter: amountMetric('Payouts per AMT with the added machines', paidAfter(run), 'BTC/AMT'),
  }
}

/** A variant's figure relative to the variant without an emission. */
const against = (run: Compared, name: string, read: (each: Summary) => bigint): string =>
  rounded(ratioOf(read(variantOf(run, name)), read(variantOf(run, 'none'))))

/** Days after which the added machines have produced. */
const LONG_ENOUGH = EMISSION_DAY + 3

const bareDilutes: Hypothesis<Compared> = {
  statement: 'An emission without a match leaves S/(S+m) of the floor and of the payouts',
  days: LONG_ENOUGH,
  check: (run) => {
    const [view, none] = [afterEmission(variantOf(run, 'bare')), afterEmission(variantOf(run, 'none'))]
    if (view === undefined || none === undefined) return undefined
    const expected = ratioOf(none.supply('amt'), view.supply('amt'))
    const floor = ratioOf(redemptionRateDown(view), redemptionRateDown(none))
    const payouts = against(run, 'bare', paidAfter)
    // Rates are rounded down to one wei of some 10^11, payouts to one wei of some 10^9 per day.
    const near = (value: typeof expected): boolean => value.div(expected).sub(1).abs().lt('1e-8')
    return {
      found: `S/(S+m) is ${expected.toFixed(6)}; floor ${floor.toFixed(6)}, payouts ${Number(payouts).toFixed(6)} of those without an emission`,
      asExpected:
        near(floor) && near(ratioOf(paidAfter(variantOf(run, 'bare')), paidAfter(variantOf(run, 'none')))),
    }
  },
}

const hashKeepsPayouts: Hypothesis<Compared> = {
  statement: 'Matching hash power keeps the payouts and not the floor',
  days: LONG_ENOUGH,
  check: (run) => {
    const payouts = ratioOf(paidAfter(variantOf(run, 'hash')), paidAfter(variantOf(run, 'none')))
    const [here, there] = [
      redemptionRateDown(lastOf(variantOf(run, 'hash')).view),
      redemptionRateDown(lastOf(variantOf(run, 'none')).view),
    ]
    return {
      found: `payouts ${payouts.toFixed(6)} of those without an emission; floor ${sats(here)} instead of ${sats(there)} sat`,
      // Rounding leaves less than one TH/s of some 40,000 unbought, and payments are whole satoshi.
      asExpected: payouts.sub(1).abs().lt('1e-4') && here < there,
    }
  },
}

const depositKeepsFloor: Hypothesis<Compared> = {
  statement: 'A matching deposit keeps the floor and not the payouts',
  days: LONG_ENOUGH,
  check: (run) => {
    const [with_, none] = [afterEmission(variantOf(run, 'deposit')), afterEmission(variantOf(run, 'none'))]
    if (with_ === undefined || none === undefined) return undefined
    const floor = ratioOf(redemptionRateDown(with_), redemptionRateDown(none))
    const payouts = ratioOf(paidAfter(variantOf(run, 'deposit')), paidAfter(variantOf(run, 'none')))
    return {
      found: `floor ${floor.toFixed(6)} and payouts ${payouts.toFixed(6)} of those without an emission`,
      // The deposit is rounded up, the rate down.
      asExpected: floor.gte(1) && floor.lt(1 + 1e-9) && payouts.lt('0.99'),
    }
  },
}

const pastIsSafe: Hypothesis<Compared> = {
  statement: 'Payments made before the emission keep their recipients and amounts exactly',
  days: EMISSION_DAY + 1,
  check: (run) => {
    const [here, there] = [lastOf(variantOf(run, 'bare')).view, lastOf(variantOf(run, 'none')).view]
    const past = run.closes[EMISSION_DAY]?.view.payments() ?? 0n
    const people = representatives(run).map(({ person }) => person)
    let differing = 0
    for (let id = 1n; id <= past; id++) {
      const [one, other] = [here.payment(id), there.payment(id)]
      const same = one.holders === other.holders && one.supply === other.supply && one.inPair === other.inPair
      if (!same || people.some((person) => here.amtAt(id, person) !== there.amtAt(id, person))) differing++
    }
    return { found: `${differing} of ${past} payments differ`, asExpected: past > 0n && differing === 0 }
  },
}

const bothKeepBoth: Hypothesis<Compared> = {
  statement: 'Both matches together keep payouts and floor, to 0.01%, at any size of the emission',
  days: LONG_ENOUGH,
  check: (run) => {
    const none = variantOf(run, 'none')
    const worst = GRID.emissions
      .map((emission) => variantOf(run, gridName(emission, 100)))
      .flatMap((each) => [
        ratioOf(paidAfter(each), paidAfter(none)),
        ratioOf(redemptionRateDown(lastOf(each).view), redemptionRateDown(lastOf(none).view)),
      ])
      .reduce((least, each) => (each.lt(least) ? each : least), dec(1n))
    return {
      found: `minimum ${worst.toFixed(6)} of the value without an emission`,
      asExpected: worst.gt('0.9999'),
    }
  },
}

export const hypothesesOfVariants = (): readonly Hypothesis<Compared>[] => [
  bareDilutes,
  hashKeepsPayouts,
  depositKeepsFloor,
  bothKeepBoth,
  pastIsSafe,
  ...hypothesesOfWealth(EMISSION_DAY),
]
