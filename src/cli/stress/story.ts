/**
 * Story: the stress matrix as sections for the terminal and the report, as a table and chart, and as data.
 */
import type { AnalysisSection } from '../../report/analysis/report.ts'
import { sha256 } from '../../report/hash.ts'
import { times } from '../../report/number.ts'
import { readableIn, shownUnit } from '../../report/unit.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import type { ChartSpec, Table } from '../../sim/result.ts'
import { STOPPED_AFTER } from '../../sim/stress/matrix.ts'
import { NO_STRESS } from '../../sim/stress/parameters.ts'
import type { Path, Shock } from '../../sim/stress/shock.ts'
import type { MatrixRow } from './matrix.ts'
import type { StressRun } from './request.ts'

export const NOT_MODELLED = [
  'People learn of a shock from prices alone. That holders of AMT sell because of the news, that ' +
    'lenders or exchanges hold AMT, or that a halving is known in advance is not in the runs.',
  'Price of power, peg of BTCB, bridge and the project’s machines stay as the scenario has them; set ' +
    'them with --set beside a shock.',
  'BNB and the gas price of BNB Smart Chain: no history of them was at hand.',
  'Between the points of a shock its effects are straight lines, and after its last day they stay.',
]

export interface StressStory {
  readonly run: StressRun
  readonly rows: readonly MatrixRow[]
}

/** Whether every invariant holds on every path. */
export function allHold({ rows }: StressStory): boolean {
  return rows.every(({ cells }) => cells.every(({ broken }) => Object.keys(broken).length === 0))
}

/** What the runs gave. */
export function resultSections(story: StressStory): readonly AnalysisSection[] {
  return [changes(story), ranges(story), stopped(story), invariants(story)]
}

/** The library: dates and lowest values; then sources and what is left out. */
export function shockSections(shocks: readonly Shock[]): readonly AnalysisSection[] {
  return [shocksSection(shocks), originSection(shocks)]
}

function changes({ run, rows }: StressStory): AnalysisSection {
  return {
    title: 'Change of each scenario’s primary metric',
    text: [
      `Median over ${times(run.runs, 'path')} of the change for the better against the same path ` +
        'without the shock: below zero is worse. In percent; in percentage points (pp) for metrics in ' +
        'percent.',
    ],
    columns: [
      'Scenario',
      'Primary metric',
      'Better',
      '#Median without a shock',
      ...run.shocks.map(({ name }) => `#${name}`),
    ],
    rows: rows.map(({ name, metric, cells }) => [
      name,
      metric.title,
      metric.better,
      `${readableIn(cells[0]!.value ?? 'none', metric.unit)} ${shownUnit(metric.unit)}`,
      ...cells.slice(1).map((cell) => changeText({ metric }, cell)),
    ]),
  }
}

/** Median change of a cell: `-75.5%`, or `-3.0 pp` for a metric in percent. */
export const changeText = (
  { metric }: Pick<MatrixRow, 'metric'>,
  { change }: MatrixRow['cells'][number],
): string => (change === undefined ? 'none' : `${rounded(change.median)}${metric.unit === '%' ? ' pp' : '%'}`)

function ranges({ run, rows }: StressStory): AnalysisSection {
  return {
    title: 'Range of these changes',
    text: [`The lowest and the highest over ${times(run.runs, 'path')}. It is no confidence interval.`],
    columns: ['Scenario', ...run.shocks.map(({ name }) => `#${name}`)],
    rows: rows.map(({ name, cells }) => [
      name,
      ...cells
        .slice(1)
        .map(({ change }) =>
          change === undefined ? 'none' : `${rounded(change.low)} to ${rounded(change.high)}`,
        ),
    ]),
  }
}

/** One decimal, and none from 100 on. */
function rounded(text: string): string {
  const value = Number(text)
  const short = value.toFixed(Math.abs(value) >= 100 ? 0 : 1)
  return Number(short) === 0 ? '0.0' : short
}

