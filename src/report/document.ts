/**
 * Document: the HTML frame shared by all reports. One self-contained file that opens from disk, without
 * network access, under a strict Content-Security-Policy.
 *
 * - Plotly is embedded packed. The browser unpacks it; the policy allows it by its hash.
 * - The data are embedded once, as packed JSON. The browser builds charts, tables and downloads from them.
 */
import { readFileSync } from 'node:fs'
import { contentOf, type Composed } from './content.ts'
import { markup, nothing, raw } from './html.ts'
import type { Language } from './language/language.ts'
import { packed, policy, themeStyles } from './page-file.ts'
import { pageFooter } from './page-footer.ts'

export interface Document extends Composed {
  /** Source text of the Plotly bundle; undefined for a page without charts. */
  readonly plotly: string | undefined
  /** In place of the script of charts and tables. @default that script */
  readonly script?: string
  /** Names what made the page, so that a later one may replace it. @default none */
  readonly generator?: string
  /** Language of a page that brings its own translations, which are left as they are. @default `language` */
  readonly lang?: Language | undefined
}

/** The modules of the page's script, each after those that it imports. */
const PARTS = ['data.js', 'tables.js', 'charts.js', 'labels.js', 'images.js', 'page.js', 'main.js']

const readPart = (name: string): string => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8')

/** One script of all modules, in one function, without their imports and exports. */
const chartScript = `'use strict'\n;(async () => {\n${PARTS.map((name) => joined(readPart(name))).join('\n')}})()\n`

function joined(module: string): string {
  return module.replaceAll(/^import [^;]*? from '[^']*'\n/gm, '').replaceAll(/^export /gm, '')
}
const stylesheet = readPart('page.css')

/** The complete HTML text. */
export function htmlDocument(given: Document): string {
  const { title, body, language, footer, data } = contentOf(given)
  const { plotly, script = chartScript, generator } = given
  return markup`<!doctype html>
<html lang="${given.lang ?? language}">
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
${themeStyles()}
${raw(stylesheet)}${raw(pageFooter(footer))}</style>
</head>
<body>
<main>
${raw(body)}
</main>
<script type="text/plain" id="data">${packed(JSON.stringify(data))}</script>
${plotly === undefined ? nothing : markup`<script type="text/plain" id="plotly">${packed(plotly)}</script>`}
<script>${raw(script)}</script>
</body>
</html>
`.html
}
