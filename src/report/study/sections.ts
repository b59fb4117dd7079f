/**
 * Sections: the text and tables of a study's report.
 */
import type { Proportion } from '../../sim/study/proportion.ts'
import { pointsAreChoices } from '../../sim/study/design.ts'
import type { Kind, Named } from '../../sim/study/kind.ts'
import { LEVELS, NEVER, type QuantileBounds } from '../../sim/study/quantiles.ts'
import type { StudyResult, StudyVerdict } from '../../sim/study/result.ts'
import type { Loss } from '../../sim/study/tail-risk.ts'
import { markup, nothing, type Html } from '../html.ts'
import { count, isDecimal, readable, times } from '../number.ts'
import { sealWords } from '../sections.ts'
import { code, groupedTable, table } from '../table.ts'
import { canvas, images } from '../figures.ts'
import { fanHeadline } from '../headline.ts'
import { brief, readableIn, shownUnit } from '../unit.ts'
import { ACTUAL, fanCaption, type Fan } from './fan.ts'
import type { EventProbability, FailedPath, WorstPaths } from './paths.ts'
import type { Drawn } from './drawn.ts'

export function header(
  { scenario, question, paths, days, seed, size, runs, design }: StudyResult,
  answer?: string,
  notes: readonly string[] = [],
): Html {
  const points =
    size === 1
      ? nothing
      : markup` <span><b>${count(size)}</b> points (${design}) with <b>${count(runs)}</b> ${runs === 1 ? 'path' : 'paths'} each</span>`
  return markup`<header>
<p class="eyebrow">AMT Lab <span aria-hidden="true">/</span> ${scenario} <span aria-hidden="true">/</span> study</p>
<h1>${question}</h1>
${answer === undefined ? nothing : markup`<p class="answer">${answer}</p>`}
<p class="facts"><span><b>${count(paths)}</b> paths</span>${points} <span><b>${count(days)}</b> days</span> <span>seed <b>${seed}</b></span></p>
${notes.map((note) => markup`<p class="seal">${note}</p>\n`)}</header>`
}

/** Number of invariants that hold on every path, or on every path on which they were checked. */
export function verdictSum({
  invariants,
  checkedPaths,
  paths,
}: Pick<StudyResult, 'invariants' | 'checkedPaths' | 'paths'>): string {
  const all = Object.values(invariants)
  const broken = all.filter(({ holds }) => !holds).length
  if (checkedPaths !== undefined)
    return (
      `${broken === 0 ? `All ${count(all.length)} hold` : `${count(broken)} of ${count(all.length)} do not hold`} ` +
      `on the ${count(checkedPaths)} of ${count(paths)} paths on which they were checked.`
    )
  if (broken === 0) return `All ${count(all.length)} hold on every path.`
  return `${count(broken)} of ${count(all.length)} ${broken === 1 ? 'is' : 'are'} broken on some paths.`
}

/**
 * `3 of 100 (3%, from 0.62% to 8.5%)`: the estimate and its exact 95% confidence interval; without the
 * interval where points are pooled.
 */
export function proportionText({ count: number, of, estimate, low, high }: Proportion): string {
  const sum = `${count(number)} of ${count(of)}`
  if (estimate !== undefined && low === undefined) return `${sum} (${percent(estimate)})`
  return estimate === undefined
    ? sum
    : `${sum} (${percent(estimate)}, from ${percent(low!)} to ${percent(high!)})`
}

/** A fraction as a percentage with three significant digits. */
function percent(fraction: string): string {
  return `${Number((Number(fraction) * 100).toPrecision(3))}%`
}

export function verdicts(result: StudyResult): Html {
  const entries = Object.entries(result.invariants)
  if (entries.length === 0) return nothing
  const tone = entries.every(([, { holds }]) => holds) ? 'good' : 'bad'
  return markup`<section aria-labelledby="invariants">
<h2 id="invariants">Invariants <span class="sum ${tone}">${verdictSum(result)}</span></h2>
<details${tone === 'bad' ? ' open' : ''}><summary>Statements and check counts</summary>
<ul class="verdicts">
${entries.map(verdict)}</ul>
</details>
</section>`
}