function stopped({ run, rows }: StressStory): AnalysisSection {
  return {
    title: 'Paths on which payouts stop',
    text: [
      `Paths out of ${run.runs} with ${STOPPED_AFTER} days in a row without a payout; in runs of ` +
        'fewer days, without any payout.',
    ],
    columns: ['Scenario', '#Days', `#${NO_STRESS}`, ...run.shocks.map(({ name }) => `#${name}`)],
    rows: rows.map(({ name, days, cells }) => [
      name,
      String(days),
      ...cells.map((cell) => (cell.stopped === undefined ? 'no payouts' : String(cell.stopped))),
    ]),
  }
}

function invariants(story: StressStory): AnalysisSection {
  const { run, rows } = story
  const all = rows.reduce((sum, { cells }) => sum + cells.length, 0) * run.runs
  const broken = rows.flatMap(({ name: row, cells }) =>
    cells.flatMap((cell) =>
      Object.entries(cell.broken).map(([name, paths]) => [row, cell.stress, name, String(paths)]),
    ),
  )
  return {
    title: 'Invariants',
    text: [
      broken.length === 0
        ? `All invariants hold after every action of ${all === 1 ? 'the run' : `all ${times(all, 'run')}`}.`
        : `Invariants are broken in ${times(broken.length, 'place')}, out of ${times(all, 'run')}.`,
    ],
    columns: ['Scenario', 'Shock', 'Broken invariant', '#Paths'],
    rows: broken,
  }
}

function originSection(shocks: readonly Shock[]): AnalysisSection {
  return {
    title: 'Sources of the shocks, and what they leave out',
    text: [
      ...byText(shocks, ({ sources }) => sources).map((text) => `Source: ${text}`),
      ...byText(shocks, ({ leavesOut }) => leavesOut).map((text) => `Left out: ${text}`),
    ],
    columns: [],
    rows: [],
  }
}

function shocksSection(shocks: readonly Shock[]): AnalysisSection {
  return {
    title: 'Shocks',
    text: [],
    columns: ['Shock', 'Episode', 'Dates', '#Lowest BTC', '#BTC at the end', '#Lowest difficulty', 'More'],
    rows: shocks.map(({ name, title, from, to, btc, difficulty, fees, gas, halving }) => [
      name,
      title,
      `${from} to ${to}`,
      lowest(btc),
      btc?.at(-1)?.[1] ?? '1',
      difficulty === undefined ? 'by networkModel' : lowest(difficulty),
      [
        ...(halving === true ? ['next halving on day 1'] : []),
        ...(fees === undefined ? [] : [`fees up to ${highest(fees)} of the subsidy`]),
        ...(gas === undefined ? [] : [`gas price times ${highest(gas)}`]),
      ].join(', '),
    ]),
  }
}

/** Scenarios with their primary metrics. */
export function scenariosSection(scenarios: readonly Scenario[]): AnalysisSection {
  return {
    title: 'Scenarios',
    text: [],
    columns: ['Scenario', 'Primary metric', 'Better'],
    rows: scenarios.map(({ name, primary }) => [name, primary?.metric ?? 'none', primary?.better ?? '']),
  }
}

/** Texts of shocks, each with the names of the shocks that have it. */
function byText(shocks: readonly Shock[], pick: (shock: Shock) => readonly string[]): readonly string[] {
  return [...new Set(shocks.flatMap(pick))].map((text) => {
    const names = shocks.filter((shock) => pick(shock).includes(text)).map(({ name }) => name)
    return (
      `${text}${text.endsWith('.') ? '' : '.'} ` +
      `(${names.length === shocks.length ? 'all' : names.join(', ')})`
    )
  })
}

/** The point with the lowest value: `0.4791 on day 45`. */
function lowest(path: Path | undefined): string {
  const point = path?.toSorted(([, a], [, b]) => Number(a) - Number(b))[0]
  return point === undefined ? '1' : `${point[1]} on day ${point[0]}`
}

const highest = (path: Path): string => path.toSorted(([, a], [, b]) => Number(b) - Number(a))[0]?.[1] ?? '1'

