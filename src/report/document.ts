/**
 * Document: the HTML frame shared by all reports. One self-contained file that opens from disk, without
 * network access, under a strict Content-Security-Policy.
 *
 * - Plotly is embedded packed. The browser unpacks it; the policy allows it by its hash.
 * - The data are embedded once, as packed JSON. The browser builds charts, tables and downloads from them.
 */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Column } from '../sim/result.ts'
import type { Chart } from './plot.ts'
import { cspHash } from './hash.ts'
import { markup, nothing, raw, type Html } from './html.ts'
import { spanish, translatorFor, type Language } from './language/language.ts'
import { localised, localisedChart, localisedColumns, wordsIn } from './language/localise.ts'
import { dark, declarations, light } from './theme.ts'

export interface About {
  readonly file: string
  readonly source: readonly string[]
}

export interface Document {
  readonly title: string
  readonly body: Html
  /** Columns by table name: the data of the charts. */
  readonly tables: Readonly<Record<string, readonly Column[]>>
  readonly charts: readonly Chart[]
  /** Names of cases as charts show them, by the name in the tables. @default none */
  readonly names?: Readonly<Record<string, string>>
  /** For images of the charts: the start of their file names, and the lines that name their source. */
  readonly about?: About
  /** Source text of the Plotly bundle; undefined for a page without charts. */
  readonly plotly: string | undefined
  /** In place of the script of charts and tables. @default that script */
  readonly script?: string
  /** Names what made the page, so that a later one may replace it. @default none */
  readonly generator?: string
  /** Language of all that is shown. @default English, in which everything is given */
  readonly language?: Language | undefined
}

/** The modules of the page's script, each after those that it imports. */
const PARTS = ['data.js', 'tables.js', 'charts.js', 'labels.js', 'images.js', 'page.js']

const readPart = (name: string): string => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8')

/** One script of all modules, in one function, without their imports and exports. */
const chartScript = `'use strict'\n;(async () => {\n${PARTS.map((name) => joined(readPart(name))).join('\n')}})()\n`

function joined(module: string): string {
  return module.replaceAll(/^import [^;]*? from '[^']*'\n/gm, '').replaceAll(/^export /gm, '')
}
const stylesheet = readPart('page.css')

const UNNAMED: About = { file: 'amt-lab', source: ['AMT Lab'] }

/** The complete HTML text. */
export function htmlDocument(given: Document): string {
  const { title, body, plotly, language, data } = inLanguage(given)
  const { script = chartScript, generator } = given
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(plotly === undefined ? [script] : [script, plotly])}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${
  generator === undefined
    ? nothing
    : markup`<meta name="generator" content="${generator}">
`
}<title>${title}</title>
<style>
:root { color-scheme: light dark; ${raw(declarations(light))} }
@media (prefers-color-scheme: dark) { :root { ${raw(declarations(dark))} } }
@media print { :root { color-scheme: light; ${raw(declarations(light))} } }
${raw(stylesheet)}</style>
</head>
<body>
<main>
${body}
</main>
<script type="text/plain" id="data">${packed(JSON.stringify({ ...data, themes: { light, dark } }))}</script>
${plotly === undefined ? nothing : markup`<script type="text/plain" id="plotly">${packed(plotly)}</script>`}
<script>${raw(script)}</script>
</body>
</html>
`.html
}

/** Text as gzip in base64. A year of data takes a quarter of its JSON. */
const packed = (text: string): string => gzipSync(text, { level: 9 }).toString('base64')

/** Texts that the page's script writes. It puts the cause of a failure in the place of the dots. */
const SCRIPT_TEXTS = {
  dataOf: 'Data of:',
  failed: 'This chart could not be drawn (…). Its data are in the table below.',
  imageFailed: 'failed',
}

/** Signs of numbers on the page: the decimal sign, then that between thousands, as Plotly wants them. */
const SIGNS: Readonly<Record<Language, string>> = { en: '.,', es: `${spanish.decimal}${spanish.group}` }

/** Names of the months on axes, where they are not English. */
const MONTHS: Readonly<Record<Language, readonly string[] | undefined>> = {
  en: undefined,
  es: spanish.months,
}

/** A document's texts and data in its language. */
function inLanguage({
  title,
  body,
  tables,
  charts,
  names = {},
  about = UNNAMED,
  plotly,
  language = 'en',
}: Document) {
  const to = translatorFor(language)
  const { translate } = to
  const columns = Object.values(tables).flat()
  const mapped = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, translate(text)]))
  return {
    title: translate(title),
    body: language === 'en' ? body : raw(localised(body.html, to)),
    plotly,
    language,
    data: {
      tables: Object.fromEntries(
        Object.entries(tables).map(([name, own]) => [name, localisedColumns(own, to)]),
      ),
      charts: charts.map((chart) => localisedChart(chart, to)),
      names: mapped(names),
      about: { ...about, source: about.source.map(translate) },
      texts: mapped(SCRIPT_TEXTS),
      words: language === 'en' ? {} : wordsIn(columns, to),
      signs: SIGNS[language],
      monthNames: MONTHS[language],
    },
  }
}

/** Policy that blocks all loading and runs these scripts only. */
function policy(scripts: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(cspHash).join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
