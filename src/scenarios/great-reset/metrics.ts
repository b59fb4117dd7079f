/**
 * Metrics and tables of the scenario `great-reset`.
 */
import { Decimal } from 'decimal.js'

import { fromBase } from '../../model/kernel/units.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { redemptionRateDown, spotPriceDown } from '../../sim/view/agent-view.ts'
import { amountMetric, percentMetric, percentOf, ratioMetric, rounded, tableOf } from '../shared/figures.ts'
import { MEASURES, type Measure } from '../shared/wealth.ts'
import { listedAmong, representatives } from '../shared/representatives.ts'
import type { GreatReset } from './parameters.ts'
import { casesOf } from './resets.ts'
import { factorOf, largestEligible, largestOf, planner, verdict, VERSIONS, type Version } from './versions.ts'
import {
  around,
  changesOf,
  happened,
  kept,
  takeOf,
  type Change,
  type Changes,
  type Closes,
} from './wealth.ts'

/** Factors and eligible parts, in percent, over which feasibility is reported. */
export const FACTORS = ['1.05', '1.5', '2', '3', '4.575', '6'] as const
export const ELIGIBLE = ['1', '5', '25', '50', '100'] as const

const TITLES: Readonly<Record<Measure, string>> = {
  spot: 'At the pool price',
  alone: 'Exit alone',
  joint: 'Exit of all',
  outside: 'Exit of all but the project',
}

export const PEOPLE = 'All outside the project'
const NOBODY = 'Nobody'
export const PROJECT_ROW = 'Project, with its BTCB'

/** Parties by title: representatives, everybody outside the project, the project. */
function partiesOf(run: Summary, changes: Changes): readonly (readonly [string, Change])[] {
  return [
    ...representatives(run).map(({ title, person }) => [title, changes.of(person)] as const),
    [PEOPLE, changes.people],
    [PROJECT_ROW, changes.project],
  ]
}

const amountCell = (value: bigint | undefined): string => (value === undefined ? '' : fromBase(value))

/** A percentage as a cell; empty where the measure does not apply. */
const partCell = (change: Change, measure: Measure): string => {
  const part = kept(change, measure)
  return part === undefined ? '' : rounded(part)
}

export function wealthByClass(settings: GreatReset, run: Summary): Table {
  const closes = around(run)
  const parties = closes === undefined ? [] : partiesOf(run, changesOf(settings, run, closes))
  return tableOf(
    {
      name: 'wealth',
      title: 'Wealth before and after the reset, by the largest of each class, and in total',
    },
    [
      { name: 'class', title: 'Party', unit: '' },
      ...MEASURES.flatMap((measure) => [
        { name: `${measure}Before`, title: `${TITLES[measure]}, before`, unit: 'BTC' },
        { name: `${measure}After`, title: `${TITLES[measure]}, after`, unit: 'BTC' },
        { name: `${measure}Part`, title: TITLES[measure], unit: '% of before' },
      ]),
    ],
    parties.map(([title, change]) => [
      title,
      ...MEASURES.flatMap((measure) => [
        amountCell(change.before[measure]),
        amountCell(change.after[measure]),
        partCell(change, measure),
      ]),
    ]),
  )
}

/** Feasibility over versions, eligible parts and factors, from the state before the reset. */
export function feasibility(run: Summary): Table {
  const view = around(run)?.[0] ?? run.start.view
  const rows = VERSIONS.flatMap((version) =>
    ELIGIBLE.flatMap((part) => {
      const plan = planner(run, view, version, new Decimal(part).div(100))
      return FACTORS.map((factor) => {
        const reset = plan(factorOf(new Decimal(factor)))
        const partial = reset.impossible.length > 0
        return [
          version,
          part,
          factor,
          fromBase(reset.sale),
          partial ? '' : fromBase(reset.airdrop),
          partial ? '' : fromBase(reset.shortfall),
          verdict(reset),
        ]
      })
    }),
  )
  return tableOf(
    { name: 'feasibility', title: 'What a reset needs, and whether the reserve can pay for it' },
    [
      { name: 'version', title: 'Version', unit: '' },
      { name: 'eligible', title: 'Eligible part', unit: '%' },
      { name: 'factor', title: 'φ', unit: '' },
      { name: 'sale', title: 'Sold', unit: 'AMT' },
      { name: 'airdrop', title: 'Airdropped', unit: 'AMT' },
      { name: 'shortfall', title: 'Missing in the reserve', unit: 'AMT' },
      { name: 'feasible', title: 'Feasible', unit: '' },
    ],
    rows,
  )
}