/** One row per scenario and shock. */
export function matrixTable({ rows }: StressStory): Table {
  const cells = rows.flatMap((row) => row.cells.map((cell) => ({ row, cell })))
  const column = (
    name: string,
    title: string,
    unit: string,
    pick: (each: (typeof cells)[number]) => string | undefined,
  ): Table['columns'][number] => ({ name, title, unit, cells: cells.map((each) => pick(each) ?? '') })
  return {
    name: 'matrix',
    title: 'Scenarios by shocks',
    columns: [
      column('scenario', 'Scenario, or its file', '', ({ row }) => row.name),
      column('shock', 'Shock', '', ({ cell }) => cell.stress),
      column('metric', 'Primary metric', '', ({ row }) => row.metric.name),
      column('unit', 'Unit', '', ({ row }) => row.metric.unit),
      column('better', 'Better', '', ({ row }) => row.metric.better),
      column('value', 'Median', '', ({ cell }) => cell.value),
      column('change', 'Change for the better, median', CHANGE_UNIT, ({ cell }) => cell.change?.median),
      column('low', 'Lowest change', CHANGE_UNIT, ({ cell }) => cell.change?.low),
      column('high', 'Highest change', CHANGE_UNIT, ({ cell }) => cell.change?.high),
      column('paths', 'Paths with a change', 'paths', ({ cell }) => cell.change?.paths.toString()),
      column('stopped', 'Payouts stop', 'paths', ({ cell }) => cell.stopped?.toString()),
      column('broken', 'Broken invariants', '', ({ cell }) => Object.keys(cell.broken).join(' ')),
    ],
  }
}

const CHANGE_UNIT = '% or percentage points'

/** The table of the heat map: the cells with a shock, scenarios from top to bottom. */
export function mapTable({ run, rows }: StressStory): Table {
  const cells = rows.toReversed().flatMap((row) => row.cells.slice(1).map((cell) => ({ row, cell })))
  return {
    name: 'map',
    title: 'Change by scenario and shock',
    columns: [
      { name: 'shock', title: 'Shock', unit: '', cells: cells.map(({ cell }) => cell.stress) },
      { name: 'scenario', title: 'Scenario', unit: '', cells: cells.map(({ row }) => row.name) },
      {
        name: 'change',
        title: `Median change for the better, ${times(run.runs, 'path')}`,
        unit: CHANGE_UNIT,
        cells: cells.map(({ cell }) => (cell.change === undefined ? 'none' : rounded(cell.change.median))),
      },
    ],
  }
}

export const MAP: ChartSpec = {
  name: 'stress-map',
  title: 'Scenarios by shocks',
  caption:
    'Median change for the better of each scenario’s primary metric: in percent, or in percentage ' +
    'points for a metric in percent. Darker is worse; colours end at -100 and 0. Rounded: matrix.csv ' +
    'has the digits.',
  kind: 'heatmap',
  table: 'map',
  x: 'shock',
  y: ['scenario'],
  z: 'change',
  limits: [-100, 0],
  strongest: 'lowest',
}

/** The largest median change for the worse, and the largest for the better. */
export function stressAnswer({ run, rows }: StressStory): string {
  const changed = rows.flatMap((row) =>
    row.cells
      .slice(1)
      .flatMap((cell) => (cell.change === undefined ? [] : [{ row, cell, by: Number(cell.change.median) }])),
  )
  const sorted = changed.toSorted((a, b) => a.by - b.by)
  const [worst, best] = [sorted[0], sorted.at(-1)]
  if (worst === undefined || best === undefined) return 'No shock changes a primary metric.'
  const said = ({ row, cell }: (typeof changed)[number]): string =>
    `${row.name} under ${cell.stress}: ${row.metric.title} ${changeText(row, cell)}`
  const over = `Medians of ${times(run.runs, 'path')} against the same paths without a shock.`
  const first = worst.by < 0 ? `Worst is ${said(worst)}` : `The least change is ${said(worst)}`
  return `${first}${best.by > 0 ? `; best is ${said(best)}` : ''}. ${over}`
}

/** Version of the object of `--json`; it grows when a field changes its meaning or goes. */
const STRESS_SCHEMA = 1

/** The object printed by `--json`. */
export function stressData({ run, rows }: StressStory): {
  readonly schema: number
  readonly resultHash: string
  readonly [key: string]: unknown
} {
  const data = {
    seed: run.seed.toString(),
    runs: run.runs,
    day: run.day,
    shocks: run.shocks,
    scenarios: rows,
  }
  return { schema: STRESS_SCHEMA, ...data, resultHash: sha256(JSON.stringify(data)) }
}
