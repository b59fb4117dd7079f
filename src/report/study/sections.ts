/**
 * Sections of a study's report: verdicts, probabilities, comparisons, sensitivity, pictures, the worst paths and the failed.
 */
import type { Proportion } from '../../sim/study/proportion.ts'
import { pointsAreChoices } from '../../sim/study/design.ts'
import type { Named } from '../../sim/study/kind.ts'
import type { StudyResult, StudyVerdict } from '../../sim/study/result.ts'
import { markup, nothing, type Html } from '../html.ts'
import { count, isDecimal, readable } from '../number.ts'
import { code, groupedTable, sealWords, table, times } from '../sections.ts'
import type { Fan } from './fan.ts'
import type { EventProbability, FailedPath, WorstPaths } from './paths.ts'

export function header({ scenario, question, paths, days, seed, size, runs, design }: StudyResult): Html {
  const points =
    size === 1
      ? nothing
      : markup` <span><b>${count(size)}</b> points (${design}) with <b>${count(runs)}</b> paths each</span>`
  return markup`<header>
<p class="eyebrow">AMT Lab <span aria-hidden="true">/</span> ${scenario} <span aria-hidden="true">/</span> study</p>
<h1>${question}</h1>
<p class="facts"><span><b>${count(paths)}</b> paths</span>${points} <span><b>${count(days)}</b> days</span> <span>seed <b>${seed}</b></span></p>
</header>`
}

/** How many invariants hold on every path, as a sentence. */
export function verdictSum({ invariants }: Pick<StudyResult, 'invariants'>): string {
  const all = Object.values(invariants)
  const broken = all.filter(({ holds }) => !holds).length
  if (broken === 0) return `All ${count(all.length)} hold on every path.`
  return `${count(broken)} of ${count(all.length)} ${broken === 1 ? 'is' : 'are'} broken on some paths.`
}

/** `3 of 100 (3%, from 0.62% to 8.5%)`: the estimate and its exact 95% interval. */
export function proportionText({ count: number, of, estimate, low, high }: Proportion): string {
  const sum = `${count(number)} of ${count(of)}`
  return estimate === undefined
    ? sum
    : `${sum} (${percent(estimate)}, from ${percent(low!)} to ${percent(high!)})`
}

/** Three significant digits of a percentage are enough to read. */
function percent(fraction: string): string {
  return `${Number((Number(fraction) * 100).toPrecision(3))}%`
}

export function verdicts(result: StudyResult): Html {
  const entries = Object.entries(result.invariants)
  if (entries.length === 0) return nothing
  const tone = entries.every(([, { holds }]) => holds) ? 'good' : 'bad'
  return markup`<section aria-labelledby="invariants">
<h2 id="invariants">Invariants <span class="sum ${tone}">${verdictSum(result)}</span></h2>
<details${tone === 'bad' ? ' open' : ''}><summary>What each says, and how often it was checked</summary>
<ul class="verdicts">
${entries.map(verdict)}</ul>
</details>
</section>`
}

function verdict([name, { statement, holds, checks, broken, first }]: [string, StudyVerdict]): Html {
  const told =
    first === undefined
      ? nothing
      : markup`<p class="violation">On ${proportionText(broken)} paths; first on path ${first.path} of point ${first.point}, day ${first.day}, action ${first.action}: ${first.message}</p>`
  return markup`<li class="${holds ? 'good' : 'bad'}">
<p class="word"><span aria-hidden="true">${holds ? '✓' : '✗'}</span> ${holds ? 'Holds' : 'Broken'}</p>
<p>${statement}</p>${told}
<p class="note"><code>${name}</code> <span>${times(checks, 'check')}</span></p>
</li>
`
}

/** What a metric is, and below it its unit and the name that commands and data know it by. */
export function namedMetric(metric: Named | undefined, name: string): Html {
  return markup`${metric?.title ?? name}<span class="under">${metric?.unit ?? ''} ${code(name)}</span>`
}

/** A mean with half of its interval: `12.5 ± 0.3`. */
export const withError = (mean: string | undefined, error: string | undefined): string =>
  mean === undefined ? '–' : error === undefined ? readable(mean) : `${readable(mean)} ± ${readable(error)}`

export function probabilities(all: readonly EventProbability[], { points, size, design }: StudyResult): Html {
  if (all.length === 0) return nothing
  const groups = all.map(({ event, all: together, points: each }) => ({
    head: code(event),
    rows: [
      ...(size > 1 && pointsAreChoices(design)
        ? []
        : [[size === 1 ? 'all paths' : 'all points together', proportionText(together)]]),
      ...points.map(({ settings }, index) => [code(settingsText(settings)), proportionText(each[index]!)]),
    ],
  }))
  return markup`<section aria-labelledby="probabilities">
<h2 id="probabilities">Probabilities</h2>
<p>With exact 95% intervals (Clopper and Pearson).</p>
${groupedTable('Probabilities', ['Where', '#How often'], groups)}
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
<h2 id="comparisons">Against the first point</h2>
<p>Path by path on the same random numbers, less what <code>${first}</code> gives; with 95% intervals. The last column says how many times more paths independent runs would need for intervals as narrow.</p>
${all.map(({ point, metrics: differences }) => {
  const rows = Object.entries(differences)
    .filter(([, { higher, lower }]) => higher + lower > 0)
    .map(([name, { mean, meanError, higher, lower, pairs, varianceReduction }]) => [
      namedMetric(pooled[name], name),
      withError(mean, meanError),
      `${count(higher)} up, ${count(lower)} down, of ${count(pairs)}`,
      varianceReduction === undefined
        ? '–'
        : isDecimal(varianceReduction)
          ? readable(varianceReduction)
          : '∞',
    ])
  return markup`<details${all.length === 1 ? markup` open` : nothing}><summary><code>${settingsText(known[point]?.settings ?? {})}</code></summary>
${rows.length === 0 ? markup`<p>Nothing differs on any path.</p>` : table(`Differences at point ${point}`, ['Metric', '#Difference', 'Paths', '#Fewer paths'], rows)}
</details>
`
})}</section>`
}