/** The largest factor that the reserve can pay for, over versions and eligible parts. */
export function largestFactors(run: Summary): Table {
  const view = around(run)?.[0] ?? run.start.view
  return tableOf(
    { name: 'largest', title: 'The largest φ that the reserve can pay for' },
    [
      { name: 'version', title: 'Version', unit: '' },
      { name: 'eligible', title: 'Eligible part', unit: '%' },
      { name: 'factor', title: 'Largest φ', unit: 'times' },
    ],
    VERSIONS.flatMap((version) =>
      ELIGIBLE.map((part) => [
        version,
        part,
        largestOf(planner(run, view, version, new Decimal(part).div(100))).toFixed(),
      ]),
    ),
  )
}

/** The largest eligible part that the reserve can pay for, over versions and factors. */
export function largestParts(run: Summary): Table {
  const view = around(run)?.[0] ?? run.start.view
  const cell = (version: Version, factor: string): string =>
    largestEligible((eligible) =>
      planner(run, view, version, eligible)(factorOf(new Decimal(factor))),
    )?.toFixed() ?? 'not even the sale'
  return tableOf(
    { name: 'parts', title: 'The largest part of all holdings that the reserve can compensate' },
    [
      { name: 'version', title: 'Version', unit: '' },
      { name: 'factor', title: 'φ', unit: '' },
      { name: 'eligible', title: 'Largest eligible part', unit: '%' },
    ],
    VERSIONS.flatMap((version) => FACTORS.map((factor) => [version, factor, cell(version, factor)])),
  )
}

/** Wealth kept in every variant, by party and measure, and the project's take. */
export function outcomes(settings: GreatReset, run: Compared): Table {
  const rows = casesOf(settings).flatMap(({ name, world, version, factor }) => {
    const each = variantOf(run, name)
    const closes = around(each)
    if (closes === undefined) return []
    const head = [world, version, factor]
    if (!happened(closes)) return [[...head, NOBODY, ...MEASURES.map(() => 'no reset'), '']]
    return partiesOf(each, changesOf(settings, each, closes)).map(([party, change]) => [
      ...head,
      party,
      ...MEASURES.map((measure) => partCell(change, measure)),
      fromBase(takeOf(closes)),
    ])
  })
  return tableOf(
    { name: 'outcomes', title: 'Wealth kept, over worlds, versions and factors' },
    [
      { name: 'world', title: 'World', unit: '' },
      { name: 'version', title: 'Version', unit: '' },
      { name: 'factor', title: 'φ', unit: '' },
      { name: 'class', title: 'Party', unit: '' },
      ...MEASURES.map((measure) => ({ name: measure, title: TITLES[measure], unit: '% of before' })),
      { name: 'take', title: 'The project’s take', unit: 'BTC' },
    ],
    rows,
  )
}

/** Every variant in one row: the project's take, and what is kept in total. */
export function totals(settings: GreatReset, run: Compared): Table {
  const rows = casesOf(settings).flatMap(({ name, world, version, factor }) => {
    const each = variantOf(run, name)
    const closes = around(each)
    if (closes === undefined || !happened(closes)) return []
    const { people, project } = changesOf(settings, each, closes)
    return [
      [
        `${world}, ${version}, φ = ${factor}`,
        fromBase(takeOf(closes)),
        partCell(people, 'spot'),
        partCell(people, 'joint'),
        partCell(people, 'outside'),
        partCell(project, 'spot'),
        partCell(project, 'joint'),
      ],
    ]
  })
  const unit = '% of before'
  return tableOf(
    { name: 'totals', title: 'What each reset leaves in total' },
    [
      { name: 'case', title: 'Reset', unit: '' },
      { name: 'take', title: 'The project’s take', unit: 'BTC' },
      { name: 'peopleSpot', title: `${PEOPLE}, at the pool price`, unit },
      { name: 'peopleJoint', title: `${PEOPLE}, exit of all`, unit },
      { name: 'peopleOutside', title: `${PEOPLE}, exit of all but the project`, unit },
      { name: 'projectSpot', title: `${PROJECT_ROW}, at the pool price`, unit },
      { name: 'projectJoint', title: `${PROJECT_ROW}, exit of all`, unit },
    ],
    rows,
  )
}

