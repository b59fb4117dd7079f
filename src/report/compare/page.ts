/**
 * Page: what differs first, then the metrics of each comparison, daily medians over each other, and the
 * charts of runs side by side.
 */
import type { Language } from '../language/language.ts'
import type { ChartSpec, Table } from '../../sim/result.ts'
import { chart } from '../chart.ts'
import type { Composed } from '../content.ts'
import { canvas, description, images } from '../figures.ts'
import { titles } from '../headline.ts'
import { markup, nothing, type Html } from '../html.ts'
import { versionText, type Versions } from '../manifest.ts'
import { count, times } from '../number.ts'
import type { Chart } from '../plot.ts'
import { contents } from '../sections.ts'
import { code, table } from '../table.ts'
import { fanChart, fanColumns, type Fan } from '../study/fan.ts'
import { fans as fanFigures } from '../study/sections.ts'
import { shownUnit } from '../unit.ts'
import type { Compared } from './difference.ts'
import type { Entry } from './entry.ts'
import {
  changeText,
  compareAnswer,
  directionText,
  pairingText,
  sideText,
  split,
  type CompareStory,
} from './story.ts'

/** Most entries in a chart, so that they can be told apart. */
const MOST_SERIES = 6

/** Daily quantiles that two entries or more have, over the days of the longest. */
export function fansOf(entries: readonly Entry[]): readonly Fan[] {
  const shown = entries.slice(0, MOST_SERIES)
  const names = [...new Set(shown.flatMap(({ daily }) => [...daily.keys()]))]
  return names.flatMap((name) => {
    const having = shown.filter(({ daily }) => daily.has(name))
    if (having.length < 2) return []
    const all = having.map(({ daily }) => daily.get(name)!)
    // A study has names only; a run has titles.
    const { title, unit } = all.find((each) => each.title !== name) ?? all[0]!
    if (all.some((each) => each.unit !== unit)) return []
    const length = Math.max(...all.map(({ quantiles }) => quantiles['p50']?.length ?? 0))
    const padded = (cells: readonly string[] = []): string[] =>
      Array.from({ length }, (_, day) => cells[day] ?? '')
    const series = having.map(({ label, daily }) => {
      const { quantiles } = daily.get(name)!
      const levels = ['p5', 'p50', 'p95'].map((level) => [level, padded(quantiles[level])] as const)
      return { label, quantiles: Object.fromEntries(levels) }
    })
    const x = {
      name: 'day',
      title: 'Day',
      unit: 'day',
      cells: Array.from({ length }, (_, day) => String(day)),
    }
    return [{ name: `days-${kebab(name)}`, title, unit, x, series }]
  })
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** A chart of one run, with the columns that it draws. */
interface Beside {
  readonly entry: Entry
  readonly spec: ChartSpec
  readonly table: Table
}

/** The charts that two runs or more have, by chart. */
function chartsBeside(entries: readonly Entry[]): readonly (readonly Beside[])[] {
  const names = [...new Set(entries.flatMap(({ charts }) => charts.map(({ name }) => name)))]
  return names
    .map((name) => entries.flatMap((entry, index) => besideOf(entry, name, index)))
    .filter((all) => all.length > 1)
}

function besideOf(entry: Entry, name: string, index: number): readonly Beside[] {
  const spec = entry.charts.find((each) => each.name === name)
  const read = spec === undefined ? undefined : entry.table(spec.table)
  if (spec === undefined || read === undefined || !/^[a-z0-9-]+$/.test(name)) return []
  const drawn = [spec.x, ...spec.y, ...(spec.z === undefined ? [] : [spec.z])]
  if (drawn.some((each) => !read.columns.some((column) => column.name === each))) return []
  const own = `run-${index}-${name}`
  const columns = read.columns.filter((column) => drawn.includes(column.name))
  return [{ entry, spec: { ...spec, name: own, table: own }, table: { ...read, name: own, columns } }]
}

export interface ComparePage extends CompareStory {
  readonly versions: Versions
  /** Whether a browser computed the results: no files are beside the page then. @default false */
  readonly inBrowser?: boolean
  /** Language of the page. @default English */
  readonly language?: Language | undefined
}

/** The page as it is composed, without its frame. */
export function comparePage(input: ComparePage): Composed {
  const { entries, comparisons, notes, versions, command } = input
  const fans = fansOf(entries)
  const beside = chartsBeside(entries)
  const charts: readonly Chart[] = [
    ...fans.map((fan) => fanChart(fan)),
    ...beside.flat().map(({ spec, table: own }) => chart(spec, [own])),
  ]
  const body = markup`${differingSection(input)}
${fanFigures(fans.slice(0, 1), csvOf, ['main-chart', 'Main chart'])}
${comparisons.map(metricsSection)}
${fanFigures(fans.slice(1), csvOf, ['daily', 'Daily medians and 90% intervals'])}
${
  beside.length === 0
    ? nothing
    : markup`<section aria-labelledby="beside">
<h2 id="beside">Charts side by side</h2>
<p>Of the detailed path of each run.</p>
${beside.map((all) => markup`<div class="beside">${all.map(figure)}</div>\n`)}</section>`
}
<section aria-labelledby="reproduce">
<h2 id="reproduce">Reproduce</h2>
<pre class="command" tabindex="0"><code>${command}</code></pre>
<dl class="small">
<div><dt>Version of the page</dt><dd>${versionText(versions)}</dd></div>
${entries.map(({ label, resultHash, commit }) => markup`<div><dt>${label}</dt><dd>result hash <code>${resultHash}</code>${commit === undefined ? nothing : markup`, commit <code>${commit}</code>`}</dd></div>\n`)}
${
  input.inBrowser
    ? nothing
    : markup`<div><dt>Files beside this page</dt><dd><a href="compare.json">compare.json</a></dd></div>
`
}</dl>
</section>`
  const questions = [...new Set(entries.map(({ question }) => question))]
  return {
    title: `Comparison · ${[...new Set(entries.map(({ scenario }) => scenario))].join(', ')} · AMT Lab`,
    body: markup`<header>
<p class="eyebrow">AMT Lab <span aria-hidden="true">/</span> comparison</p>
<h1>${questions.length === 1 ? questions[0]! : 'What differs between these results?'}</h1>
<p class="answer">${compareAnswer(input)}</p>
<p class="facts"><span><b>${count(entries.length)}</b> parameter sets</span> <span><b>${times(comparisons.length, 'comparison')}</b></span></p>
${notes.map((note) => markup`<p class="seal">${note}</p>\n`)}</header>
${contents(body)}
${body}`,
    tables: Object.fromEntries([
      ...fans.map((fan) => [fan.name, fanColumns(fan)] as const),
      ...beside.flat().map(({ table: own }) => [own.name, own.columns] as const),
    ]),
    charts,
    about: { file: 'comparison', source: [command, versionText(versions)] },
    language: input.language,
  }
}

const csvOf = ({ name }: Fan): string => `${name}.csv`

function differingSection({ entries, differing }: CompareStory): Html {
  return markup`<section aria-labelledby="differing">
<h2 id="differing">What differs</h2>
${
  differing.length === 0
    ? markup`<p>Nothing: all have the same parameters, seed, days and commit.</p>`
    : table(
        'Differences of the inputs',
        ['Input', ...entries.map(({ label }) => `#${label}`)],
        differing.map(({ what, values }) => [code(what), ...values]),
      )
}
</section>`
}

function metricsSection(each: Compared, index: number): Html {
  const { base, other } = each
  const { different, equal } = split(each)
  const rows = different.map(([name, metric]) => [
    markup`${metric.title}<span class="under">${shownUnit(metric.unit)} ${code(name)}</span>`,
    sideText(metric.base, metric.unit),
    sideText(metric.other, metric.unit),
    changeText(metric, metric.unit),
    directionText(metric),
  ])
  const needs = different.flatMap(([, metric]) => metric.needs ?? [])
  return markup`<section aria-labelledby="metrics-${index}">