export function sensitivity({ sensitivity: told, metrics: pooled }: StudyResult): Html {
  if (told === undefined) return nothing
  const morris = told.method === 'morris'
  const titles = morris
    ? ['Parameter', '#Mean absolute effect', '#Mean effect', '#Deviation']
    : ['Parameter', '#By itself', '#With all others']
  const tables = Object.entries(told.metrics).map(([name, byParameter]) => {
    const rows = Object.entries(byParameter).map(([parameter, measures]) =>
      'mu' in measures
        ? [
            code(parameter),
            withError(measures.muStar, measures.muStarError),
            readable(measures.mu),
            readable(measures.sigma),
          ]
        : [code(parameter), intervalText(measures.first), intervalText(measures.total)],
    )
    return markup`<details><summary>${namedMetric(pooled[name], name)}</summary>
${table(`Sensitivity of ${name}`, titles, rows)}
</details>
`
  })
  const means = morris
    ? 'Elementary effects (Morris): the change of the metric when the parameter goes from one end of its range to the other, found in steps of two thirds, with the 95% interval by Student’s t over the walks. A deviation says that the effect depends on the rest.'
    : 'Sobol’ indices: the part of the metric’s variance that the parameter explains, with bootstrap intervals of 95%.'
  return markup`<section aria-labelledby="sensitivity">
<h2 id="sensitivity">Sensitivity</h2>
<p>${means}</p>
${tables}</section>`
}

/** A Sobol' index with its interval: `0.512 (0.400 to 0.600)`. */
export const intervalText = ({ value, low, high }: { value: string; low: string; high: string }): string =>
  `${fixed(value)} (${fixed(low)} to ${fixed(high)})`

const fixed = (text: string): string => Number(text).toFixed(3)

export function fans(all: readonly Fan[]): Html {
  if (all.length === 0) return nothing
  return markup`<section aria-labelledby="pictures">
<h2 id="pictures">Pictures</h2>
<noscript><p class="seal">The pictures need JavaScript. All of their data are in the CSV files beside this page.</p></noscript>
${all.map(figure)}</section>`
}

function figure({ name, title, unit, x, series }: Fan): Html {
  const columns = [
    x.name,
    ...series.flatMap((_series, index) => ['p5', 'p50', 'p95'].map((level) => `s${index}-${level}`)),
  ]
  const bands =
    series.length === 1
      ? 'the middle half and nine tenths of the paths'
      : 'the middle nine tenths of the paths'
  const words = series.map(({ label, quantiles }) => {
    const [first, last] = [quantiles['p50']?.find(isDecimal), quantiles['p50']?.findLast(isDecimal)]
    if (first === undefined || last === undefined) return ''
    return `${label === '' ? 'Median' : `Median of ${label}`}: from ${readable(first)} to ${readable(last)} ${unit}.`
  })
  return markup`<figure id="picture-${name}">
<figcaption><h3>${title}</h3><p>Median, and ${bands}.</p></figcaption>
<div class="switch" role="group" aria-label="Vertical scale of: ${title}"><button type="button" data-scale="linear" aria-pressed="true">Linear</button><button type="button" data-scale="log" aria-pressed="false">Log</button></div>
<div class="chart" data-chart="${name}" role="img" aria-label="${[`${title}.`, ...words, 'The numbers follow as a table.'].join(' ')}"></div>
<details data-table="${name}" data-columns="${columns.join(' ')}" data-title="${title}"><summary>Numbers as a table</summary></details>
<p class="note"><a href="${x.name === 'parameter' ? 'points.csv' : 'days.csv'}" download="${name}.csv" data-csv="${name}">${name}.csv</a></p>
</figure>
`
}

export function worst(paths: WorstPaths | undefined, { metrics: pooled, points: known }: StudyResult): Html {
  if (paths === undefined) return nothing
  const metric = pooled[paths.metric]
  const replayed = paths.paths.some(({ verified }) => verified !== undefined)
  const rows = paths.paths.map(({ value, command, point, path, verified }) => [
    isDecimal(value) ? readable(value) : value,
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
<p>Where <code>${paths.metric}</code> is ${paths.end}. Each command runs that path alone.</p>
${table(
  'Worst paths',
  [
    `${metric?.title ?? paths.metric}${metric === undefined ? '' : `, ${metric.unit}`}`,
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
<p>They are in none of the numbers above.${all.paths.count > failed.length ? ` The first ${count(failed.length)}; all are in the Parquet files.` : ''}</p>
${table(
  'Failed paths',
  ['Command', 'Error'],
  failed.map(({ command, error }) => [code(command), error]),
)}
</section>`
}
