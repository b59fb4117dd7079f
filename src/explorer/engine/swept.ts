/**
 * Swept: the metrics of a scenario against one parameter, or one metric against two, while the paths arrive.
 */
import type { ChartSpec, Metric, Table } from '../../sim/result.ts'
import { levelsOf, readAxis } from '../../sim/study/axis.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import { fanOf, type FanPath } from '../../sim/study/fan.ts'
import { chart } from '../../report/chart.ts'
import { settingWords } from '../../report/command.ts'
import { shellWord } from '../../report/shell-word.ts'
import type { Composed } from '../../report/content.ts'
import { figures } from '../../report/figures.ts'
import { markup, type Html } from '../../report/html.ts'
import { versionText, type Versions } from '../../report/manifest.ts'
import { count } from '../../report/number.ts'
import { contents } from '../../report/sections.ts'
import { table } from '../../report/table.ts'
import { fanChart, fanColumns, type Fan } from '../../report/study/fan.ts'
import { fans as fanFigures } from '../../report/study/sections.ts'
import { brief, shownUnit } from '../../report/unit.ts'
import type { Experiment, SweepAxis } from '../experiment.ts'

/** Values of the swept parameters, by name. */
export type Point = Readonly<Record<string, string>>

/** Most points of a sweep, so that it ends within a visit. */
export const MOST_POINTS = 400

/**
 * The points of a sweep: all combinations of the values of its axes.
 *
 * @throws {InvalidSweep} when values do not fit the parameter, {TooManyPoints} when they are too many.
 */
export function pointsOf(scenario: Scenario, axes: readonly SweepAxis[]): readonly Point[] {
  const levels = axes.map(({ name, values }) => {
    const parameter = scenario.parameters.find((each) => each.name === name)
    if (parameter === undefined)
      throw new RangeError(`expected a parameter of ${scenario.name}, got "${name}"`)
    return levelsOf(readAxis(parameter, values)).map((value) => ({ [name]: value }))
  })
  const [first = [], second = [{}]] = levels
  const points = first.flatMap((one) => second.map((two) => ({ ...one, ...two })))
  if (points.length > MOST_POINTS) throw new TooManyPoints(points.length)
  return points
}

/** A sweep has more points than a page computes. */
export class TooManyPoints extends Error {
  override readonly name = 'TooManyPoints'
  constructor(points: number) {
    super(
      `expected at most ${MOST_POINTS} points, got ${points}. Take fewer values, or run it with npm run study.`,
    )
  }
}

export interface Sweep {
  readonly experiment: Experiment
  readonly scenario: Scenario
  readonly axes: readonly SweepAxis[]
  readonly points: readonly Point[]
  /** The paths of each point that have arrived. */
  readonly paths: readonly (readonly FanPath[])[]
  /** Titles and units of the metrics. */
  readonly metrics: Readonly<Record<string, Pick<Metric, 'title' | 'unit'>>>
  /** Paths of each point in the end. */
  readonly wanted: number
}

/** The page of a sweep. */
export function sweptPage(sweep: Sweep, versions: Versions): Composed {
  const { experiment, scenario, axes, points, wanted } = sweep
  const command = studyCommand(sweep)
  const drawn = axes.length === 1 ? alongOne(sweep) : overTwo(sweep)
  const names = axes.map(({ name }) => name)
  const body = markup`${drawn.body}
${valuesTable(sweep)}
<section aria-labelledby="reproduce">
<h2 id="reproduce">Reproduce</h2>
<pre class="command" tabindex="0"><code>${command}</code></pre>
<p>${versionText(versions)}</p>
</section>`
  return {
    title: `${scenario.name} by ${names.join(' and ')} · AMT Lab`,
    body: markup`<header>
<p class="eyebrow">AMT Lab <span aria-hidden="true">/</span> <span translate="no">${scenario.name}</span></p>
<h1>${scenario.at(experiment.set).bound.question}</h1>
<p class="facts"><span><b>${count(points.length)}</b> points</span> <span><b>${count(wanted)}</b> paths a point, on the same random numbers</span></p>
</header>
${contents(body)}
${body}`,
    tables: drawn.tables,
    charts: drawn.charts,
    about: {
      file: `${scenario.name}-by-${names.join('-')}`,
      source: [command, versionText(versions)],
    },
  }
}

/** The study with the same points and paths. The swept parameters take the place of their settings. */
function studyCommand({ experiment, scenario, axes, wanted }: Sweep): string {
  const swept = new Set(axes.map(({ name }) => name))
  const set = Object.fromEntries(Object.entries(experiment.set).filter(([name]) => !swept.has(name)))
  return [
    `npm run study -- ${scenario.name}`,
    `--runs ${wanted}`,
    `--days ${experiment.days ?? scenario.days}`,
    `--seed ${experiment.seed}`,
    ...axes.map(({ name, values }) => `--sweep ${shellWord(`${name}=${values}`)}`),
    ...settingWords(set),
  ].join(' ')
}

interface Drawn {
  readonly body: Html
  readonly tables: Composed['tables']
  readonly charts: Composed['charts']
}