<h2 id="metrics-${index}">${other.label} against ${base.label}</h2>
<p>${each.pairing === 'paired' ? 'Medians of the differences path by path, on the same random numbers' : 'Differences of the medians of independent paths'}, with 95% intervals by order statistics, which hold for any distribution: ${pairingText(each)}.${needs.length === 0 ? '' : ` Both bounds need ${count(Math.max(...needs))} paths.`}</p>
${rows.length === 0 ? markup`<p>No metric differs.</p>` : table(`Metrics of ${other.label} against ${base.label}`, ['Metric', `#${base.label}`, `#${other.label}`, '#Difference', 'Paths'], rows)}
${equal.length === 0 ? nothing : markup`<details><summary>${times(equal.length, 'metric')} ${each.pairing === 'paired' ? 'equal on every path' : 'equal'}</summary><p>${equal.join('; ')}</p></details>`}
</section>`
}

function figure({ entry, spec, table: own }: Beside): Html {
  const shown = titles(spec, [own])
  return markup`<figure id="chart-${spec.name}">
<figcaption><h3>${entry.label}: ${shown.title}</h3><p>${shown.subtitle}</p></figcaption>
${canvas(spec.name, description(spec, { charts: [spec], tables: [own] }))}
<details data-table="${own.name}" data-columns="${own.columns.map(({ name }) => name).join(' ')}" data-title="${entry.label}: ${spec.title}"><summary>Data table</summary></details>
<p class="note">${images(spec.name, `${entry.label}: ${spec.title}`)}</p>
</figure>
`
}
