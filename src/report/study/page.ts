/**
 * Page: the HTML report of a study.
 */
import { COLUMNS } from '../dictionary/columns-file.ts'
import type { Column, DatedEvent } from '../../sim/result.ts'
import type { Days } from '../../sim/study/days.ts'
import type { Kind } from '../../sim/study/kind.ts'
import { DAY_GRID, FAN, levelName, statistic } from '../../sim/study/quantiles.ts'
import type { StudyResult } from '../../sim/study/result.ts'
import { quantileOf } from '../../statistics/sketch.ts'
import { htmlDocument } from '../document.ts'
import { markup, type Html } from '../html.ts'
import type { Language } from '../language/language.ts'
import { versionText, type Versions } from '../manifest.ts'
import { isDecimal, times } from '../number.ts'
import { contents, limits, parameters, type Setting } from '../sections.ts'
import { list } from '../table.ts'
import type { Judged } from './answer.ts'
import { fanChart, fanColumns, type Fan } from './fan.ts'
import type { EventProbability, FailedPath, WorstPaths } from './paths.ts'
import type { Drawn } from './drawn.ts'
import { scatterCharts } from './scatter.ts'
import { sensitivityChart } from './sensitivity-chart.ts'
import { metrics, points } from './points.ts'
import { sensitivity } from './sensitivity.ts'
import * as sections from './sections.ts'

export interface StudyPageInput {
  readonly result: StudyResult
  readonly resultHash: string
  /** Command that reproduces this study. */
  readonly command: string
  readonly versions: Versions
  readonly settings: readonly Setting[]
  /** The answer to the scenario’s question. @default none */
  readonly answer?: string | undefined
  /** The metric by which the scenario is judged. @default none */
  readonly judged?: Judged | undefined
  /** Where the runs start, in sentences. @default none */
  readonly notes?: readonly string[]
  /** Daily columns of the worst path, drawn over the fans. @default none */
  readonly worstDays?: { readonly label: string; readonly point: number; readonly columns: readonly Column[] }
  readonly probabilities: readonly EventProbability[]
  readonly worst: WorstPaths | undefined
  readonly failed: readonly FailedPath[]
  /** Quantile sketches of the daily columns at the first points. */
  readonly days: readonly { readonly point: number; readonly days: Days }[]
  /** Returns that are no risk of a holder of AMT. @default none */
  readonly benchmarks?: readonly string[]
  /** Largest possible losses of returns, among others. @default not known */
  readonly kind?: Kind | undefined
  /** What the scenario does not model. @default none */
  readonly limits?: readonly string[] | undefined
  /** Source text of the Plotly bundle. */
  readonly plotly: string
  /** Language of the page. @default English */
  readonly language?: Language | undefined
}

/** The fan that answers the question: of the metric by which the scenario is judged, else the first. */
export function mainFan(input: StudyPageInput): Fan | undefined {
  const judged = input.judged?.metric
  const fans = [...parameterFans(input.result), ...dayFans(input)]
  return fans.find(({ name }) => judged !== undefined && name.endsWith(`-${judged}`)) ?? fans[0]
}

/** The complete HTML text. */
export function studyPage(input: StudyPageInput): string {
  const { result, plotly, settings } = input
  const judged = input.judged?.metric
  const fans = [...parameterFans(result), ...dayFans(input)]
  const main = fans.find(({ name }) => judged !== undefined && name.endsWith(`-${judged}`)) ?? fans[0]
  const samples = sampleCharts(input)
  const body = markup`${sections.failures(input.failed, result)}
${samples.length > 0 ? sections.drawn(samples.slice(0, 1), ['main-chart', 'Main chart']) : sections.fans(main === undefined ? [] : [main], undefined, ['main-chart', 'Main chart'])}
${sections.drawn(samples.slice(1), ['samples', 'The metric against the parameters'])}
${sections.probabilities(input.probabilities, result)}
${sections.comparisons(result)}
${sensitivity(result, input.probabilities)}
${sections.tailRisk(result, input.benchmarks, input.kind)}
${sections.worst(input.worst, result)}
${metrics(result)}
${points(result)}
${sections.fans(
  fans.filter((fan) => samples.length > 0 || fan !== main),
  undefined,
  ['charts', 'More charts'],
)}
${sections.verdicts(result)}
${parameters(settings)}
${limits(input.limits ?? [])}
${reproduce(input)}`
  return htmlDocument({
    title: `${result.scenario} · ${times(result.paths, 'path')} · seed ${result.seed} · AMT Lab`,
    body: markup`${sections.header(result, input.answer, input.notes)}
${contents(body)}
${body}`,
    tables: Object.fromEntries([
      ...fans.map((fan) => [fan.name, fanColumns(fan)] as const),
      ...samples.map(({ chart, columns }) => [chart.id, columns] as const),
    ]),
    charts: [...fans.map((fan) => fanChart(fan, shockOf(input))), ...samples.map(({ chart }) => chart)],
    about: {
      file: `${result.scenario}-study-seed-${result.seed}`,
      source: [
        `${result.scenario} · study of ${times(result.paths, 'path')} · ${result.days} days · seed ` +
          `${result.seed} · result hash ${input.resultHash}`,
        versionText(input.versions),
      ],
    },
    plotly,
    language: input.language,
  })
}

