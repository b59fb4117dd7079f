/**
 * Document: the HTML frame shared by all reports. One self-contained file that opens from disk, without
 * network access, under a strict Content-Security-Policy.
 *
 * - Plotly is embedded gzip-compressed. The browser unpacks it; the policy allows it by its hash.
 * - The data are embedded once, as JSON. The browser builds charts, tables and downloads from them.
 */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Column } from '../sim/result.ts'
import type { Chart } from './plot.ts'
import { cspHash } from './hash.ts'
import { inlineJson, markup, nothing, raw, type Html } from './html.ts'
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
}

/** The modules of the page's script, each after those that it imports. */
const PARTS = ['data.js', 'tables.js', 'charts.js', 'labels.js', 'images.js', 'page.js']

const readPart = (name: string): string => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8')

/** One script of all modules, in one block, without their imports and exports. */
const script = `'use strict'\n{\n${PARTS.map((name) => joined(readPart(name))).join('\n')}}\n`

function joined(module: string): string {
  return module.replaceAll(/^import [^;]*? from '[^']*'\n/gm, '').replaceAll(/^export /gm, '')
}
const stylesheet = readPart('page.css')

const UNNAMED: About = { file: 'amt-lab', source: ['AMT Lab'] }

/** The complete HTML text. */
export function htmlDocument({ title, body, tables, charts, names = {}, about, plotly }: Document): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(plotly === undefined ? [script] : [script, plotly])}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
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
<script type="application/json" id="data">${inlineJson({ tables, charts, names, about: about ?? UNNAMED, themes: { light, dark } })}</script>
${plotly === undefined ? nothing : markup`<script type="text/plain" id="plotly">${gzipSync(plotly, { level: 9 }).toString('base64')}</script>`}
<script>${raw(script)}</script>
</body>
</html>
`.html
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