function verdict([name, { statement, holds, checks, broken, first }]: [string, StudyVerdict]): Html {
  const violation =
    first === undefined
      ? nothing
      : markup`<p class="violation">On ${proportionText(broken)} paths; first on path ${first.path} of point ${first.point}, day ${first.day}, action ${first.action}: ${first.message}</p>`
  return markup`<li class="${holds ? 'good' : 'bad'}">
<p class="word"><span aria-hidden="true">${holds ? '✓' : '✗'}</span> ${holds ? 'Holds' : 'Broken'}</p>
<p>${statement}</p>${violation}
<p class="note"><code>${name}</code> <span>${times(checks, 'check')}</span></p>
</li>
`
}

/** A metric's title, and below it its unit and the name used in commands and data files. */
export function namedMetric(metric: Named | undefined, name: string): Html {
  return markup`${metric?.title ?? name}<span class="under">${shownUnit(metric?.unit ?? '')} ${code(name)}</span>`
}

/** A mean with the half-width of its interval: `12.5 ± 0.3`. Without a unit, in that of the data. */
export function withError(mean: string | undefined, error: string | undefined, unit = ''): string {
  if (mean === undefined) return '–'
  return error === undefined
    ? readableIn(mean, unit)
    : `${readableIn(mean, unit)} ± ${readableIn(error, unit)}`
}

/**
 * A quantile's interval: `0.2 to 0.4`, `from 0.2` or `up to 0.4` if there is no other bound, `needs 72 paths`
 * if there is none; empty if the interval is only the quantile itself. `never` is no upper bound.
 */
export function boundsText(value: string | undefined, bounds: QuantileBounds | undefined, unit = ''): string {
  if (value === undefined || bounds === undefined) return ''
  const { low, needs } = bounds
  const high = low === undefined && bounds.high === NEVER ? undefined : bounds.high
  if (low === NEVER) return ''
  if (low === undefined && high === undefined) return `needs ${count(needs!)} paths`
  if (low === undefined) return `up to ${readableIn(high!, unit)}`
  if (high === undefined) return `from ${readableIn(low, unit)}`
  return low === value && high === value ? '' : `${readableIn(low, unit)} to ${readableIn(high, unit)}`
}

/** How to read {@link lossText}. */
export const LOSS_NOTE =
  'In brackets are 95% confidence intervals, which hold for any distribution. “Or worse”: the paths are too ' +
  'few to exclude anything up to the largest possible loss. “Or better”: likewise, in the other direction.'

/**
 * Which paths are the quantile and the value at risk of the same part, as a sentence; empty where they are one
 * path, and where results have no such quantile. The quantile is number ⌈n·p⌉ from the worst, value at risk
 * number ⌊n·p⌋ + 1, which differ where n·p is whole.
 *
 * @param paths those whose results are compared, n
 * @param part in percent, p
 */
export function edgeNote(paths: number, part: number): string {
  const worst = (paths * part) / 100
  if (!Number.isInteger(worst) || !LEVELS.some((level) => level === part * 10)) return ''
  return (
    `Of ${count(paths)} paths, the ${part}% quantile is number ${count(worst)} from the worst, and the value ` +
    `at risk number ${count(worst + 1)}.`
  )
}

/**
 * `loss 70.1 (65 to 80)`, `gain 16 (10 to 20)`, `loss 1 (gain 2 to loss 3)`; `loss 83 (73 or worse)` where
 * the sample is too small for a bound, or the bound is the largest possible loss, `worst`.
 */
export function lossText({ value, low, high }: Loss, worst = Infinity): string {
  const isGain = (text: string): boolean => text.startsWith('-')
  const size = (text: string): string => readable(text.replace('-', ''))
  const words = (text: string): string => `${isGain(text) ? 'gain' : 'loss'} ${size(text)}`
  const one = (text: string): string => (isGain(text) === isGain(value) ? size(text) : words(text))
  const top = high === undefined || Number(high) >= worst ? undefined : high
  const range =
    low === undefined
      ? top === undefined
        ? undefined
        : `${one(top)} or better`
      : top === undefined
        ? `${one(low)} or worse`
        : isGain(low) !== isGain(top)
          ? `${words(low)} to ${words(top)}`
          : `${(isGain(low) ? [top, low] : [low, top]).map(one).join(' to ')}`
  return `${words(value)}${range === undefined ? '' : ` (${range})`}`
}

