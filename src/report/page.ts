/**
 * Page: the report as one HTML file that works from disk, with no network and under a strict Content-Security-Policy.
 *
 * The pictures' library is inside, compressed; the browser unpacks it and may run it because the policy names its hash. The exact data
 * are inside once, as JSON; pictures, tables and downloads are made from them in the browser. Without JavaScript everything but the
 * pictures is there, the data as the files beside the page.
 */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { chart } from './chart.ts'
import { figures } from './figures.ts'
import { cspHash } from './hash.ts'
import { inlineJson, markup, raw } from './html.ts'
import type { ManifestInput } from './manifest.ts'
import {
  findings,
  header,
  metrics,
  parameters,
  refusals,
  reproduce,
  variants,
  verdicts,
  type Setting,
} from './sections.ts'
import { dark, declarations, light } from './theme.ts'

export interface PageInput extends ManifestInput {
  /** Every parameter with its meaning, in the scenario's order. */
  readonly settings: readonly Setting[]
  /** Text of the Plotly bundle. */
  readonly plotly: string
}

const script = readFileSync(new URL('./page/page.js', import.meta.url), 'utf8')
const stylesheet = readFileSync(new URL('./page/page.css', import.meta.url), 'utf8')

/** The whole page as HTML text. */
export function page(input: PageInput): string {
  const { result, plotly, command, versions, settings, verification } = input
  const data = {
    tables: Object.fromEntries(result.tables.map((table) => [table.name, table.columns])),
    charts: result.pictures.map((picture) => chart(picture, result.tables)),
    themes: { light, dark },
  }
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy([script, plotly])}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${result.scenario} · seed ${result.seed} · AMT Lab</title>
<style>
:root { color-scheme: light dark; ${raw(declarations(light))} }
@media (prefers-color-scheme: dark) { :root { ${raw(declarations(dark))} } }
@media print { :root { color-scheme: light; ${raw(declarations(light))} } }
${raw(stylesheet)}</style>
</head>
<body>
<main>
${header(result, verification)}
${verdicts(result)}
${metrics(result)}
${findings(result)}
${figures(result)}
${refusals(result)}
${variants(result)}
${parameters(settings)}
${reproduce(result, command, versions)}
</main>
<script type="application/json" id="data">${inlineJson(data)}</script>
<script type="text/plain" id="plotly">${gzipSync(plotly, { level: 9 }).toString('base64')}</script>
<script>${raw(script)}</script>
</body>
</html>
`.html
}

/** Nothing is loaded and nothing runs but these scripts. */
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
