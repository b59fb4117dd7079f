/**
 * Page: source coverage as one HTML file without scripts: an index with shares, then each source with the
 * hits of its lines and the missing outcomes of its branches. It loads nothing (see the policy).
 */
import { markup, nothing, raw, type Content, type Html } from '../../report/html.ts'
import { count } from '../../report/number.ts'
import { dark, declarations, light } from '../../report/theme.ts'
import type { BranchCoverage, SourceCoverage } from '../../evm/coverage/source-coverage.ts'
import {
  GROUP_TITLES,
  GROUPS,
  groupOf,
  sharesOf,
  uncoveredIn,
  type Share,
} from '../../lockstep/campaign/source-totals.ts'
import { percent } from './summary.ts'

export interface CoveragePage {
  readonly sources: readonly SourceCoverage[]
  /** What was measured, in one sentence. */
  readonly measured: string
  /** Command that measures it again. */
  readonly command: string
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** The complete HTML text. */
export function coveragePage({ sources, measured, command }: CoveragePage): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Source coverage · AMT Lab</title>
<style>
:root { color-scheme: light dark; ${raw(declarations(light))} }
@media (prefers-color-scheme: dark) { :root { ${raw(declarations(dark))} } }
@media print { :root { color-scheme: light; ${raw(declarations(light))} } }
${raw(STYLE)}</style>
</head>
<body>
<main>
<h1 id="index">Source coverage</h1>
<p>${measured}</p>
<p>Repeat: <code>${command}</code></p>
${GROUPS.map((group) =>
  index(
    group,
    sources.filter((source) => groupOf(source) === group),
  ),
)}
${sources.map(sourceSection)}
</main>
</body>
</html>
`.html
}

function index(group: (typeof GROUPS)[number], sources: readonly SourceCoverage[]): Html {
  if (sources.length === 0) return nothing
  return markup`<h2>${GROUP_TITLES[group]}</h2>
<table>
<thead><tr><th scope="col">Source</th><th scope="col">Functions</th><th scope="col">Lines</th><th scope="col">Branches</th></tr></thead>
<tbody>
${sources.map((source) => row(markup`<a href="#${anchor(source)}">${source.unit}</a>`, [source]))}
</tbody>
<tfoot>
${row('All', sources)}
</tfoot>
</table>`
}

function row(name: Content, sources: readonly SourceCoverage[]): Html {
  const { functions, lines, branches } = sharesOf(sources)
  return markup`<tr><th scope="row">${name}</th>${[functions, lines, branches].map(cell)}</tr>
`
}

function cell(share: Share): Html {
  const { reached, of } = share
  if (of === 0) return markup`<td class="none">none</td>`
  const part = Math.round((100 * reached) / of)
  return markup`<td class="${reached === of ? 'all' : 'part'}"><span class="bar"><span style="width: ${part}%"></span></span> ${percent(share)} <small>${count(reached)}/${count(of)}</small></td>`
}

function sourceSection(source: SourceCoverage): Html {
  const { text } = source
  const hits = new Map(source.lines.map(({ line, hits: times }) => [line, times]))
  const open = uncoveredIn(source)
  const lines = text.replace(/\n$/, '').split('\n')
  return markup`<section id="${anchor(source)}">
<h2>${source.unit}</h2>
<table>
<thead><tr><th scope="col">Source</th><th scope="col">Functions</th><th scope="col">Lines</th><th scope="col">Branches</th></tr></thead>
<tbody>
${row(source.unit, [source])}
</tbody>
</table>
${
  open.length === 0
    ? markup`<p class="good">Everything is covered.</p>`
    : markup`<details open><summary>${count(open.length)} not covered</summary><ul>
${open.map(
  ({
    line,
    what,
    reason,
  }) => markup`<li>Line ${line}: <code>${what}</code>. ${reason ?? markup`<strong>No known reason.</strong>`}</li>
`,
)}</ul></details>`
}
<ol class="source">
${lines.map((line, at) => sourceLine(source, line, at + 1, hits.get(at + 1)))}
</ol>
<p><a href="#index">Index</a></p>
</section>
`
}

function sourceLine(source: SourceCoverage, text: string, line: number, hits: number | undefined): Html {
  const fn = source.functions.find((each) => each.line === line)
  const shown = hits ?? fn?.hits
  const branches = source.branches.filter((branch) => branch.line === line)
  const halves = branches.filter(({ whenTrue, whenFalse }) => (whenTrue === 0) !== (whenFalse === 0))
  const state = shown === undefined ? '' : shown === 0 ? 'miss' : halves.length > 0 ? 'half' : 'hit'
  const title = branches.map(branchText).join('\n')
  return markup`<li class="${state}"><span class="hits">${shown === undefined ? '' : count(shown)}</span><code${title === '' ? '' : markup` title="${title}"`}>${text}</code>${halves.map(mark)}</li>
`
}

function branchText({ condition, whenTrue, whenFalse }: BranchCoverage): string {
  return `${condition}: true ${count(whenTrue)}, false ${count(whenFalse)}`
}

function mark({ condition, whenTrue }: BranchCoverage): Html {
  return markup`<span class="mark">${condition}: never ${whenTrue === 0 ? 'true' : 'false'}</span>`
}

function anchor({ unit }: SourceCoverage): string {
  return unit.replaceAll(/[^A-Za-z0-9]+/g, '-')
}

const STYLE = `
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 75rem; margin: 0 auto; padding: 1.5rem; }
h2 { margin-top: 2.5rem; overflow-wrap: anywhere; }
a { color: var(--accent); }
code, .source { font-family: ui-monospace, 'DejaVu Sans Mono', Menlo, monospace; font-size: 0.85rem; }
table { border-collapse: collapse; width: 100%; background: var(--surface); }
th, td { padding: 0.3rem 0.7rem; border-bottom: 1px solid var(--line); text-align: left; }
tbody th { font-weight: normal; overflow-wrap: anywhere; }
td { white-space: nowrap; font-variant-numeric: tabular-nums; }
small, .none { color: var(--muted); }
.bar { display: inline-block; width: 5rem; height: 0.6rem; background: var(--bad-ground); border: 1px solid var(--muted); vertical-align: baseline; }
.bar span { display: block; height: 100%; background: var(--good); }
.good { color: var(--good); }
details { margin: 1rem 0; }
summary { cursor: pointer; }
.source { list-style: none; counter-reset: line; margin: 0; padding: 0.5rem 0; background: var(--surface); border: 1px solid var(--line); overflow-x: auto; }
.source li { counter-increment: line; white-space: pre; border-left: 4px solid transparent; width: max-content; min-width: 100%; box-sizing: border-box; }
.source li::before { content: counter(line); display: inline-block; width: 3.5em; padding-right: 0.7em; text-align: right; color: var(--muted); }
.hits { display: inline-block; width: 6em; padding-right: 1em; text-align: right; color: var(--muted); }
.hit { border-left-color: var(--good) !important; }
.half { border-left-color: var(--bad) !important; border-left-style: dashed !important; }
.miss { border-left-color: var(--bad) !important; background: var(--bad-ground); }
.miss .hits { color: var(--bad); font-weight: bold; }
.mark { margin-left: 2em; padding: 0 0.5em; color: var(--bad); background: var(--bad-ground); font-family: system-ui, sans-serif; font-size: 0.8rem; }
@media print { .source { overflow: visible; } .source li { white-space: pre-wrap; width: auto; } }
`