export function resetMetrics(settings: GreatReset, run: Summary): Readonly<Record<string, Metric>> {
  const closes: Closes = around(run) ?? [run.start.view, lastOf(run).view]
  const [before, after] = closes
  const given = listedAmong(run.people).reduce(
    (sum, name) => sum + after.balance('amt', name) - before.balance('amt', name),
    after.balance('amt', 'distributor'),
  )
  const sold = after.pool().amt - before.pool().amt
  const reserve = before.balance('amt', 'owner')
  const { factor, policy, eligible } = settings
  const reset = planner(run, before, policy, eligible)(factorOf(factor))
  const changes = changesOf(settings, run, closes)
  const change = (title: string, each: Change, measure: Measure): Metric =>
    percentMetric(title, (kept(each, measure) ?? new Decimal(0)).sub(100).toDecimalPlaces(9))
  const gain = (title: string, each: Change, measure: Measure): Metric =>
    amountMetric(title, each.after[measure]! - each.before[measure]!)
  const largest = (title: string, version: Version): Metric =>
    ratioMetric(title, largestOf(planner(run, before, version, eligible)))
  const [miner, small] = [changes.of('miner-1'), changes.of('small-1')]
  return {
    priceBefore: amountMetric('Pool price before', spotPriceDown(before), 'BTC/AMT'),
    priceAfter: amountMetric('Pool price after', spotPriceDown(after), 'BTC/AMT'),
    reserve: amountMetric('Reserve before', reserve, 'AMT'),
    needed: amountMetric('AMT that the reset needs, sale and airdrop', reset.sale + reset.airdrop, 'AMT'),
    missing: amountMetric('AMT that the reserve lacks for it', reset.shortfall, 'AMT'),
    largestLiteral: largest('Largest feasible φ, as literally described', 'literal'),
    largestSpot: largest('Largest feasible φ, looked through', 'spot'),
    largestExecution: largest('Largest feasible φ, made whole at execution', 'execution'),
    sold: amountMetric('Sold by the reserve', sold, 'AMT'),
    soldFor: amountMetric('The project’s take: BTCB of that sale', takeOf(closes)),
    given: amountMetric('Airdropped to holders and providers', given, 'AMT'),
    reservePart: percentMetric('Share of the reserve used', percentOf(sold + given, reserve)),
    smallSpot: change('Wealth change of a small holder, at the pool price', small, 'spot'),
    smallAlone: change('Wealth change of a small holder, exit alone', small, 'alone'),
    minerAlone: change('Wealth change of the largest miner, exit alone', miner, 'alone'),
    peopleSpot: change('Wealth change of all outside the project, at the pool price', changes.people, 'spot'),
    peopleOutside: change(
      'Wealth change of all outside the project, if they exit together',
      changes.people,
      'outside',
    ),
    peopleOutsideBtc: gain(
      'Gain of all outside the project, if they exit together',
      changes.people,
      'outside',
    ),
    peopleJoint: change(
      'Wealth change of all outside the project, if the project exits too',
      changes.people,
      'joint',
    ),
    peopleJointBtc: gain(
      'Gain of all outside the project, if the project exits too',
      changes.people,
      'joint',
    ),
    projectSpot: gain('Gain of the project with its take, at the pool price', changes.project, 'spot'),
    projectJoint: gain('Gain of the project with its take, if all exit', changes.project, 'joint'),
    floor: amountMetric('Floor after', redemptionRateDown(after), 'BTC/AMT'),
  }
}