/** Charts of a sampled design, for the metric by which the scenario is judged, else that of the worst paths. */
export function sampleCharts({ result, judged, worst }: StudyPageInput): readonly Drawn[] {
  const metric = [judged?.metric, worst?.metric].find((name) => name !== undefined && name in result.metrics)
  if (metric === undefined) return []
  const bars = sensitivityChart(result, metric)
  return [...(bars === undefined ? [] : [bars]), ...scatterCharts(result, metric)]
}

/** One fan per metric over the swept parameter, when a grid sweeps one parameter with ascending numbers. */
function parameterFans({ points: all, metrics: pooled, sweeps, design }: StudyResult): readonly Fan[] {
  const [sweep, ...others] = sweeps
  if (sweep === undefined || others.length > 0 || all.length < 3 || design !== 'grid') return []
  const cells = all.map(({ settings }) => settings[sweep.parameter]!)
  const goesUp = cells.every((cell, index) => index === 0 || Number(cells[index - 1]) < Number(cell))
  if (!cells.every(isDecimal) || !goesUp) return []
  const x = { name: 'parameter', title: sweep.parameter, unit: '', cells }
  return Object.entries(pooled).flatMap(([name, { title, unit }]): readonly Fan[] => {
    const cell = (level: string) => all.map((point) => point.metrics[name]?.quantiles?.[level] ?? '')
    const quantiles = Object.fromEntries(FAN.map((level) => [levelName(level), cell(levelName(level))]))
    if (Object.values(quantiles).every((column) => new Set(column).size === 1)) return []
    return [
      {
        name: `by-${sweep.parameter}-${name}`,
        title: `${title}, by ${sweep.parameter}`,
        unit,
        x,
        series: [{ label: '', quantiles }],
      },
    ]
  })
}

/** The first day of the shock that all points have in common. */
function shockOf({ days, result }: StudyPageInput): readonly DatedEvent[] {
  const { stress: name = 'none', stressDay } = result.parameters
  if (name === 'none' || stressDay === undefined) return []
  const day = Number(stressDay) + 1
  return [{ day, date: datesOf(days)?.cells[day] ?? '', name, title: name }]
}

/** The column of dates, if the scenario records one. */
const datesOf = ([first]: StudyPageInput['days']): Column | undefined =>
  first?.days.labels.find(({ cells }) => cells.every((cell) => /^\d{4}-\d\d-\d\d$/.test(cell)))

/** One fan per daily column that varies, with one series per point. */
function dayFans({ days, result, worstDays }: StudyPageInput): readonly Fan[] {
  const [first] = days
  if (first === undefined) return []
  const dates = datesOf(days)
  return first.days.columns.flatMap(({ name, title, unit, sketches }): readonly Fan[] => {
    const series = days.map(({ point, days: own }) => ({
      label: days.length === 1 ? '' : sections.settingsText(result.points[point]?.settings ?? {}),
      quantiles: quantilesOf(own, name),
    }))
    const cells = series.flatMap(({ quantiles }) => Object.values(quantiles).flat())
    if (new Set(cells).size <= 1 || unit === 'day') return []
    const x = dates ?? {
      name: 'day',
      title: 'Day',
      unit: 'day',
      cells: sketches.map((_sketch, day) => day.toString()),
    }
    const worst = worstDays?.columns.find((column) => column.name === name)
    // Over the fan of another point, a path would mean nothing.
    const isShown = worst !== undefined && days.length === 1 && worstDays?.point === first.point
    const actual = isShown ? { label: worstDays.label, cells: worst.cells } : undefined
    return [{ name: `days-${name}`, title, unit, x, series, ...(actual === undefined ? {} : { actual }) }]
  })
}

/** Cells by quantile, with six significant digits (the precision of a daily sketch). */
function quantilesOf({ columns }: Days, name: string): Readonly<Record<string, readonly string[]>> {
  const sketches = columns.find((column) => column.name === name)?.sketches ?? []
  return Object.fromEntries(
    FAN.map((level) => [
      levelName(level),
      sketches.map((sketch) => {
        const value = quantileOf(sketch, level, DAY_GRID)
        return value === undefined ? '' : statistic(value, 6)
      }),
    ]),
  )
}

function reproduce({ command, versions, resultHash, days }: StudyPageInput): Html {
  const files = [
    'result.json',
    'points.csv',
    ...(days.length === 0 ? [] : ['days.csv']),
    COLUMNS,
    'study.json',
  ]
  return markup`<section aria-labelledby="reproduce">
<h2 id="reproduce">Reproduce</h2>
<pre class="command" tabindex="0"><code>${command}</code></pre>
<p>With these versions, the command gives the same result hash on any machine and with any number of threads.</p>
<dl class="small">
<div><dt>Result hash (SHA-256)</dt><dd><code>${resultHash}</code></dd></div>
<div><dt>Versions</dt><dd>${versionText(versions)}, Node.js ${versions.node}</dd></div>
<div><dt>Packages</dt><dd translate="no">${list(versions.dependencies, (name, version) => `${name} ${version}`)}</dd></div>
<div><dt>Files beside this page</dt><dd>${files.map((file, index) => markup`${index === 0 ? '' : ', '}<a href="${file}">${file}</a>`)}; a row for every path as Parquet in <a href="shards/">shards</a></dd></div>
</dl>
</section>`
}
