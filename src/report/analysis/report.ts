/**
 * Analysis: the report of a computation on data that is not a run, such as a calibration or a backtest.
 *
 * Pure: nothing is written to disk, and equal input gives equal bytes. Files: `report.html`, `result.json`, a
 * CSV file and, except for fan charts, a typed Parquet file for each table, `columns.json`, `manifest.json`.
 */
import type { ChartSpec, Table } from '../../sim/result.ts'
import { chart } from '../chart.ts'
import { csv } from '../csv.ts'
import { COLUMNS, columnsText, dataTable, tableParquet } from '../dictionary/columns-file.ts'
import { htmlDocument } from '../document.ts'
import { figures } from '../figures.ts'
import { CARD, cardText, commitIn, type Card, type Seal } from '../gallery/card.ts'
import { pictureOf, pictureOfFan } from '../gallery/picture.ts'
import type { Bytes } from '../hash.ts'
import { markup, nothing, type Html } from '../html.ts'
import type { Language } from '../language/language.ts'
import { analysisManifest, MANIFEST, versionText, type Versions } from '../manifest.ts'
import { contents } from '../sections.ts'
import { list, table } from '../table.ts'
import { fans } from '../study/sections.ts'
import { fanChart, fanColumns, type Fan } from '../study/fan.ts'

export interface Analysis {
  readonly kind: Extract<Card['kind'], 'stress' | 'calibration' | 'backtest' | 'dashboard'>
  /** The scenario, or what was examined. @default the kind */
  readonly name?: string
  readonly heading: string
  /** The answer in a sentence or two. @default none */
  readonly answer?: string
  /** Of runs: whether they are verified, or broken. @default no runs */
  readonly seal?: Seal
  readonly seed?: string
  readonly hash?: string
  /** Short facts below the heading. */
  readonly facts: readonly string[]
  readonly sections: readonly AnalysisSection[]
  /** Data of the charts; each is also a CSV file. */
  readonly tables: readonly Table[]
  readonly charts: readonly ChartSpec[]
  readonly fans: readonly Fan[]
  readonly notModelled: readonly string[]
  /** The output of `--json`. */
  readonly data: object
  /** Command that reproduces the analysis. */
  readonly command: string
  readonly versions: Versions
  /** Source text of the Plotly bundle. */
  readonly plotly: string
  /** Language of the page. @default English */
  readonly language?: Language | undefined
}