/** Value at risk and expected shortfall of the returns, at each point. */
export function tailRisk(
  { metrics, points, size, runs, failures }: StudyResult,
  benchmarks: readonly string[] = [],
  kind: Kind | undefined = undefined,
): Html {
  const own = size === 1 ? [{ settings: {}, metrics }] : points
  let part = 0
  const rows = Object.keys(metrics).flatMap((name) =>
    own.flatMap(({ settings, metrics: of }) => {
      const metric = of[name]
      if (metric?.tailRisk === undefined || benchmarks.includes(name)) return []
      part = metric.tailRisk.worstPart
      return [
        [
          namedMetric(metric, name),
          ...(size === 1 ? [] : [code(settingsText(settings))]),
          lossText(metric.tailRisk.valueAtRisk, kind?.metrics[name]?.worst),
          lossText(metric.tailRisk.expectedShortfall, kind?.metrics[name]?.worst),
        ],
      ]
    }),
  )
  if (rows.length === 0) return nothing
  return markup`<section aria-labelledby="risk">
<h2 id="risk">Risk of returns</h2>
<p>Value at risk: the worst ${part}% of the paths do worse. Expected shortfall: what they have on average. ${LOSS_NOTE}</p>
<p>The interval of a value at risk is exact (order statistics), that of an expected shortfall is wide. ${failures.paths.count === 0 ? edgeNote(runs, part) : ''}</p>
${table('Value at risk and expected shortfall', ['Return', ...(size === 1 ? [] : ['Point']), '#Value at risk', '#Expected shortfall'], rows)}
</section>`
}

export function probabilities(all: readonly EventProbability[], { points, size, design }: StudyResult): Html {
  if (all.length === 0) return nothing
  const groups = all.map(({ event, goal, all: together, points: each }) => ({
    head: code(event),
    rows: [
      ...(goal === undefined ? [] : [[`${goal.target} by ${goal.parameter}`, goal.found]]),
      ...(size > 1 && pointsAreChoices(design)
        ? []
        : [[size === 1 ? 'all paths' : 'all points pooled', proportionText(together)]]),
      ...points.map(({ settings }, index) => [code(settingsText(settings)), proportionText(each[index]!)]),
    ],
  }))
  return markup`<section aria-labelledby="probabilities">
<h2 id="probabilities">Probabilities</h2>
<p>Exact 95% confidence intervals (Clopper–Pearson).</p>
${groupedTable('Frequencies by point', ['Points', '#Frequency'], groups)}
</section>`
}

export function settingsText(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
}

export function comparisons({ comparisons: all, points: known, metrics: pooled }: StudyResult): Html {
  if (all.length === 0) return nothing
  const first = settingsText(known[0]?.settings ?? {})
  return markup`<section aria-labelledby="comparisons">
<h2 id="comparisons">Differences from the first point</h2>
<p>Paired differences from <code>${first}</code>, path by path on the same random numbers, with 95% confidence intervals. The last column is the variance reduction: how many times more paths independent runs need for equally narrow intervals.</p>
${all.map(({ point, metrics: differences }) => {
  const rows = Object.entries(differences)
    .filter(([, { higher, lower }]) => higher + lower > 0)
    .map(([name, { mean, meanError, higher, lower, pairs, varianceReduction }]) => [
      namedMetric(pooled[name], name),
      withError(mean, meanError, pooled[name]?.unit),
      `${count(higher)} up, ${count(lower)} down, of ${count(pairs)}`,
      varianceReduction === undefined
        ? '–'
        : isDecimal(varianceReduction)
          ? readable(varianceReduction)
          : '∞',
    ])
  return markup`<details${all.length === 1 ? markup` open` : nothing}><summary><code>${settingsText(known[point]?.settings ?? {})}</code></summary>
${rows.length === 0 ? markup`<p>No metric differs on any path.</p>` : table(`Differences at point ${point}`, ['Metric', '#Difference', 'Paths', '#Variance reduction'], rows)}
</details>
`
})}</section>`
}

/**
 * Fan charts. `csvOf` names the file with a fan's data; `heading` is the id and the text of the section's
 * heading.
 */
export function fans(
  all: readonly Fan[],
  csvOf: (fan: Fan) => string = studyFile,
  heading: readonly [id: string, text: string] = ['charts', 'Charts'],
): Html {
  const [id, text] = heading
  if (all.length === 0) return nothing
  return markup`<section aria-labelledby="${id}">
<h2 id="${id}">${text}</h2>
<noscript><p class="seal">The charts need JavaScript. All of their data are in the CSV files beside this page.</p></noscript>
${all.map((fan) => figure(fan, csvOf(fan)))}</section>`
}