/** The metrics that answer the question first: the primary one, then the others in their order. */
function namesOf({ scenario, metrics }: Sweep): readonly string[] {
  const primary = scenario.primary?.metric
  const all = Object.keys(metrics)
  return primary === undefined || !all.includes(primary)
    ? all
    : [primary, ...all.filter((name) => name !== primary)]
}

/** Charts that are shown. */
const MOST_CHARTS = 8

function alongOne(sweep: Sweep): Drawn {
  const { axes, points, paths, metrics } = sweep
  const { name: parameter } = axes[0]!
  // Values along the parameter take the place of days: quantiles over the paths at each.
  const along = Array.from({ length: Math.max(0, ...paths.map(({ length }) => length)) }, (_, index) => {
    const columns = Object.keys(metrics).map(
      (name) => [name, points.map((_point, at) => paths[at]?.[index]?.metrics[name] ?? '')] as const,
    )
    return { path: index, metrics: {}, findings: [], broken: [], daily: Object.fromEntries(columns) }
  })
  const daily = along.length === 0 ? [] : fanOf(along).daily
  const x = { name: 'parameter', title: parameter, unit: '', cells: points.map((point) => point[parameter]!) }
  const fans: readonly Fan[] = namesOf(sweep).flatMap((name) => {
    const quantiles = daily.find((each) => each.name === name)?.quantiles ?? {}
    if (Object.values(quantiles).every((column) => new Set(column).size <= 1)) return []
    const { title, unit } = metrics[name]!
    return [
      {
        name: `by-${parameter}-${name}`,
        title: `${title}, by ${parameter}`,
        unit,
        x,
        series: [{ label: '', quantiles }],
      },
    ]
  })
  const shown = fans.slice(0, MOST_CHARTS)
  return {
    body: markup`${fanFigures(shown.slice(0, 1), () => '', ['main-chart', 'Main chart'])}
${fanFigures(shown.slice(1), () => '', ['charts', 'More charts'])}`,
    tables: Object.fromEntries(shown.map((fan) => [fan.name, fanColumns(fan)])),
    charts: shown.map((fan) => fanChart(fan)),
  }
}

function overTwo(sweep: Sweep): Drawn {
  const { axes, points, scenario, metrics } = sweep
  const [across, up] = [axes[0]!.name, axes[1]!.name]
  const names = namesOf(sweep).slice(0, 3)
  const column = (name: string): Table['columns'][number] => ({
    name,
    title: name,
    unit: scenario.parameters.find((each) => each.name === name)?.unit ?? '',
    cells: points.map((point) => point[name]!),
  })
  const grid: Table = {
    name: 'sweep',
    title: `${across} and ${up}`,
    columns: [
      column(across),
      column(up),
      ...names.map((name) => ({
        name: `metric-${name}`,
        title: metrics[name]!.title,
        unit: metrics[name]!.unit,
        cells: points.map((_point, at) => medianOf(sweep, at, name) ?? ''),
      })),
    ],
  }
  const specs: readonly ChartSpec[] = names.map((name) => ({
    name: `sweep-${name}`,
    title: metrics[name]!.title,
    caption: `Median over the paths, by ${across} and ${up}.`,
    kind: 'heatmap',
    table: 'sweep',
    x: across,
    y: [up],
    z: `metric-${name}`,
  }))
  return {
    body: figures({ charts: specs, tables: [grid] }, ['main-chart', 'Main chart']),
    tables: { sweep: grid.columns },
    charts: specs.map((spec) => chart(spec, [grid])),
  }
}

const medianOf = ({ paths }: Sweep, at: number, name: string): string | undefined => {
  const own = paths[at] ?? []
  return own.length === 0 ? undefined : fanOf(own).metrics[name]?.median
}

/** Metrics in the table. */
const MOST_COLUMNS = 6

function valuesTable(sweep: Sweep): Html {
  const { axes, points, metrics, paths } = sweep
  const names = namesOf(sweep).slice(0, MOST_COLUMNS)
  const fans = paths.map((own) => (own.length === 0 ? undefined : fanOf(own)))
  const heads = names.map((name) => {
    const unit = shownUnit(metrics[name]!.unit)
    return `#${metrics[name]!.title}${unit === '' ? '' : `, ${unit}`}`
  })
  const cell = (at: number, name: string): string => {
    const found = fans[at]?.metrics[name]
    if (found === undefined) return ''
    const show = (text: string): string => brief(text, metrics[name]!.unit)
    return `${show(found.median)} (${show(found.low)} to ${show(found.high)})`
  }
  return markup`<section aria-labelledby="values">
<h2 id="values">Medians and 5 to 95% of the paths</h2>
<p>The first ${names.length} of ${Object.keys(metrics).length} metrics.</p>
${table(
  'Metrics by value',
  [...axes.map(({ name }) => `#${name}`), '#Paths', ...heads],
  points.map((point, at) => [
    ...axes.map(({ name }) => point[name]!),
    count(paths[at]?.length ?? 0),
    ...names.map((name) => cell(at, name)),
  ]),
)}
</section>`
}
