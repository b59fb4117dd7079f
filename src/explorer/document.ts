/**
 * Document: the explorer as one HTML file. It opens from disk, loads nothing, and runs under a strict
 * Content-Security-Policy. Its workers are made from text that the file holds.
 */
import { readFileSync } from 'node:fs'
import { markup, nothing, raw, type Html } from '../report/html.ts'
import type { Versions } from '../report/manifest.ts'
import { packed, policy, themeStyles } from '../report/page-file.ts'
import type { Scripts } from './bundle.ts'
import { TEXTS } from './texts.ts'
import type { Contracts } from './verify/contracts.ts'

export interface ExplorerInput extends Scripts {
  readonly versions: Versions
  /** Compiled contracts, for a page that replays runs on them. @default none */
  readonly contracts?: Contracts | undefined
  /** Source text of the Plotly bundle. */
  readonly plotly: string
}

/** Licence of a page that has the compiled contracts, PancakeSwap V2 among them. */
export const CONTRACTS_LICENCE = 'GPL-3.0-or-later'

/** Names what made the page, so that a later one may replace it. */
export const GENERATOR = 'AMT Lab explorer'

/** Workers come from the file's own text. */
const WORKERS = 'worker-src blob:'

const style = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const stylesheet = `${style('../report/page/page.css')}\n${style('./page/explorer.css')}\n${style('./page/walk.css')}`

/** The complete HTML text. */
export function explorerDocument(input: ExplorerInput): string {
  const { engine, page, plotly, versions, verifier, contracts } = input
  // A module script would be loaded with a policy of its own; a function in a classic one is not.
  const script = `'use strict'\n;(async () => {\n${page}})()\n`
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy([script, plotly], WORKERS)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${GENERATOR}">
${contracts === undefined ? nothing : markup`<meta name="license" content="${CONTRACTS_LICENCE}">`}
<title>${TEXTS.title}</title>
<style>
${themeStyles()}
${raw(stylesheet)}</style>
</head>
<body class="explorer">
<div id="explorer"></div>
<noscript>${TEXTS.title} computes in the browser and needs JavaScript.</noscript>
<script type="application/json" id="versions">${raw(JSON.stringify(versions).replaceAll('<', String.raw`\u003c`))}</script>
<script type="text/plain" id="engine">${packed(engine)}</script>
<script type="text/plain" id="plotly">${packed(plotly)}</script>
${contracts === undefined ? nothing : contractElements(verifier, contracts)}
<script>${raw(script)}</script>
</body>
</html>
`.html
}

/** Unpacked when the reader asks for a replay, or for the source. */
const contractElements = (verifier: string, { build, source }: Contracts): Html =>
  markup`<script type="text/plain" id="verifier">${packed(verifier)}</script>
<script type="text/plain" id="contracts">${packed(JSON.stringify({ build }))}</script>
<script type="text/plain" id="source">${packed(JSON.stringify(source, null, 1))}</script>`