/** A heading, sentences, and a table whose numeric columns have titles that start with `#`. */
export interface AnalysisSection {
  readonly title: string
  readonly text: readonly string[]
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** All files of the report by name. */
export function analysisReport(analysis: Analysis): ReadonlyMap<string, Bytes> {
  const of = COMMANDS[analysis.kind]
  const fanTables = analysis.fans.map((fan) => ({
    name: fan.name,
    title: fan.title,
    columns: fanColumns(fan),
  }))
  const files = new Map<string, Bytes>([
    ['report.html', page(analysis)],
    ['result.json', `${JSON.stringify(analysis.data)}\n`],
    ...[...analysis.tables, ...fanTables].map((each) => [`${each.name}.csv`, csv(each)] as const),
    ...analysis.tables.map((each) => [`${each.name}.parquet`, tableParquet(each, of)] as const),
    [
      COLUMNS,
      columnsText([
        ...analysis.tables.map((each) => dataTable(each, [`${each.name}.csv`, `${each.name}.parquet`], of)),
        ...fanTables.map((each) => dataTable(each, [`${each.name}.csv`], of)),
      ]),
    ],
  ])
  files.set(CARD, cardOf(analysis))
  files.set(MANIFEST, analysisManifest(analysis, files))
  return files
}

/** Commands that write the analyses, by which the data dictionary tells tables of one name apart. */
const COMMANDS: Readonly<Record<Analysis['kind'], string>> = {
  stress: 'stress',
  calibration: 'calibrate',
  backtest: 'backtest',
  dashboard: 'dashboard',
}

/** What the gallery shows of the analysis. */
function cardOf(analysis: Analysis): string {
  const { kind, heading, answer = '', seal = NO_RUNS, seed, hash, charts, tables, fans: all } = analysis
  const [fan] = all
  const [spec] = charts
  const picture =
    fan !== undefined ? pictureOfFan(fan) : spec === undefined ? undefined : pictureOf(spec, tables)
  return cardText({
    kind,
    name: analysis.name ?? kind,
    question: heading,
    answer,
    page: 'report.html',
    seal,
    ...(hash === undefined ? {} : { hash }),
    ...(seed === undefined ? {} : { seed }),
    ...commitIn(analysis.versions),
    ...(picture === undefined ? {} : { picture }),
  })
}

const NO_RUNS: Seal = { state: 'unverified', words: 'Computed from data' }

function page(analysis: Analysis): string {
  const { kind, heading, facts, sections, tables, charts, fans: all, notModelled, plotly } = analysis
  const csvOf = (fan: Fan): string => `${fan.name}.csv`
  const main = ['main-chart', 'Main chart'] as const
  const [first] = all
  const body = markup`${first === undefined ? figures({ charts: charts.slice(0, 1), tables }, main) : fans([first], csvOf, main)}
${sections.map(section)}
${fans(all.slice(1), csvOf, ['fans', 'Charts over all paths'])}
${figures({ charts: first === undefined ? charts.slice(1) : charts, tables }, ['charts', 'More charts'])}
${limits(notModelled)}
${reproduce(analysis)}`
  return htmlDocument({
    title: `${kind} · AMT Lab`,
    body: markup`<header>
<p class="eyebrow">AMT Lab <span aria-hidden="true">/</span> ${kind}</p>
<h1>${heading}</h1>
${analysis.answer === undefined ? nothing : markup`<p class="answer">${analysis.answer}</p>`}
<p class="facts">${facts.map((fact) => markup`<span>${fact}</span> `)}</p>
</header>
${contents(body)}
${body}`,
    tables: {
      ...Object.fromEntries(tables.map(({ name, columns }) => [name, columns])),
      ...Object.fromEntries(all.map((fan) => [fan.name, fanColumns(fan)])),
    },
    charts: [...all.map((fan) => fanChart(fan)), ...charts.map((spec) => chart(spec, tables))],
    about: {
      file: kind.replace(/[^a-z0-9]+/gi, '-'),
      source: [analysis.command, versionText(analysis.versions)],
    },
    plotly,
    language: analysis.language,
  })
}

function section({ title, text, columns, rows }: AnalysisSection, index: number): Html {
  const id = `part-${index + 1}`
  return markup`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${text.map((sentence) => markup`<p>${sentence}</p>\n`)}${rows.length === 0 ? nothing : table(`Table: ${title}`, columns, rows)}
</section>
`
}

function limits(notModelled: readonly string[]): Html {
  if (notModelled.length === 0) return nothing
  return markup`<section aria-labelledby="limits">
<h2 id="limits">Not modelled</h2>
<ul>${notModelled.map((each) => markup`<li>${each}</li>\n`)}</ul>
</section>`
}

function reproduce({ command, versions, tables, fans: all }: Analysis): Html {
  const names = ['result.json', ...[...tables, ...all].map(({ name }) => `${name}.csv`), COLUMNS, MANIFEST]
  return markup`<section aria-labelledby="reproduce">
<h2 id="reproduce">Reproduce</h2>
<pre class="command" tabindex="0"><code>${command}</code></pre>
<dl class="small">
<div><dt>Versions</dt><dd>${versionText(versions)}, Node.js ${versions.node}</dd></div>
<div><dt>Packages</dt><dd translate="no">${list(versions.dependencies, (name, version) => `${name} ${version}`)}</dd></div>
<div><dt>Files beside this page</dt><dd translate="no">${names.map((file, index) => markup`${index === 0 ? '' : ', '}<a href="${file}">${file}</a>`)}</dd></div>
</dl>
</section>`
}