/** Charts of a sampled design. */
export function drawn(all: readonly Drawn[], [id, text]: readonly [string, string]): Html {
  if (all.length === 0) return nothing
  return markup`<section aria-labelledby="${id}">
<h2 id="${id}">${text}</h2>
<noscript><p class="seal">The charts need JavaScript. Their data are in result.json beside this page.</p></noscript>
${all.map(({ chart, columns }) => {
  const words = `${chart.title}. ${chart.subtitle} The data follow as a table.`
  return markup`<figure id="chart-${chart.id}">
<figcaption><h3>${chart.title}</h3><p>${chart.subtitle}</p></figcaption>
${canvas(chart.id, words)}
<details data-table="${chart.id}" data-columns="${columns.map(({ name }) => name).join(' ')}" data-title="${chart.title}"><summary>Data table</summary></details>
<p class="note"><a href="result.json" download="${chart.id}.csv" data-csv="${chart.id}">${chart.id}.csv</a>${images(chart.id, chart.title)}</p>
</figure>
`
})}</section>`
}

const studyFile = ({ x }: Fan): string => (x.name === 'parameter' ? 'points.csv' : 'days.csv')

function figure(fan: Fan, file: string): Html {
  const { name, title, unit, x, series, actual } = fan
  const columns = [
    x.name,
    ...series.flatMap((_series, index) => ['p5', 'p50', 'p95'].map((level) => `s${index}-${level}`)),
    ...(actual === undefined ? [] : [ACTUAL]),
  ]
  const words = series.map(({ label, quantiles }) => {
    const [first, last] = [quantiles['p50']?.find(isDecimal), quantiles['p50']?.findLast(isDecimal)]
    if (first === undefined || last === undefined) return ''
    return `${label === '' ? 'Median' : `Median of ${label}`}: from ${brief(first, unit)} to ${brief(last, unit)} ${shownUnit(unit)}.`
  })
  return markup`<figure id="chart-${name}">
<figcaption><h3>${fanHeadline(fan) ?? title}</h3><p>${fanCaption(fan)}</p></figcaption>
<div class="switch" role="group" aria-label="Vertical scale of: ${title}"><button type="button" data-scale="linear" aria-pressed="true">Linear</button><button type="button" data-scale="log" aria-pressed="false">Log</button></div>
${canvas(name, [`${title}.`, ...words, 'The data follow as a table.'].join(' '))}
<details data-table="${name}" data-columns="${columns.join(' ')}" data-title="${title}"><summary>Data table</summary></details>
<p class="note"><a href="${file}" download="${name}.csv" data-csv="${name}">${name}.csv</a>${images(name, title)}</p>
</figure>
`
}

export function worst(paths: WorstPaths | undefined, { metrics: pooled, points: known }: StudyResult): Html {
  if (paths === undefined) return nothing
  const metric = pooled[paths.metric]
  const replayed = paths.paths.some(({ verified }) => verified !== undefined)
  const rows = paths.paths.map(({ value, command, point, path, verified }) => [
    readableIn(value, metric?.unit ?? ''),
    ...(known.length > 1 ? [settingsText(known[point]?.settings ?? {})] : []),
    count(path),
    ...(replayed
      ? [
          verified === undefined
            ? ''
            : markup`${sealWords(verified)}${verified.first === undefined ? nothing : markup`<pre tabindex="0">${verified.first}</pre>`}`,
        ]
      : []),
    code(command),
  ])
  return markup`<section aria-labelledby="worst">
<h2 id="worst">Worst paths</h2>
<p>The paths with the ${paths.end} <code>${paths.metric}</code>. Each command runs one path alone.</p>
${table(
  'Worst paths with their commands',
  [
    `${metric?.title ?? paths.metric}${metric === undefined ? '' : `, ${shownUnit(metric.unit)}`}`,
    ...(known.length > 1 ? ['Point'] : []),
    '#Path',
    ...(replayed ? ['On the EVM'] : []),
    'Command',
  ],
  rows,
)}
</section>`
}

export function failures(failed: readonly FailedPath[], { failures: all }: StudyResult): Html {
  if (failed.length === 0) return nothing
  return markup`<section aria-labelledby="failed">
<h2 id="failed">Failed paths <span class="sum bad">${proportionText(all.paths)}</span></h2>
<p>Failed paths are excluded from all statistics.${all.paths.count > failed.length ? ` These are the first ${count(failed.length)}; all are in the Parquet files.` : ''}</p>
${table(
  'Failed paths with their errors',
  ['Command', 'Error'],
  failed.map(({ command, error }) => [code(command), error]),
)}
</section>`
}
